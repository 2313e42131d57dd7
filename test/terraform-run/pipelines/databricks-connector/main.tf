resource "azurerm_databricks_access_connector" "c" {
  name                = "dbac"
  location            = "westeurope"
  resource_group_name = "rg-app"
  identity { type = "SystemAssigned" }
}
resource "azurerm_role_assignment" "a" {
  scope                = azurerm_storage_account.s.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = azurerm_databricks_access_connector.c.identity[0].principal_id
}
resource "azurerm_role_assignment" "b" {
  scope                = azurerm_cognitive_account.m.id
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = azurerm_databricks_access_connector.c.identity[0].principal_id
}
