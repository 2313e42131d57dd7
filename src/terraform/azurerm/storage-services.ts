import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import type { AlsoWritten } from "../map/resource-map";
import { constant, each, list, one, onlyTrue, or, type Row, type Rows } from "../map/rows";
import { named } from "./common";

/**
 * Blob and file services of a storage account, and lifecycle rules.
 * Source: hashicorp/terraform-provider-azurerm internal/services/storage, and requests recorded of 4.55.0 and 5.2.0.
 */

const ACCOUNTS = "Microsoft.Storage/storageAccounts";

const cors: Row = [
  "cors_rule",
  "properties.cors.corsRules",
  each([
    ["allowed_origins", "allowedOrigins"],
    ["allowed_methods", "allowedMethods"],
    ["allowed_headers", "allowedHeaders"],
    ["exposed_headers", "exposedHeaders"],
    ["max_age_in_seconds", "maxAgeInSeconds"],
  ]),
];

const retention = (from: string, to: string): Row => [
  from,
  to,
  one(
    [
      constant("enabled", true),
      ["days", "days", or(7)],
      ["permanent_delete_enabled", "allowPermanentDelete", onlyTrue],
    ],
    { absent: { enabled: false } },
  ),
];

const hasBlock = (name: string) => (block: Block) => {
  const value = block.read(name);
  if (isUnknown(value)) return block.configured?.has(name) ?? true;
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
};

/** SMB settings are lists joined by semicolons. */
const joined = (from: string, to: string): Row => [
  from,
  to,
  { as: (value) => (list(value).some(isUnknown) ? Unknown : list(value).join(";")), absent: "" },
];

/** What the provider writes besides the account, where the block for it is there. */
export const services: readonly AlsoWritten[] = [
  {
    arm: `${ACCOUNTS}/blobServices`,
    name: "default",
    when: hasBlock("blob_properties"),
    rows: [
      [
        "blob_properties",
        "",
        one([
          cors,
          ["change_feed_enabled", "properties.changeFeed.enabled", or(false)],
          ["change_feed_retention_in_days", "properties.changeFeed.retentionInDays"],
          ["default_service_version", "properties.defaultServiceVersion"],
          ["versioning_enabled", "properties.isVersioningEnabled", or(false)],
          ["last_access_time_enabled", "properties.lastAccessTimeTrackingPolicy.enable", or(false)],
          retention("delete_retention_policy", "properties.deleteRetentionPolicy"),
          retention("container_delete_retention_policy", "properties.containerDeleteRetentionPolicy"),
          [
            "restore_policy",
            "properties.restorePolicy",
            one([constant("enabled", true), ["days", "days"]], { absent: { enabled: false } }),
          ],
        ]),
      ],
    ],
  },
  {
    arm: `${ACCOUNTS}/fileServices`,
    name: "default",
    when: hasBlock("share_properties"),
    rows: [
      [
        "share_properties",
        "",
        one([
          cors,
          retention("retention_policy", "properties.shareDeleteRetentionPolicy"),
          [
            "smb",
            "properties.protocolSettings.smb",
            one(
              [
                joined("versions", "versions"),
                joined("authentication_types", "authenticationMethods"),
                joined("kerberos_ticket_encryption_type", "kerberosTicketEncryption"),
                joined("channel_encryption_type", "channelEncryption"),
                [
                  "multichannel_enabled",
                  "multichannel",
                  { as: (value) => (value === true ? { enabled: true } : undefined) },
                ],
              ],
              {
                absent: {
                  versions: "",
                  authenticationMethods: "",
                  kerberosTicketEncryption: "",
                  channelEncryption: "",
                },
              },
            ),
          ],
        ]),
      ],
    ],
  },
];

/** -1 means that nothing is set. */
function days(from: string, to: string): Row {
  return [from, to, { as: (value) => (value === -1 ? undefined : value) }];
}

/** A rule of a management policy. */
export function lifecycleRule(): Rows {
  const tiers: Rows = [
    days("change_tier_to_archive_after_days_since_creation", "tierToArchive.daysAfterCreationGreaterThan"),
    days(
      "tier_to_archive_after_days_since_last_tier_change_greater_than",
      "tierToArchive.daysAfterLastTierChangeGreaterThan",
    ),
    days("tier_to_cold_after_days_since_creation_greater_than", "tierToCold.daysAfterCreationGreaterThan"),
    days("change_tier_to_cool_after_days_since_creation", "tierToCool.daysAfterCreationGreaterThan"),
  ];
  const baseBlob: Rows = (["cool", "cold", "archive"] as const).flatMap((tier) => {
    const to = `tierTo${tier.charAt(0).toUpperCase()}${tier.slice(1)}`;
    return [
      days(`tier_to_${tier}_after_days_since_modification_greater_than`, `${to}.daysAfterModificationGreaterThan`),
      days(
        `tier_to_${tier}_after_days_since_last_access_time_greater_than`,
        `${to}.daysAfterLastAccessTimeGreaterThan`,
      ),
      days(`tier_to_${tier}_after_days_since_creation_greater_than`, `${to}.daysAfterCreationGreaterThan`),
    ] as Rows;
  });
  return [
    named,
    ["enabled", "enabled"],
    constant("type", "Lifecycle"),
    [
      "filters",
      "definition.filters",
      one([
        ["blob_types", "blobTypes"],
        ["prefix_match", "prefixMatch"],
        ["match_blob_index_tag", "blobIndexMatch", each([named, ["operation", "op", or("==")], ["value", "value"]])],
      ]),
    ],
    [
      "actions",
      "definition.actions",
      one([
        [
          "base_blob",
          "baseBlob",
          one([
            ...baseBlob,
            days(
              "tier_to_archive_after_days_since_last_tier_change_greater_than",
              "tierToArchive.daysAfterLastTierChangeGreaterThan",
            ),
            ["auto_tier_to_hot_from_cool_enabled", "enableAutoTierToHotFromCool", onlyTrue],
            days("delete_after_days_since_modification_greater_than", "delete.daysAfterModificationGreaterThan"),
            days("delete_after_days_since_last_access_time_greater_than", "delete.daysAfterLastAccessTimeGreaterThan"),
            days("delete_after_days_since_creation_greater_than", "delete.daysAfterCreationGreaterThan"),
          ]),
        ],
        [
          "snapshot",
          "snapshot",
          one([...tiers, days("delete_after_days_since_creation_greater_than", "delete.daysAfterCreationGreaterThan")]),
        ],
        [
          "version",
          "version",
          one([...tiers, days("delete_after_days_since_creation", "delete.daysAfterCreationGreaterThan")]),
        ],
      ]),
    ],
  ];
}
