import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { AnySchemaObject } from "ajv";
import { checkSchema } from "../input/check-schema";
import { InputError } from "../input/input-error";
import { readValue } from "../input/read";
import { lintLibrary } from "./lint";
import type { Initiative, PolicyDefinition, PolicyLibrary } from "./model";

const INITIATIVES = "initiatives";
const CASES = ".cases.yaml";

/** The folder of the library that this package ships: beside src/ as well as beside dist/. */
export function builtInFolder(): string {
  const candidates = [join(__dirname, "../../policy-definitions"), join(__dirname, "../../../policy-definitions")];
  return candidates.find((folder) => existsSync(join(folder, INITIATIVES))) ?? candidates[0]!;
}

/**
 * The library that this package ships. Its files are checked by this project's tests, so that a run does not pay for checking
 * them again.
 */
export function builtInLibrary(): PolicyLibrary {
  const folder = builtInFolder();
  return {
    folder,
    definitions: byName(jsonFiles(folder).map((file) => parsed<PolicyDefinition>(file))),
    initiatives: byName(jsonFiles(join(folder, INITIATIVES)).map((file) => parsed<Initiative>(file))),
  };
}

/**
 * Reads a library: definitions in `folder/*.json`, initiatives in `folder/initiatives/*.json`, each checked by its schema
 * (policy-definitions/schema) and all of them against one another and against Azure's limits.
 * @throws InputError about the first thing that is wrong, with file and JSON path
 */
export function loadLibrary(folder: string): PolicyLibrary {
  const files = jsonFiles(folder);
  if (files.length === 0) {
    throw new InputError(folder, "holds no policy definition", "put one definition into each <name>.json in it");
  }
  const initiativeFiles = jsonFiles(join(folder, INITIATIVES));
  if (initiativeFiles.length === 0) {
    const mend = `put an initiative that binds the definitions into ${join(folder, INITIATIVES)}`;
    throw new InputError(folder, "holds no initiative, so that none of its definitions would apply", mend);
  }
  const library: PolicyLibrary = {
    folder,
    definitions: byName(files.map((file) => checked<PolicyDefinition>(file, "definition"))),
    initiatives: byName(initiativeFiles.map((file) => checked<Initiative>(file, "initiative"))),
  };
  const [first] = lintLibrary(library);
  if (first !== undefined) throw new InputError(first.file, first.problem, first.mend, first.path);
  return library;
}

/** The file of a definition, as the user named its folder. */
export function definitionFile(library: PolicyLibrary, name: string): string {
  return join(library.folder, `${name}.json`);
}

/** The file of an initiative. */
export function initiativeFile(library: PolicyLibrary, name: string): string {
  return join(library.folder, INITIATIVES, `${name}.json`);
}

/** The file that lists the aliases that the definitions may use, each with its path in ARM JSON; it need not exist. */
export function aliasesFile(library: PolicyLibrary): string {
  return join(library.folder, "aliases.csv");
}

/** The file of a definition's cases; it need not exist. */
export function casesFile(library: PolicyLibrary, name: string): string {
  return join(library.folder, `${name}${CASES}`);
}

const schemas = new Map<string, AnySchemaObject>();

/** A schema of policy-definitions/schema. */
export function librarySchema(kind: "definition" | "initiative" | "cases"): AnySchemaObject {
  let schema = schemas.get(kind);
  if (schema === undefined) {
    schema = parsed<AnySchemaObject>(join(builtInFolder(), "schema", `${kind}.schema.json`));
    schemas.set(kind, schema);
  }
  return schema;
}

function jsonFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && entry.name.endsWith(".json"))
      .map((entry) => join(folder, entry.name))
      .sort();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" && basename(folder) === INITIATIVES) return [];
    if (code === "ENOENT") throw new InputError(folder, "does not exist", "name the folder of a policy library");
    if (code === "ENOTDIR") throw new InputError(folder, "is no folder", "name the folder of a policy library");
    throw new InputError(folder, `cannot be read (${code})`, "make it readable");
  }
}

function checked<T extends { name: string }>(file: string, kind: "definition" | "initiative"): T {
  const value = readValue(file);
  checkSchema(librarySchema(kind), value, file);
  const expected = basename(file, ".json");
  const { name } = value as T;
  if (name === expected) return value as T;
  throw new InputError(file, `is named ${JSON.stringify(name)}, not after its file`, `write "${expected}"`, "$.name");
}

function parsed<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

function byName<T extends { name: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}
