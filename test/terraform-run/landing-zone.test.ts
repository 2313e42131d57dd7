import type { CheckContext } from "../../src/governance/context";
import { planStack } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { account, GUARD_SCOPE, MANAGEMENT_GROUP, ORDINARY, PROVIDERS } from "./hcl";
import { reportOf } from "./verdicts";

/** Networks, monitoring, clusters, storage and a chat application, as a company has them: nothing in it is a camera, and words that look like one are none. */

const PLACE = `location = "westeurope"
  resource_group_name = azurerm_resource_group.this[0].name`;

const HCL = `${PROVIDERS}
provider "azurerm" {
  subscription_id = "${ORDINARY}"
  features {}
}
locals {
  regions  = toset(["north", "south", "east", "west", "central"])
  services = toset(["orders", "billing", "catalogue", "shipping", "interface", "policies", "surfaces", "search", "mail", "docs", "people", "assets"])
  cells    = { for pair in setproduct(local.regions, local.services) : "\${pair[0]}-\${pair[1]}" => pair[0] }
}
resource "azurerm_resource_group" "this" {
  count    = 1
  name     = "rg-app"
  location = "westeurope"
  tags     = { team = "interfaces", description = "policy-driven landing zone" }
}
resource "azurerm_virtual_network" "this" {
  for_each      = local.regions
  name          = "vnet-\${each.key}"
  ${PLACE}
  address_space = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "this" {
  for_each             = local.cells
  name                 = "snet-\${each.key}"
  resource_group_name  = azurerm_resource_group.this[0].name
  virtual_network_name = azurerm_virtual_network.this[each.value].name
  address_prefixes     = ["10.0.1.0/24"]
}
resource "azurerm_log_analytics_workspace" "this" {
  for_each = local.regions
  name     = "log-\${each.key}"
  ${PLACE}
}
resource "azurerm_storage_account" "this" {
  for_each                 = local.services
  name                     = "st\${each.key}"
  ${PLACE}
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
resource "azurerm_storage_container" "this" {
  for_each           = local.cells
  name               = each.key
  storage_account_id = azurerm_storage_account.this[split("-", each.key)[1]].id
}
resource "azurerm_monitor_diagnostic_setting" "storage" {
  for_each                   = azurerm_storage_account.this
  name                       = "to-log"
  target_resource_id         = each.value.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.this["north"].id
  enabled_metric {
    category = "Transaction"
  }
}
resource "azurerm_kubernetes_cluster" "this" {
  for_each   = local.regions
  name       = "aks-\${each.key}"
  ${PLACE}
  dns_prefix = each.key
  default_node_pool {
    name           = "system"
    node_count     = 3
    vm_size        = "Standard_D4s_v5"
    vnet_subnet_id = azurerm_subnet.this["\${each.key}-orders"].id
  }
  identity {
    type = "SystemAssigned"
  }
}
resource "azurerm_role_assignment" "pull" {
  for_each             = azurerm_kubernetes_cluster.this
  scope                = azurerm_storage_account.this["docs"].id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = each.value.identity[0].principal_id
}
resource "azurerm_service_plan" "this" {
  for_each = local.services
  name     = "asp-\${each.key}"
  ${PLACE}
  os_type  = "Linux"
  sku_name = "P1v3"
}
resource "azurerm_linux_web_app" "this" {
  for_each        = local.services
  name            = "app-\${each.key}"
  ${PLACE}
  service_plan_id = azurerm_service_plan.this[each.key].id
  app_settings = {
    STORAGE  = azurerm_storage_account.this[each.key].primary_blob_endpoint
    ENDPOINT = each.key == "docs" ? azurerm_cognitive_account.this.endpoint : ""
  }
  identity {
    type = "SystemAssigned"
  }
  site_config {}
}
resource "azurerm_role_assignment" "blob" {
  for_each             = azurerm_linux_web_app.this
  scope                = azurerm_storage_account.this[each.key].id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = each.value.identity[0].principal_id
}
resource "azurerm_user_assigned_identity" "this" {
  for_each = local.cells
  name     = "id-\${each.key}"
  ${PLACE}
}
resource "azurerm_network_interface" "this" {
  for_each = local.cells
  name     = "nic-\${each.key}"
  ${PLACE}
  ip_configuration {
    name                          = "internal"
    subnet_id                     = azurerm_subnet.this[each.key].id
    private_ip_address_allocation = "Dynamic"
  }
}
resource "azurerm_role_assignment" "chat" {
  scope                = azurerm_cognitive_account.this.id
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = azurerm_linux_web_app.this["docs"].identity[0].principal_id
}
resource "azurerm_private_endpoint" "chat" {
  name      = "pe-chat"
  ${PLACE}
  subnet_id = azurerm_subnet.this["north-docs"].id
  private_service_connection {
    name                           = "chat"
    private_connection_resource_id = azurerm_cognitive_account.this.id
    is_manual_connection           = false
    subresource_names              = ["account"]
  }
}
${account("this")}
resource "azurerm_cognitive_deployment" "chat" {
  name                   = "chat"
  cognitive_account_id   = azurerm_cognitive_account.this.id
  rai_policy_name        = "Microsoft.DefaultV2"
  version_upgrade_option = "NoAutoUpgrade"
  model {
    format  = "OpenAI"
    name    = "gpt-4o"
    version = "2024-11-20"
  }
  sku {
    name = "Standard"
  }
}
resource "azurerm_monitor_diagnostic_setting" "chat" {
  name                       = "to-log"
  target_resource_id         = azurerm_cognitive_account.this.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.this["north"].id
  enabled_log {
    category_group = "allLogs"
  }
}`;

