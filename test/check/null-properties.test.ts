import { checkPlan } from "../../src/check";
import { SUBSCRIPTION } from "../cases/scenarios/scenario";
import { planOf, type TfResource, type TfValue } from "../cases/scenarios/terraform";

/** `properties = null` in a body of azapi or in a template is what is left of a condition that is false. */

const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`;
const account: TfResource = {
  type: "azurerm_cognitive_account",
  name: "model",
  values: { name: "model", location: "swedencentral", resource_group_name: "rg", kind: "OpenAI", sku_name: "S0" },
};
const azapi = (type: string, body: TfValue): TfResource => ({
  type: "azapi_resource",
  name: "r",
  values: { type: `${type}@2024-10-01`, name: "r", parent_id: GROUP, body },
});
const deploying = (resource: Record<string, TfValue>): TfResource =>
  azapi("Microsoft.Resources/deployments", {
    properties: {
      mode: "Incremental",
      template: { resources: [{ apiVersion: "2024-10-01", name: "r", ...resource }] },
    },
  });

const TYPES = [
  "Microsoft.ApiManagement/service",
  "Microsoft.Authorization/policyExemptions",
  "Microsoft.CognitiveServices/accounts",
  "Microsoft.Resources/tags",
  "Microsoft.Storage/storageAccounts",
];
/** What is found of the accounts. */
const found = (resource: TfResource): string[] =>
  checkPlan(planOf([account, resource], { subscriptionId: SUBSCRIPTION })).findings.map(
    ({ rule, verdict, resource: { address } }) => `${verdict} ${rule} ${address}`,
  );

test.each(TYPES)("%s with properties that are null is one without properties", (type) => {
  expect(found(azapi(type, { properties: null }))).toEqual(found(azapi(type, {})));
  expect(found(deploying({ type, properties: null }))).toEqual(found(deploying({ type })));
});

test("an account with properties that are null is judged", () => {
  const kind = { kind: "OpenAI", properties: null };
  expect(found(azapi("Microsoft.CognitiveServices/accounts", kind))).toContain(
    "denied required-declaration azapi_resource.r",
  );
});
