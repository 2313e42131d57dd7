import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { below, either, inGroup, onto, type Place } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import {
  constant,
  derive,
  deriveOpen,
  each,
  enabled,
  inverted,
  list,
  nonZero,
  one,
  or,
  words,
  type Row,
  type Rows,
} from "../map/rows";
import { identity, location, named, segment, tags } from "./common";

/**
 * What streams pass through: Stream Analytics, Web PubSub, SignalR, Kusto data connections.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{streamanalytics,signalr,kusto}, and recorded requests.
 */

const JOBS = "Microsoft.StreamAnalytics/streamingJobs";
const inJob: Place = either(below("stream_analytics_job_id", "name"), inGroup("stream_analytics_job_name", "name"));

const serialization: Row = [
  "serialization",
  "properties.serialization",
  one([
    ["type", "type"],
    ["encoding", "properties.encoding", nonZero],
    ["field_delimiter", "properties.fieldDelimiter", nonZero],
    ["format", "properties.format", nonZero],
  ]),
];

/** Under `properties.datasource.properties`. */
const at = (path: string): string => `properties.datasource.properties.${path}`;

/** Sources that are always asked how they authenticate. */
const AUTHENTICATED = /^Microsoft\.(ServiceBus\/|EventHub\/|Storage\/(Blob|DocumentDB))/;

const source = (type: string, rows: Rows): Rows => [
  named,
  constant("properties.datasource.type", type),
  ["authentication_mode", at("authenticationMode"), AUTHENTICATED.test(type) ? or("ConnectionString") : undefined],
  serialization,
  ...rows,
];

const sharedAccess: Rows = [
  ["shared_access_policy_name", at("sharedAccessPolicyName"), nonZero],
  ["shared_access_policy_key", at("sharedAccessPolicyKey"), nonZero],
];

const storageAccount: Row = deriveOpen(["storage_account_name", "storage_account_key"], at("storageAccounts"), (b) => [
  { accountName: b.read("storage_account_name"), accountKey: b.read("storage_account_key") || undefined },
]);

const blob: Rows = [
  storageAccount,
  ["storage_container_name", at("container")],
  ["path_pattern", at("pathPattern")],
  ["date_format", at("dateFormat")],
  ["time_format", at("timeFormat")],
];

const hub: Rows = [
  ["servicebus_namespace", at("serviceBusNamespace")],
  ["eventhub_name", at("eventHubName")],
  ...sharedAccess,
];
const consumer: Row = ["eventhub_consumer_group_name", at("consumerGroupName"), or("")];

const job = (child: "inputs" | "outputs" | "functions", rows: Rows): ResourceMap => ({
  arm: `${JOBS}/${child}`,
  place: inJob,
  rows,
});
const input = (kind: "Stream" | "Reference", type: string, rows: Rows): ResourceMap =>
  job("inputs", [constant("properties.type", kind), ...source(type, rows)]);
const output = (type: string, rows: Rows): ResourceMap => job("outputs", source(type, rows));

const queue: Rows = [
  ["servicebus_namespace", at("serviceBusNamespace")],
  ["property_columns", at("propertyColumns")],
  ["system_property_columns", at("systemPropertyColumns")],
  ...sharedAccess,
];

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

const logCategories = (
  block: { read: (name: string) => OpenValue },
  order: readonly (readonly [string, string])[],
  absent: boolean,
): OpenValue =>
  order.map(([attribute, name]) => ({
    name,
    enabled: isUnknown(block.read(attribute)) ? Unknown : String(block.read(attribute) ?? absent),
  }));

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

