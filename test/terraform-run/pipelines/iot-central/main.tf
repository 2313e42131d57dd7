resource "azurerm_iotcentral_application" "c" {
  name                = "central"
  location            = "westeurope"
  resource_group_name = "rg-app"
  sub_domain          = "cams"
  tags                = { aoai-camera-source = "body-worn" }
}
resource "azurerm_eventhub_namespace" "n" {
  name                = "evhns"
  location            = "westeurope"
  resource_group_name = "rg-app"
  sku                 = "Standard"
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
        value = azurerm_eventhub_namespace.n.default_primary_connection_string
      }
      env {
        name  = "M"
        value = azurerm_cognitive_account.m.endpoint
      }
    }
  }
}
