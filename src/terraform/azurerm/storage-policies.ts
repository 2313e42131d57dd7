import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, derive, deriveOpen, each, flagOf, nonZero, one, onlyTrue, or } from "../map/rows";
import { byMajor, named } from "./common";

/**
 * What a storage account holds besides its services: encryption scopes, local users, replication and inventory of its blobs.
 * Source: hashicorp/terraform-provider-azurerm internal/services/storage.
 */

const ACCOUNTS = "Microsoft.Storage/storageAccounts";

/** In the order in which the provider spells them. */
const PERMISSIONS = [
  ["read", "r"],
  ["write", "w"],
  ["delete", "d"],
  ["list", "l"],
  ["create", "c"],
] as const;

const permissions = (block: Block): string =>
  PERMISSIONS.filter(([attribute]) => flagOf(block.read(attribute)) === true)
    .map(([, letter]) => letter)
    .join("");

export const storagePolicies: Family = {
  azurerm_storage_encryption_scope: {
    arm: `${ACCOUNTS}/encryptionScopes`,
    place: below("storage_account_id", "name"),
    rows: [
      ["source", "properties.source"],
      constant("properties.state", "Enabled"),
      ["key_vault_key_id", "properties.keyVaultProperties.keyUri", or("")],
      ["infrastructure_encryption_required", "properties.requireInfrastructureEncryption", onlyTrue],
    ],
  },
  azurerm_storage_account_local_user: {
    arm: `${ACCOUNTS}/localUsers`,
    place: below("storage_account_id", "name"),
    rows: [
      ["ssh_key_enabled", "properties.hasSshKey", or(false)],
      ["ssh_password_enabled", "properties.hasSshPassword", or(false)],
      ["home_directory", "properties.homeDirectory", nonZero],
      [
        "permission_scope",
        "properties.permissionScopes",
        each([
          ["service", "service"],
          ["resource_name", "resourceName"],
          [
            "permissions",
            "",
            one([
              derive(
                PERMISSIONS.map(([attribute]) => attribute),
                "permissions",
                permissions,
              ),
            ]),
          ],
        ]),
      ],
      [
        "ssh_authorized_key",
        "properties.sshAuthorizedKeys",
        each([
          ["key", "key"],
          ["description", "description", nonZero],
        ]),
      ],
    ],
  },
  // Written to the destination first, and then to the source with the ids that Azure gave to the rules.
  azurerm_storage_object_replication: {
    arm: `${ACCOUNTS}/objectReplicationPolicies`,
    place: below("source_storage_account_id", "=default"),
    rows: [
      ["source_storage_account_id", "properties.sourceAccount"],
      ["destination_storage_account_id", "properties.destinationAccount"],
      ["metrics_enabled", "properties.metrics.enabled", or(byMajor(undefined, Unknown))],
      ["priority_replication_enabled", "properties.priorityReplication.enabled", or(byMajor(undefined, Unknown))],
      ["tags_replication_enabled", "properties.tagsReplication.enabled", or(byMajor(undefined, Unknown))],
      [
        "rules",
        "properties.rules",
        each([
          constant("ruleId", Unknown),
          ["source_container_name", "sourceContainer"],
          ["destination_container_name", "destinationContainer"],
          deriveOpen(["copy_blobs_created_after"], "filters.minCreationTime", (block) => {
            const after = block.read("copy_blobs_created_after");
            if (isUnknown(after)) return Unknown;
            if (after === null || after === "OnlyNewObjects") return "";
            return after === "Everything" ? "1601-01-01T00:00:00Z" : after;
          }),
          ["filter_out_blobs_with_prefix", "filters.prefixMatch", or([])],
        ]),
      ],
    ],
  },
  azurerm_storage_blob_inventory_policy: {
    arm: `${ACCOUNTS}/inventoryPolicies`,
    place: below("storage_account_id", "=Default"),
    rows: [
      constant("properties.policy.enabled", true),
      constant("properties.policy.type", "Inventory"),
      [
        "rules",
        "properties.policy.rules",
        each([
          named,
          constant("enabled", true),
          ["storage_container_name", "destination"],
          ["format", "definition.format"],
          ["schedule", "definition.schedule"],
          ["scope", "definition.objectType"],
          ["schema_fields", "definition.schemaFields"],
          [
            "filter",
            "definition.filters",
            one([
              ["blob_types", "blobTypes"],
              ["prefix_match", "prefixMatch", or([])],
              ["exclude_prefixes", "excludePrefix", or([])],
              ["include_blob_versions", "includeBlobVersions", or(false)],
              ["include_deleted", "includeDeleted", or(false)],
              ["include_snapshots", "includeSnapshots", or(false)],
            ]),
          ],
        ]),
      ],
    ],
  },
};
