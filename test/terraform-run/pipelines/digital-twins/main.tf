resource "azurerm_digital_twins_instance" "d" {
  name                = "adt"
  location            = "westeurope"
  resource_group_name = "rg-app"
  tags                = { aoai-camera-source = "body-worn" }
}
resource "azurerm_eventgrid_topic" "t" {
  name                = "topic"
  location            = "westeurope"
  resource_group_name = "rg-app"
}
resource "azurerm_digital_twins_endpoint_eventgrid" "e" {
  name                                 = "e"
  digital_twins_id                     = azurerm_digital_twins_instance.d.id
  eventgrid_topic_endpoint             = azurerm_eventgrid_topic.t.endpoint
  eventgrid_topic_primary_access_key   = azurerm_eventgrid_topic.t.primary_access_key
  eventgrid_topic_secondary_access_key = azurerm_eventgrid_topic.t.secondary_access_key
}
resource "azurerm_linux_function_app" "f" {
  name                          = "f"
  location                      = "westeurope"
  resource_group_name           = "rg-app"
  service_plan_id               = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p"
  storage_account_name          = "stother"
  storage_uses_managed_identity = true
  app_settings                  = { A = azurerm_cognitive_account.m.primary_access_key }
  site_config {}
}
resource "azurerm_eventgrid_event_subscription" "s" {
  name  = "s"
  scope = azurerm_eventgrid_topic.t.id
  azure_function_endpoint { function_id = "${azurerm_linux_function_app.f.id}/functions/x" }
}
