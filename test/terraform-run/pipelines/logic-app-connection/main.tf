data "azurerm_managed_api" "blob" {
  name     = "azureblob"
  location = "westeurope"
}
resource "azurerm_api_connection" "blob" {
  name                = "blob"
  resource_group_name = "rg-app"
  managed_api_id      = data.azurerm_managed_api.blob.id
  parameter_values    = { accountName = azurerm_storage_account.s.name, accessKey = azurerm_storage_account.s.primary_access_key }
}
resource "azurerm_logic_app_workflow" "w" {
  name                = "w"
  location            = "westeurope"
  resource_group_name = "rg-app"
  parameters          = { "$connections" = jsonencode({ azureblob = { connectionId = azurerm_api_connection.blob.id, id = data.azurerm_managed_api.blob.id } }) }
}
resource "azurerm_logic_app_trigger_custom" "t" {
  name         = "t"
  logic_app_id = azurerm_logic_app_workflow.w.id
  body         = jsonencode({ type = "ApiConnection" })
}
resource "azurerm_logic_app_action_http" "a" {
  name         = "ask"
  logic_app_id = azurerm_logic_app_workflow.w.id
  method       = "POST"
  uri          = "${azurerm_cognitive_account.m.endpoint}openai/deployments/x/chat/completions"
}
