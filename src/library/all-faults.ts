import { basename } from "node:path";
import { schemaFaults } from "../input/check-schema";
import { faultsOf, InputError } from "../input/input-error";
import { byName } from "./built-in";
import { compileFaults } from "./compile";
import { lintLibrary } from "./lint";
import { libraryFiles, librarySchema, nameFaults, readLibraryFile } from "./load";
import type { Initiative, PolicyDefinition, PolicyLibrary } from "./model";

/** A library as far as it can be read, and what is wrong with it. */
export interface LintedLibrary {
  library: PolicyLibrary;
  /** By file: what its schema and the linter say, and then what the compiler does. */
  faults: InputError[];
}

/**
 * Reads a library to its end and tells everything that can be told of it in one reading, where {@link loadLibrary} ends with the first. A file that its schema refuses is not looked
 * at further, and what binds it is not called wrong for that.
 * @throws InputError where the folder is no library at all
 */
export function lintFolder(folder: string): LintedLibrary {
  const { files, initiativeFiles } = libraryFiles(folder);
  const definitions = files.map((file) => read<PolicyDefinition>(file, "definition"));
  const initiatives = initiativeFiles.map((file) => read<Initiative>(file, "initiative"));
  const library: PolicyLibrary = {
    folder,
    definitions: byName(definitions.flatMap(({ value }) => value ?? [])),
    initiatives: byName(initiatives.flatMap(({ value }) => value ?? [])),
  };
  const broken = [...definitions, ...initiatives].flatMap(({ faults }) => faults);
  // What could not be read is not missing, and may bind what nothing else does.
  const isWhole = (files: readonly { value?: unknown }[]): boolean => files.every(({ value }) => value !== undefined);
  const [allDefinitions, allInitiatives] = [isWhole(definitions), isWhole(initiatives)];
  const linted = lintLibrary(library)
    .filter(({ rule, path }) => allDefinitions || rule !== "references" || !path.endsWith(".policyDefinitionId"))
    .filter(({ rule }) => allInitiatives || rule !== "idle-definition")
    .map(({ file, problem, mend, path }) => new InputError(file, problem, mend, path));
  const told = new Set(linted.map(({ file, path }) => `${file} ${path}`));
  const compiled = compileFaults(library).filter(({ file, path }) => !told.has(`${file} ${path}`));
  return { library, faults: [...broken, ...linted, ...compiled] };
}

function read<T extends { name: string }>(
  file: string,
  kind: "definition" | "initiative",
): { value?: T; faults: InputError[] } {
  let value: unknown;
  const unreadable = faultsOf(() => (value = readLibraryFile(file)));
  if (unreadable.length > 0) return { faults: unreadable };
  const faults = schemaFaults(librarySchema(kind), value, file);
  if (faults.length > 0) return { faults };
  // Others refer to it by the name of its file.
  return { value: { ...(value as T), name: basename(file, ".json") }, faults: nameFaults(value as T, file) };
}
