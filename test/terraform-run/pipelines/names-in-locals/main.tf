# What has its name, network and password from locals reads nothing and calls nothing by that.
locals {
  suffix   = substr(sha1(azurerm_storage_account.s.id), 0, 6)
  subnet   = azurerm_subnet.apps.id
  password = sha256(azurerm_storage_account.s.id)
}
resource "azurerm_virtual_network" "apps" {
  name                = "vnet-apps"
  location            = "westeurope"
  resource_group_name = "rg-app"
  address_space       = ["10.0.0.0/24"]
}
resource "azurerm_subnet" "apps" {
  name                 = "snet-apps"
  resource_group_name  = "rg-app"
  virtual_network_name = azurerm_virtual_network.apps.name
  address_prefixes     = ["10.0.0.0/26"]
}
resource "azurerm_linux_web_app" "site" {
  name                      = "site-${local.suffix}"
  location                  = "westeurope"
  resource_group_name       = "rg-app"
  service_plan_id           = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p"
  virtual_network_subnet_id = local.subnet
  site_config {}
}
resource "azurerm_network_interface" "desk" {
  name                = "nic-desk-${local.suffix}"
  location            = "westeurope"
  resource_group_name = "rg-app"
  ip_configuration {
    name                          = "c"
    subnet_id                     = local.subnet
    private_ip_address_allocation = "Dynamic"
  }
}
resource "azurerm_windows_virtual_machine" "desk" {
  name                  = "desk"
  computer_name         = "desk-${local.suffix}"
  location              = "westeurope"
  resource_group_name   = "rg-app"
  size                  = "Standard_B2s"
  admin_username        = "desk"
  admin_password        = local.password
  network_interface_ids = [azurerm_network_interface.desk.id]
  os_disk {
    name                 = "disk-desk-${local.suffix}"
    caching              = "ReadWrite"
    storage_account_type = "StandardSSD_LRS"
  }
}
resource "azapi_resource" "clerk" {
  type      = "Microsoft.App/containerApps@2024-03-01"
  name      = "clerk-${local.suffix}"
  location  = "westeurope"
  parent_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app"
  body = {
    properties = {
      environmentId = local.environment
      template      = { containers = [{ name = "clerk", image = "clerk:1" }] }
    }
  }
}
locals { environment = azurerm_container_app_environment.apps.id }
resource "azurerm_container_app_environment" "apps" {
  name                = "cae-apps"
  location            = "westeurope"
  resource_group_name = "rg-app"
}
