import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below, inGroup, onScope } from "../map/place";
import type { Family } from "../map/resource-map";
import {
  constant,
  deriveOpen,
  each,
  enabled,
  inverted,
  isObject,
  nonZero,
  one,
  onlyTrue,
  or,
  type Row,
  type Rows,
} from "../map/rows";
import { identity, location, named, tags } from "./common";

/**
 * Event Grid topics, domains, namespaces, system topics and subscriptions, in the 4.x and 5.x spellings.
 * Source: hashicorp/terraform-provider-azurerm internal/services/eventgrid, and requests recorded of 4.55.0 and 5.2.0.
 */

/** A destination that is one id. */
const toResource = (endpointType: string, ...attributes: string[]): Row =>
  deriveOpen(attributes, "properties.destination", (block) => {
    const value = attributes.map((name) => block.read(name)).find((v) => v !== null && v !== "");
    return value === undefined ? undefined : { endpointType, properties: { resourceId: value } };
  });

const batch: Rows = [
  ["max_events_per_batch", "properties.maxEventsPerBatch"],
  ["preferred_batch_size_in_kilobytes", "properties.preferredBatchSizeInKilobytes"],
];

const subscription: Rows = [
  [
    "azure_function_endpoint",
    "properties.destination",
    one([constant("endpointType", "AzureFunction"), ["function_id", "properties.resourceId"], ...batch]),
  ],
  toResource("EventHub", "eventhub_endpoint_id", "eventhub_id"),
  toResource("HybridConnection", "hybrid_connection_endpoint_id", "hybrid_connection_id"),
  toResource("ServiceBusQueue", "service_bus_queue_endpoint_id", "service_bus_queue_id"),
  toResource("ServiceBusTopic", "service_bus_topic_endpoint_id", "service_bus_topic_id"),
  [
    "storage_queue_endpoint",
    "properties.destination",
    one([
      constant("endpointType", "StorageQueue"),
      ["storage_account_id", "properties.resourceId"],
      ["queue_name", "properties.queueName"],
      ["queue_message_time_to_live_in_seconds", "properties.queueMessageTimeToLiveInSeconds", nonZero],
    ]),
  ],
  [
    "webhook_endpoint",
    "properties.destination",
    one([
      constant("endpointType", "WebHook"),
      ["url", "properties.endpointUrl"],
      ...batch,
      ["active_directory_tenant_id", "properties.azureActiveDirectoryTenantId", nonZero],
      ["active_directory_app_id_or_uri", "properties.azureActiveDirectoryApplicationIdOrUri", nonZero],
    ]),
  ],
  [
    "delivery_property",
    "properties.destination.properties.deliveryAttributeMappings",
    each([
      ["header_name", "name"],
      ["type", "type"],
      deriveOpen(["type", "secret"], "properties.isSecret", (b) =>
        b.read("type") === "Static" ? (b.read("secret") ?? false) : undefined,
      ),
      ["value", "properties.value", nonZero],
      ["source_field", "properties.sourceField", nonZero],
    ]),
  ],
  [
    "storage_blob_dead_letter_destination",
    "properties.deadLetterDestination",
    one([
      constant("endpointType", "StorageBlob"),
      ["storage_account_id", "properties.resourceId"],
      ["storage_blob_container_name", "properties.blobContainerName"],
    ]),
  ],
  ["event_delivery_schema", "properties.eventDeliverySchema", or("EventGridSchema")],
  ["expiration_time_utc", "properties.expirationTimeUtc", or("")],
  ["labels", "properties.labels"],
  ["included_event_types", "properties.filter.includedEventTypes"],
  [
    "subject_filter",
    "properties.filter",
    one([
      ["subject_begins_with", "subjectBeginsWith", or("")],
      ["subject_ends_with", "subjectEndsWith", or("")],
      ["case_sensitive", "isSubjectCaseSensitive", or(false)],
    ]),
  ],
  deriveOpen(["advanced_filter"], "properties.filter.advancedFilters", advancedFilters),
  ["advanced_filtering_on_arrays_enabled", "properties.filter.enableAdvancedFilteringOnArrays", onlyTrue],
  [
    "retry_policy",
    "properties.retryPolicy",
    one(
      [
        ["event_time_to_live", "eventTimeToLiveInMinutes"],
        ["max_delivery_attempts", "maxDeliveryAttempts"],
      ],
      { computed: true },
    ),
  ],
];