/**
 * What a company has beside it that looks like a camera pipeline and is none: machines that send what they measure to the model's application, cameras at the
 * gate that nobody joined to it, gateways, factories and indexes in front of it, and words of other trades.
 */
const NEIGHBOURS = `
resource "azurerm_iothub" "plant" {
  name = "iot-plant"
  ${PLACE}
  tags = { product = "Snow Patrol surface sensors", policy = "policed by Azure Policy" }
  sku {
    name     = "S1"
    capacity = 1
  }
  endpoint {
    type              = "AzureIotHub.EventHub"
    name              = "measurements"
    connection_string = azurerm_eventhub_namespace.plant.default_primary_connection_string
  }
}
resource "azurerm_iothub_dps" "plant" {
  name = "dps-plant"
  ${PLACE}
  sku {
    name     = "S1"
    capacity = 1
  }
  linked_hub {
    connection_string = "HostName=iot-plant.azure-devices.net;SharedAccessKeyName=o;SharedAccessKey=k"
    location          = "westeurope"
  }
}
resource "azurerm_eventhub_namespace" "plant" {
  name = "evhns-plant"
  ${PLACE}
  sku  = "Standard"
}
resource "azurerm_linux_function_app" "explain" {
  name                          = "func-explain-faults"
  ${PLACE}
  service_plan_id               = azurerm_service_plan.this["docs"].id
  storage_account_name          = azurerm_storage_account.this["docs"].name
  storage_uses_managed_identity = true
  app_settings = {
    MEASUREMENTS = azurerm_eventhub_namespace.plant.default_primary_connection_string
    ASK          = "\${azurerm_api_management.models.gateway_url}/openai"
    SETTINGS     = azurerm_app_configuration.this.endpoint
  }
  identity {
    type = "SystemAssigned"
  }
  site_config {}
}
resource "azurerm_app_configuration" "this" {
  name = "appcs-plant"
  ${PLACE}
}
resource "azurerm_app_configuration_key" "model" {
  configuration_store_id = azurerm_app_configuration.this.id
  key                    = "model/endpoint"
  value                  = azurerm_cognitive_account.this.endpoint
}
resource "azurerm_api_management" "models" {
  name            = "apim-models"
  ${PLACE}
  publisher_name  = "x"
  publisher_email = "x@example.com"
  sku_name        = "Developer_1"
}
resource "azurerm_api_management_backend" "model" {
  name                = "model"
  resource_group_name = azurerm_resource_group.this[0].name
  api_management_name = azurerm_api_management.models.name
  protocol            = "http"
  url                 = "\${azurerm_cognitive_account.this.endpoint}openai"
}
resource "azurerm_cdn_frontdoor_profile" "this" {
  name                = "fd"
  resource_group_name = azurerm_resource_group.this[0].name
  sku_name            = "Standard_AzureFrontDoor"
}
resource "azurerm_cdn_frontdoor_origin_group" "this" {
  name                     = "og"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.this.id
  load_balancing {}
}
resource "azurerm_cdn_frontdoor_origin" "this" {
  name                           = "o"
  cdn_frontdoor_origin_group_id  = azurerm_cdn_frontdoor_origin_group.this.id
  certificate_name_check_enabled = true
  enabled                        = true
  host_name                      = azurerm_linux_web_app.this["docs"].default_hostname
}
resource "azurerm_role_definition" "reader" {
  name  = "Evidence-based reader"
  scope = azurerm_resource_group.this[0].id
  permissions {
    actions = ["Microsoft.CognitiveServices/*/read", "*/read"]
  }
}
resource "azurerm_role_assignment" "reader" {
  scope              = azurerm_resource_group.this[0].id
  role_definition_id = azurerm_role_definition.reader.role_definition_resource_id
  principal_id       = azurerm_linux_web_app.this["orders"].identity[0].principal_id
}
resource "azurerm_storage_account" "compliance" {
  name                     = "stcompliance"
  ${PLACE}
  account_tier             = "Standard"
  account_replication_type = "GRS"
  tags                     = { purpose = "SOC2 audit evidence", controls = "detective controls", reviewer = "Commissariat aux comptes" }
}
resource "azurerm_storage_container" "compliance" {
  name               = "compliance-evidence"
  storage_account_id = azurerm_storage_account.compliance.id
}
resource "azurerm_storage_account" "gate" {
  name                     = "stgate"
  ${PLACE}
  account_tier             = "Standard"
  account_replication_type = "LRS"
  tags                     = { holds = "security cameras of the gate" }
}
resource "azurerm_iothub" "gate" {
  name = "iot-gate-cameras"
  ${PLACE}
  sku {
    name     = "S1"
    capacity = 1
  }
  file_upload {
    connection_string = azurerm_storage_account.gate.primary_blob_connection_string
    container_name    = "pictures"
  }
}
`;

