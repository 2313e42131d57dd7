resource "azurerm_app_configuration" "c" {
  name                = "appcs"
  location            = "westeurope"
  resource_group_name = "rg-app"
}
resource "azurerm_app_configuration_key" "k" {
  configuration_store_id = azurerm_app_configuration.c.id
  key                    = "aoai"
  value                  = azurerm_cognitive_account.m.endpoint
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
        value = azurerm_app_configuration.c.endpoint
      }
    }
  }
}
