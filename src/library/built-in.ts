import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Initiative, PolicyDefinition, PolicyLibrary } from "./model";

/** The folder of a library that holds its initiatives. */
export const INITIATIVES = "initiatives";

/** The folder of the library that this package ships: beside the Terraform provider, which is one file, beside src/, and beside dist/. */
export function builtInFolder(): string {
  const candidates = ["", "../..", "../../.."].map((above) => join(__dirname, above, "policy-definitions"));
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
    definitions: byName(all<PolicyDefinition>(folder)),
    initiatives: byName(all<Initiative>(join(folder, INITIATIVES))),
  };
}

function all<T>(folder: string): T[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => parsed<T>(join(folder, name)));
}

/** A JSON file of this package. */
export function parsed<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

export function byName<T extends { name: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}
