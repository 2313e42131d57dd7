import { mapResources, readPlan } from "../../src/terraform";
import { configured, plan } from "./plan-fixture";

/** What is read from Terraform's arguments of a planned resource. */
function givenOf(type: string, after: Record<string, unknown>): unknown {
  const address = `${type}.x`;
  const expressions = Object.fromEntries(
    Object.entries(after).map(([name, value]) => [name, { constant_value: value }]),
  );
  const json = plan({ changes: [{ address, after }], resources: [configured(address, expressions)] });
  return mapResources(readPlan(json, "p")).resources[0]?.given;
}

const common = { name: "r", resource_group_name: "rg", automation_account_name: "a", location: "westus" };

test("the text of a runbook, which its body does not hold, is read from its arguments", () => {
  expect(givenOf("azurerm_automation_runbook", { ...common, content: "curl https://m.openai.azure.com" })).toEqual({
    content: "curl https://m.openai.azure.com",
  });
});

test("what is mapped whole is read from its body alone", () => {
  expect(
    givenOf("azurerm_automation_variable_string", { ...common, value: "https://m.openai.azure.com" }),
  ).toBeUndefined();
});

test("of an outline every argument is read", () => {
  expect(givenOf("azurerm_arc_machine", { ...common, kind: "HCI" })).toMatchObject({ kind: "HCI", name: "r" });
});
