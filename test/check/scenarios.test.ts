import { checkPlan, checkStack } from "../../src/check";
import type { Finding, Report } from "../../src/findings";
import { planOfScenario, SCENARIOS, stackOfScenario, type Scenario } from "../cases/scenarios/scenarios";

/** Decisions denied or undetermined, D12 to D14 (audits by default) left out, as "D6 denied". */
function refusals({ findings }: Report): string[] {
  const relevant = findings.filter(
    ({ decision, verdict }) =>
      verdict !== "audited" && verdict !== "exempted" && !["D12", "D13", "D14"].includes(decision ?? ""),
  );
  return [...new Set(relevant.map(({ decision, verdict }) => `${decision} ${verdict}`))].sort();
}

const expected = ({ expect: rows }: Scenario): string[] =>
  rows.map(({ decision, verdict }) => `${decision} ${verdict}`).sort();

function pathOf(findings: readonly Finding[]): string[] {
  const pipeline = findings.find(({ rule }) => rule === "camera-pipeline");
  return (pipeline?.evidence ?? []).map((evidence) => ("edge" in evidence ? evidence.edge : evidence.path));
}

describe.each([
  ["plan", (scenario: Scenario) => checkPlan(planOfScenario(scenario), { context: scenario.context })],
  ["stack", (scenario: Scenario) => checkStack(stackOfScenario(scenario), { context: scenario.context })],
] as const)("the scenario table, from a %s", (form, check) => {
  const rows = SCENARIOS.filter(({ plan }) => form === "plan" || plan === undefined);

  test.each(rows.map((scenario) => [scenario.id, scenario] as const))("%s", (_, scenario) => {
    const report = check(scenario);
    expect(refusals(report)).toEqual(expected(scenario));
    for (const decision of scenario.audited ?? []) {
      expect(
        report.findings.filter((finding) => finding.decision === decision && finding.verdict === "audited"),
      ).not.toEqual([]);
    }
    if (scenario.path) expect(pathOf(report.findings)).toEqual(scenario.path);
  });
});
