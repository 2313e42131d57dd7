resource "azurerm_machine_learning_workspace" "w" {
  name                    = "mlw"
  location                = "westeurope"
  resource_group_name     = "rg-app"
  application_insights_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Insights/components/x"
  key_vault_id            = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/x"
  storage_account_id      = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Storage/storageAccounts/other"
  identity { type = "SystemAssigned" }
}
resource "azurerm_machine_learning_datastore_blobstorage" "d" {
  name                       = "footage"
  workspace_id               = azurerm_machine_learning_workspace.w.id
  storage_container_id       = azurerm_storage_container.c.id
  service_data_auth_identity = "WorkspaceSystemAssignedIdentity"
}
resource "azurerm_storage_container" "c" {
  name               = "c"
  storage_account_id = azurerm_storage_account.s.id
}
resource "azapi_resource" "e" {
  type      = "Microsoft.MachineLearningServices/workspaces/onlineEndpoints@2024-10-01"
  name      = "ep"
  parent_id = azurerm_machine_learning_workspace.w.id
  location  = "westeurope"
  identity { type = "SystemAssigned" }
  body = { properties = { authMode = "Key" } }
}
resource "azurerm_role_assignment" "r" {
  scope                = azurerm_cognitive_account.m.id
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = azapi_resource.e.identity[0].principal_id
}
