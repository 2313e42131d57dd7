# Databricks reads the uploads by its access connector and takes the model's key from a vault; a map in a local says what the connector may do.
resource "azurerm_databricks_access_connector" "c" {
  name                = "dbac"
  location            = "westeurope"
  resource_group_name = "rg-app"
  identity { type = "SystemAssigned" }
}
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
locals {
  roles = {
    "Storage Blob Data Contributor" = azurerm_storage_account.s.id
    "Key Vault Secrets User"        = azurerm_key_vault.kv.id
  }
}
resource "azurerm_role_assignment" "r" {
  for_each             = local.roles
  scope                = each.value
  role_definition_name = each.key
  principal_id         = azurerm_databricks_access_connector.c.identity[0].principal_id
}
