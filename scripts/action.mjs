/** What action.yml runs: its inputs, as the environment has them, become one run of `check`. */
import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const { env } = process;
const lines = (name) =>
  (env[name] ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
const option = (name, flag) => lines(name).flatMap((value) => [flag, value]);

/** The runner gives each step a file of its own for the summary, and one for outputs. */
const summary =
  env.INPUT_SUMMARY === "true" && env.GITHUB_STEP_SUMMARY ? [`--report=markdown=${env.GITHUB_STEP_SUMMARY}`] : [];
const reports = ["sarif", "markdown", "json", "junit", "html"].flatMap((format) =>
  lines(`INPUT_${format.toUpperCase()}`).map((file) => `--report=${format}=${file}`),
);
const { status } = spawnSync(
  process.execPath,
  [
    join(dirname(fileURLToPath(import.meta.url)), "aoai-guard.mjs"),
    "check",
    ...option("INPUT_CONTEXT", "--context"),
    ...option("INPUT_POLICIES", "--policies"),
    ...option("INPUT_EXEMPTIONS", "--exemptions"),
    ...option("INPUT_BASELINE", "--baseline"),
    ...option("INPUT_UNDETERMINED", "--undetermined"),
    "--format=github",
    ...summary,
    ...reports,
    "--",
    ...lines("INPUT_PATHS"),
  ],
  { stdio: "inherit" },
);
const code = status ?? 2;
// Where nothing was judged, a file with the name of a report is not ours: the pull request may have brought it along.
const judged = code === 0 || code === 1;
if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, `exit-code=${code}\njudged=${judged}\n`);
process.exit(code);
