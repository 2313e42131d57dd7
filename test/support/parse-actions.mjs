/**
 * Parses an action.yml and workflows with GitHub's own parser and prints the errors of each as JSON: `node parse-actions.mjs FILE...`. The parser imports JSON in a way that only
 * bundlers take, so it is bundled first.
 */
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import process from "node:process";
import { build } from "esbuild";

const PARSER = "./node_modules/@actions/workflow-parser/dist";
const { outputFiles } = await build({
  stdin: {
    contents: `export { parseAction } from "${PARSER}/actions/action-parser.js"; export { parseWorkflow } from "${PARSER}/workflows/workflow-parser.js"; export { NoOperationTraceWriter } from "${PARSER}/index.js";`,
    resolveDir: process.cwd(),
  },
  bundle: true,
  platform: "node",
  format: "esm",
  write: false,
  logLevel: "error",
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(process.cwd() + '/');" },
});
const parser = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);

const found = process.argv.slice(2).map((file) => {
  const source = { name: file, content: readFileSync(file, "utf8") };
  const parse = basename(file) === "action.yml" ? parser.parseAction : parser.parseWorkflow;
  return parse(source, new parser.NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({ message }) => message);
});
process.stdout.write(JSON.stringify(found));
