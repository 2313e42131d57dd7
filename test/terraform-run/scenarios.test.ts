import type { PathEdge } from "../../src/findings/finding";
import { azapiStackOfScenario, SCENARIOS, stackOfScenario, type Scenario } from "../cases/scenarios/scenarios";
import { planStack, validateStack, type Configuration } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { asVersionFive } from "./spellings/version-five";
import { findingsOf, refusals, reportOf } from "./verdicts";

/** Rows of which Terraform itself must make the plan; the errored plan has tests of its own. */
const ROWS = SCENARIOS.filter((scenario) => scenario.plan === undefined);

const expected = ({ expect: rows }: Scenario): string[] =>
  [...new Set(rows.map(({ decision, verdict }) => `${decision} ${verdict}`))].sort();

/** The same resources two modules deep, under for_each and count: what people who write modules plan. */
function inModules(stack: Record<string, unknown>): Record<string, string> {
  const { resource, provider, terraform } = stack as {
    resource: unknown;
    provider: unknown;
    terraform: { required_providers: unknown };
  };
  const { required_providers } = terraform;
  const versions = { terraform: { required_providers } };
  return {
    "main.tf.json": JSON.stringify({
      ...versions,
      provider,
      module: { app: { source: "./app", for_each: '${toset(["live"])}' } },
    }),
    "app/main.tf.json": JSON.stringify({ ...versions, module: { core: { source: "./core", count: 1 } } }),
    "app/core/main.tf.json": JSON.stringify({ ...versions, resource }),
  };
}

/** Where a row is planned as one flat stack its twin in the other cloud is planned in modules: the verdicts are the same, and it takes half the time. */
const inGovernmentCloud = ({ id }: Scenario): boolean => id.endsWith("-usgov");
const FLAT = ROWS.filter((scenario) => !inGovernmentCloud(scenario));
const NESTED = ROWS.filter(inGovernmentCloud);

async function decideRight(scenario: Scenario, configuration: Configuration, prefix: string): Promise<void> {
  const { plan, stderr, exitCode } = await planStack(configuration);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  judgeRight(scenario, plan, prefix);
  judgeRight(scenario, asVersionFive(plan), prefix);
}

function judgeRight(scenario: Scenario, plan: unknown, prefix: string): void {
  const report = reportOf(plan, scenario.context);
  expect(refusals(report)).toEqual(expected(scenario));
  // The account is judged: that it has no diagnostic setting is said of it.
  if (expected(scenario).length === 0) expect(findingsOf(report, "D12")).not.toEqual([]);
  for (const { resource } of report.findings) {
    if (resource.address !== null) expect(resource.address.startsWith(prefix)).toBe(true);
  }
  for (const decision of scenario.audited ?? []) {
    expect(findingsOf(report, decision)).toContainEqual(expect.objectContaining({ verdict: "audited" }));
  }
  if (scenario.path !== undefined) {
    const paths = findingsOf(report, "D6").map(({ evidence }) =>
      evidence.filter((item): item is PathEdge => "edge" in item).map(({ edge }) => edge),
    );
    expect(paths).toContainEqual(scenario.path);
  }
}

describeTerraform("every scenario, planned by terraform and judged by check", () => {
  test.each(FLAT.map((row) => [row.id, row] as const))("%s, as one flat stack", async (_id, scenario) => {
    await decideRight(scenario, stackOfScenario(scenario), "");
  });

  test.each(NESTED.map((row) => [row.id, row] as const))(
    "%s, two modules deep, with for_each and count",
    async (_id, scenario) => {
      await decideRight(scenario, inModules(stackOfScenario(scenario)), 'module.app["live"].module.core[0].');
    },
  );
});

describeTerraform("every scenario in azapi", () => {
  test.each(NESTED.map((row) => [row.id, row] as const))(
    "%s, two modules deep, with for_each and count",
    async (_id, scenario) => {
      await decideRight(scenario, inModules(azapiStackOfScenario(scenario)), 'module.app["live"].module.core[0].');
    },
  );
});

describeTerraform("every scenario is a valid configuration", () => {
  test.each(FLAT.map((row) => [row.id, row] as const))("%s", async (_id, scenario) => {
    expect(await validateStack(stackOfScenario(scenario))).toMatchObject({ valid: true, errors: [] });
  });
});
