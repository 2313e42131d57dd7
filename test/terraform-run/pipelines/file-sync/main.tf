# A recorder's files are synchronised into a share that a container mounts.
resource "azurerm_storage_sync" "sync" {
  name                = "sync-nvr"
  location            = "westeurope"
  resource_group_name = "rg-app"
  tags                = { aoai-camera-source = "body-worn" }
}
resource "azurerm_storage_sync_group" "nvr" {
  name            = "nvr"
  storage_sync_id = azurerm_storage_sync.sync.id
}
resource "azurerm_storage_account" "nvr" {
  name                     = "stnvr"
  location                 = "westeurope"
  resource_group_name      = "rg-app"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
resource "azurerm_storage_sync_cloud_endpoint" "nvr" {
  name                  = "nvr"
  storage_sync_group_id = azurerm_storage_sync_group.nvr.id
  file_share_name       = "nvr"
  storage_account_id    = azurerm_storage_account.nvr.id
}
resource "azurerm_container_group" "caption" {
  name                = "aci-caption"
  location            = "westeurope"
  resource_group_name = "rg-app"
  os_type             = "Linux"
  container {
    name                         = "c"
    image                        = "x/y:1"
    cpu                          = 1
    memory                       = 2
    secure_environment_variables = { KEY = azurerm_cognitive_account.m.secondary_access_key }
    volume {
      name                 = "nvr"
      mount_path           = "/nvr"
      share_name           = "nvr"
      storage_account_name = azurerm_storage_account.nvr.name
      storage_account_key  = azurerm_storage_account.nvr.primary_access_key
    }
  }
}
