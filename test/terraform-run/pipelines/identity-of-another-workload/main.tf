resource "azurerm_user_assigned_identity" "id" {
  name                = "id"
  location            = "westeurope"
  resource_group_name = "rg-app"
}
resource "azurerm_user_assigned_identity" "other" {
  name                = "other"
  location            = "westeurope"
  resource_group_name = "rg-app"
}
resource "azurerm_role_assignment" "ai" {
  scope                = azurerm_cognitive_account.m.id
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = azurerm_user_assigned_identity.other.principal_id
}
resource "azurerm_container_app" "chat" {
  name                         = "chat"
  resource_group_name          = "rg-app"
  container_app_environment_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.App/managedEnvironments/e"
  revision_mode                = "Single"
  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.other.id]
  }
  template {
    container {
      name   = "c"
      image  = "x/y:1"
      cpu    = 0.5
      memory = "1Gi"
    }
  }
}
resource "azurerm_container_app" "a" {
  name                         = "app"
  resource_group_name          = "rg-app"
  container_app_environment_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.App/managedEnvironments/e"
  revision_mode                = "Single"
  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.id.id]
  }
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
