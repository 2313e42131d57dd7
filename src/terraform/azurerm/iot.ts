import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { put } from "../map/interpret";
import { either, inGroup, onto, type Place } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { derive, each, enabled, inverted, nonZero, one, or, type Derived, type Row, type Rows } from "../map/rows";
import { byMajor, identity, location, named, tags } from "./common";

/**
 * IoT Hub and its parts.
 *
 * azurerm writes routes, endpoints, file upload and policies of a hub by reading the hub and putting it back. Here each is an overlay of the hub
 * (`Microsoft.Devices/IotHubs`, `overlay`) that holds only its own part; a list in it holds the elements it adds.
 * Source: hashicorp/terraform-provider-azurerm internal/services/iothub, and recorded requests.
 */

const HUB = "Microsoft.Devices/IotHubs";

/** Endpoint type as Terraform spells it -> the list it goes to. */
const ENDPOINT_LISTS: Readonly<Record<string, string>> = {
  "AzureIotHub.EventHub": "eventHubs",
  "AzureIotHub.ServiceBusQueue": "serviceBusQueues",
  "AzureIotHub.ServiceBusTopic": "serviceBusTopics",
  "AzureIotHub.StorageContainer": "storageContainers",
  "AzureIotHub.CosmosDBAccount": "cosmosDBSqlCollections",
};

const providerSubscription: Derived = derive(
  ["subscription_id"],
  "subscriptionId",
  (b) => b.read("subscription_id") ?? b.context.subscriptionId,
);

const endpoint: Rows = [
  named,
  ["authentication_type", "authenticationType", or("keyBased")],
  ["connection_string", "connectionString", nonZero],
  ["endpoint_uri", "endpointUri", nonZero],
  ["entity_path", "entityPath", nonZero],
  ["identity_id", "identity.userAssignedIdentity", nonZero],
  providerSubscription,
  ["resource_group_name", "resourceGroup", or("")],
  ["container_name", "containerName", nonZero],
  ["file_name_format", "fileNameFormat", nonZero],
  ["batch_frequency_in_seconds", "batchFrequencyInSeconds", nonZero],
  ["max_chunk_size_in_bytes", "maxChunkSizeInBytes", nonZero],
  ["encoding", "encoding", nonZero],
];

/** What the provider fills in for a storage container. */
const CONTAINER_DEFAULTS: Rows = [
  ["file_name_format", "fileNameFormat", or("{iothub}/{partition}/{YYYY}/{MM}/{DD}/{HH}/{mm}")],
  ["batch_frequency_in_seconds", "batchFrequencyInSeconds", or(300)],
  ["max_chunk_size_in_bytes", "maxChunkSizeInBytes", or(314572800)],
  ["encoding", "encoding", or("Avro")],
];

const route: Rows = [
  named,
  ["source", "source"],
  ["condition", "condition", or("true")],
  ["endpoint_names", "endpointNames"],
  ["enabled", "isEnabled"],
];

const fallbackRoute: Rows = [
  ["source", "source", or("DeviceMessages")],
  ["condition", "condition", or("true")],
  ["endpoint_names", "endpointNames"],
  ["enabled", "isEnabled", or(true)],
];

/** The storage half of a file upload: where devices put pictures and clips. */
const upload: Rows = [
  ["connection_string", "properties.storageEndpoints.$default.connectionString"],
  ["container_name", "properties.storageEndpoints.$default.containerName"],
  ["authentication_type", "properties.storageEndpoints.$default.authenticationType", or("keyBased")],
  ["identity_id", "properties.storageEndpoints.$default.identity.userAssignedIdentity"],
  ["sas_ttl", "properties.storageEndpoints.$default.sasTtlAsIso8601", or("PT1H")],
  ["lock_duration", "properties.messagingEndpoints.fileNotifications.lockDurationAsIso8601", or("PT1M")],
  ["default_ttl", "properties.messagingEndpoints.fileNotifications.ttlAsIso8601", or("PT1H")],
  ["max_delivery_count", "properties.messagingEndpoints.fileNotifications.maxDeliveryCount", or(10)],
];

