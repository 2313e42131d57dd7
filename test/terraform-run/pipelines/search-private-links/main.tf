resource "azurerm_search_service" "se" {
  name                = "srch"
  location            = "westeurope"
  resource_group_name = "rg-app"
  sku                 = "standard"
}
resource "azurerm_search_shared_private_link_service" "l" {
  for_each           = { blob = azurerm_storage_account.s.id, openai_account = azurerm_cognitive_account.m.id }
  name               = "spl-${each.key}"
  search_service_id  = azurerm_search_service.se.id
  subresource_name   = each.key
  target_resource_id = each.value
}
