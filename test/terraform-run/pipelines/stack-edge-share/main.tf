resource "azurerm_storage_account" "s" {
  name                     = "sts"
  location                 = "westeurope"
  resource_group_name      = "rg-app"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
resource "azurerm_databox_edge_device" "d" {
  name                = "edge"
  location            = "westeurope"
  resource_group_name = "rg-app"
  sku_name            = "EdgeP_Base-Standard"
  tags                = { aoai-camera-source = "body-worn" }
}
resource "azapi_resource" "cred" {
  type      = "Microsoft.DataBoxEdge/dataBoxEdgeDevices/storageAccountCredentials@2023-12-01"
  name      = "cred"
  parent_id = azurerm_databox_edge_device.d.id
  body      = { properties = { alias = "a", userName = azurerm_storage_account.s.name, sslStatus = "Enabled", accountType = "BlobStorage", storageAccountId = azurerm_storage_account.s.id } }
}
resource "azapi_resource" "share" {
  type      = "Microsoft.DataBoxEdge/dataBoxEdgeDevices/shares@2023-12-01"
  name      = "footage"
  parent_id = azurerm_databox_edge_device.d.id
  body      = { properties = { shareStatus = "OK", monitoringStatus = "Enabled", accessProtocol = "SMB", dataPolicy = "Cloud", azureContainerInfo = { storageAccountCredentialId = azapi_resource.cred.id, containerName = "x", dataFormat = "BlockBlob" } } }
}
resource "azurerm_container_app" "a" {
  name                         = "app"
  resource_group_name          = "rg-app"
  container_app_environment_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.App/managedEnvironments/e"
  revision_mode                = "Single"
  template {
    container {
      name   = "c"
      image  = "x/y:1"
      cpu    = 0.5
      memory = "1Gi"
      env {
        name  = "B"
        value = azurerm_storage_account.s.primary_blob_endpoint
      }
      env {
        name  = "M"
        value = azurerm_cognitive_account.m.endpoint
      }
    }
  }
}
