import type { Finding } from "../../src/findings";
import { judgeGate } from "../../src/provider/gate/judge-gate";
import { planOfScenario, SCENARIOS, stackOfScenario, SUBSCRIPTION, type Scenario } from "../cases/scenarios/scenarios";
import { planStack } from "../support/terraform";
import { describeTerraform } from "../terraform-run/describe-terraform";
import { objectsOf } from "./objects";

/** Every scenario, all its resources handed to one gate (G4) instead of the plan given to `check` (G3). */
const ROWS = SCENARIOS.filter((scenario) => scenario.plan === undefined);
const INSTALLED = ROWS.filter(({ id }) => !id.endsWith("-usgov"));

/** Decision -> whether it refuses, of D1 to D11 as a scenario expects them. */
type Refusals = Readonly<Record<string, "denied" | "undetermined">>;

function refusals(findings: readonly Pick<Finding, "decision" | "verdict">[]): Refusals {
  const found: Record<string, "denied" | "undetermined"> = {};
  for (const { decision, verdict } of findings) {
    if (decision === null || (verdict !== "denied" && verdict !== "undetermined")) continue;
    if (found[decision] !== "denied") found[decision] = verdict;
  }
  return found;
}

const judged = (plan: unknown, { context }: Scenario): Refusals =>
  refusals(judgeGate({ resources: objectsOf(plan), subscription: SUBSCRIPTION, context }).findings);

describe("as planned first, when what refers to what is not known: nothing that is refused passes, and nothing that passes is denied", () => {
  test.each(ROWS.map((row) => [row.id, row] as const))("%s", (_id, row) => {
    const [gate, expected] = [judged(planOfScenario(row), row), refusals(row.expect)];
    expect(Object.keys(gate)).toEqual(expect.arrayContaining(Object.keys(expected)));
    const denied = Object.keys(gate).filter((decision) => gate[decision] === "denied");
    expect(Object.keys(expected)).toEqual(expect.arrayContaining(denied));
  });
});

describeTerraform("once it stands, when ids tell what refers to what: as check decides", () => {
  test.each(INSTALLED.map((row) => [row.id, row] as const))("%s", async (_id, row) => {
    const stack = stackOfScenario(row);
    const { plan, stderr } = await planStack(stack, { before: stack });
    expect(stderr).toBe("");
    expect(judged(plan, row)).toEqual(refusals(row.expect));
  });
});
