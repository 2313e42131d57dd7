import { checkPlan, type CheckContext } from "../../src/check";
import { SUBSCRIPTION } from "../cases/scenarios/scenario";
import { planOf, ref, type TfResource } from "../cases/scenarios/terraform";

/** What could not be destroyed when it was replaced, Terraform calls deposed: it bears the address of what took its place, and is deleted by the next plan. */

const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`;
const context: CheckContext = {
  now: "2026-11-22",
  subscriptions: [{ id: SUBSCRIPTION, tags: {}, managementGroups: [] }],
  resourceGroups: [{ id: GROUP, tags: {} }],
};
const account = (operator: string): TfResource => ({
  type: "azurerm_cognitive_account",
  name: "model",
  values: {
    ...{ name: "model", location: "swedencentral", resource_group_name: "rg", kind: "OpenAI", sku_name: "S0" },
    tags: { "aoai-operator": operator },
  },
});
const deployment: TfResource = {
  type: "azurerm_cognitive_deployment",
  name: "d",
  values: {
    ...{ name: "d", cognitive_account_id: ref("azurerm_cognitive_account.model.id"), rai_policy_name: "f" },
    ...{ model: [{ format: "OpenAI", name: "gpt-4o", version: "2024-11-20" }], sku: [{ name: "Standard" }] },
  },
};
const deposed = (of: TfResource): TfResource => ({
  ...of,
  actions: ["delete"],
  before: { ...of.values, id: `${GROUP}/providers/Microsoft.CognitiveServices/accounts/old` },
});

test.each([
  ["us-state-local-police", "none", ["denied D7"]],
  ["none", "us-state-local-police", []],
])("a deployment of %s beside what was deposed by %s", (operator, before, said) => {
  const gone = deposed(account(before));
  const orders = [
    [account(operator), gone],
    [gone, account(operator)],
  ];
  for (const accounts of orders) {
    const plan = planOf([...accounts, deployment], { subscriptionId: SUBSCRIPTION, complete: true });
    const { findings } = checkPlan(plan, { context });
    const own = findings.filter(
      ({ resource, verdict }) => resource.address === "azurerm_cognitive_deployment.d" && verdict !== "audited",
    );
    expect(own.map(({ verdict, decision }) => `${verdict} ${decision}`)).toEqual(said);
  }
});
