# The app reads uploads as its host storage, and is joined to the network in which the model has a private endpoint.
resource "azurerm_virtual_network" "v" {
  name                = "vnet-v"
  location            = "westeurope"
  resource_group_name = "rg-app"
  address_space       = ["10.0.0.0/24"]
}
resource "azurerm_subnet" "apps" {
  name                 = "snet-apps"
  resource_group_name  = "rg-app"
  virtual_network_name = azurerm_virtual_network.v.name
  address_prefixes     = ["10.0.0.0/26"]
}
resource "azurerm_subnet" "endpoints" {
  name                 = "snet-endpoints"
  resource_group_name  = "rg-app"
  virtual_network_name = azurerm_virtual_network.v.name
  address_prefixes     = ["10.0.0.64/26"]
}
resource "azurerm_linux_function_app" "f" {
  name                       = "f"
  location                   = "westeurope"
  resource_group_name        = "rg-app"
  service_plan_id            = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p"
  storage_account_name       = azurerm_storage_account.s.name
  storage_account_access_key = azurerm_storage_account.s.primary_access_key
  site_config {}
}
resource "azurerm_app_service_virtual_network_swift_connection" "f" {
  app_service_id = azurerm_linux_function_app.f.id
  subnet_id      = azurerm_subnet.apps.id
}
resource "azurerm_private_endpoint" "m" {
  name                = "pe-m"
  location            = "westeurope"
  resource_group_name = "rg-app"
  subnet_id           = azurerm_subnet.endpoints.id
  private_service_connection {
    name                           = "m"
    private_connection_resource_id = azurerm_cognitive_account.m.id
    is_manual_connection           = false
    subresource_names              = ["account"]
  }
}
