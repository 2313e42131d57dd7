resource "azurerm_eventhub_namespace" "n" {
  name                = "evhns"
  location            = "westeurope"
  resource_group_name = "rg-app"
  sku                 = "Standard"
  tags                = { aoai-camera-source = "body-worn" }
}
resource "azurerm_eventhub" "e" {
  name              = "frames"
  namespace_id      = azurerm_eventhub_namespace.n.id
  partition_count   = 2
  message_retention = 1
}
resource "azurerm_kusto_cluster" "k" {
  name                = "kusto"
  location            = "westeurope"
  resource_group_name = "rg-app"
  sku {
    name     = "Standard_D13_v2"
    capacity = 2
  }
  identity { type = "SystemAssigned" }
}
resource "azurerm_kusto_database" "d" {
  name                = "db"
  location            = "westeurope"
  resource_group_name = "rg-app"
  cluster_name        = azurerm_kusto_cluster.k.name
}
resource "azurerm_kusto_eventhub_data_connection" "c" {
  name                = "c"
  location            = "westeurope"
  resource_group_name = "rg-app"
  cluster_name        = azurerm_kusto_cluster.k.name
  database_name       = azurerm_kusto_database.d.name
  eventhub_id         = azurerm_eventhub.e.id
  consumer_group      = "x"
}
resource "azurerm_role_assignment" "b" {
  scope                = azurerm_cognitive_account.m.id
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = azurerm_kusto_cluster.k.identity[0].principal_id
}
