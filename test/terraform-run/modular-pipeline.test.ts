import type { CheckContext } from "../../src/governance/context";
import { planStack } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { GUARD_SCOPE, HARMLESS, MANAGEMENT_GROUP, ORDINARY, PROVIDERS } from "./hcl";
import { findingsOf, refusals, reportOf } from "./verdicts";

/**
 * The body-camera pipeline as an experienced team would write it: a module for ingest, one for the model, one for the workload, joined by outputs,
 * objects and for_each. Nothing joins camera and model but values known after apply.
 */

const INGEST = `
variable "site" {
  type = object({ name = string, group = string, location = string, tags = map(string) })
}
locals {
  containers = toset(["uploads", "thumbnails"])
}
resource "azurerm_storage_account" "this" {
  name                     = "st\${var.site.name}"
  location                 = var.site.location
  resource_group_name      = var.site.group
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
resource "azurerm_storage_container" "this" {
  for_each           = local.containers
  name               = each.key
  storage_account_id = azurerm_storage_account.this.id
}
resource "azurerm_iothub" "this" {
  name                = "iot-\${var.site.name}"
  location            = var.site.location
  resource_group_name = var.site.group
  tags                = var.site.tags
  sku {
    name     = "S1"
    capacity = 1
  }
  file_upload {
    connection_string = one(azurerm_storage_account.this[*].primary_blob_connection_string)
    container_name    = azurerm_storage_container.this["uploads"].name
  }
}
output "landing" {
  value = {
    storage = azurerm_storage_account.this.id
    name    = azurerm_storage_account.this.name
  }
}`;

const MODEL = `
variable "settings" {
  type = object({ name = string, group = string, location = string, tags = map(string) })
}
resource "azurerm_cognitive_account" "this" {
  name                          = var.settings.name
  location                      = var.settings.location
  resource_group_name           = var.settings.group
  kind                          = "OpenAI"
  sku_name                      = "S0"
  custom_subdomain_name         = var.settings.name
  local_auth_enabled            = false
  public_network_access_enabled = false
  tags                          = var.settings.tags
}
output "endpoint" { value = azurerm_cognitive_account.this.endpoint }
output "id" { value = azurerm_cognitive_account.this.id }`;

const WORKLOAD = `
variable "landing" {
  type = object({ storage = string, name = string })
}
variable "openai" {
  type = object({ endpoint = string, id = string })
}
variable "joins" {
  type = set(string)
}
resource "azurerm_service_plan" "this" {
  name                = "asp-work"
  location            = "westeurope"
  resource_group_name = "rg-app"
  os_type             = "Linux"
  sku_name            = "EP1"
}
resource "azurerm_linux_function_app" "this" {
  count                         = 1
  name                          = "func-work"
  location                      = "westeurope"
  resource_group_name           = "rg-app"
  service_plan_id               = azurerm_service_plan.this.id
  storage_account_name          = "stfunctions"
  storage_uses_managed_identity = true
  app_settings = merge(
    { WEBSITE_RUN_FROM_PACKAGE = "1" },
    contains(var.joins, "setting") ? { AZURE_OPENAI_ENDPOINT = var.openai.endpoint } : {},
  )
  identity {
    type = "SystemAssigned"
  }
  site_config {}
}
resource "azurerm_role_assignment" "ask" {
  for_each             = contains(var.joins, "role") ? { openai = var.openai.id } : {}
  scope                = each.value
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = one(azurerm_linux_function_app.this[*].identity[0].principal_id)
}
resource "azurerm_eventgrid_system_topic" "this" {
  name                = "egst-work"
  location            = "westeurope"
  resource_group_name = "rg-app"
  source_resource_id  = var.landing.storage
  topic_type          = "Microsoft.Storage.StorageAccounts"
}
resource "azurerm_eventgrid_system_topic_event_subscription" "this" {
  name                = "uploaded"
  resource_group_name = "rg-app"
  system_topic        = azurerm_eventgrid_system_topic.this.name
  azure_function_endpoint {
    function_id = "\${azurerm_linux_function_app.this[0].id}/functions/describe"
  }
}`;

const main = (joins: string, cameraTags: string): string => `${PROVIDERS}
provider "azurerm" {
  subscription_id = "${ORDINARY}"
  features {}
}
locals {
  common = { group = "rg-app", location = "westeurope" }
  sites  = { north = ${cameraTags} }
}
module "ingest" {
  source   = "./ingest"
  for_each = local.sites
  site     = merge(local.common, { name = "site\${each.key}", tags = each.value })
}
module "model" {
  source   = "./model"
  settings = merge(local.common, { name = "aoai-work", tags = ${HARMLESS} })
}
module "workload" {
  source  = "./workload"
  landing = module.ingest["north"].landing
  openai  = module.model
  joins   = ${joins}
}`;

