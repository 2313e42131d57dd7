import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { below, inGroup, onto } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import {
  constant,
  deriveOpen,
  each,
  enabled,
  inverted,
  isDerived,
  list,
  nonZero,
  one,
  or,
  words,
  type Row,
  type Rows,
} from "../map/rows";
import { identity, location, named, tags } from "./common";

/**
 * What carries messages to browsers and tables: Web PubSub, SignalR, Data Explorer.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{signalr,kusto}, and recorded requests.
 */

const joined = (from: string, to: string): Row => [
  from,
  to,
  { as: (value): OpenValue => (list(value).some(isUnknown) ? Unknown : list(value).join(",")) },
];

const DATABASES = "Microsoft.Kusto/clusters/databases";
const connection = (kind: string, rows: Rows): ResourceMap => ({
  arm: `${DATABASES}/dataConnections`,
  place: inGroup("cluster_name", "database_name", "name"),
  rows: [
    location,
    constant("kind", kind),
    ["consumer_group", "properties.consumerGroup"],
    ["eventhub_consumer_group_name", "properties.consumerGroup"],
    ["table_name", "properties.tableName", nonZero],
    ["mapping_rule_name", "properties.mappingRuleName", nonZero],
    ["data_format", "properties.dataFormat", nonZero],
    ["database_routing_type", "properties.databaseRouting", or("Single")],
    ["identity_id", "properties.managedIdentityResourceId", nonZero],
    ["managed_identity_id", "properties.managedIdentityResourceId", nonZero],
    ["managed_identity_resource_id", "properties.managedIdentityResourceId", nonZero],
    ["event_system_properties", "properties.eventSystemProperties"],
    ["retrieval_start_date", "properties.retrievalStartDate", nonZero],
    ...rows,
  ],
});

/** A trace of what is delivered. @param prefix of the flags' names */
const liveTrace = (prefix: string, absent: OpenValue): Rows => [
  deriveOpen([`${prefix}enabled`], "enabled", (b) => word(b.read(`${prefix}enabled`), absent)),
  deriveOpen(
    LOGS.map(([attribute]) => prefix + attribute),
    "categories",
    (b) => LOGS.map(([attribute, name]) => ({ name, enabled: word(b.read(prefix + attribute), absent) })),
  ),
];

const word = (value: OpenValue, absent: OpenValue): OpenValue => {
  const flag = value ?? absent;
  return isUnknown(flag) ? Unknown : String(flag);
};

const LOGS = [
  ["messaging_logs_enabled", "MessagingLogs"],
  ["connectivity_logs_enabled", "ConnectivityLogs"],
  ["http_request_logs_enabled", "HttpRequestLogs"],
] as const;

const broker: Rows = [
  location,
  identity(),
  tags,
  ["aad_auth_enabled", "properties.disableAadAuth", inverted(false)],
  ["local_auth_enabled", "properties.disableLocalAuth", inverted(false)],
  ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
  ["tls_client_cert_enabled", "properties.tls.clientCertEnabled", or(false)],
];

const requestTypes: Rows = [
  ["allowed_request_types", "allow"],
  ["denied_request_types", "deny"],
];

const networkAcl: Rows = [
  ["default_action", "properties.networkACLs.defaultAction", or("Deny")],
  ["public_network", "properties.networkACLs.publicNetwork", one(requestTypes)],
  // Each is named after the connection of its endpoint, which the provider looks up.
  ["private_endpoint", "properties.networkACLs.privateEndpoints", each([constant("name", Unknown), ...requestTypes])],
];

const managed = (attribute: string): Rows => [
  deriveOpen([attribute], "auth", (b) => {
    const id = b.read(attribute);
    return isUnknown(id)
      ? Unknown
      : id
        ? { type: "ManagedIdentity", managedIdentity: { resource: id } }
        : { type: "None" };
  }),
];

