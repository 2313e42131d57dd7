import { TerraformStack } from "cdktf";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { CognitiveAccount } from "@cdktf/provider-azurerm/lib/cognitive-account";
import { CognitiveDeployment } from "@cdktf/provider-azurerm/lib/cognitive-deployment";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App } from "cdktf";
import {
  Guard,
  GuardedOpenAiAccount,
  OpenAiGuardrails,
  type Declaration,
  type GuardFinding,
  type GuardReport,
} from "aoai-guard";
import {
  SCENARIOS,
  SUBSCRIPTION,
  tagsOf,
  type Declaration as ScenarioDeclaration,
  type Scenario,
} from "../cases/scenarios/scenarios";
import { stackOf } from "../cases/scenarios/terraform";
import { CORP, newFolder, synthesis } from "./gate-fixture";

/** A scenario without a synthesized stack is about a plan alone. */
const scenarios = SCENARIOS.filter(({ plan }) => plan === undefined);
const MUST_BE_RIGHT = /^D([1-9]|10|11)$/;
type Fragment = Record<string, Record<string, object>>;

interface Built {
  app: App;
  stack: TerraformStack;
  group: ResourceGroup;
}

function estate({ location, resourceGroupTags, beside }: Scenario): Built {
  const app = new App({ outdir: newFolder() });
  const stack = new TerraformStack(app, "scenario");
  new AzurermProvider(stack, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
  const group = new ResourceGroup(stack, "app", { name: "rg-app", location, tags: resourceGroupTags });
  const { resource = {} } = stackOf(beside, { subscriptionId: SUBSCRIPTION }) as { resource?: Fragment };
  for (const [type, named] of Object.entries(resource)) {
    for (const [name, body] of Object.entries(named)) stack.addOverride(`resource.${type}.${name}`, body);
  }
  return { app, stack, group };
}

const declarationOf = (declared: ScenarioDeclaration): Declaration =>
  ({ ...declared, review: declared.review ?? undefined }) as Declaration;

/** The scenario with this package's constructs. */
function withConstructs({ declaration, kind, location, model }: Scenario, { stack, group }: Built): void {
  const account = new GuardedOpenAiAccount(stack, "openai", {
    guardrails: OpenAiGuardrails.fromAssignmentId(stack, "guardrails", {
      assignmentId: `${CORP}/providers/Microsoft.Authorization/policyAssignments/aoai-guard`,
    }),
    name: "aoai-app",
    location,
    resourceGroup: group,
    kind: kind,
    declaration: declarationOf(declaration as ScenarioDeclaration),
  });
  account.account.overrideLogicalId("this");
  account.addDeployment("model", { model, sku: { name: "Standard" }, contentFilterName: "Microsoft.DefaultV2" });
}

/** The same with plain azurerm resources. */
function withPlainResources({ declaration, kind, location, model }: Scenario, { stack, group }: Built): void {
  const account = new CognitiveAccount(stack, "this", {
    name: "aoai-app",
    location,
    resourceGroupName: group.name,
    kind,
    skuName: "S0",
    customSubdomainName: "aoai-app",
    localAuthEnabled: false,
    publicNetworkAccessEnabled: false,
    tags: declaration === undefined ? undefined : tagsOf(declaration),
  });
  new CognitiveDeployment(stack, "model", {
    name: model.name,
    cognitiveAccountId: account.id,
    model,
    sku: { name: "Standard" },
    raiPolicyName: "Microsoft.DefaultV2",
    versionUpgradeOption: "NoAutoUpgrade",
  });
}

const decisions = (findings: readonly GuardFinding[]): string[] =>
  [...new Set(findings.map(({ decision }) => decision ?? ""))].sort();

const expected = ({ expect: wanted }: Scenario): string[] =>
  [...new Set(wanted.map(({ decision }) => decision ?? ""))].sort();

function expectRight(scenario: Scenario, report: GuardReport): void {
  expect(decisions(report.refused)).toEqual(expected(scenario));
  expect(report.refused.filter(({ verdict }) => verdict !== "denied")).toEqual([]);
  const open = [...report.deferred, ...report.warned].filter(({ verdict }) => verdict === "undetermined");
  expect(open.filter(({ decision }) => MUST_BE_RIGHT.test(decision ?? ""))).toEqual([]);
  for (const audit of scenario.audited ?? []) expect(decisions(report.warned)).toContain(audit);
  if (scenario.path === undefined) return;
  const pipeline = report.refused.find(({ rule }) => rule === "camera-pipeline");
  expect(pipeline?.evidence.map((line) => line.split(" ")[0]).filter((edge) => /^E\d+$/.test(edge ?? ""))).toEqual(
    scenario.path,
  );
}

/** Options of the gate; the scenario's context is plain data. */
const told = (scenario: Scenario): { context: Record<string, unknown> } => ({ context: { ...scenario.context } });

describe("every scenario, with plain azurerm resources", () => {
  test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))("%s", (_id, scenario) => {
    const built = estate(scenario);
    withPlainResources(scenario, built);
    expectRight(scenario, Guard.check(built.stack, told(scenario)));
  });
});

describe("every scenario that declares itself, with the constructs", () => {
  const declared = scenarios.filter(({ declaration }) => declaration !== undefined);

  test.each(declared.map((scenario) => [scenario.id, scenario] as const))("%s", (_id, scenario) => {
    const built = estate(scenario);
    const fatal = expected(scenario).filter((decision) => ["D1", "D2", "D3"].includes(decision));
    let refusal = "";
    try {
      withConstructs(scenario, built);
    } catch (error) {
      refusal = (error as Error).message;
    }
    if (refusal !== "") {
      // Gate G1: the declaration alone is a fatal combination.
      expect(fatal.length).toBeGreaterThan(0);
      expect(refusal).toMatch(new RegExp(`at props\\.declaration is refused by .*\\(${fatal[0]}, `));
      return;
    }
    Guard.enforce(built.app, told(scenario));
    const text = synthesis(built.app);
    expectRight(scenario, Guard.check(built.stack, told(scenario)));
    for (const decision of expected(scenario)) expect(text).toContain(`DENIED ${decision} `);
    expect(text === "").toBe(scenario.expect.length === 0);
  });
});
