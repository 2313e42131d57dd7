/** Writes the validators of our own schemas over the empty table that `src/input/compiled-schemas.ts` compiles to. */
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @param {string} dist folder of the compiled project
 * @returns {string} the file written
 */
export function compileSchemas(dist) {
  const load = createRequire(import.meta.url);
  const { Ajv } = load("ajv");
  const { default: standaloneCode } = load("ajv/dist/standalone");
  const { CONTEXT_SCHEMA } = load(join(dist, "src", "governance", "context.schema.js"));
  const { AJV_OPTIONS } = load(join(dist, "src", "input", "check-schema.js"));
  const ajv = new Ajv({ ...AJV_OPTIONS, schemas: [CONTEXT_SCHEMA], code: { source: true } });
  const names = Object.fromEntries([CONTEXT_SCHEMA].map(({ $id }, index) => [`schema${index}`, $id]));
  const table = Object.entries(names).map(([name, id]) => `${JSON.stringify(id)}: exports.${name}`);
  const file = join(dist, "src", "input", "compiled-schemas.js");
  writeFileSync(file, `${standaloneCode(ajv, names)}\nexports.COMPILED = { ${table.join(", ")} };\n`);
  return file;
}
