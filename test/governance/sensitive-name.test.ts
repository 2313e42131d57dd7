import type { PlannedResource } from "../../src/arm/resource";
import { armView } from "../../src/arm/arm-view";
import { label, subjectOf } from "../../src/governance/message";

const SECRET = "acquired-by-contoso";
const named = (sensitive: string[]): PlannedResource => ({
  address: "",
  terraformType: "azurerm_cognitive_account",
  action: "create",
  resource: { id: `/x/accounts/${SECRET}`, type: "Microsoft.CognitiveServices/accounts", name: SECRET },
  scope: {},
  links: [],
  sensitive,
  file: "plan.json",
});

test("a name that Terraform marks sensitive is printed by no finding and no view", () => {
  const marked = named(["name"]);
  expect(subjectOf(marked).name).toBe("(sensitive)");
  expect(label(marked)).toBe("Microsoft.CognitiveServices/accounts (sensitive)");
  expect(JSON.stringify(armView([marked]))).not.toContain(SECRET);
});

test("any other name is", () => {
  expect(subjectOf(named(["tags"])).name).toBe(SECRET);
  expect(JSON.stringify(armView([named([])]))).toContain(SECRET);
});
