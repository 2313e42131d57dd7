# Body cameras upload into a storage account.
resource "azurerm_iothub" "h" {
  name                = "iot-h"
  location            = "westeurope"
  resource_group_name = "rg-app"
  tags                = { aoai-camera-source = "body-worn" }
  sku {
    name     = "S1"
    capacity = 1
  }
  file_upload {
    connection_string = azurerm_storage_account.s.primary_blob_connection_string
    container_name    = "x"
  }
}
resource "azurerm_storage_account" "s" {
  name                     = "sts"
  location                 = "westeurope"
  resource_group_name      = "rg-app"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
