/** Compiles to dist/: `node scripts/build.mjs`. The old dist stays in place until the new one is whole. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bundleProvider } from "./bundle-provider.mjs";
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
const schemas = compiledSchemas(compileSchemas(NEXT));
await bundleCommandLine(schemas);
await bundleProvider(NEXT, [schemas]);
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

/** Bundles take the validators that were compiled, not the empty table that the sources hold. */
function compiledSchemas(file) {
  return {
    name: "compiled-schemas",
    setup: (bundle) => bundle.onResolve({ filter: /\/compiled-schemas$/ }, () => ({ path: file })),
  };
}

/**
 * One file for all of our own code that the command line needs: loading a hundred small ones costs as much as a start of Node.
 * Packages stay outside, but for commander, which the command line alone needs: it would be looked for, and would load what starts programs and with it sockets, at every start.
 * The file lies as deep as the rooms do, so that what looks for policy-definitions from its own folder finds it.
 */
async function bundleCommandLine(schemas) {
  const { build } = await import("esbuild");
  const commander = createRequire(import.meta.url).resolve("commander");
  const licence = readFileSync(join(dirname(commander), "LICENSE"), "utf8");
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
    banner: { js: `/*! Holds commander.\n${licence.replaceAll("*/", "")}*/` },
    plugins: [
      {
        name: "commander",
        setup(bundle) {
          bundle.onResolve({ filter: /^commander$/ }, () => ({ path: commander }));
          // Only commands that are programs of their own would be started; there are none.
          bundle.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
            importer.startsWith(dirname(commander)) ? { path: "child_process", namespace: "when-asked" } : undefined,
          );
          bundle.onLoad({ filter: /./, namespace: "when-asked" }, () => ({
            contents: 'exports.spawn = (...all) => require("node:child_process").spawn(...all);',
          }));
        },
      },
      schemas,
    ],
  });
  // What the bundle holds and nobody can import would only be published twice.
  const cli = join(NEXT, "src", "cli");
  const needed = ["main.js", "run.js", "version.js", "later-optimizing.js"];
  for (const part of readdirSync(cli)) if (!needed.includes(part)) rmSync(join(cli, part), { recursive: true });
}
