import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { CheckContext } from "../../src/governance/context";
import { planStack, validateStack } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { cloudOf } from "../support/cloud-of-context";
import { findingsOf, refusals, reportOf } from "./verdicts";

const EXAMPLES = join(__dirname, "..", "..", "examples");

/** Folders of examples, each with the app that makes its stack. */
const NAMES = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(EXAMPLES, entry.name, "main.ts")))
  .map(({ name }) => name);
const REFUSED = ["body-camera"];
const COMPLIANT = NAMES.filter((name) => !REFUSED.includes(name));

const contextOf = (name: string): CheckContext =>
  parse(readFileSync(join(EXAMPLES, name, "context.yaml"), "utf8")) as CheckContext;

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "aoai-guard-examples-"));
  process.env["CDKTF_OUTDIR"] = outdir;
});
afterEach(() => {
  delete process.env["CDKTF_OUTDIR"];
  rmSync(outdir, { recursive: true, force: true });
});

/** Runs an app as `node main.js` would. */
function run(file: string): void {
  jest.isolateModules(() => void require(join(EXAMPLES, file)));
}

/** The folder of the one stack that an app synthesized. */
function synthesized(file: string): string {
  run(file);
  const stacks = readdirSync(join(outdir, "stacks"));
  expect(stacks).toHaveLength(1);
  return join(outdir, "stacks", String(stacks[0]));
}

describeTerraform("examples that comply", () => {
  test.each(COMPLIANT)("%s: terraform finds it valid, plans it, and check refuses nothing", async (name) => {
    const [stack, context] = [synthesized(`${name}/main.ts`), contextOf(name)];
    expect(await validateStack(stack)).toMatchObject({ valid: true, errors: [] });
    const { plan, stderr, exitCode } = await planStack(stack, { fixtures: cloudOf(context) });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(refusals(reportOf(plan, context))).toEqual([]);
  });

  test.each(COMPLIANT)("%s: applied once, nothing changes and it still complies", async (name) => {
    const [stack, context] = [synthesized(`${name}/main.ts`), contextOf(name)];
    const { plan, stderr } = await planStack(stack, { before: stack, fixtures: cloudOf(context) });
    expect(stderr).toBe("");
    const changes = (plan as { resource_changes: { change: { actions: string[] } }[] }).resource_changes;
    expect(changes.filter(({ change }) => change.actions.join() !== "no-op")).toEqual([]);
    expect(refusals(reportOf(plan, context))).toEqual([]);
  });

  test.each(["hospital-summariser", "lobby-captioning"])(
    "%s: its own preconditions refuse it once the subscription belongs to police",
    async (name) => {
      const [stack, context] = [synthesized(`${name}/main.ts`), contextOf(name)];
      const police = context.subscriptions?.map((one) => ({
        ...one,
        tags: { "aoai-operator": "us-state-local-police" },
      }));
      const { plan, exitCode, stderr } = await planStack(stack, {
        fixtures: cloudOf({ ...context, subscriptions: police }),
      });
      expect(exitCode).toBe(1);
      expect(stderr).toContain("law-enforcement-review");
      const failed = findingsOf(reportOf(plan, context), null);
      expect(failed).toContainEqual(expect.objectContaining({ rule: "terraform-check-failed", verdict: "denied" }));
    },
  );
});

describeTerraform("the body-camera example", () => {
  test("is refused at synth and leaves nothing to plan", () => {
    expect(() => run("body-camera/main.ts")).toThrow(/camera-pipeline/);
    expect(existsSync(join(outdir, "stacks", "body-camera", "cdk.tf.json"))).toBe(false);
  });

  test("is refused in a real plan of an app that never called the guard", async () => {
    const [stack, context] = [synthesized("body-camera/unguarded.ts"), contextOf("body-camera")];
    expect(await validateStack(stack)).toMatchObject({ valid: true });
    const { plan, exitCode } = await planStack(stack, { fixtures: cloudOf(context) });
    expect(exitCode).toBe(0);
    const report = reportOf(plan, context);
    expect(refusals(report)).toEqual(["D2 denied", "D5 denied", "D6 denied", "D7 denied"]);
    const path = findingsOf(report, "D6").flatMap(({ evidence }) =>
      evidence.flatMap((item) => ("edge" in item ? [item.edge] : [])),
    );
    expect(path).toEqual(["E10", "E9", "E1"]);
  });
});
