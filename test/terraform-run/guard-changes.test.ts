import type { CheckContext } from "../../src/governance/context";
import { planStack, type PlanOptions } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { GUARD_FILES, GUARD_VARIABLES } from "./guide-blocks";
import { account, MANAGEMENT_GROUP, ORDINARY } from "./hcl";
import { findingsOf, refusals, reportOf } from "./verdicts";

const GUARDED = {
  ...GUARD_FILES,
  "account.tf": `${account("this", "provider = azurerm.app")}
    provider "azurerm" {
      alias           = "app"
      subscription_id = "${ORDINARY}"
      features {}
    }`,
};
const CONTEXT: CheckContext = {
  now: "2026-11-22",
  subscriptions: [{ id: ORDINARY, tags: {}, managementGroups: [MANAGEMENT_GROUP] }],
  resourceGroups: [{ id: `/subscriptions/${ORDINARY}/resourceGroups/rg-app`, tags: {} }],
};

async function report(files: Record<string, string>, options: PlanOptions) {
  const { plan, exitCode, stderr } = await planStack(files, { variables: GUARD_VARIABLES, ...options });
  expect({ exitCode, stderr: stderr.replace(/^\n*Warning:[^]*/, "") }).toEqual({ exitCode: 0, stderr: "" });
  return reportOf(plan, CONTEXT);
}

describeTerraform("a guard that stands, and what a plan does to it", () => {
  test("nothing: the account stays compliant", async () => {
    const found = await report(GUARDED, { before: GUARDED });
    expect(refusals(found)).toEqual([]);
  });

  test.each([
    ["enforcement is turned off", "enforce = false", /DoNotEnforce/],
    ["the account's subscription is taken out", `not_scopes = ["/subscriptions/${ORDINARY}"]`, /notScopes/],
    [
      "one rule is overridden",
      'overrides {\n value = "Audit"\n selectors {\n in = ["law-enforcement-review"]\n }\n }',
      /override/,
    ],
  ])("%s while the account stays", async (_name, change, reason) => {
    const changed = {
      ...GUARDED,
      "main.tf": GUARDED["main.tf"].replace(/(policy_assignment" "guard" \{)/, `$1\n${change}\n`),
    };
    const found = await report(changed, { before: GUARDED });
    expect(refusals(found)).toEqual(["D10 denied"]);
    expect(
      findingsOf(found, "D10")
        .map(({ message }) => message)
        .join("\n"),
    ).toMatch(reason);
  });

  test("a definition is rewritten", async () => {
    const changed = {
      ...GUARDED,
      "main.tf": GUARDED["main.tf"].replace(
        "jsonencode(each.value.policyRule)",
        'replace(jsonencode(each.value.policyRule), "face-", "no-face-")',
      ),
    };
    expect(refusals(await report(changed, { before: GUARDED }))).toContain("D10 denied");
  });

  test("-target plans the account alone: the plan is incomplete, whether it says so or not, and it is no pass", async () => {
    const group = `resource "azurerm_resource_group" "other" {\n  name     = "other"\n  location = "eastus"\n}\n`;
    const found = await report(
      { ...GUARDED, "group.tf": group },
      { arguments: ["-target=azurerm_cognitive_account.this"] },
    );
    expect(found.findings).toContainEqual(
      expect.objectContaining({ rule: "plan-incomplete", verdict: "undetermined" }),
    );
  });
});