const CONTEXT: CheckContext = {
  now: "2026-11-22",
  subscriptions: [{ id: ORDINARY, tags: {}, managementGroups: [MANAGEMENT_GROUP] }],
  guard: [{ scope: GUARD_SCOPE }],
};

describeTerraform("an ordinary landing zone of more than 300 resources", () => {
  test("has no finding", async () => {
    const { plan, exitCode, stderr } = await planStack({ "main.tf": HCL });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect((plan as { resource_changes: unknown[] }).resource_changes.length).toBeGreaterThan(300);
    const report = reportOf(plan, CONTEXT);
    expect(report.findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    expect(report.unmapped).toEqual({});
    expect(report.summary.compliant).toBe(1);
  });

  test("has none with its neighbours, whose cameras nobody declares and nothing joins to a model", async () => {
    const { plan, exitCode, stderr } = await planStack({ "main.tf": HCL + NEIGHBOURS });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const report = reportOf(plan, CONTEXT);
    expect(report.findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  test("has none where those cameras are declared, and the model's application reads nothing of theirs", async () => {
    const declared = NEIGHBOURS.replace(
      'name = "iot-gate-cameras"',
      'name = "iot-gate-cameras"\n tags = { aoai-camera-source = "body-worn" }',
    );
    expect(declared).not.toBe(NEIGHBOURS);
    const { plan } = await planStack({ "main.tf": HCL + declared });
    expect(reportOf(plan, CONTEXT).findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  test("has one where the application that explains faults reads them", async () => {
    const joined = NEIGHBOURS.replace(
      'name = "iot-gate-cameras"',
      'name = "iot-gate-cameras"\n tags = { aoai-camera-source = "body-worn" }',
    ).replace("MEASUREMENTS =", "PICTURES = azurerm_storage_account.gate.primary_blob_endpoint\n    MEASUREMENTS =");
    const { plan } = await planStack({ "main.tf": HCL + joined });
    const found = reportOf(plan, CONTEXT).findings;
    expect(found.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual(["camera-pipeline denied"]);
    expect(found[0]?.evidence.map((each) => ("edge" in each ? each.edge : ""))).toEqual(["E10", "E12", "E7", "E7"]);
  });

  test("a camera in it that nothing joins to the chat application changes nothing but itself", async () => {
    const lobby = `${HCL}
    resource "azurerm_iothub" "doors" {
      name = "iot-doors"
      ${PLACE}
      tags = { aoai-camera-source = "fixed", aoai-camera-environment = "controlled", aoai-camera-processing = "recorded" }
      sku {
        name     = "S1"
        capacity = 1
      }
    }`;
    const { plan } = await planStack({ "main.tf": lobby });
    expect(reportOf(plan, CONTEXT).findings.map(({ rule }) => rule)).toEqual([]);
  });
});
