import type { CheckContext } from "../../src/governance/context";
import { planStack } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { account, GUARD_SCOPE, HARMLESS, MANAGEMENT_GROUP, ORDINARY, POLICE, PROVIDERS } from "./hcl";
import { findingsOf, refusals, reportOf } from "./verdicts";

const provider = (subscription: string, alias = ""): string => `
provider "azurerm" {
  ${alias === "" ? "" : `alias           = "${alias}"`}
  subscription_id = "${subscription}"
  features {}
}
`;

/** Two subscriptions under one guarded management group; one of them belongs to police. */
const CONTEXT: CheckContext = {
  now: "2026-11-22",
  subscriptions: [
    { id: ORDINARY, tags: {}, managementGroups: [MANAGEMENT_GROUP] },
    { id: POLICE, tags: { "aoai-operator": "us-state-local-police" }, managementGroups: [MANAGEMENT_GROUP] },
  ],
  resourceGroups: [
    { id: `/subscriptions/${ORDINARY}/resourceGroups/rg-app`, tags: {} },
    { id: `/subscriptions/${POLICE}/resourceGroups/rg-app`, tags: {} },
  ],
  guard: [{ scope: GUARD_SCOPE }],
};

async function report(files: Record<string, string>, options: Parameters<typeof planStack>[1] = {}) {
  const { plan, exitCode, stderr } = await planStack(files, options);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return reportOf(plan, CONTEXT);
}

describeTerraform("hand-written HCL", () => {
  test("an account of an ordinary subscription passes, the same account in a police subscription does not", async () => {
    const [free, flagged] = await Promise.all([
      report({ "main.tf": PROVIDERS + provider(ORDINARY) + account("this") }),
      report({ "main.tf": PROVIDERS + provider(POLICE) + account("this") }),
    ]);
    expect(refusals(free)).toEqual([]);
    expect(refusals(flagged)).toEqual(["D5 denied"]);
  });

  test("two provider aliases: only the account in the police subscription is refused", async () => {
    const hcl =
      PROVIDERS +
      provider(ORDINARY) +
      provider(POLICE, "police") +
      account("ours") +
      account("theirs", "provider = azurerm.police");
    const found = await report({ "main.tf": hcl });
    expect(refusals(found)).toEqual(["D5 denied"]);
    expect(findingsOf(found, "D5").map(({ resource }) => resource.address)).toEqual([
      "azurerm_cognitive_account.theirs",
    ]);
  });

  test("a provider alias handed through two modules keeps its subscription", async () => {
    const child = `terraform {
      required_providers {
        azurerm = {
          source                = "hashicorp/azurerm"
          configuration_aliases = [azurerm.target]
        }
      }
    }`;
    const found = await report({
      "main.tf": `${PROVIDERS}${provider(ORDINARY)}${provider(POLICE, "police")}
        module "ours" {
          source    = "./outer"
          providers = { azurerm.target = azurerm }
        }
        module "theirs" {
          source    = "./outer"
          providers = { azurerm.target = azurerm.police }
        }`,
      "outer/main.tf": `${child}
        module "inner" {
          source    = "./inner"
          providers = { azurerm.target = azurerm.target }
        }`,
      "outer/inner/main.tf": child + account("this", "provider = azurerm.target"),
    });
    expect(findingsOf(found, "D5").map(({ resource }) => resource.address)).toEqual([
      "module.theirs.module.inner.azurerm_cognitive_account.this",
    ]);
  });

  test("the subscription of a provider block that is a variable", async () => {
    const hcl = `variable "subscription" {\n  type = string\n}\n${PROVIDERS}${account("this")}
      provider "azurerm" {
        subscription_id = var.subscription
        features {}
      }`;
    const found = await report({ "main.tf": hcl }, { variables: { subscription: POLICE } });
    expect(refusals(found)).toEqual(["D5 denied"]);
  });

  test("for_each over declarations: each instance is judged for itself", async () => {
    const hcl = `${PROVIDERS}${provider(ORDINARY)}
      locals {
        common = ${HARMLESS}
        accounts = {
          summaries = local.common
          calls     = merge(local.common, { aoai-use-case = "transcription+emotion-inference" })
        }
      }
      resource "azurerm_cognitive_account" "this" {
        for_each                      = local.accounts
        name                          = "aoai-\${each.key}"
        location                      = "swedencentral"
        resource_group_name           = "rg-app"
        kind                          = "OpenAI"
        sku_name                      = "S0"
        local_auth_enabled            = false
        public_network_access_enabled = false
        tags                          = each.value
      }`;
    const found = await report({ "main.tf": hcl });
    expect(refusals(found)).toEqual(["D3 denied"]);
    expect(findingsOf(found, "D3").map(({ resource }) => resource.address)).toEqual([
      'azurerm_cognitive_account.this["calls"]',
    ]);
  });

  test("a tag that is known only after apply leaves the account undetermined, never compliant", async () => {
    const hcl = `${PROVIDERS}${provider(ORDINARY)}
      resource "azurerm_user_assigned_identity" "owner" {
        name                = "id-owner"
        location            = "swedencentral"
        resource_group_name = "rg-app"
      }
      ${account("this", "", HARMLESS.replace('"text-generation"', "azurerm_user_assigned_identity.owner.client_id"))}`;
    const found = await report({ "main.tf": hcl });
    expect(found.summary.compliant).toBe(0);
    const open = findingsOf(found, "D3");
    expect(open).toEqual([expect.objectContaining({ verdict: "undetermined", fatal: true })]);
    expect(open[0]?.unknown.join()).toContain("tags.aoai-use-case");
  });

  test("a declaration changed while the account stays is refused", async () => {
    const declared =
      PROVIDERS +
      provider(ORDINARY) +
      account("this", "", HARMLESS.replace(/aoai-operator +=.*/, 'aoai-operator = "us-state-local-police"'));
    const quiet = PROVIDERS + provider(ORDINARY) + account("this");
    const { plan } = await planStack({ "main.tf": quiet }, { before: { "main.tf": declared } });
    expect(refusals(reportOf(plan, CONTEXT))).toContain("D10 denied");
  });
});
