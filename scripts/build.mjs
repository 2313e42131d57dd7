/** Compiles to dist/: `node scripts/build.mjs`. The old dist stays in place until the new one is whole. */
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { must, ROOT, runTool } from "./support/run.mjs";

const DIST = join(ROOT, "dist");
const WORK = join(ROOT, "node_modules", ".cache", "aoai-guard", `build-${process.pid}`);
const NEXT = join(WORK, "next");
const BIN = join("src", "cli", "main.js");

mkdirSync(WORK, { recursive: true });
process.on("exit", () => rmSync(WORK, { recursive: true, force: true }));

must(runTool("typescript/bin/tsc", ["-p", "tsconfig.build.json", "--outDir", NEXT]), "Compiling");
if (existsSync(join(NEXT, BIN))) chmodSync(join(NEXT, BIN), 0o755);
if (existsSync(DIST)) renameSync(DIST, join(WORK, "before"));
renameSync(NEXT, DIST);
