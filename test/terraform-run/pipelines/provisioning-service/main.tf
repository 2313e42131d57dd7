resource "azurerm_iothub" "h" {
  name                = "iot-h"
  location            = "westeurope"
  resource_group_name = "rg-app"
  sku {
    name     = "S1"
    capacity = 1
  }
}
resource "azurerm_iothub_dps" "d" {
  name                = "dps"
  location            = "westeurope"
  resource_group_name = "rg-app"
  tags                = { aoai-camera-source = "body-worn" }
  sku {
    name     = "S1"
    capacity = 1
  }
  linked_hub {
    connection_string = "HostName=iot-h.azure-devices.net;SharedAccessKeyName=x;SharedAccessKey=y"
    location          = "westeurope"
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
        value = azurerm_iothub.h.event_hub_events_endpoint
      }
      env {
        name  = "M"
        value = azurerm_cognitive_account.m.endpoint
      }
    }
  }
}
