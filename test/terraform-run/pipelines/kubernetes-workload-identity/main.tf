resource "azurerm_kubernetes_cluster" "k" {
  name                      = "k"
  location                  = "westeurope"
  resource_group_name       = "rg-app"
  dns_prefix                = "k"
  oidc_issuer_enabled       = true
  workload_identity_enabled = true
  default_node_pool {
    name       = "d"
    node_count = 1
    vm_size    = "x"
  }
  identity { type = "SystemAssigned" }
}
resource "azurerm_user_assigned_identity" "id" {
  name                = "id"
  location            = "westeurope"
  resource_group_name = "rg-app"
}
resource "azurerm_federated_identity_credential" "f" {
  name                = "f"
  resource_group_name = "rg-app"
  audience            = ["api://AzureADTokenExchange"]
  issuer              = azurerm_kubernetes_cluster.k.oidc_issuer_url
  parent_id           = azurerm_user_assigned_identity.id.id
  subject             = "system:serviceaccount:a:b"
}
resource "azurerm_role_assignment" "r" {
  for_each             = { s = [azurerm_storage_account.s.id, "Storage Blob Data Reader"], m = [azurerm_cognitive_account.m.id, "Cognitive Services OpenAI User"] }
  scope                = each.value[0]
  role_definition_name = each.value[1]
  principal_id         = azurerm_user_assigned_identity.id.principal_id
}
