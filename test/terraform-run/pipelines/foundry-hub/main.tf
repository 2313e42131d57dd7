resource "azurerm_key_vault" "kv" {
  name                = "kv-x"
  location            = "westeurope"
  resource_group_name = "rg-app"
  tenant_id           = "00000000-0000-0000-0000-000000000001"
  sku_name            = "standard"
}
resource "azurerm_ai_foundry" "h" {
  name                = "hub"
  location            = "westeurope"
  resource_group_name = "rg-app"
  storage_account_id  = azurerm_storage_account.s.id
  key_vault_id        = azurerm_key_vault.kv.id
  identity { type = "SystemAssigned" }
}
resource "azapi_resource" "c" {
  type      = "Microsoft.MachineLearningServices/workspaces/connections@2025-06-01"
  name      = "aoai"
  parent_id = azurerm_ai_foundry.h.id
  body      = { properties = { category = "AzureOpenAI", target = azurerm_cognitive_account.m.endpoint, authType = "AAD", metadata = { ResourceId = azurerm_cognitive_account.m.id } } }
}
