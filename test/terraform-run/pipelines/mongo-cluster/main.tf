# One app writes what it sees into a cluster, another reads it and calls the model.
resource "azurerm_mongo_cluster" "seen" {
  name                   = "mongo-seen"
  location               = "westeurope"
  resource_group_name    = "rg-app"
  administrator_username = "clerk"
  administrator_password = "Not-a-secret-1"
  shard_count            = "1"
  compute_tier           = "M30"
  high_availability_mode = "Disabled"
  storage_size_in_gb     = "32"
  version                = "7.0"
}
locals { plan = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p" }
resource "azurerm_linux_web_app" "looks" {
  name                = "looks"
  location            = "westeurope"
  resource_group_name = "rg-app"
  service_plan_id     = local.plan
  site_config {}
  app_settings = {
    UPLOADS = azurerm_storage_account.s.primary_connection_string
    SEEN    = "mongodb+srv://clerk@${azurerm_mongo_cluster.seen.name}.mongocluster.cosmos.azure.com/?tls=true"
  }
}
resource "azurerm_linux_web_app" "tells" {
  name                = "tells"
  location            = "westeurope"
  resource_group_name = "rg-app"
  service_plan_id     = local.plan
  site_config {}
  app_settings = {
    SEEN  = "mongodb+srv://clerk@${azurerm_mongo_cluster.seen.name}.global.mongocluster.cosmos.azure.com/?tls=true"
    MODEL = azurerm_cognitive_account.m.endpoint
  }
}
