resource "azurerm_relay_namespace" "r" {
  name                = "rel"
  location            = "westeurope"
  resource_group_name = "rg-app"
  sku_name            = "Standard"
}
resource "azurerm_relay_hybrid_connection" "h" {
  name                 = "hc"
  resource_group_name  = "rg-app"
  relay_namespace_name = azurerm_relay_namespace.r.name
}
resource "azurerm_eventgrid_event_subscription" "s" {
  name                          = "s"
  scope                         = azurerm_storage_account.s.id
  hybrid_connection_endpoint_id = azurerm_relay_hybrid_connection.h.id
}
resource "azurerm_linux_web_app" "w" {
  name                = "w"
  location            = "westeurope"
  resource_group_name = "rg-app"
  service_plan_id     = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p"
  app_settings        = { RELAY = azurerm_relay_namespace.r.primary_connection_string, A = azurerm_cognitive_account.m.endpoint }
  site_config {}
}
