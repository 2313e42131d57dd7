module "site" {
  source        = "./site"
  for_each      = toset(["north", "south"])
  name          = each.key
  eventhub_host = "${azurerm_eventhub_namespace.n.name}.servicebus.windows.net:9093"
}
module "ai" {
  source  = "./ai"
  callers = { cut = azapi_resource.cut.identity[0].principal_id }
}
resource "azurerm_eventhub_namespace" "n" {
  name                = "evhns"
  location            = "westeurope"
  resource_group_name = "rg-app"
  sku                 = "Standard"
}
resource "azapi_resource" "cut" {
  type      = "Microsoft.App/jobs@2025-01-01"
  name      = "cut"
  parent_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app"
  location  = "westeurope"
  identity { type = "SystemAssigned" }
  body = { properties = { configuration = { triggerType = "Event", eventTriggerConfig = { scale = { rules = [{ name = "eh", type = "azure-eventhub", metadata = { eventHubNamespace = azurerm_eventhub_namespace.n.name, eventHubName = "frames" }, identity = "system" }] } } }, template = { containers = [{ name = "c", image = "x" }] } } }
}
