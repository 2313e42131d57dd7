import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONTEXT } from "../../bench/estate";
import { planOfSize } from "../../bench/plan-of";
import { planOf } from "../cases/scenarios/terraform";
import { cli, Folder } from "./harness";

/** The command line as it is built, in a process of its own. */

const ROOT = join(__dirname, "..", "..");
const MAIN = join(ROOT, "dist", "src", "cli", "main.js");
const root = new Folder();
beforeAll(() => {
  if (!existsSync(MAIN)) throw new Error('The command line is tested as it is built: run "npm run build" first.');
});
afterAll(() => root.remove());

function run(args: string[], { input = "", env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: "utf8",
    input,
    env: { ...process.env, FORCE_COLOR: "", NO_COLOR: "", ...env },
    maxBuffer: 2 ** 30,
  });
  return { status, stdout, stderr };
}

/** Accounts without a declaration: many findings, and so a long report. */
function undeclared(count: number) {
  return planOf(
    Array.from({ length: count }, (_, index) => ({
      type: "azurerm_cognitive_account",
      name: `a${index}`,
      values: {
        name: `a${index}`,
        kind: "OpenAI",
        sku_name: "S0",
        location: "swedencentral",
        resource_group_name: "rg",
      },
    })),
  );
}

test.each([["--version"], ["-V"]])("%s", (flag) => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(run([flag])).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
});

test("a plan on standard input", () => {
  const { status, stdout, stderr } = run(["check", "-", "--format", "json"], { input: JSON.stringify(planOf([])) });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(JSON.parse(stdout).version).toBe(1);
});

test("a long report is whole, and the exit code tells the verdict", () => {
  const { status, stdout } = run(["check", root.write("plan.json", undeclared(500)), "--format", "json"]);
  expect(status).toBe(1);
  const denied = JSON.parse(stdout).findings.filter((finding: { decision: string }) => finding.decision === "D9");
  expect(denied).toHaveLength(500);
});

test("a reader that closes the pipe early is no failure and changes no verdict", async () => {
  const plan = root.write("plan.json", undeclared(2_000));
  const child = spawn(process.execPath, [MAIN, "check", plan], { stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += chunk));
  child.stdout.once("data", () => child.stdout.destroy());
  const status = await new Promise((resolve) => child.on("close", resolve));
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
});

const full = "/dev/full";
(existsSync(full) ? test : test.skip)(
  "a report that cannot be written is told in one sentence, and is no verdict",
  () => {
    const plan = root.write("plan.json", undeclared(1));
    for (const args of [["check", plan], ["--version"]]) {
      const descriptor = openSync(full, "w");
      const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
        encoding: "utf8",
        stdio: ["ignore", descriptor, "pipe"],
      });
      closeSync(descriptor);
      expect({ status, stderr }).toEqual({ status: 2, stderr: "aoai-guard: the report cannot be written (ENOSPC).\n" });
    }
  },
);

describe("colour", () => {
  const escape = String.fromCharCode(27);
  const plan = root.write("one.json", undeclared(1));
  test.each([
    ["none into a pipe", {}, [], false],
    ["where it is forced", { FORCE_COLOR: "1" }, [], true],
    ["not with NO_COLOR, even then", { FORCE_COLOR: "1", NO_COLOR: "1" }, [], false],
    ["not with --no-color, even then", { FORCE_COLOR: "1" }, ["--no-color"], false],
    ["never in JSON", { FORCE_COLOR: "1" }, ["--format", "json"], false],
  ])("%s", (_note, env, args, coloured) => {
    expect(run(["check", plan, ...args], { env }).stdout.includes(escape)).toBe(coloured);
  });

  test("none in a file", () => {
    const output = join(root.path, "report.txt");
    const { status, stdout } = run(["check", plan, "--output", output], { env: { FORCE_COLOR: "1" } });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(readFileSync(output, "utf8")).toMatch(/^azurerm_cognitive_account\.a0\n/);
  });
});

test("a stack trace only under --debug", () => {
  const missing = run(["check", "nowhere.json"]);
  expect(missing).toEqual({
    status: 2,
    stdout: "",
    stderr: "aoai-guard: nowhere.json does not exist; check the path.\n",
  });
  expect(run(["check", "nowhere.json", "--debug"]).stderr).toMatch(/^aoai-guard: nowhere[^\n]+\n[\s\S]*\n\s+at /);
});

test.each([
  ["a typo", { subscription: [] }],
  ["a typo further in", { subscriptions: [{ id: "x", tag: {} }] }],
  ["a wrong kind", { now: 1 }],
  ["an empty value", { approvedReviews: [""] }],
  ["a missing key", { guard: [{}] }],
  ["a value that is not allowed", { guard: [{ scope: "/", enforcementMode: "Off" }] }],
])("a context with %s is refused in the words of ajv, which the build has compiled away", async (_note, context) => {
  const plan = root.write("plan.json", planOf([]));
  const args = ["check", plan, "--context", root.write("context.json", context)];
  const { code, err } = await cli(args);
  expect(code).toBe(2);
  expect(run(args)).toEqual({ status: 2, stdout: "", stderr: err });
});

test("a plan of 50 MB with nothing wrong in it", () => {
  const plan = join(root.path, "large.json");
  const text = JSON.stringify(planOfSize(22_000));
  expect(text.length).toBeGreaterThan(50e6);
  writeFileSync(plan, text);
  const { status, stdout, stderr } = run(["check", plan, "--context", root.write("context.json", CONTEXT)]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/0 denied, 0 undetermined, \d+ audited, 0 exempted, \d+ compliant accounts\n$/);
});
