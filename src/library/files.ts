import { join } from "node:path";
import { INITIATIVES } from "./built-in";
import type { PolicyLibrary } from "./model";

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
  return join(library.folder, `${name}.cases.yaml`);
}
