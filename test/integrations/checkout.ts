import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";

export const ROOT = join(__dirname, "..", "..");
export const EXAMPLE = join(ROOT, "examples", "body-camera");

/** A folder beside what is built, so that files can be moved between both. */
export function temporaryFolder(): string {
  const cache = join(ROOT, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, "checkout-"));
}

export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** What git would check out of this tree, nothing built. Packages are taken from here, which saves the minute of `npm ci`. */
export function cleanCheckout(): string {
  const folder = temporaryFolder();
  const { stdout, status } = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error("git cannot list the files of this tree");
  for (const file of stdout.split("\0").filter((name) => name !== "")) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Runs a step's script as the runners do. */
export function bash(script: string, { cwd, env }: { cwd: string; env: Record<string, string> }) {
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
  return spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] ?? "", HOME: cwd, ...env },
  });
}
