resource "azurerm_data_factory" "d" {
  name                = "adf"
  location            = "westeurope"
  resource_group_name = "rg-app"
  identity { type = "SystemAssigned" }
}
resource "azurerm_data_factory_linked_service_azure_blob_storage" "b" {
  name                 = "b"
  data_factory_id      = azurerm_data_factory.d.id
  service_endpoint     = azurerm_storage_account.s.primary_blob_endpoint
  use_managed_identity = true
}
resource "azurerm_data_factory_pipeline" "p" {
  name            = "p"
  data_factory_id = azurerm_data_factory.d.id
  activities_json = jsonencode([{ name = "ask", type = "WebActivity", typeProperties = { method = "POST", url = "${azurerm_cognitive_account.m.endpoint}openai" } }])
}
