import { below, either, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { deriveOpen, each, enabled, inverted, nonZero, one, or, type Rows } from "../map/rows";
import { identity, location, named, tags } from "./common";
import { has, ipRules, rule } from "./namespace";

/**
 * Event Hubs and Relay.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{eventhub,relay}, and requests recorded of 4.55.0 and 5.2.0.
 */

const EVENT_HUBS = "Microsoft.EventHub/namespaces";
const RELAY = "Microsoft.Relay/namespaces";

const eventHubNamespace: Rows = [
  location,
  identity(),
  tags,
  ["sku", "sku.name"],
  ["sku", "sku.tier"],
  ["capacity", "sku.capacity", or(1)],
  ["auto_inflate_enabled", "properties.isAutoInflateEnabled", or(false)],
  ["maximum_throughput_units", "properties.maximumThroughputUnits"],
  ["dedicated_cluster_id", "properties.clusterArmId", nonZero],
  ["local_authentication_enabled", "properties.disableLocalAuth", inverted(false)],
  ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
  ["minimum_tls_version", "properties.minimumTlsVersion", or("1.2")],
];

const capture: Rows = [
  ["enabled", "enabled"],
  ["encoding", "encoding"],
  ["interval_in_seconds", "intervalInSeconds", or(300)],
  ["size_limit_in_bytes", "sizeLimitInBytes", or(314572800)],
  ["skip_empty_archives", "skipEmptyArchives", or(false)],
  [
    "destination",
    "destination",
    one([
      named,
      ["archive_name_format", "properties.archiveNameFormat"],
      ["blob_container_name", "properties.blobContainer"],
      ["storage_account_id", "properties.storageAccountResourceId"],
      deriveOpen(["storage_authentication_type"], "identity.type", (b) =>
        ["SystemAssigned", "UserAssigned"].includes(String(b.read("storage_authentication_type")))
          ? b.read("storage_authentication_type")
          : undefined,
      ),
      ["storage_authentication_id", "identity.userAssignedIdentity", nonZero],
    ]),
  ],
];

export const eventHubs: Family = {
  azurerm_eventhub_namespace: {
    arm: EVENT_HUBS,
    place: inGroup("name"),
    rows: eventHubNamespace,
    also: [
      {
        arm: `${EVENT_HUBS}/networkRuleSets`,
        name: "default",
        when: has("network_rulesets"),
        rows: [
          [
            "network_rulesets",
            "",
            one([
              ["default_action", "properties.defaultAction"],
              ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
              ["trusted_service_access_enabled", "properties.trustedServiceAccessEnabled", or(false)],
              ipRules,
              [
                "virtual_network_rule",
                "properties.virtualNetworkRules",
                each([
                  ["subnet_id", "subnet.id"],
                  ["ignore_missing_virtual_network_service_endpoint", "ignoreMissingVnetServiceEndpoint", or(false)],
                ]),
              ],
            ]),
          ],
        ],
      },
    ],
  },
  azurerm_eventhub_cluster: {
    arm: "Microsoft.EventHub/clusters",
    place: inGroup("name"),
    rows: [
      location,
      tags,
      ["sku_name", "sku.name", { as: (value) => String(value).split("_")[0] }],
      ["sku_name", "sku.capacity", { as: (value) => Number(String(value).split("_")[1] ?? 1) }],
    ],
  },
  azurerm_eventhub: {
    arm: `${EVENT_HUBS}/eventhubs`,
    place: either(below("namespace_id", "name"), inGroup("namespace_name", "name")),
    only4: "namespace_name",
    rows: [
      ["partition_count", "properties.partitionCount"],
      ["message_retention", "properties.messageRetentionInDays"],
      ["status", "properties.status", or("Active")],
      [
        "retention_description",
        "properties.retentionDescription",
        one(
          [
            ["cleanup_policy", "cleanupPolicy"],
            ["retention_time_in_hours", "retentionTimeInHours", nonZero],
            ["tombstone_retention_time_in_hours", "tombstoneRetentionTimeInHours", nonZero],
          ],
          { computed: true },
        ),
      ],
      ["capture_description", "properties.captureDescription", one(capture)],
    ],
  },
  azurerm_eventhub_consumer_group: {
    arm: `${EVENT_HUBS}/eventhubs/consumerGroups`,
    place: inGroup("namespace_name", "eventhub_name", "name"),
    rows: [named, ["user_metadata", "properties.userMetadata", or("")]],
  },
  azurerm_eventhub_authorization_rule: rule(
    `${EVENT_HUBS}/eventhubs`,
    inGroup("namespace_name", "eventhub_name", "name"),
  ),
  azurerm_eventhub_namespace_authorization_rule: rule(EVENT_HUBS, inGroup("namespace_name", "name")),
  azurerm_eventhub_namespace_schema_group: {
    arm: `${EVENT_HUBS}/schemaGroups`,
    place: below("namespace_id", "name"),
    rows: [
      ["schema_compatibility", "properties.schemaCompatibility"],
      ["schema_type", "properties.schemaType"],
    ],
  },
  azurerm_eventhub_namespace_disaster_recovery_config: {
    arm: `${EVENT_HUBS}/disasterRecoveryConfigs`,
    place: inGroup("namespace_name", "name"),
    rows: [["partner_namespace_id", "properties.partnerNamespace"]],
  },
  azurerm_relay_namespace: { arm: RELAY, place: inGroup("name"), rows: [location, tags, ["sku_name", "sku.name"]] },
  azurerm_relay_hybrid_connection: {
    arm: `${RELAY}/hybridConnections`,
    place: inGroup("relay_namespace_name", "name"),
    rows: [
      ["requires_client_authorization", "properties.requiresClientAuthorization", or(true)],
      ["user_metadata", "properties.userMetadata", or("")],
    ],
  },
  azurerm_relay_namespace_authorization_rule: rule(RELAY, inGroup("namespace_name", "name")),
  azurerm_relay_hybrid_connection_authorization_rule: rule(
    `${RELAY}/hybridConnections`,
    inGroup("namespace_name", "hybrid_connection_name", "name"),
  ),
};
