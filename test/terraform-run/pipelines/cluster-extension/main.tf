# An extension brings an application to a cluster, with its settings.
resource "azurerm_kubernetes_cluster" "k" {
  name                = "aks-k"
  location            = "westeurope"
  resource_group_name = "rg-app"
  dns_prefix          = "k"
  default_node_pool {
    name       = "d"
    node_count = 1
    vm_size    = "Standard_D4s_v5"
  }
  identity { type = "SystemAssigned" }
}
resource "azurerm_kubernetes_cluster_extension" "caption" {
  name                             = "caption"
  cluster_id                       = azurerm_kubernetes_cluster.k.id
  extension_type                   = "contoso.caption"
  configuration_settings           = { openai = azurerm_cognitive_account.m.endpoint }
  configuration_protected_settings = { clips = azurerm_storage_account.s.primary_connection_string }
}
