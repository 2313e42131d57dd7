/**
 * Writes docs/policies/ from policy-definitions/, docs/terraform-map.md and the index of types from the tables of src/terraform: `npm run docs`. Tests prove that what
 * is committed is current.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { must, ROOT, run } from "./support/run.mjs";

must(run(process.execPath, ["scripts/build.mjs"]), "The build");

const require = createRequire(import.meta.url);
const { builtInLibrary, libraryPages } = require(join(ROOT, "dist/src/library/index.js"));
const { terraformMapPage, terraformTypeIndex } = require(join(ROOT, "dist/src/terraform/index.js"));
const folder = join(ROOT, "docs", "policies");
const pages = libraryPages(builtInLibrary());

mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (file.endsWith(".md") && !pages.has(file)) rmSync(join(folder, file));
for (const [file, text] of pages) writeFileSync(join(folder, file), text);
console.log(`docs/policies: ${pages.size} pages`);

writeFileSync(join(ROOT, "docs", "terraform-map.md"), terraformMapPage());
console.log("docs/terraform-map.md");
writeFileSync(join(ROOT, "src", "terraform", "azurerm", "type-index.ts"), terraformTypeIndex());
console.log("src/terraform/azurerm/type-index.ts");
