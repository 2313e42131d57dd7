import { below, either, inGroup, type Place } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import {
  constant,
  derive,
  deriveOpen,
  each,
  flagOf,
  nonZero,
  one,
  or,
  type Row,
  type Rows,
  type Rule,
} from "../map/rows";
import { identity, location, named, segment, tags } from "./common";

/**
 * Stream Analytics: jobs, inputs, outputs, functions.
 * Source: hashicorp/terraform-provider-azurerm internal/services/streamanalytics, and recorded requests.
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

/** A flag that may be written as text. */
const flag: Rule = { as: (value) => flagOf(value) ?? value };

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

/** @param user the attribute of the user's name */
const warehouse = (user: string): Rows => [
  ["server", at("server")],
  ["database", at("database")],
  ["table", at("table"), nonZero],
  [user, at("user")],
  ["password", at("password")],
];

/** A function in JavaScript, of one row or of many; the binding is the same. */
const javascript = (type: "Scalar" | "Aggregate"): ResourceMap =>
  job("functions", [
    constant("properties.type", type),
    constant("properties.properties.binding.type", "Microsoft.StreamAnalytics/JavascriptUdf"),
    ["script", "properties.properties.binding.properties.script"],
    [
      "input",
      "properties.properties.inputs",
      each([
        ["type", "dataType"],
        constant("isConfigurationParameter", false),
        ["configuration_parameter", "isConfigurationParameter", flag],
        // The name before 4.0.
        ["is_configuration_parameter", "isConfigurationParameter", flag],
      ]),
    ],
    ["output", "properties.properties.output", one([["type", "dataType"]])],
  ]);

export const streamAnalytics: Family = {
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
  azurerm_stream_analytics_cluster: {
    arm: "Microsoft.StreamAnalytics/clusters",
    place: inGroup("name"),
    rows: [named, location, tags, constant("sku.name", "Default"), ["streaming_capacity", "sku.capacity"]],
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
  azurerm_stream_analytics_output_mssql: output("Microsoft.Sql/Server/Database", [
    ["server", at("server")],
    ["database", at("database")],
    ["table", at("table")],
    ["max_batch_count", at("maxBatchCount"), or(10000)],
    ["max_writer_count", at("maxWriterCount"), or(1)],
    ["authentication_mode", at("authenticationMode"), or("ConnectionString")],
    // Only a connection string has a user.
    ...(["user", "password"] as const).map((from) =>
      derive(["authentication_mode", from], at(from), (b) =>
        (b.read("authentication_mode") ?? "ConnectionString") === "ConnectionString" ? (b.read(from) ?? "") : undefined,
      ),
    ),
  ]),
  azurerm_stream_analytics_output_synapse: output("Microsoft.Sql/Server/DataWarehouse", warehouse("user")),
  azurerm_stream_analytics_output_powerbi: output("PowerBI", [
    ["dataset", at("dataset")],
    ["table", at("table")],
    ["group_id", at("groupId")],
    ["group_name", at("groupName")],
    // One that is none: only the portal can get one.
    constant(at("refreshToken"), "someRefreshToken"),
    constant(at("authenticationMode"), "Msi"),
    ["token_user_display_name", at("tokenUserDisplayName"), nonZero],
    ["token_user_principal_name", at("tokenUserPrincipalName"), nonZero],
  ]),
  azurerm_stream_analytics_reference_input_mssql: input("Reference", "Microsoft.Sql/Server/Database", [
    ...warehouse("username"),
    ["refresh_type", at("refreshType")],
    ["refresh_interval_duration", at("refreshRate"), nonZero],
    ["full_snapshot_query", at("fullSnapshotQuery"), nonZero],
    ["delta_snapshot_query", at("deltaSnapshotQuery"), nonZero],
  ]),
  azurerm_stream_analytics_managed_private_endpoint: {
    arm: "Microsoft.StreamAnalytics/clusters/privateEndpoints",
    place: inGroup("stream_analytics_cluster_name", "name"),
    rows: [
      derive(["target_resource_id", "subresource_name"], "properties.manualPrivateLinkServiceConnections", (b) => [
        { properties: { privateLinkServiceId: b.read("target_resource_id"), groupIds: [b.read("subresource_name")] } },
      ]),
    ],
  },
  azurerm_stream_analytics_function_javascript_udf: javascript("Scalar"),
  azurerm_stream_analytics_function_javascript_uda: javascript("Aggregate"),
};
