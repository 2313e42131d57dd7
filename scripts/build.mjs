/** Compiles to dist/: `node scripts/build.mjs`. The old dist stays in place until the new one is whole. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled } from "./support/install.mjs";
import { must, ROOT, runTool } from "./support/run.mjs";

const DIST = join(ROOT, "dist");
const WORK = join(ROOT, "node_modules", ".cache", "aoai-guard", `build-${process.pid}`);
const NEXT = join(WORK, "next");
const BIN = join("src", "cli", "main.js");

ensureInstalled();
mkdirSync(WORK, { recursive: true });
process.on("exit", () => rmSync(WORK, { recursive: true, force: true }));

must(runTool("typescript/bin/tsc", ["-p", "tsconfig.build.json", "--outDir", NEXT]), "Compiling");
const { compileSchemas } = await import("./compile-schemas.mjs");
await bundleCommandLine(compileSchemas(NEXT));
copyPage();
if (existsSync(join(NEXT, BIN))) chmodSync(join(NEXT, BIN), 0o755);
if (existsSync(DIST)) renameSync(DIST, join(WORK, "before"));
renameSync(NEXT, DIST);

/** The style and the script of the html report, which are read and not required. */
function copyPage() {
  const page = join("src", "report", "page");
  mkdirSync(join(NEXT, page), { recursive: true });
  for (const name of ["page.css", "page.js"]) copyFileSync(join(ROOT, page, name), join(NEXT, page, name));
}

/**
 * One file for all of our own code that the command line needs: loading a hundred small ones costs as much as a start of Node.
 * Packages stay outside. The file lies as deep as the rooms do, so that what looks for policy-definitions from its own folder finds it.
 */
async function bundleCommandLine(schemas) {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["src/cli/run.ts"],
    outfile: join(NEXT, "src", "cli", "run.js"),
    allowOverwrite: true,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "warning",
    plugins: [
      {
        name: "compiled-schemas",
        setup: (bundle) => bundle.onResolve({ filter: /\/compiled-schemas$/ }, () => ({ path: schemas })),
      },
    ],
  });
  // What the bundle holds and nobody can import would only be published twice.
  for (const part of ["commands", "read", "io.js"]) rmSync(join(NEXT, "src", "cli", part), { recursive: true });
}
