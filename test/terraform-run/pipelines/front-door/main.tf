resource "azurerm_cdn_frontdoor_profile" "p" {
  name                = "fd"
  resource_group_name = "rg-app"
  sku_name            = "Standard_AzureFrontDoor"
}
resource "azurerm_cdn_frontdoor_endpoint" "e" {
  name                     = "e"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.p.id
}
resource "azurerm_cdn_frontdoor_origin_group" "g" {
  name                     = "g"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.p.id
  load_balancing {}
}
resource "azurerm_cdn_frontdoor_origin" "o" {
  name                           = "o"
  cdn_frontdoor_origin_group_id  = azurerm_cdn_frontdoor_origin_group.g.id
  certificate_name_check_enabled = true
  enabled                        = true
  host_name                      = replace(replace(azurerm_cognitive_account.m.endpoint, "https://", ""), "/", "")
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
        value = "https://${azurerm_cdn_frontdoor_endpoint.e.host_name}/openai"
      }
    }
  }
}
