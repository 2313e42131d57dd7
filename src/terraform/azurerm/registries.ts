import { inGroup } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { constant, derive, deriveOpen, each, enabled, nonZero, one, or, words, type Row } from "../map/rows";
import { byMajor, identity, location, tags } from "./common";

/**
 * Container registries, and the connections of App Service (ServiceLinker).
 * Source: hashicorp/terraform-provider-azurerm internal/services/{containers,serviceconnector}, and recorded requests.
 */

export const registries: Family = {
  azurerm_container_registry: {
    arm: "Microsoft.ContainerRegistry/registries",
    place: inGroup("name"),
    rows: [
      location,
      identity(),
      tags,
      ["sku", "sku.name"],
      ["sku", "sku.tier"],
      ["admin_enabled", "properties.adminUserEnabled", or(false)],
      ["anonymous_pull_enabled", "properties.anonymousPullEnabled", or(false)],
      ["data_endpoint_enabled", "properties.dataEndpointEnabled", or(false)],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["network_rule_bypass_option", "properties.networkRuleBypassOptions", or("AzureServices")],
      derive(["zone_redundancy_enabled"], "properties.zoneRedundancy", (b) =>
        b.read("zone_redundancy_enabled") === true ? "Enabled" : "Disabled",
      ),
      [
        "network_rule_set",
        "properties.networkRuleSet",
        one(
          [
            ["default_action", "defaultAction", or("Allow")],
            [
              "ip_rule",
              "ipRules",
              each([
                ["action", "action"],
                ["ip_range", "value"],
              ]),
            ],
          ],
          { computed: true },
        ),
      ],
      [
        "encryption",
        "properties.encryption",
        one(
          [
            constant("status", "enabled"),
            ["key_vault_key_id", "keyVaultProperties.keyIdentifier"],
            ["identity_client_id", "keyVaultProperties.identity"],
          ],
          { computed: true },
        ),
      ],
      [
        "trust_policy_enabled",
        "properties.policies.trustPolicy",
        { as: (value) => (value === true ? { status: "enabled" } : undefined) },
      ],
      [
        "retention_policy_in_days",
        "properties.policies.retentionPolicy",
        { as: (days) => (days === 0 ? undefined : { status: "enabled", days }) },
      ],
      ["role_assignment_mode", "properties.roleAssignmentMode", or(byMajor(undefined, "LegacyRegistryPermissions"))],
      [
        "network_rule_bypass_for_tasks_enabled",
        "properties.networkRuleBypassAllowedForTasks",
        or(byMajor(undefined, false)),
      ],
      [
        "azuread_authentication_as_arm_policy_enabled",
        "properties.policies.azureADAuthenticationAsArmPolicy.status",
        words("enabled", "disabled", byMajor(undefined, "enabled")),
      ],
      policyStatus("export_policy_enabled", "exportPolicy", true),
      policyStatus("quarantine_policy_enabled", "quarantinePolicy", false),
    ],
  },
  azurerm_app_service_connection: linker("app_service_id"),
  azurerm_function_app_connection: linker("function_app_id"),
};

function policyStatus(from: string, to: string, absent: boolean): Row {
  return [
    from,
    `properties.policies.${to}.status`,
    { as: (value) => (value === true ? "enabled" : "disabled"), absent: absent ? "enabled" : "disabled" },
  ];
}

function linker(anchor: string): ResourceMap {
  return {
    arm: "Microsoft.ServiceLinker/linkers",
    place: { kind: "extension", anchor, segments: ["name"] },
    rows: [
      ["client_type", "properties.clientType", or("none")],
      constant("properties.targetService.type", "AzureResource"),
      ["target_resource_id", "properties.targetService.id"],
      ["vnet_solution", "properties.vNetSolution.type", nonZero],
      ["secret_store", "properties.secretStore", one([["key_vault_id", "keyVaultId"]])],
      [
        "authentication",
        "properties.authInfo",
        one([
          ["type", "authType"],
          ["client_id", "clientId", nonZero],
          ["principal_id", "principalId", nonZero],
          ["subscription_id", "subscriptionId", nonZero],
          ["name", "name", nonZero],
          ["certificate", "certificate", nonZero],
          deriveOpen(["name", "secret"], "", (b) => {
            const secret = b.read("secret");
            if (!secret) return undefined;
            return b.read("name") ? { secretInfo: { secretType: "rawValue", value: secret } } : { secret };
          }),
        ]),
      ],
    ],
  };
}
