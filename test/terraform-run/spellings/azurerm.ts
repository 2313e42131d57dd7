import { ORDINARY } from "../hcl";

/** One resource for each kind of edge to start from and to end at, as azurerm 4 spells them. What azurerm has no words for is in azapi.ts. */

const GROUP = `/subscriptions/${ORDINARY}/resourceGroups/rg-app`;
const PLACE = `location            = "westeurope"
  resource_group_name = "rg-app"`;
const PLAN = `${GROUP}/providers/Microsoft.Web/serverFarms/p`;

const worker = (name: string, body = ""): string => `
resource "azurerm_linux_web_app" "${name}" {
  name            = "${name}"
  ${PLACE}
  service_plan_id = "${PLAN}"
  identity { type = "SystemAssigned" }
  site_config {}
  ${body}
}`;

const storage = (name: string): string => `
resource "azurerm_storage_account" "${name}" {
  name                     = "${name}"
  ${PLACE}
  account_tier             = "Standard"
  account_replication_type = "LRS"
}`;

const account = (name: string, kind: string, body = ""): string => `
resource "azurerm_cognitive_account" "${name}" {
  name                  = "${name}"
  ${PLACE}
  kind                  = "${kind}"
  sku_name              = "S0"
  custom_subdomain_name = "${name}"
  ${body}
}`;

