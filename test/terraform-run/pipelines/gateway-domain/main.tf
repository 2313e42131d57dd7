# A function calls the gateway by a domain name of the company's own.
resource "azurerm_api_management" "gw" {
  name                = "apim-gw"
  location            = "westeurope"
  resource_group_name = "rg-app"
  publisher_name      = "p"
  publisher_email     = "p@contoso.example"
  sku_name            = "Developer_1"
}
resource "azurerm_api_management_custom_domain" "d" {
  api_management_id = azurerm_api_management.gw.id
  gateway {
    host_name    = "llm.contoso.com"
    key_vault_id = "https://kv-certs.vault.azure.net/secrets/llm"
  }
}
resource "azurerm_api_management_backend" "b" {
  name                = "b"
  resource_group_name = "rg-app"
  api_management_name = azurerm_api_management.gw.name
  protocol            = "http"
  url                 = "${azurerm_cognitive_account.m.endpoint}openai"
}
resource "azurerm_linux_web_app" "draft" {
  name                = "app-draft"
  location            = "westeurope"
  resource_group_name = "rg-app"
  service_plan_id     = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p"
  app_settings        = { CLIPS = azurerm_storage_account.s.primary_connection_string, LLM = "https://llm.contoso.com/openai" }
  site_config {}
}
