import { readFileSync } from "node:fs";
import { join } from "node:path";
import { builtInLibrary, initiativeContentHash } from "../../src/library";

export const ROOT = join(__dirname, "..", "..");

/** The fenced block of a guide whose first line is `# title`. */
export function block(guide: string, title: string): string {
  const text = readFileSync(join(ROOT, "docs", guide), "utf8");
  const found = [...text.matchAll(/^```\w*\n(# [^\n]*)\n([^]*?)^```$/gm)].find(([, first]) =>
    first?.startsWith(`# ${title}`),
  );
  if (found?.[2] === undefined) throw new Error(`docs/${guide} has no block "${title}"`);
  return found[2];
}

/** What `aoai-guard policy hash` prints. */
export function hashes(): string {
  const library = builtInLibrary();
  return [...library.initiatives.keys()].map((name) => `${initiativeContentHash(library, name)}  ${name}\n`).join("");
}

/** The files with which the governance guide publishes the guard, and their variables. */
export const GUARD_FILES = { "main.tf": block("guide-governance.md", "guard.tf"), "content-hashes.txt": hashes() };
export const GUARD_VARIABLES = {
  management_group_id: "/providers/Microsoft.Management/managementGroups/corp",
  library: join(ROOT, "policy-definitions"),
};