const hub: Rows = [
  location,
  identity(),
  tags,
  ["sku", "sku", one([named, ["capacity", "capacity"]])],
  ["local_authentication_enabled", "properties.disableLocalAuth", inverted(false)],
  ["public_network_access_enabled", "properties.publicNetworkAccess", enabled()],
  ["min_tls_version", "properties.minTlsVersion", or(byMajor(undefined, "1.2"))],
  ["event_hub_partition_count", "properties.eventHubEndpoints.events.partitionCount", or(4)],
  ["event_hub_retention_in_days", "properties.eventHubEndpoints.events.retentionTimeInDays", or(1)],
  [
    "cloud_to_device",
    "properties.cloudToDevice",
    one(
      [
        ["max_delivery_count", "maxDeliveryCount", or(10)],
        ["default_ttl", "defaultTtlAsIso8601", or("PT1H")],
        [
          "feedback",
          "feedback",
          one([
            ["time_to_live", "ttlAsIso8601", or("PT1H")],
            ["max_delivery_count", "maxDeliveryCount", or(10)],
            ["lock_duration", "lockDurationAsIso8601", or("PT60S")],
          ]),
        ],
      ],
      { computed: true },
    ),
  ],
  ["file_upload", "", one([...upload, ["notifications", "properties.enableFileUploadNotifications", or(false)]])],
  derive(["file_upload"], "properties.enableFileUploadNotifications", (b) =>
    isEmpty(b.read("file_upload")) ? false : undefined,
  ),
  { reads: ["endpoint"], to: "properties.routing.endpoints", value: endpoints, open: true },
  ["route", "properties.routing.routes", each(route, { computed: true })],
  [
    "fallback_route",
    "properties.routing.fallbackRoute",
    one(fallbackRoute, {
      computed: true,
      absent: { source: "DeviceMessages", condition: "true", endpointNames: ["events"], isEnabled: true },
    }),
  ],
  [
    "enrichment",
    "properties.routing.enrichments",
    each(
      [
        ["key", "key"],
        ["value", "value"],
        ["endpoint_names", "endpointNames"],
      ],
      { computed: true },
    ),
  ],
  [
    "network_rule_set",
    "properties.networkRuleSets",
    one([
      ["default_action", "defaultAction", or("Deny")],
      ["apply_to_builtin_eventhub_endpoint", "applyToBuiltInEventHubEndpoint", or(false)],
      [
        "ip_rule",
        "ipRules",
        each([
          ["name", "filterName"],
          ["ip_mask", "ipMask"],
          ["action", "action", or("Allow")],
        ]),
      ],
    ]),
  ],
];

/** Inline endpoints, sorted into their lists by type. One of unknown type makes the whole unknown. */
function endpoints(block: Block): OpenValue {
  const blocks = block.blocks("endpoint");
  if (isUnknown(blocks)) return block.configured && !block.configured.has("endpoint") ? undefined : Unknown;
  if (blocks.length === 0) return undefined;
  const out: OpenObject = {};
  for (const item of blocks) {
    const list = isUnknown(item) ? undefined : ENDPOINT_LISTS[String(item.read("type"))];
    if (isUnknown(item) || list === undefined) return Unknown;
    const made: OpenObject = {};
    for (const row of list === "storageContainers" ? [...endpoint, ...CONTAINER_DEFAULTS] : endpoint)
      putRow(row, item, made);
    const before = out[list];
    out[list] = Array.isArray(before) ? [...before, made] : [made];
  }
  return out;
}

function putRow(row: Row, block: Block, target: OpenObject): void {
  if (!Array.isArray(row)) {
    const { to, value } = row as Derived;
    put(target, to, value(block));
    return;
  }
  const [from, to, rule] = row;
  const value = block.read(from);
  if (value === null) put(target, to, typeof rule?.absent === "function" ? rule.absent(block) : rule?.absent);
  else put(target, to, !isUnknown(value) && value !== undefined && rule?.as ? rule.as(value, block) : value);
}

