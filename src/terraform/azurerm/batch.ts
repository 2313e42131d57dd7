import type { Block } from "../map/block";
import { inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, each, enabled, nonZero, one, or, type Row, type Rule } from "../map/rows";
import { batchPool } from "./batch-pool";
import { identity, location, tags } from "./common";

/**
 * Batch accounts and the pools that run their tasks. Jobs and tasks are written by the account's own API, not by ARM.
 * Source: hashicorp/terraform-provider-azurerm internal/services/batch, and requests recorded of 4.55.0 and 5.2.0.
 */

const ACCOUNTS = "Microsoft.Batch/batchAccounts";
/** What goes with an account's own storage is sent only where there is one. */
const withStorage: Rule = {
  as: (value, block: Block) => (block.read("storage_account_id") === null || value === "" ? undefined : value),
};

export const batch: Family = {
  azurerm_batch_account: {
    arm: ACCOUNTS,
    place: inGroup("name"),
    rows: [
      location,
      identity(),
      tags,
      ["pool_allocation_mode", "properties.poolAllocationMode", or("BatchService")],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["allowed_authentication_modes", "properties.allowedAuthenticationModes"],
      ["storage_account_id", "properties.autoStorage.storageAccountId", nonZero],
      ["storage_account_authentication_mode", "properties.autoStorage.authenticationMode", withStorage],
      ["storage_account_node_identity", "properties.autoStorage.nodeIdentityReference.resourceId", withStorage],
      [
        "key_vault_reference",
        "properties.keyVaultReference",
        one([
          ["id", "id"],
          ["url", "url"],
        ]),
      ],
      [
        "encryption",
        "properties.encryption",
        one([constant("keySource", "Microsoft.KeyVault"), ["key_vault_key_id", "keyVaultProperties.keyIdentifier"]], {
          absent: { keySource: "Microsoft.Batch" },
        }),
      ],
      [
        "network_profile",
        "properties.networkProfile",
        one([access("account_access", "accountAccess"), access("node_management_access", "nodeManagementAccess")]),
      ],
    ],
  },
  azurerm_batch_application: {
    arm: `${ACCOUNTS}/applications`,
    place: inGroup("account_name", "name"),
    rows: [
      ["allow_updates", "properties.allowUpdates", or(true)],
      ["default_version", "properties.defaultVersion", or("")],
      ["display_name", "properties.displayName", or("")],
    ],
  },
  azurerm_batch_pool: {
    arm: `${ACCOUNTS}/pools`,
    place: inGroup("account_name", "name"),
    rows: batchPool,
  },
};

function access(from: string, to: string): Row {
  return [
    from,
    to,
    one([
      ["default_action", "defaultAction", or("Deny")],
      [
        "ip_rule",
        "ipRules",
        each([
          ["action", "action", or("Allow")],
          ["ip_range", "value"],
        ]),
      ],
    ]),
  ];
}
