# Uploads go to one queue of a namespace that an assistant shares: it may read the other.
resource "azurerm_servicebus_namespace" "sb" {
  name                = "sb-shared"
  location            = "westeurope"
  resource_group_name = "rg-app"
  sku                 = "Standard"
}
resource "azurerm_servicebus_queue" "q" {
  for_each     = toset(["clips", "questions"])
  name         = each.key
  namespace_id = azurerm_servicebus_namespace.sb.id
}
resource "azurerm_eventgrid_event_subscription" "clips" {
  name                          = "clips"
  scope                         = azurerm_storage_account.s.id
  service_bus_queue_endpoint_id = azurerm_servicebus_queue.q["clips"].id
}
resource "azurerm_linux_web_app" "chat" {
  name                = "app-chat"
  location            = "westeurope"
  resource_group_name = "rg-app"
  service_plan_id     = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p"
  app_settings        = { BUS = "sb-shared.servicebus.windows.net", OPENAI = azurerm_cognitive_account.m.endpoint }
  identity { type = "SystemAssigned" }
  site_config {}
}
resource "azurerm_role_assignment" "chat" {
  scope                = azurerm_servicebus_queue.q["questions"].id
  role_definition_name = "Azure Service Bus Data Receiver"
  principal_id         = azurerm_linux_web_app.chat.identity[0].principal_id
}
