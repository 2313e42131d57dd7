import { runInNewContext } from "node:vm";
import { checkPlan } from "../../src/check";

const plan = {
  format_version: "1.2",
  resource_changes: [
    {
      address: "azapi_resource.account",
      mode: "managed",
      type: "azapi_resource",
      name: "account",
      provider_name: "registry.terraform.io/azure/azapi",
      change: {
        actions: ["create"],
        before: null,
        after: {
          type: "Microsoft.CognitiveServices/accounts@2025-06-01",
          name: "model",
          parent_id: "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg",
          body: { kind: "OpenAI", properties: { publicNetworkAccess: "Enabled" } },
        },
        after_unknown: {},
      },
    },
  ],
};

test("a plan whose objects come from another realm of JavaScript, as jest's do, is judged as the same plan", () => {
  const text = JSON.stringify(plan);
  const foreign: unknown = runInNewContext(`JSON.parse(${JSON.stringify(text)})`);
  expect(Object.getPrototypeOf(foreign) === Object.prototype).toBe(false);
  const report = checkPlan(foreign);
  expect(report.findings.length).toBeGreaterThan(0);
  expect(report).toEqual(checkPlan(JSON.parse(text)));
});