const byHubName = inGroup("iothub_name");
/** An endpoint of a hub: the hub's id, else its name. */
const byHub: Place = either(onto("iothub_id"), byHubName);

const part = (rows: Rows, place: Place = byHubName): ResourceMap => ({ arm: HUB, place, overlay: true, rows });

/** One element added to a list of the hub. */
export const added = (to: string, rows: Rows, place?: Place): ResourceMap => {
  const wrapped: Derived = {
    reads: rows.flatMap((row) => (Array.isArray(row) ? [row[0]] : [...(row as Derived).reads])),
    to,
    open: true,
    value: (block) => {
      const made: OpenObject = {};
      for (const row of rows) putRow(row, block, made);
      return [made];
    },
  };
  return part([wrapped], place);
};

const endpointOf = (list: string, defaults: Rows = []): ResourceMap =>
  added(`properties.routing.endpoints.${list}`, [...endpoint, ...defaults], byHub);

/** Rights of a shared access policy, in the order the service lists them. */
export const rights = (names: readonly (readonly [attribute: string, right: string])[]): Derived =>
  derive(
    names.map(([attribute]) => attribute),
    "rights",
    (b) =>
      names
        .filter(([attribute]) => b.read(attribute) === true)
        .map(([, right]) => right)
        .join(", "),
  );

function isEmpty(value: OpenValue): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

export const iot: Family = {
  azurerm_iothub: { arm: HUB, place: inGroup("name"), rows: hub },
  azurerm_iothub_file_upload: part(
    [...upload, ["notifications_enabled", "properties.enableFileUploadNotifications", or(false)]],
    onto("iothub_id"),
  ),
  azurerm_iothub_route: added("properties.routing.routes", route),
  azurerm_iothub_fallback_route: part(
    fallbackRoute.map((row) =>
      Array.isArray(row) ? [row[0], `properties.routing.fallbackRoute.${row[1]}`, row[2]] : row,
    ) as Rows,
  ),
  azurerm_iothub_enrichment: added("properties.routing.enrichments", [
    ["key", "key"],
    ["value", "value"],
    ["endpoint_names", "endpointNames"],
  ]),
  azurerm_iothub_endpoint_eventhub: endpointOf("eventHubs"),
  azurerm_iothub_endpoint_servicebus_queue: endpointOf("serviceBusQueues"),
  azurerm_iothub_endpoint_servicebus_topic: endpointOf("serviceBusTopics"),
  azurerm_iothub_endpoint_storage_container: endpointOf("storageContainers", CONTAINER_DEFAULTS),
  azurerm_iothub_endpoint_cosmosdb_account: added(
    "properties.routing.endpoints.cosmosDBSqlCollections",
    [
      named,
      ["authentication_type", "authenticationType", or("keyBased")],
      ["endpoint_uri", "endpointUri"],
      ["identity_id", "identity.userAssignedIdentity", nonZero],
      ["primary_key", "primaryKey", nonZero],
      ["secondary_key", "secondaryKey", nonZero],
      ["database_name", "databaseName"],
      ["container_name", "collectionName"],
      ["partition_key_name", "partitionKeyName", nonZero],
      ["partition_key_template", "partitionKeyTemplate", nonZero],
      providerSubscription,
      ["resource_group_name", "resourceGroup"],
    ],
    byHub,
  ),
  azurerm_iothub_shared_access_policy: added("properties.authorizationPolicies", [
    ["name", "keyName"],
    rights([
      ["registry_read", "RegistryRead"],
      ["registry_write", "RegistryWrite"],
      ["service_connect", "ServiceConnect"],
      ["device_connect", "DeviceConnect"],
    ]),
  ]),
  azurerm_iothub_consumer_group: {
    arm: `${HUB}/eventHubEndpoints/ConsumerGroups`,
    place: inGroup("iothub_name", "eventhub_endpoint_name", "name"),
    rows: [["name", "properties.name"]],
  },
};
