import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { AnySchemaObject } from "ajv";
import { checkSchema } from "../input/check-schema";
import { InputError } from "../input/input-error";
import { readValue } from "../input/read";
import { builtInFolder, byName, INITIATIVES, parsed } from "./built-in";
import { lintLibrary } from "./lint";
import type { Initiative, PolicyDefinition, PolicyLibrary } from "./model";

/**
 * Reads a library: definitions in `folder/*.json`, initiatives in `folder/initiatives/*.json`, each checked by its schema
 * (policy-definitions/schema) and all of them against one another and against Azure's limits.
 * @throws InputError about the first thing that is wrong, with file and JSON path
 */
export function loadLibrary(folder: string): PolicyLibrary {
  const { files, initiativeFiles } = libraryFiles(folder);
  const library: PolicyLibrary = {
    folder,
    definitions: byName(files.map((file) => checked<PolicyDefinition>(file, "definition"))),
    initiatives: byName(initiativeFiles.map((file) => checked<Initiative>(file, "initiative"))),
  };
  const [first] = lintLibrary(library);
  if (first !== undefined) throw new InputError(first.file, first.problem, first.mend, first.path);
  return library;
}

/**
 * The files of a library.
 * @throws InputError where the folder is none, or has no definitions or no initiatives
 */
export function libraryFiles(folder: string): { files: string[]; initiativeFiles: string[] } {
  const files = jsonFiles(folder);
  if (files.length === 0) {
    throw new InputError(folder, "holds no policy definition", "put one definition into each <name>.json in it");
  }
  const initiativeFiles = jsonFiles(join(folder, INITIATIVES));
  if (initiativeFiles.length === 0) {
    const mend = `put an initiative that binds the definitions into ${join(folder, INITIATIVES)}`;
    throw new InputError(folder, "holds no initiative, so that none of its definitions would apply", mend);
  }
  return { files, initiativeFiles };
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
  const value = readLibraryFile(file);
  checkSchema(librarySchema(kind), value, file);
  const [fault] = nameFaults(value as T, file);
  if (fault !== undefined) throw fault;
  return value as T;
}

/**
 * The JSON of a definition or an initiative, not yet checked.
 * @throws InputError
 */
export function readLibraryFile(file: string): unknown {
  const value = readValue(file);
  if (isDeeper(value, DEEPEST)) throw new InputError(file, "is nested too deeply", "write it flatter");
  return value;
}

/** What is wrong with the name of a definition or an initiative, which is that of its file. */
export function nameFaults({ name }: { name: string }, file: string): InputError[] {
  const expected = basename(file, ".json");
  if (name === expected) return [];
  return [
    new InputError(file, `is named ${JSON.stringify(name)}, not after its file`, `write "${expected}"`, "$.name"),
  ];
}

/** Azure takes 512 conditions in one another; each is two levels of JSON. */
const DEEPEST = 1200;

/** Whether a value has more levels than that; without recursion, since the value may have any number. */
function isDeeper(value: unknown, levels: number): boolean {
  const open: [unknown, number][] = [[value, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [part, depth] = next;
    if (typeof part !== "object" || part === null) continue;
    if (depth >= levels) return true;
    for (const child of Object.values(part)) open.push([child, depth + 1]);
  }
  return false;
}
