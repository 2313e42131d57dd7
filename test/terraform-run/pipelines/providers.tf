terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm" }
    azapi   = { source = "Azure/azapi" }
  }
}
provider "azurerm" {
  subscription_id = "40000000-0000-4000-8000-000000000004"
  features {}
}
provider "azapi" {
  subscription_id = "40000000-0000-4000-8000-000000000004"
}
