resource "azurerm_container_app" "cam" {
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
    }
  }
}
resource "azurerm_container_app" "chat" {
  name                         = "chat"
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
    }
  }
}
resource "azurerm_role_assignment" "r" {
  for_each = {
    cam  = { scope = azurerm_storage_account.s.id, role = "Storage Blob Data Reader", principal = azurerm_container_app.cam.identity[0].principal_id }
    chat = { scope = azurerm_cognitive_account.m.id, role = "Cognitive Services OpenAI User", principal = azurerm_container_app.chat.identity[0].principal_id }
  }
  scope                = each.value.scope
  role_definition_name = each.value.role
  principal_id         = each.value.principal
}
