import { isUnknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below, either, inGroup, type Place } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import {
  constant,
  derive,
  deriveOpen,
  each,
  enabled,
  inverted,
  nonZero,
  one,
  or,
  type Row,
  type Rows,
} from "../map/rows";
import { byMajor, identity, keyParts, location, named, tags } from "./common";

/**
 * Event Hubs, Service Bus and Relay.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{eventhub,servicebus,relay}, and requests recorded of 4.55.0 and 5.2.0.
 */

const EVENT_HUBS = "Microsoft.EventHub/namespaces";
const SERVICE_BUS = "Microsoft.ServiceBus/namespaces";
const RELAY = "Microsoft.Relay/namespaces";

const rights: Row = derive(["listen", "send", "manage"], "properties.rights", (b) =>
  [
    ["listen", "Listen"],
    ["send", "Send"],
    ["manage", "Manage"],
  ]
    .filter(([attribute]) => b.read(attribute as string) === true)
    .map(([, right]) => right as string),
);

const rule = (arm: string, place: Place): ResourceMap => ({
  arm: `${arm}/authorizationRules`,
  place,
  rows: [named, rights],
});

const has = (name: string) => (block: Block) => {
  const value = block.read(name);
  if (isUnknown(value)) return block.configured?.has(name) ?? true;
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
};

const ipRules: Row = [
  "ip_rule",
  "properties.ipRules",
  each([
    ["ip_mask", "ipMask"],
    ["action", "action", or("Allow")],
  ]),
];

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

/** A duration that never ends, as .NET spells it. */
const FOREVER = "P10675199DT2H48M5.4775807S";

/** Durations and flags that queues, topics and subscriptions share. */
const entity: Rows = [
  ["auto_delete_on_idle", "properties.autoDeleteOnIdle"],
  ["default_message_ttl", "properties.defaultMessageTimeToLive"],
  ["batched_operations_enabled", "properties.enableBatchedOperations", or(false)],
  ["status", "properties.status", or("Active")],
];
/** Topics and subscriptions keep what they hold for ever, unless they are told. */
const lasting: Rows = [
  ["auto_delete_on_idle", "properties.autoDeleteOnIdle", or(FOREVER)],
  ["default_message_ttl", "properties.defaultMessageTimeToLive", or(FOREVER)],
];
const partitioned: Rows = [
  named,
  ["duplicate_detection_history_time_window", "properties.duplicateDetectionHistoryTimeWindow", or("PT10M")],
  ["express_enabled", "properties.enableExpress", or(false)],
  ["partitioning_enabled", "properties.enablePartitioning", or(false)],
  ["requires_duplicate_detection", "properties.requiresDuplicateDetection", or(false)],
  ["max_size_in_megabytes", "properties.maxSizeInMegabytes", or(0)],
  ["max_message_size_in_kilobytes", "properties.maxMessageSizeInKilobytes"],
];
const received: Rows = [
  ["lock_duration", "properties.lockDuration", or("PT1M")],
  ["max_delivery_count", "properties.maxDeliveryCount", or(10)],
  ["requires_session", "properties.requiresSession", or(false)],
  ["dead_lettering_on_message_expiration", "properties.deadLetteringOnMessageExpiration", or(false)],
  ["forward_to", "properties.forwardTo", nonZero],
  ["forward_dead_lettered_messages_to", "properties.forwardDeadLetteredMessagesTo", nonZero],
];