export const AZURERM = `
${account("model", "OpenAI")}
resource "azurerm_iothub" "iot" {
  name = "iot"
  ${PLACE}
  tags = { aoai-camera-source = "body-worn" }
  sku {
    name     = "S1"
    capacity = 1
  }
}
${worker("w1")}
resource "azurerm_role_assignment" "e1" {
  scope                = azurerm_cognitive_account.model.id
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = azurerm_linux_web_app.w1.identity[0].principal_id
}
${worker("w2", "app_settings = { MODEL = azurerm_cognitive_account.model.endpoint }")}
resource "azurerm_key_vault" "kv" {
  name      = "kv"
  ${PLACE}
  tenant_id = "00000000-0000-4000-8000-000000000001"
  sku_name  = "standard"
}
resource "azurerm_key_vault_secret" "key" {
  name         = "key"
  key_vault_id = azurerm_key_vault.kv.id
  value        = azurerm_cognitive_account.model.primary_access_key
}
${worker("w3", 'app_settings = { KEY = "@Microsoft.KeyVault(SecretUri=${azurerm_key_vault_secret.key.versionless_id})" }')}
resource "azurerm_virtual_network" "net" {
  name          = "net"
  ${PLACE}
  address_space = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "ends" {
  name                 = "ends"
  resource_group_name  = "rg-app"
  virtual_network_name = azurerm_virtual_network.net.name
  address_prefixes     = ["10.0.1.0/24"]
}
resource "azurerm_subnet" "apps" {
  name                 = "apps"
  resource_group_name  = "rg-app"
  virtual_network_name = azurerm_virtual_network.net.name
  address_prefixes     = ["10.0.2.0/24"]
}
resource "azurerm_private_endpoint" "pe" {
  name      = "pe"
  ${PLACE}
  subnet_id = azurerm_subnet.ends.id
  private_service_connection {
    name                           = "model"
    private_connection_resource_id = azurerm_cognitive_account.model.id
    is_manual_connection           = false
    subresource_names              = ["account"]
  }
}
${worker("w4", "virtual_network_subnet_id = azurerm_subnet.apps.id")}
resource "azurerm_search_service" "srch" {
  name = "srch"
  ${PLACE}
  sku  = "standard"
}
resource "azurerm_search_shared_private_link_service" "e5" {
  name               = "e5"
  search_service_id  = azurerm_search_service.srch.id
  subresource_name   = "openai_account"
  target_resource_id = azurerm_cognitive_account.model.id
}
${account("own6", "AIServices", "project_management_enabled = true")}
resource "azapi_resource" "e6" {
  type      = "Microsoft.CognitiveServices/accounts/connections@2025-06-01"
  name      = "e6"
  parent_id = azurerm_cognitive_account.own6.id
  body = {
    properties = { category = "AzureOpenAI", target = azurerm_cognitive_account.model.endpoint, authType = "AAD" }
  }
}
resource "azurerm_api_management" "gate" {
  name            = "gate"
  ${PLACE}
  publisher_name  = "x"
  publisher_email = "x@example.com"
  sku_name        = "Developer_1"
}
resource "azurerm_api_management_backend" "e7" {
  name                = "e7"
  resource_group_name = "rg-app"
  api_management_name = azurerm_api_management.gate.name
  protocol            = "http"
  url                 = "\${azurerm_cognitive_account.model.endpoint}openai"
}
${worker("w7", "app_settings = { GATE = azurerm_api_management.gate.gateway_url }")}
${storage("st9")}
${worker("w9")}
resource "azurerm_eventgrid_system_topic" "t9" {
  name                   = "t9"
  ${PLACE}
  source_arm_resource_id = azurerm_storage_account.st9.id
  topic_type             = "Microsoft.Storage.StorageAccounts"
}
resource "azurerm_eventgrid_system_topic_event_subscription" "e9" {
  name                = "e9"
  resource_group_name = "rg-app"
  system_topic        = azurerm_eventgrid_system_topic.t9.name
  eventhub_endpoint_id = azurerm_eventhub.h9.id
}
resource "azurerm_eventhub_namespace" "n9" {
  name = "n9"
  ${PLACE}
  sku  = "Standard"
}
resource "azurerm_eventhub" "h9" {
  name                = "h9"
  namespace_name      = azurerm_eventhub_namespace.n9.name
  resource_group_name = "rg-app"
  partition_count     = 1
  message_retention   = 1
}
resource "azurerm_eventgrid_event_subscription" "e9w" {
  name  = "e9w"
  scope = azurerm_iothub.iot.id
  webhook_endpoint { url = "https://\${azurerm_linux_web_app.w9.default_hostname}/events" }
}
${storage("st10")}
resource "azurerm_iothub_endpoint_storage_container" "e10" {
  name                = "e10"
  resource_group_name = "rg-app"
  iothub_id           = azurerm_iothub.iot.id
  container_name      = "x"
  connection_string   = azurerm_storage_account.st10.primary_blob_connection_string
}
resource "azurerm_stream_analytics_job" "asa" {
  name                 = "asa"
  ${PLACE}
  transformation_query = "SELECT * INTO o FROM i"
}
resource "azurerm_stream_analytics_stream_input_iothub" "i" {
  name                         = "i"
  stream_analytics_job_name    = azurerm_stream_analytics_job.asa.name
  resource_group_name          = "rg-app"
  endpoint                     = "messages/events"
  eventhub_consumer_group_name = "$Default"
  iothub_namespace             = azurerm_iothub.iot.name
  shared_access_policy_key     = azurerm_iothub.iot.shared_access_policy[0].primary_key
  shared_access_policy_name    = "iothubowner"
  serialization {
    type     = "Json"
    encoding = "UTF8"
  }
}
${storage("st12")}
${worker("w12", "app_settings = { FOOTAGE = azurerm_storage_account.st12.primary_connection_string }")}
${storage("st13")}
${worker("w13")}
resource "azurerm_app_service_connection" "e13" {
  name               = "e13"
  app_service_id     = azurerm_linux_web_app.w13.id
  target_resource_id = azurerm_storage_account.st13.id
  authentication { type = "systemAssignedIdentity" }
}
${storage("st14")}
${account("own14", "AIServices", "storage { storage_account_id = azurerm_storage_account.st14.id }")}
resource "azurerm_subnet" "s15" {
  name                 = "s15"
  resource_group_name  = "rg-app"
  virtual_network_name = azurerm_virtual_network.other.name
  address_prefixes     = ["10.1.1.0/24"]
}
resource "azurerm_virtual_network" "other" {
  name          = "other"
  ${PLACE}
  address_space = ["10.1.0.0/16"]
}
${account(
  "own15",
  "OpenAI",
  `network_acls {
    default_action = "Deny"
    virtual_network_rules { subnet_id = azurerm_subnet.s15.id }
  }`,
)}
${worker("w15", "virtual_network_subnet_id = azurerm_subnet.s15.id")}
`;
