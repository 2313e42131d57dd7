data "azurerm_subscription" "current" {}
resource "azurerm_role_definition" "infer" {
  name  = "VM starter"
  scope = data.azurerm_subscription.current.id
  permissions {
    actions     = ["Microsoft.Compute/virtualMachines/start/action", "*/read"]
    not_actions = []
  }
}
resource "azurerm_container_app" "a" {
  name                         = "app"
  resource_group_name          = "rg-app"
  container_app_environment_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.App/managedEnvironments/e"
  revision_mode                = "Single"
  identity { type = "SystemAssigned" }
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
    }
  }
}
resource "azurerm_role_assignment" "r" {
  scope              = data.azurerm_subscription.current.id
  role_definition_id = azurerm_role_definition.infer.role_definition_resource_id
  principal_id       = azurerm_container_app.a.identity[0].principal_id
}