export const live: Family = {
  azurerm_web_pubsub: {
    arm: "Microsoft.SignalRService/webPubSub",
    place: inGroup("name"),
    rows: [
      ...broker,
      ["sku", "sku.name"],
      ["capacity", "sku.capacity", or(1)],
      ["live_trace", "properties.liveTraceConfiguration", one(liveTrace("", true))],
    ],
  },
  azurerm_web_pubsub_socketio: {
    arm: "Microsoft.SignalRService/webPubSub",
    place: inGroup("name"),
    rows: [
      ...broker.filter((row) => !Array.isArray(row) || row[0] !== "public_network_access_enabled"),
      constant("kind", "SocketIO"),
      ["sku", "sku", one([named, ["capacity", "capacity", or(1)]])],
      ["public_network_access", "properties.publicNetworkAccess", or("Enabled")],
      ["service_mode", "properties.socketIO.serviceMode", or("Default")],
      ...liveTrace("live_trace_", Unknown).map((row) =>
        isDerived(row) ? { ...row, to: `properties.liveTraceConfiguration.${row.to}` } : row,
      ),
    ],
  },
  azurerm_web_pubsub_hub: {
    arm: "Microsoft.SignalRService/webPubSub/hubs",
    place: below("web_pubsub_id", "name"),
    rows: [
      ["anonymous_connections_enabled", "properties.anonymousConnectPolicy", words("Allow", "Deny", "Deny")],
      [
        "event_handler",
        "properties.eventHandlers",
        each([
          ["url_template", "urlTemplate"],
          ["user_event_pattern", "userEventPattern", nonZero],
          ["system_events", "systemEvents"],
          [
            "auth",
            "auth",
            one([constant("type", "ManagedIdentity"), ["managed_identity_id", "managedIdentity.resource"]]),
          ],
        ]),
      ],
      [
        "event_listener",
        "properties.eventListeners",
        each([
          constant("endpoint.type", "EventHub"),
          ["eventhub_name", "endpoint.eventHubName"],
          [
            "eventhub_namespace_name",
            "endpoint.fullyQualifiedNamespace",
            { as: (value) => `${String(value)}.servicebus.windows.net` },
          ],
          constant("filter.type", "EventName"),
          ["system_event_name_filter", "filter.systemEvents"],
          joined("user_event_name_filter", "filter.userEventPattern"),
        ]),
      ],
    ],
  },
  azurerm_web_pubsub_network_acl: {
    arm: "Microsoft.SignalRService/webPubSub",
    place: onto("web_pubsub_id"),
    overlay: true,
    rows: networkAcl,
  },
  azurerm_signalr_service_network_acl: {
    arm: "Microsoft.SignalRService/signalR",
    place: onto("signalr_service_id"),
    overlay: true,
    rows: networkAcl,
  },
  azurerm_signalr_service: {
    arm: "Microsoft.SignalRService/signalR",
    place: inGroup("name"),
    rows: [
      ...broker,
      ["sku", "sku", one([named, ["capacity", "capacity"]])],
      ["cors", "properties.cors", one([["allowed_origins", "allowedOrigins"]], { computed: true })],
      ["serverless_connection_timeout_in_seconds", "properties.serverless.connectionTimeoutInSeconds", or(30)],
      deriveOpen(
        ["connectivity_logs_enabled", "messaging_logs_enabled", "live_trace_enabled", "service_mode"],
        "properties.features",
        (b) => {
          const flag = (attribute: string): OpenValue =>
            isUnknown(b.read(attribute)) ? Unknown : String(b.read(attribute) ?? false);
          return [
            { flag: "EnableConnectivityLogs", value: flag("connectivity_logs_enabled") },
            { flag: "EnableMessagingLogs", value: flag("messaging_logs_enabled") },
            { flag: "EnableLiveTrace", value: flag("live_trace_enabled") },
            { flag: "ServiceMode", value: b.read("service_mode") ?? "Default" },
          ];
        },
      ),
      deriveOpen(
        LOGS.map(([attribute]) => attribute),
        "properties.resourceLogConfiguration.categories",
        (b) => LOGS.map(([attribute, name]) => ({ name, enabled: word(b.read(attribute), false) })),
      ),
      ["live_trace", "properties.liveTraceConfiguration", one(liveTrace("", true))],
      [
        "upstream_endpoint",
        "properties.upstream.templates",
        each([
          ["url_template", "urlTemplate"],
          joined("category_pattern", "categoryPattern"),
          joined("event_pattern", "eventPattern"),
          joined("hub_pattern", "hubPattern"),
          ...managed("user_assigned_identity_id"),
        ]),
      ],
    ],
  },
  azurerm_kusto_database: {
    arm: DATABASES,
    place: inGroup("cluster_name", "name"),
    rows: [
      location,
      constant("kind", "ReadWrite"),
      ["hot_cache_period", "properties.hotCachePeriod", nonZero],
      ["soft_delete_period", "properties.softDeletePeriod", nonZero],
    ],
  },
  azurerm_kusto_eventhub_data_connection: connection("EventHub", [
    named,
    ["eventhub_id", "properties.eventHubResourceId"],
    ["compression", "properties.compression", or("None")],
  ]),
  azurerm_kusto_iothub_data_connection: connection("IotHub", [
    ["iothub_id", "properties.iotHubResourceId"],
    ["shared_access_policy_name", "properties.sharedAccessPolicyName"],
  ]),
  azurerm_kusto_eventgrid_data_connection: connection("EventGrid", [
    ["eventhub_id", "properties.eventHubResourceId"],
    ["storage_account_id", "properties.storageAccountResourceId"],
    ["blob_storage_event_type", "properties.blobStorageEventType", or("Microsoft.Storage.BlobCreated")],
    ["skip_first_record", "properties.ignoreFirstRecord", or(false)],
    ["eventgrid_resource_id", "properties.eventGridResourceId", nonZero],
    ["eventgrid_event_subscription_id", "properties.eventGridResourceId", nonZero],
  ]),
};