/** `string_ends_with { key, values }` -> `{ operatorType: "StringEndsWith", key, values }`. */
function advancedFilters(block: Block): OpenValue {
  const filter = block.one("advanced_filter");
  if (isUnknown(filter)) return Unknown;
  if (!filter) return undefined;
  const out: OpenValue[] = [];
  for (const [operator] of filter.entries()) {
    const blocks = filter.blocks(operator);
    if (isUnknown(blocks)) return Unknown;
    const operatorType = operator
      .split("_")
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join("");
    for (const item of blocks) {
      if (isUnknown(item)) out.push(Unknown);
      else out.push({ operatorType, ...Object.fromEntries(item.entries()) });
    }
  }
  return out;
}

/** With an identity for delivery or dead letters, the destination moves below it. */
function moveDestinations(body: OpenObject, block: Block): void {
  const properties = body.properties;
  if (!isObject(properties)) return;
  const destination = properties.destination;
  if (isObject(destination) && destination.endpointType === "StorageQueue" && isObject(destination.properties)) {
    delete destination.properties.deliveryAttributeMappings;
  }
  move(properties, block, "delivery_identity", "destination", "deliveryWithResourceIdentity");
  move(properties, block, "dead_letter_identity", "deadLetterDestination", "deadLetterWithResourceIdentity");
}

function move(properties: OpenObject, block: Block, attribute: string, from: string, to: string): void {
  const identityBlock = block.one(attribute);
  if (identityBlock === undefined) return;
  const moved = properties[from];
  delete properties[from];
  if (isUnknown(identityBlock)) {
    properties[from] = Unknown;
    properties[to] = Unknown;
    return;
  }
  const made: OpenObject = { type: identityBlock.read("type") };
  const user = identityBlock.read("user_assigned_identity");
  if (user !== null && user !== "") made.userAssignedIdentity = user;
  properties[to] = { [from]: moved, identity: made };
}

const inbound: Row = [
  "inbound_ip_rule",
  "properties.inboundIpRules",
  each([
    ["ip_mask", "ipMask"],
    ["action", "action", or("Allow")],
  ]),
];

/** Fields of a custom input schema: where each comes from, and its default. */
const MAPPED_FIELDS: Readonly<Record<string, string>> = {
  id: "id",
  topic: "topic",
  event_time: "eventTime",
  event_type: "eventType",
  subject: "subject",
  data_version: "dataVersion",
};

const inputMapping: Row = deriveOpen(
  ["input_mapping_fields", "input_mapping_default_values"],
  "properties.inputSchemaMapping",
  (block) => {
    const fields = block.one("input_mapping_fields");
    const defaults = block.one("input_mapping_default_values");
    if (isUnknown(fields) || isUnknown(defaults)) return Unknown;
    if (!fields && !defaults) return undefined;
    const properties: OpenObject = {};
    for (const [attribute, name] of Object.entries(MAPPED_FIELDS)) {
      const entry: OpenObject = {};
      const source = fields?.read(attribute);
      const fallback = defaults?.read(attribute);
      if (source !== null && source !== undefined && source !== "") entry.sourceField = source;
      if (fallback !== null && fallback !== undefined && fallback !== "") entry.defaultValue = fallback;
      if (Object.keys(entry).length > 0) properties[name] = entry;
    }
    return { inputSchemaMappingType: "Json", properties };
  },
);

const topic: Rows = [
  location,
  identity({ none: false }),
  tags,
  ["local_auth_enabled", "properties.disableLocalAuth", inverted(false)],
  ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
  ["input_schema", "properties.inputSchema", or("EventGridSchema")],
  inbound,
  inputMapping,
];

