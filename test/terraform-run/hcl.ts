/** Building blocks of HCL as people write it by hand. */

export const POLICE = "30000000-0000-4000-8000-000000000003";
export const ORDINARY = "40000000-0000-4000-8000-000000000004";
export const MANAGEMENT_GROUP = "corp";
export const GUARD_SCOPE = `/providers/Microsoft.Management/managementGroups/${MANAGEMENT_GROUP}`;

export const PROVIDERS = `
terraform {
  required_version = ">= 1.5"
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.55"
    }
  }
}
`;

/** All tags of a workload that has nothing to do with police or cameras. */
export const HARMLESS = `{
    aoai-operator           = "none"
    aoai-on-behalf-of       = "none"
    aoai-use-case           = "text-generation"
    aoai-camera-source      = "none"
    aoai-camera-environment = "none"
    aoai-camera-processing  = "none"
    aoai-owner              = "ai-platform@contoso.example"
  }`;

/** An account with secure defaults. `body` holds more arguments and blocks. */
export function account(name: string, body = "", tags = HARMLESS): string {
  return `
resource "azurerm_cognitive_account" "${name}" {
  name                          = "aoai-${name}"
  location                      = "swedencentral"
  resource_group_name           = "rg-app"
  kind                          = "OpenAI"
  sku_name                      = "S0"
  custom_subdomain_name         = "aoai-${name}"
  local_auth_enabled            = false
  public_network_access_enabled = false
  tags                          = ${tags}
  ${body}
}
`;
}
