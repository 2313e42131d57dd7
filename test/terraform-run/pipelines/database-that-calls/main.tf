# A function keeps what it makes of uploads in PostgreSQL, whose extension azure_ai asks the model with the server's identity.
resource "azurerm_postgresql_flexible_server" "pg" {
  name                = "psql-clips"
  location            = "westeurope"
  resource_group_name = "rg-app"
  version             = "16"
  sku_name            = "GP_Standard_D2s_v3"
  identity { type = "SystemAssigned" }
}
resource "azurerm_postgresql_flexible_server_configuration" "extensions" {
  name      = "azure.extensions"
  server_id = azurerm_postgresql_flexible_server.pg.id
  value     = "AZURE_AI,VECTOR"
}
resource "azurerm_role_assignment" "asks" {
  scope                = azurerm_cognitive_account.m.id
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = azurerm_postgresql_flexible_server.pg.identity[0].principal_id
}
resource "azurerm_linux_function_app" "f" {
  name                          = "func-rows"
  location                      = "westeurope"
  resource_group_name           = "rg-app"
  service_plan_id               = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p"
  storage_account_name          = "stfunc"
  storage_uses_managed_identity = true
  app_settings = {
    CLIPS = azurerm_storage_account.s.primary_connection_string
    ROWS  = "host=${azurerm_postgresql_flexible_server.pg.fqdn} dbname=clips user=writer sslmode=require"
  }
  site_config {}
}
