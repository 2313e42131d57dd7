/** Writes docs/terraform-map.md from the tables of src/terraform: `node scripts/terraform-map.mjs`, after a build. */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "./support/run.mjs";

const { terraformMapPage } = createRequire(import.meta.url)(join(ROOT, "dist/src/terraform/index.js"));
writeFileSync(join(ROOT, "docs", "terraform-map.md"), terraformMapPage());
console.log("docs/terraform-map.md");
