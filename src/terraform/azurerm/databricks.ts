import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import {
  derive,
  deriveOpen,
  enabled,
  flagOf,
  list,
  nonZero,
  one,
  type Derived,
  type Row,
  type Rows,
} from "../map/rows";
import { byMajor, identity, keyParts, lastSegment, location, named, tags } from "./common";

/**
 * Databricks workspaces, and what lets them into a store.
 * Source: hashicorp/terraform-provider-azurerm internal/services/databricks.
 */

/** Parameters of a workspace hold each a value. */
const parameter = (from: string, to: string): Row => [
  from,
  `${to}.value`,
  { as: (value) => (value === "" ? undefined : value) },
];

const custom: Rows = [
  parameter("nat_gateway_name", "natGatewayName"),
  parameter("public_ip_name", "publicIpName"),
  parameter("storage_account_name", "storageAccountName"),
  parameter("storage_account_sku_name", "storageAccountSkuName"),
  parameter("vnet_address_prefix", "vnetAddressPrefix"),
  parameter("machine_learning_workspace_id", "amlWorkspaceId"),
  parameter("public_subnet_name", "customPublicSubnetName"),
  parameter("private_subnet_name", "customPrivateSubnetName"),
  parameter("virtual_network_id", "customVirtualNetworkId"),
  ["no_public_ip", "enableNoPublicIp.value", { as: (value) => flagOf(value) ?? value, absent: true }],
];

const flag = (from: string, to: string): Derived =>
  deriveOpen([from], to, (block) => {
    const value = block.read(from);
    return isUnknown(value) ? Unknown : flagOf(value) === true;
  });

/** The load balancer of a pool goes with the other parameters only. */
const balancer = (to: string, as: (id: string) => OpenValue): Derived =>
  deriveOpen(
    ["load_balancer_backend_address_pool_id", "custom_parameters"],
    `properties.parameters.${to}.value`,
    (b) => {
      const id = b.read("load_balancer_backend_address_pool_id");
      if (id === null || id === "") return undefined;
      const parameters = b.one("custom_parameters");
      if (parameters === undefined) return undefined;
      return isUnknown(id) || isUnknown(parameters) ? Unknown : as(String(id));
    },
  );

const key = (from: string, to: string): Derived =>
  deriveOpen([from], `properties.encryption.entities.${to}`, (block) => {
    const id = block.read(from);
    if (id === null || id === "") return undefined;
    const parts = keyParts(id);
    if (!parts) return Unknown;
    const slash = byMajor("/", "")(block);
    return {
      keySource: "Microsoft.Keyvault",
      keyVaultProperties: {
        keyName: parts.name,
        keyVersion: parts.version,
        keyVaultUri: isUnknown(slash) ? Unknown : `${parts.uri}${String(slash)}`,
      },
    };
  });

const behindFirewall = (to: string, reads: readonly string[], value: (block: Block) => OpenValue): Derived =>
  deriveOpen([...reads, "default_storage_firewall_enabled"], `properties.${to}`, (b) => {
    const on = b.read("default_storage_firewall_enabled");
    return isUnknown(on) ? Unknown : flagOf(on) === true ? value(b) : undefined;
  });

/** Compliance without a standard has one that says so. */
function standards(block: Block): OpenValue {
  const given = block.read("compliance_security_profile_standards");
  const profile = block.read("compliance_security_profile_enabled");
  if (isUnknown(given)) return Unknown;
  if (list(given).length > 0) return given;
  return isUnknown(profile) ? Unknown : flagOf(profile) === true ? ["NONE"] : [];
}

export const databricks: Family = {
  azurerm_databricks_access_connector: {
    arm: "Microsoft.Databricks/accessConnectors",
    place: inGroup("name"),
    rows: [named, location, identity({ blank: false }), tags],
  },
  azurerm_databricks_workspace: {
    arm: "Microsoft.Databricks/workspaces",
    place: inGroup("name"),
    rows: [
      location,
      tags,
      ["sku", "sku.name"],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      deriveOpen(["managed_resource_group_name", "resource_group_name"], "properties.managedResourceGroupId", (b) => {
        const given = b.read("managed_resource_group_name");
        const group = b.read("resource_group_name");
        const name =
          given === null || given === "" ? (isUnknown(group) ? Unknown : `databricks-rg-${String(group)}`) : given;
        const { subscriptionId } = b.context;
        if (isUnknown(name) || isUnknown(subscriptionId)) return Unknown;
        return `/subscriptions/${subscriptionId}/resourceGroups/${String(name)}`;
      }),
      ["network_security_group_rules_required", "properties.requiredNsgRules", nonZero],
      flag("customer_managed_key_enabled", "properties.parameters.prepareEncryption.value"),
      flag("infrastructure_encryption_enabled", "properties.parameters.requireInfrastructureEncryption.value"),
      ["custom_parameters", "properties.parameters", one(custom, { computed: true })],
      balancer("loadBalancerBackendPoolName", lastSegment),
      balancer("loadBalancerId", (id) => id.replace(/\/backendAddressPools\/[^/]+$/i, "")),
      key("managed_services_cmk_key_vault_key_id", "managedServices"),
      key("managed_disk_cmk_key_vault_key_id", "managedDisk"),
      derive(
        ["managed_disk_cmk_rotation_to_latest_version_enabled"],
        "properties.encryption.entities.managedDisk.rotationToLatestKeyVersionEnabled",
        (b) => (flagOf(b.read("managed_disk_cmk_rotation_to_latest_version_enabled")) === true ? true : undefined),
      ),
      // The firewall brings the identity of its connector, which the provider looks up.
      behindFirewall("defaultStorageFirewall", [], () => "Enabled"),
      behindFirewall("accessConnector", ["access_connector_id"], (b) => ({
        id: b.read("access_connector_id"),
        identityType: Unknown,
        userAssignedIdentityId: Unknown,
      })),
      [
        "enhanced_security_compliance",
        "properties.enhancedSecurityCompliance",
        one([
          ["automatic_cluster_update_enabled", "automaticClusterUpdate.value", enabled("Disabled")],
          ["enhanced_security_monitoring_enabled", "enhancedSecurityMonitoring.value", enabled("Disabled")],
          ["compliance_security_profile_enabled", "complianceSecurityProfile.value", enabled("Disabled")],
          deriveOpen(
            ["compliance_security_profile_standards", "compliance_security_profile_enabled"],
            "complianceSecurityProfile.complianceStandards",
            standards,
          ),
        ]),
      ],
    ],
  },
};
