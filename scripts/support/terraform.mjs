import { spawnSync } from "node:child_process";
import { childEnvironment } from "./run.mjs";

/** The version of the terraform on PATH, or undefined where there is none that runs. */
export function terraformVersion() {
  const result = spawnSync(process.env.AOAI_GUARD_TERRAFORM ?? "terraform", ["version", "-json"], {
    encoding: "utf8",
    env: childEnvironment(),
  });
  if (result.status !== 0) return undefined;
  try {
    return JSON.parse(result.stdout).terraform_version;
  } catch {
    return undefined;
  }
}

/** Says loudly that tests which need terraform do not run. */
export function warnWithoutTerraform() {
  if (terraformVersion() !== undefined) return;
  const line = "=".repeat(78);
  console.error(
    `\n${line}\n  terraform is not on PATH: every test that plans or validates is SKIPPED.\n` +
      `  Install terraform 1.5 or later to run them.\n${line}\n`,
  );
}
