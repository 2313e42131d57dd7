#!/usr/bin/env node
/**
 * Runs the command line of this checkout, and builds it where that was not done yet: what the GitHub Action and the pre-commit hook call, which get a checkout of
 * the version they name and nothing built. Needs the network for npm alone, and that once.
 */
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(realpathSync(fileURLToPath(import.meta.url))), "..");
const MAIN = join(ROOT, "dist", "src", "cli", "main.js");

if (!existsSync(MAIN)) {
  // What building prints is no report.
  const { status } = spawnSync(process.execPath, [join(ROOT, "scripts", "build.mjs")], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) {
    console.error("aoai-guard: could not be built; see above.");
    process.exit(2);
  }
}
process.exit(spawnSync(process.execPath, [MAIN, ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 2);
