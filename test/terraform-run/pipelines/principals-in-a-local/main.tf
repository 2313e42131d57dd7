locals { principals = { a = azurerm_linux_function_app.f.identity[0].principal_id } }
resource "azurerm_linux_function_app" "f" {
  name                          = "f"
  location                      = "westeurope"
  resource_group_name           = "rg-app"
  service_plan_id               = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p"
  storage_account_name          = azurerm_storage_account.s.name
  storage_uses_managed_identity = true
  identity { type = "SystemAssigned" }
  site_config {}
}
resource "azurerm_role_assignment" "r" {
  for_each             = local.principals
  scope                = azurerm_cognitive_account.m.id
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = each.value
}
