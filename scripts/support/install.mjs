import { readFileSync } from "node:fs";
import { join } from "node:path";
import { must, ROOT, run } from "./run.mjs";

/** Runs `npm ci` unless node_modules already holds what package-lock.json asks for. */
export function ensureInstalled() {
  const reason = whatIsMissing();
  if (reason === undefined) return;
  console.log(`Installing: ${reason}.`);
  // Under npm the path of its own script is given; by hand, npm is looked up on PATH (on Windows it is npm.cmd, which needs a shell).
  const script = process.env.npm_execpath;
  const args = ["ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  must(
    script?.endsWith(".js")
      ? run(process.execPath, [script, ...args])
      : run("npm", args, { shell: process.platform === "win32" }),
    "npm ci",
  );
}

/**
 * Versions are compared, not the time of files: a checkout touches the lock without changing it. Optional packages are those of other
 * platforms, so their absence says nothing.
 */
function whatIsMissing() {
  const wanted = packagesOf(join(ROOT, "package-lock.json"));
  if (wanted === undefined) throw new Error("package-lock.json is missing or not JSON");
  const installed = packagesOf(join(ROOT, "node_modules", ".package-lock.json"));
  if (installed === undefined) return "there is no node_modules yet";
  for (const [path, { version, optional }] of Object.entries(wanted)) {
    if (path === "" || installed[path]?.version === version) continue;
    if (installed[path] === undefined && optional === true) continue;
    return `${path} is ${installed[path]?.version ?? "missing"}, package-lock.json asks for ${version}`;
  }
  return undefined;
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