export const messaging: Family = {
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
        one([
          ["cleanup_policy", "cleanupPolicy"],
          ["retention_time_in_hours", "retentionTimeInHours", nonZero],
          ["tombstone_retention_time_in_hours", "tombstoneRetentionTimeInHours", nonZero],
        ]),
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
  azurerm_servicebus_namespace: {
    arm: SERVICE_BUS,
    place: inGroup("name"),
    rows: [
      location,
      identity(),
      tags,
      ["sku", "sku.name"],
      ["sku", "sku.tier"],
      ["capacity", "sku.capacity", or(0)],
      ["premium_messaging_partitions", "properties.premiumMessagingPartitions", or(0)],
      ["local_auth_enabled", "properties.disableLocalAuth", inverted(false)],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["minimum_tls_version", "properties.minimumTlsVersion", or("1.2")],
      [
        "customer_managed_key",
        "properties.encryption",
        one([
          constant("keySource", "Microsoft.KeyVault"),
          ["infrastructure_encryption_enabled", "requireInfrastructureEncryption", or(false)],
          deriveOpen(["key_vault_key_id", "identity_id"], "keyVaultProperties", (b) => {
            const parts = keyParts(b.read("key_vault_key_id"));
            const slash = byMajor("/", "")(b);
            const key = parts
              ? {
                  keyName: parts.name,
                  keyVersion: parts.version,
                  keyVaultUri: isUnknown(slash) ? slash : `${parts.uri}${String(slash)}`,
                }
              : {};
            return [{ ...key, identity: { userAssignedIdentity: b.read("identity_id") } }];
          }),
        ]),
      ],
    ],
    also: [
      {
        arm: `${SERVICE_BUS}/networkRuleSets`,
        name: "default",
        when: has("network_rule_set"),
        rows: [
          [
            "network_rule_set",
            "",
            one([
              ["default_action", "properties.defaultAction", or("Allow")],
              ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
              ["trusted_services_allowed", "properties.trustedServiceAccessEnabled", or(false)],
              [
                "ip_rules",
                "properties.ipRules",
                {
                  as: (value) => (Array.isArray(value) ? value.map((ipMask) => ({ ipMask, action: "Allow" })) : value),
                },
              ],
              [
                "network_rules",
                "properties.virtualNetworkRules",
                each([
                  ["subnet_id", "subnet.id"],
                  ["ignore_missing_vnet_service_endpoint", "ignoreMissingVnetServiceEndpoint", or(false)],
                ]),
              ],
            ]),
          ],
        ],
      },
    ],
  },
  azurerm_servicebus_queue: {
    arm: `${SERVICE_BUS}/queues`,
    place: below("namespace_id", "name"),
    rows: [
      ...entity,
      ...partitioned,
      ...received,
      ["batched_operations_enabled", "properties.enableBatchedOperations", or(true)],
    ],
  },
  azurerm_servicebus_topic: {
    arm: `${SERVICE_BUS}/topics`,
    place: below("namespace_id", "name"),
    rows: [...entity, ...lasting, ...partitioned, ["support_ordering", "properties.supportOrdering", or(false)]],
  },
  azurerm_servicebus_subscription: {
    arm: `${SERVICE_BUS}/topics/subscriptions`,
    place: below("topic_id", "name"),
    rows: [
      ...entity,
      ...lasting,
      ...received,
      ["dead_lettering_on_filter_evaluation_error", "properties.deadLetteringOnFilterEvaluationExceptions", or(true)],
      ["client_scoped_subscription_enabled", "properties.isClientAffine", or(false)],
      [
        "client_scoped_subscription",
        "properties.clientAffineProperties",
        one(
          [
            ["client_id", "clientId"],
            ["is_client_scoped_subscription_shareable", "isShared"],
          ],
          { computed: true },
        ),
      ],
    ],
  },
  azurerm_servicebus_subscription_rule: {
    arm: `${SERVICE_BUS}/topics/subscriptions/rules`,
    place: below("subscription_id", "name"),
    rows: [
      ["filter_type", "properties.filterType"],
      ["action", "properties.action.sqlExpression", nonZero],
      ["sql_filter", "properties.sqlFilter.sqlExpression", nonZero],
      [
        "correlation_filter",
        "properties.correlationFilter",
        one([
          ["correlation_id", "correlationId", nonZero],
          ["message_id", "messageId", nonZero],
          ["to", "to", nonZero],
          ["reply_to", "replyTo", nonZero],
          ["label", "label", nonZero],
          ["session_id", "sessionId", nonZero],
          ["reply_to_session_id", "replyToSessionId", nonZero],
          ["content_type", "contentType", nonZero],
          ["properties", "properties"],
        ]),
      ],
    ],
  },
  azurerm_servicebus_namespace_authorization_rule: rule(SERVICE_BUS, below("namespace_id", "name")),
  azurerm_servicebus_queue_authorization_rule: rule(`${SERVICE_BUS}/queues`, below("queue_id", "name")),
  azurerm_servicebus_topic_authorization_rule: rule(`${SERVICE_BUS}/topics`, below("topic_id", "name")),
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
