# The app reads with an account key and calls under an identity that a local gives it.
locals { identities = [azurerm_user_assigned_identity.reporter.id] }
resource "azurerm_user_assigned_identity" "reporter" {
  name                = "id-reporter"
  location            = "westeurope"
  resource_group_name = "rg-app"
}
resource "azurerm_linux_web_app" "reporter" {
  name                = "reporter"
  location            = "westeurope"
  resource_group_name = "rg-app"
  service_plan_id     = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p"
  site_config {}
  identity {
    type         = "UserAssigned"
    identity_ids = local.identities
  }
  app_settings = { UPLOADS = azurerm_storage_account.s.primary_connection_string }
}
resource "azurerm_role_assignment" "reporter-may-ask" {
  scope                = azurerm_cognitive_account.m.id
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = azurerm_user_assigned_identity.reporter.principal_id
}
