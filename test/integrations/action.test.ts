import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { bash, cleanCheckout, EXAMPLE, remove, ROOT, temporaryFolder } from "./checkout";

interface Action {
  inputs: Record<string, { default?: string; required?: boolean }>;
  outputs: Record<string, { value: string }>;
  runs: { steps: { id?: string; run: string; env?: Record<string, string> }[] };
}

const action = parse(readFileSync(join(ROOT, "action.yml"), "utf8")) as Action;
let checkout: string;
let workspace: string;

beforeAll(() => {
  checkout = cleanCheckout();
  workspace = temporaryFolder();
  for (const file of ["plan.json", "context.yaml"]) cpSync(join(EXAMPLE, file), join(workspace, file));
}, 120_000);
afterAll(() => [checkout, workspace].forEach(remove));

/** Runs the steps of the composite action in the user's workspace, with inputs where the runner puts them. */
function run(inputs: Record<string, string>) {
  const files = { GITHUB_OUTPUT: join(workspace, "output.txt"), GITHUB_STEP_SUMMARY: join(workspace, "summary.md") };
  Object.values(files).forEach((file) => writeFileSync(file, ""));
  const given = (name: string): string => inputs[name] ?? action.inputs[name]?.default ?? "";
  let log = "";
  let code = 0;
  for (const { run: script, env = {} } of action.runs.steps) {
    const values = Object.entries(env).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, input: string) => given(input)),
    ]);
    const result = bash(script, {
      cwd: workspace,
      env: { ...files, GITHUB_ACTION_PATH: checkout, ...(Object.fromEntries(values) as Record<string, string>) },
    });
    log += result.stdout;
    code = result.status ?? -1;
    if (code !== 0) break;
  }
  return {
    code,
    log,
    output: readFileSync(files.GITHUB_OUTPUT, "utf8"),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
  };
}

test("GitHub's parser takes action.yml and the workflow of the guide, and refuses a broken one", () => {
  const broken = join(workspace, "action.yml");
  writeFileSync(broken, readFileSync(join(ROOT, "action.yml"), "utf8").replace("using:", "usin:"));
  const files = [join(ROOT, "action.yml"), join(ROOT, "examples", "ci", "github-workflow.yml"), broken];
  const { stdout, stderr } = spawnSync(process.execPath, ["test/support/parse-actions.mjs", ...files], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const [ofAction, ofWorkflow, ofBroken] = JSON.parse(stdout) as string[][];
  expect([ofAction, ofWorkflow]).toEqual([[], []]);
  expect(ofBroken).not.toEqual([]);
}, 120_000);

test("every input is handed on as environment, and none is written into a script", () => {
  const { steps } = action.runs;
  const handed = steps.flatMap(({ env = {} }) => Object.values(env).map((value) => /inputs\.(\w+)/.exec(value)?.[1]));
  expect(handed.sort()).toEqual(Object.keys(action.inputs).sort());
  expect(steps.filter(({ run: script }) => script.includes("${{"))).toEqual([]);
});

test("from a clean checkout: builds, annotates, writes summary, SARIF and comment, and fails", () => {
  const ran = run({ paths: "plan.json\n", context: "context.yaml", sarif: "guard.sarif", markdown: "guard.md" });
  expect(ran.code).toBe(1);
  expect(ran.log).toMatch(/^::error .*D2 mobile-camera-recognition/m);
  expect(ran.output).toBe("exit-code=1\njudged=true\n");
  expect(ran.summary).toContain("mobile-camera-recognition");
  expect(readFileSync(join(workspace, "guard.md"), "utf8")).toMatch(/^<!-- aoai-guard -->/);
  expect(JSON.parse(readFileSync(join(workspace, "guard.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
}, 300_000);

test("a report that the pull request brought along is told from one of this run", () => {
  writeFileSync(join(workspace, "forged.md"), "<!-- aoai-guard --> all is well");
  const ran = run({ paths: "nowhere.json", markdown: "forged.md" });
  expect([ran.code, ran.output]).toEqual([2, "exit-code=2\njudged=false\n"]);
}, 300_000);

test("the workflow of the guide publishes no report but one of this run", () => {
  const workflow = parse(readFileSync(join(ROOT, "examples", "ci", "github-workflow.yml"), "utf8")) as {
    jobs: { plan: { steps: Record<string, unknown>[] } };
  };
  const { steps } = workflow.jobs.plan;
  const after = steps.slice(steps.findIndex(({ id }) => id === "guard") + 1);
  expect(after.length).toBeGreaterThan(1);
  expect(after.filter(({ if: when }) => when !== "always() && steps.guard.outputs.judged == 'true'")).toEqual([]);
  expect(action.outputs["judged"]?.value).toBe("${{ steps.check.outputs.judged }}");
});

test("a path is never an option or a command, and a wrong one is told with exit 2", () => {
  const ran = run({ paths: "--help\n", summary: "false" });
  expect([ran.code, ran.output, ran.summary]).toEqual([2, "exit-code=2\njudged=false\n", ""]);
  run({ paths: "$(touch hacked)\n; touch hacked" });
  expect(existsSync(join(workspace, "hacked"))).toBe(false);
}, 300_000);
