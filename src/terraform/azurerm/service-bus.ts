import { isUnknown } from "../../policy/unknown";
import { below, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, deriveOpen, each, enabled, inverted, nonZero, one, or, type Rows } from "../map/rows";
import { byMajor, identity, keyParts, location, named, tags } from "./common";
import { has, rule } from "./namespace";

/**
 * Service Bus.
 * Source: hashicorp/terraform-provider-azurerm internal/services/servicebus, and requests recorded of 4.55.0 and 5.2.0.
 */

const SERVICE_BUS = "Microsoft.ServiceBus/namespaces";

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

export const serviceBus: Family = {
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
  azurerm_servicebus_namespace_disaster_recovery_config: {
    arm: `${SERVICE_BUS}/disasterRecoveryConfigs`,
    place: below("primary_namespace_id", "name"),
    rows: [["partner_namespace_id", "properties.partnerNamespace"]],
  },
  azurerm_servicebus_namespace_authorization_rule: rule(SERVICE_BUS, below("namespace_id", "name")),
  azurerm_servicebus_queue_authorization_rule: rule(`${SERVICE_BUS}/queues`, below("queue_id", "name")),
  azurerm_servicebus_topic_authorization_rule: rule(`${SERVICE_BUS}/topics`, below("topic_id", "name")),
};
