resource "azurerm_storage_account" "copy" {
  name                     = "stcopy"
  location                 = "westeurope"
  resource_group_name      = "rg-app"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
resource "azurerm_storage_container" "a" {
  name               = "a"
  storage_account_id = azurerm_storage_account.s.id
}
resource "azurerm_storage_container" "b" {
  name               = "b"
  storage_account_id = azurerm_storage_account.copy.id
}
resource "azurerm_storage_object_replication" "r" {
  source_storage_account_id      = azurerm_storage_account.s.id
  destination_storage_account_id = azurerm_storage_account.copy.id
  rules {
    source_container_name      = azurerm_storage_container.a.name
    destination_container_name = azurerm_storage_container.b.name
  }
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
        value = azurerm_storage_account.copy.primary_blob_endpoint
      }
      env {
        name  = "M"
        value = azurerm_cognitive_account.m.endpoint
      }
    }
  }
}
