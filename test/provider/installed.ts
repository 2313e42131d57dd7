import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const MAIN = join(ROOT, "dist", "src", "cli", "main.js");

export const EXECUTABLE = join(ROOT, "dist", "provider", "terraform-provider-aoaiguard");

/** What a user does first: the provider as it is built, in a folder that terraform installs from. */
export function installProvider(): { mirror: string; requirement: string; remove(): void } {
  if (!existsSync(EXECUTABLE)) throw new Error('The provider is tested as it is built: run "npm run build" first.');
  const mirror = mkdtempSync(join(tmpdir(), "aoai-guard-mirror-"));
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, "provider", "install", mirror], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return { mirror, requirement: stdout, remove: () => rmSync(mirror, { recursive: true, force: true }) };
}
