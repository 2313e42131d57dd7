terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm" }
  }
}
variable "callers" { type = map(string) }
resource "azurerm_cognitive_account" "m" {
  name                          = "aoai-m"
  location                      = "swedencentral"
  resource_group_name           = "rg-ai"
  kind                          = "OpenAI"
  sku_name                      = "S0"
  custom_subdomain_name         = "aoai-m"
  local_auth_enabled            = false
  public_network_access_enabled = false
  tags = {
    aoai-operator           = "none"
    aoai-on-behalf-of       = "none"
    aoai-use-case           = "text-generation"
    aoai-camera-source      = "none"
    aoai-camera-environment = "none"
    aoai-camera-processing  = "none"
    aoai-owner              = "ai-platform@contoso.example"
  }
}

resource "azurerm_role_assignment" "r" {
  for_each             = var.callers
  scope                = azurerm_cognitive_account.m.id
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = each.value
}
