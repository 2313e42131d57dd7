# Two applications share a vault. Each may read its own secret: the one with the uploads not the model's key.
resource "azurerm_key_vault" "kv" {
  name                = "kv-x"
  location            = "westeurope"
  resource_group_name = "rg-app"
  tenant_id           = "00000000-0000-0000-0000-000000000001"
  sku_name            = "standard"
}
resource "azurerm_key_vault_secret" "key" {
  name         = "aoai-key"
  key_vault_id = azurerm_key_vault.kv.id
  value        = azurerm_cognitive_account.m.primary_access_key
}
resource "azurerm_key_vault_secret" "other" {
  name         = "other"
  key_vault_id = azurerm_key_vault.kv.id
  value        = "something else"
}
resource "azurerm_linux_web_app" "player" {
  name                = "app-player"
  location            = "westeurope"
  resource_group_name = "rg-app"
  service_plan_id     = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p"
  app_settings        = { CLIPS = azurerm_storage_account.s.primary_connection_string, OTHER = "@Microsoft.KeyVault(SecretUri=${azurerm_key_vault_secret.other.versionless_id})" }
  identity { type = "SystemAssigned" }
  site_config {}
}
resource "azurerm_linux_web_app" "chat" {
  name                = "app-chat"
  location            = "westeurope"
  resource_group_name = "rg-app"
  service_plan_id     = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p"
  app_settings        = { KEY = "@Microsoft.KeyVault(SecretUri=${azurerm_key_vault_secret.key.versionless_id})" }
  identity { type = "SystemAssigned" }
  site_config {}
}
resource "azurerm_role_assignment" "player" {
  scope                = azurerm_key_vault_secret.other.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_linux_web_app.player.identity[0].principal_id
}
resource "azurerm_role_assignment" "chat" {
  scope                = azurerm_key_vault_secret.key.resource_versionless_id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_linux_web_app.chat.identity[0].principal_id
}