const files = (joins: string, cameraTags: string): Record<string, string> => ({
  "main.tf": main(joins, cameraTags),
  "ingest/main.tf": INGEST,
  "model/main.tf": MODEL,
  "workload/main.tf": WORKLOAD,
});

const CONTEXT: CheckContext = {
  now: "2026-11-22",
  subscriptions: [{ id: ORDINARY, tags: {}, managementGroups: [MANAGEMENT_GROUP] }],
  resourceGroups: [{ id: `/subscriptions/${ORDINARY}/resourceGroups/rg-app`, tags: {} }],
  guard: [{ scope: GUARD_SCOPE }],
};

const BODY_WORN = `{ aoai-camera-source = "body-worn" }`;
const LOBBY = `{ aoai-camera-source = "fixed", aoai-camera-environment = "controlled", aoai-camera-processing = "recorded" }`;
const NOTHING = `{ cost-center = "4711" }`;

/** @param standing whether all of it exists already, and all values are known */
async function report(joins: string, cameraTags: string, standing = false) {
  const all = files(joins, cameraTags);
  const { plan, exitCode, stderr } = await planStack(all, standing ? { before: all } : {});
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return reportOf(plan, CONTEXT);
}

/** Where the workload is left as it is, it calls the model by a setting. */
const withSetting = (changed: Record<string, string>): Record<string, string> =>
  "workload/main.tf" in changed ? {} : { "main.tf": main(`["setting"]`, BODY_WORN) };

describeTerraform("a pipeline across three modules", () => {
  test.each([
    ["a role assignment", `["role"]`],
    ["an app setting", `["setting"]`],
    ["both", `["role", "setting"]`],
  ])("body cameras reach the model by %s: refused with the path", async (_name, joins) => {
    const found = await report(joins, BODY_WORN);
    expect(refusals(found)).toEqual(["D6 denied"]);
    const [finding] = findingsOf(found, "D6");
    expect(finding?.resource.address).toBe("module.model.azurerm_cognitive_account.this");
    const hops = (finding?.evidence ?? []).flatMap((item) => ("edge" in item ? [item.from, item.to] : []));
    expect(hops[0]).toBe('module.ingest["north"].azurerm_iothub.this');
    expect(hops).toContain("module.workload.azurerm_linux_function_app.this[0]");
    expect(hops[hops.length - 1]).toBe("module.model.azurerm_cognitive_account.this");
  });

  // Terraform leaves dynamic blocks and locals out of the configuration that a plan shows: what is behind an unknown value of theirs nobody can tell.
  test.each<[string, Record<string, string>, string]>([
    [
      "the upload is written as a dynamic block",
      {
        "ingest/main.tf": INGEST.replace(
          "file_upload {",
          'dynamic "file_upload" {\n for_each = [1]\n content {',
        ).replace(/(container_name .*\n +\})/, "$1\n}"),
      },
      "file_upload[0].connection_string",
    ],
    [
      "the settings come from a local",
      {
        "workload/main.tf": `locals {
          settings = { AZURE_OPENAI_ENDPOINT = var.openai.endpoint }
        }
        ${WORKLOAD.replace(/app_settings = merge\([^]*?\n {2}\)\n/, "app_settings = local.settings\n")}`,
      },
      "app_settings.AZURE_OPENAI_ENDPOINT",
    ],
  ])("%s: it cannot be seen, so it is not passed", async (_name, changed, hidden) => {
    const { plan, exitCode } = await planStack({ ...files(`[]`, BODY_WORN), ...withSetting(changed), ...changed });
    expect(exitCode).toBe(0);
    const found = reportOf(plan, CONTEXT);
    expect(refusals(found)).toEqual(["D6 undetermined"]);
    expect(findingsOf(found, "D6")[0]?.unknown.join()).toContain(hidden);
  });

  test("a fixed camera in a controlled place may", async () => {
    expect(refusals(await report(`["role", "setting"]`, LOBBY))).toEqual([]);
  });

  test("no camera is declared and none is of a camera's type: nothing to refuse", async () => {
    expect(refusals(await report(`["role", "setting"]`, NOTHING))).toEqual([]);
  });

  test("nothing joins the workload to the model: nothing to refuse", async () => {
    const { plan } = await planStack({
      ...files(`[]`, BODY_WORN),
      "workload/main.tf": WORKLOAD.replace(/app_settings = merge\([^]*?\n {2}\)\n/, ""),
    });
    expect(refusals(reportOf(plan, CONTEXT))).toEqual([]);
  });

  test("a setting that could have named the model but, once planned, does not hold it joins nothing", async () => {
    expect(refusals(await report(`[]`, BODY_WORN))).toEqual([]);
  });

  test("so it is once all exists: one that names the model still does, one that does not joins nothing", async () => {
    expect(refusals(await report(`["setting"]`, BODY_WORN, true))).toEqual(["D6 denied"]);
    expect(refusals(await report(`[]`, BODY_WORN, true))).toEqual([]);
  });
});
