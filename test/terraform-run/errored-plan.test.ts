import { cli, Folder } from "../cli/harness";
import { planStack } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { account, GUARD_SCOPE, MANAGEMENT_GROUP, POLICE, PROVIDERS } from "./hcl";
import { reportOf } from "./verdicts";

const HCL = `${PROVIDERS}
provider "azurerm" {
  subscription_id = "${POLICE}"
  features {}
}
data "azurerm_subscription" "this" {}
resource "azurerm_resource_group" "app" {
  name     = "rg-app"
  location = "swedencentral"
}
${account(
  "this",
  `lifecycle {
    precondition {
      condition     = lookup(data.azurerm_subscription.this.tags, "aoai-operator", "none") == "none"
      error_message = "This subscription is flagged for law enforcement."
    }
  }`,
)}`;

const FIXTURES = { subscriptions: [{ id: POLICE, tags: { "aoai-operator": "us-state-local-police" } }] };
const CONTEXT = {
  now: "2026-11-22",
  subscriptions: [{ id: POLICE, tags: {}, managementGroups: [MANAGEMENT_GROUP] }],
  guard: [{ scope: GUARD_SCOPE }],
};

describeTerraform("a plan in which a precondition refused the account", () => {
  test("is denied and names the check and the address, although the account is not in the plan", async () => {
    const { plan, exitCode } = await planStack({ "main.tf": HCL }, { fixtures: FIXTURES });
    expect(exitCode).toBe(1);
    expect(JSON.stringify((plan as { resource_changes: unknown[] }).resource_changes)).not.toContain("cognitive");
    const { findings } = reportOf(plan, CONTEXT);
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: "terraform-check-failed",
        decision: null,
        verdict: "denied",
        message: expect.stringContaining("This subscription is flagged for law enforcement."),
        resource: expect.objectContaining({ address: "azurerm_cognitive_account.this" }),
      }),
    );
  });

  test("exits with 1 on the command line", async () => {
    const { plan } = await planStack({ "main.tf": HCL }, { fixtures: FIXTURES });
    const folder = new Folder();
    try {
      const [file, context] = [folder.write("plan.json", plan as object), folder.write("context.json", CONTEXT)];
      const { code, out } = await cli(["check", file, "--context", context]);
      expect(code).toBe(1);
      expect(out).toContain("azurerm_cognitive_account.this");
      expect(out.replace(/\s+/g, " ")).toContain("This subscription is flagged for law enforcement.");
    } finally {
      folder.remove();
    }
  });
});
