import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the project. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/**
 * The environment for a child: without a TF_CLI_CONFIG_FILE that points nowhere, which terraform takes as an error, and without the
 * call home of cdktf-cli.
 */
export function childEnvironment(extra = {}) {
  const environment = { ...process.env, CHECKPOINT_DISABLE: "1", ...extra };
  const config = environment.TF_CLI_CONFIG_FILE;
  if (config !== undefined && !existsSync(config)) delete environment.TF_CLI_CONFIG_FILE;
  return environment;
}

/**
 * Runs a command in the root of the project with its output shown.
 * @returns {number} its exit status; 1 where it was ended by a signal or could not be started
 */
export function run(command, args, options = {}) {
  const { env, ...rest } = options;
  const result = spawnSync(command, args, { cwd: ROOT, stdio: "inherit", env: childEnvironment(env), ...rest });
  if (result.error) console.error(`${command} could not be started: ${result.error.message}`);
  return result.status ?? 1;
}

/** Runs a command of node_modules that is a JavaScript file, by this same node. */
export function runTool(file, args, options = {}) {
  return run(process.execPath, [join(ROOT, "node_modules", file), ...args], options);
}

/** Ends this script with the status of a step that failed. */
export function must(status, step) {
  if (status === 0) return;
  console.error(`\n${step} failed (exit status ${status}).`);
  process.exit(status);
}
