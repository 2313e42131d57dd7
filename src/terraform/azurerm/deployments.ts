import { atTenant, inGroup, inSubscription, onScope, type Place } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { constant, each, json, nonZero, one, or, type Rows } from "../map/rows";
import { identity, location, named, tags } from "./common";

/**
 * Template deployments and deployment scripts: resources inside text. Templates that are written out are opened (src/terraform/deployments).
 * Source: hashicorp/terraform-provider-azurerm internal/services/resource, and requests recorded of 4.55.0.
 */

const deployment = (place: Place, rows: Rows): ResourceMap => ({
  arm: "Microsoft.Resources/deployments",
  place,
  rows: [
    tags,
    ["template_content", "properties.template", json],
    ["parameters_content", "properties.parameters", json],
    ["template_spec_version_id", "properties.templateLink.id", nonZero],
    [
      "debug_level",
      "properties.debugSetting.detailLevel",
      { as: (value) => (value === "" ? "none" : value), absent: "none" },
    ],
    ...rows,
  ],
});

const incremental: Rows = [location, constant("properties.mode", "Incremental")];

const script = (kind: string, version: string): ResourceMap => ({
  arm: "Microsoft.Resources/deploymentScripts",
  place: inGroup("name"),
  rows: [
    location,
    identity({ none: false }),
    tags,
    constant("kind", kind),
    ["version", `properties.${version}`],
    ["cleanup_preference", "properties.cleanupPreference", or("Always")],
    ["retention_interval", "properties.retentionInterval"],
    ["timeout", "properties.timeout", or("P1D")],
    ["command_line", "properties.arguments", nonZero],
    ["force_update_tag", "properties.forceUpdateTag", nonZero],
    ["primary_script_uri", "properties.primaryScriptUri", nonZero],
    ["script_content", "properties.scriptContent", nonZero],
    ["supporting_script_uris", "properties.supportingScriptUris"],
    ["container", "properties.containerSettings", one([["container_group_name", "containerGroupName", nonZero]])],
    [
      "environment_variable",
      "properties.environmentVariables",
      each([named, ["value", "value", nonZero], ["secure_value", "secureValue", nonZero]]),
    ],
    [
      "storage_account",
      "properties.storageAccountSettings",
      one([
        ["name", "storageAccountName"],
        ["key", "storageAccountKey"],
      ]),
    ],
  ],
});

export const deployments: Family = {
  azurerm_resource_group_template_deployment: deployment(inGroup("name"), [["deployment_mode", "properties.mode"]]),
  azurerm_subscription_template_deployment: deployment(inSubscription("name"), incremental),
  azurerm_management_group_template_deployment: deployment(onScope("management_group_id", "name"), incremental),
  azurerm_tenant_template_deployment: deployment(atTenant("name"), incremental),
  azurerm_resource_deployment_script_azure_cli: script("AzureCLI", "azCliVersion"),
  azurerm_resource_deployment_script_azure_power_shell: script("AzurePowerShell", "azPowerShellVersion"),
};