export const eventGrid: Family = {
  azurerm_eventgrid_topic: { arm: "Microsoft.EventGrid/topics", place: inGroup("name"), rows: topic },
  azurerm_eventgrid_domain: {
    arm: "Microsoft.EventGrid/domains",
    place: inGroup("name"),
    rows: [
      ...topic,
      ["auto_create_topic_with_first_subscription", "properties.autoCreateTopicWithFirstSubscription", or(true)],
      ["auto_delete_topic_with_last_subscription", "properties.autoDeleteTopicWithLastSubscription", or(true)],
    ],
  },
  azurerm_eventgrid_domain_topic: {
    arm: "Microsoft.EventGrid/domains/topics",
    place: inGroup("domain_name", "name"),
    rows: [],
  },
  azurerm_eventgrid_system_topic: {
    arm: "Microsoft.EventGrid/systemTopics",
    place: inGroup("name"),
    only4: "source_arm_resource_id",
    rows: [
      location,
      identity({ none: false }),
      tags,
      deriveOpen(
        ["source_resource_id", "source_arm_resource_id"],
        "properties.source",
        (b) => b.read("source_resource_id") || b.read("source_arm_resource_id"),
      ),
      ["topic_type", "properties.topicType"],
    ],
  },
  azurerm_eventgrid_event_subscription: {
    arm: "Microsoft.EventGrid/eventSubscriptions",
    place: onScope("scope", "name"),
    rows: subscription,
    finish: moveDestinations,
    only4: "eventhub_endpoint_id",
    only5: "eventhub_id",
  },
  azurerm_eventgrid_system_topic_event_subscription: {
    arm: "Microsoft.EventGrid/systemTopics/eventSubscriptions",
    place: inGroup("system_topic", "name"),
    rows: subscription,
    finish: moveDestinations,
    only4: "eventhub_endpoint_id",
    only5: "eventhub_id",
  },
  azurerm_eventgrid_partner_configuration: {
    arm: "Microsoft.EventGrid/partnerConfigurations",
    place: inGroup("=default"),
    rows: [
      constant("location", "global"),
      tags,
      [
        "default_maximum_expiration_time_in_days",
        "properties.partnerAuthorization.defaultMaximumExpirationTimeInDays",
        or(7),
      ],
      [
        "partner_authorization",
        "properties.partnerAuthorization.authorizedPartnersList",
        each([
          ["partner_name", "partnerName"],
          ["partner_registration_id", "partnerRegistrationImmutableId"],
          ["authorization_expiration_time_in_utc", "authorizationExpirationTimeInUtc", or("")],
        ]),
      ],
    ],
  },
  azurerm_eventgrid_namespace: {
    arm: "Microsoft.EventGrid/namespaces",
    place: inGroup("name"),
    rows: [
      named,
      location,
      identity(),
      tags,
      ["sku", "sku.name", or("Standard")],
      ["capacity", "sku.capacity", or(1)],
      ["public_network_access", "properties.publicNetworkAccess", or("Enabled")],
      inbound,
      [
        "topic_spaces_configuration",
        "properties.topicSpacesConfiguration",
        one([
          constant("state", "Enabled"),
          ["alternative_authentication_name_source", "clientAuthentication.alternativeAuthenticationNameSources"],
          ["maximum_client_sessions_per_authentication_name", "maximumClientSessionsPerAuthenticationName", or(1)],
          ["maximum_session_expiry_in_hours", "maximumSessionExpiryInHours", or(1)],
          ["route_topic_id", "routeTopicResourceId", or("")],
          [
            "dynamic_routing_enrichment",
            "routingEnrichments.dynamic",
            each([
              ["key", "key"],
              ["value", "value"],
            ]),
          ],
          [
            "static_routing_enrichment",
            "routingEnrichments.static",
            each([["key", "key"], ["value", "value"], constant("valueType", "String")]),
          ],
        ]),
      ],
    ],
  },
  azurerm_eventgrid_namespace_topic: {
    arm: "Microsoft.EventGrid/namespaces/topics",
    place: below("eventgrid_namespace_id", "name"),
    rows: [
      named,
      ["event_retention_in_days", "properties.eventRetentionInDays", or(7)],
      constant("properties.inputSchema", "CloudEventSchemaV1_0"),
      constant("properties.publisherType", "Custom"),
    ],
  },
};