export const streams: Family = {
  azurerm_stream_analytics_job: {
    arm: JOBS,
    place: inGroup("name"),
    rows: [
      named,
      location,
      identity({ none: false }),
      tags,
      ["type", "properties.jobType", or("Cloud")],
      ["sku_name", "properties.sku.name", or("Standard")],
      ["compatibility_level", "properties.compatibilityLevel"],
      ["data_locale", "properties.dataLocale", or("en-US")],
      ["content_storage_policy", "properties.contentStoragePolicy", or("SystemAccount")],
      ["events_late_arrival_max_delay_in_seconds", "properties.eventsLateArrivalMaxDelayInSeconds", or(5)],
      ["events_out_of_order_max_delay_in_seconds", "properties.eventsOutOfOrderMaxDelayInSeconds", or(0)],
      ["events_out_of_order_policy", "properties.eventsOutOfOrderPolicy", or("Adjust")],
      ["output_error_policy", "properties.outputErrorPolicy", or("Drop")],
      constant("properties.transformation.name", "main"),
      ["transformation_query", "properties.transformation.properties.query"],
      ["streaming_units", "properties.transformation.properties.streamingUnits"],
      ["stream_analytics_cluster_id", "properties.cluster.id", nonZero],
      [
        "job_storage_account",
        "properties.jobStorageAccount",
        one([
          ["account_name", "accountName"],
          ["account_key", "accountKey", nonZero],
          ["authentication_mode", "authenticationMode", or("ConnectionString")],
        ]),
      ],
    ],
  },
  azurerm_stream_analytics_stream_input_iothub: input("Stream", "Microsoft.Devices/IotHubs", [
    ["iothub_namespace", at("iotHubNamespace")],
    ["endpoint", at("endpoint")],
    consumer,
    ...sharedAccess,
  ]),
  azurerm_stream_analytics_stream_input_eventhub: input("Stream", "Microsoft.ServiceBus/EventHub", [
    ...hub,
    consumer,
    ["partition_key", "properties.partitionKey", or("")],
  ]),
  azurerm_stream_analytics_stream_input_eventhub_v2: input("Stream", "Microsoft.EventHub/EventHub", [
    ...hub,
    consumer,
    ["partition_key", "properties.partitionKey", or("")],
  ]),
  azurerm_stream_analytics_stream_input_blob: input("Stream", "Microsoft.Storage/Blob", blob),
  azurerm_stream_analytics_reference_input_blob: input("Reference", "Microsoft.Storage/Blob", blob),
  azurerm_stream_analytics_output_function: output("Microsoft.AzureFunction", [
    ["function_app", at("functionAppName")],
    ["function_name", at("functionName")],
    ["api_key", at("apiKey")],
    ["batch_max_count", at("maxBatchCount"), or(100)],
    ["batch_max_in_bytes", at("maxBatchSize"), or(262144)],
  ]),
  azurerm_stream_analytics_output_eventhub: output("Microsoft.ServiceBus/EventHub", [
    ...hub,
    ["property_columns", at("propertyColumns")],
    ["partition_key", at("partitionKey"), or("")],
  ]),
  azurerm_stream_analytics_output_servicebus_queue: output("Microsoft.ServiceBus/Queue", [
    ["queue_name", at("queueName")],
    ...queue,
  ]),
  azurerm_stream_analytics_output_servicebus_topic: output("Microsoft.ServiceBus/Topic", [
    ["topic_name", at("topicName")],
    ...queue,
  ]),
  azurerm_stream_analytics_output_blob: output("Microsoft.Storage/Blob", [
    ...blob,
    ["blob_write_mode", at("blobWriteMode"), nonZero],
    ["batch_min_rows", "properties.sizeWindow", nonZero],
    ["batch_max_wait_time", "properties.timeWindow", nonZero],
  ]),
  azurerm_stream_analytics_output_table: output("Microsoft.Storage/Table", [
    ["storage_account_name", at("accountName")],
    ["storage_account_key", at("accountKey")],
    ["table", at("table")],
    ["partition_key", at("partitionKey")],
    ["row_key", at("rowKey")],
    ["batch_size", at("batchSize")],
    ["columns_to_remove", at("columnsToRemove")],
  ]),
  azurerm_stream_analytics_output_cosmosdb: output("Microsoft.Storage/DocumentDB", [
    ["cosmosdb_sql_database_id", at("accountId"), segment(7)],
    ["cosmosdb_sql_database_id", at("database"), segment(9)],
    ["cosmosdb_account_key", at("accountKey"), nonZero],
    ["container_name", at("collectionNamePattern")],
    ["document_id", at("documentId"), nonZero],
    ["partition_key", at("partitionKey"), nonZero],
  ]),
  azurerm_stream_analytics_function_javascript_udf: job("functions", [
    constant("properties.type", "Scalar"),
    constant("properties.properties.binding.type", "Microsoft.StreamAnalytics/JavascriptUdf"),
    ["script", "properties.properties.binding.properties.script"],
    [
      "input",
      "properties.properties.inputs",
      each([
        ["type", "dataType"],
        ["configuration_parameter", "isConfigurationParameter", or(false)],
      ]),
    ],
    ["output", "properties.properties.output", one([["type", "dataType"]])],
  ]),
  azurerm_web_pubsub: {
    arm: "Microsoft.SignalRService/webPubSub",
    place: inGroup("name"),
    rows: [...broker, ["sku", "sku.name"], ["capacity", "sku.capacity", or(1)]],
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
    rows: [
      ["default_action", "properties.networkACLs.defaultAction", or("Deny")],
      [
        "public_network",
        "properties.networkACLs.publicNetwork",
        one([
          ["allowed_request_types", "allow"],
          ["denied_request_types", "deny"],
        ]),
      ],
    ],
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
        (b) => logCategories(b, LOGS, false),
      ),
      [
        "live_trace",
        "properties.liveTraceConfiguration",
        one([
          derive(["enabled"], "enabled", (b) => String(b.read("enabled") ?? true)),
          deriveOpen(
            LOGS.map(([attribute]) => attribute),
            "categories",
            (b) => logCategories(b, LOGS, true),
          ),
        ]),
      ],
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
