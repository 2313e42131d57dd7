import { Unknown } from "../../policy/unknown";
import { below, inGroup, onto } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { constant, derive, each, enabled, one, onlyTrue, or, type Row, type Rows } from "../map/rows";
import { identity, lastSegment, location, named, region, tags } from "./common";
import { added, rights } from "./iot";

/**
 * Device provisioning, Device Update, IoT Central, Digital Twins.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{iothub,iotcentral,digitaltwins}, and recorded requests.
 */

const twinsEndpoint = (type: string, rows: Rows): ResourceMap => ({
  arm: "Microsoft.DigitalTwins/digitalTwinsInstances/endpoints",
  place: below("digital_twins_id", "name"),
  rows: [
    constant("properties.endpointType", type),
    constant("properties.authenticationType", "KeyBased"),
    ["dead_letter_storage_secret", "properties.deadLetterSecret", or("")],
    ...rows,
  ],
});

const ipRules: Row = [
  "ip_rule",
  "properties.networkRuleSets.ipRules",
  each([
    ["name", "filterName"],
    ["ip_mask", "ipMask"],
  ]),
];

export const iotServices: Family = {
  azurerm_iothub_dps: {
    arm: "Microsoft.Devices/provisioningServices",
    place: inGroup("name"),
    rows: [
      named,
      location,
      tags,
      ["sku", "sku", one([named, ["capacity", "capacity"]])],
      ["allocation_policy", "properties.allocationPolicy", or("Hashed")],
      ["data_residency_enabled", "properties.enableDataResidency", or(false)],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      [
        "ip_filter_rule",
        "properties.ipFilterRules",
        each([
          ["name", "filterName"],
          ["ip_mask", "ipMask"],
          ["action", "action"],
          ["target", "target", or("")],
        ]),
      ],
      [
        "linked_hub",
        "properties.iotHubs",
        each([
          ["connection_string", "connectionString"],
          ["location", "location", region],
          ["apply_allocation_policy", "applyAllocationPolicy", or(true)],
          ["allocation_weight", "allocationWeight", or(1)],
        ]),
      ],
    ],
  },
  azurerm_iothub_dps_shared_access_policy: {
    ...added("properties.authorizationPolicies", [
      ["name", "keyName"],
      rights([
        ["enrollment_read", "EnrollmentRead"],
        ["enrollment_write", "EnrollmentWrite"],
        ["registration_read", "RegistrationStatusRead"],
        ["registration_write", "RegistrationStatusWrite"],
        ["service_config", "ServiceConfig"],
      ]),
    ]),
    arm: "Microsoft.Devices/provisioningServices",
    place: inGroup("iothub_dps_name"),
  },
  azurerm_iothub_dps_certificate: {
    arm: "Microsoft.Devices/provisioningServices/certificates",
    place: inGroup("iot_dps_name", "name"),
    rows: [
      ["certificate_content", "properties.certificate"],
      ["is_verified", "properties.isVerified", onlyTrue],
    ],
  },
  azurerm_iothub_certificate: {
    arm: "Microsoft.Devices/IotHubs/certificates",
    place: inGroup("iothub_name", "name"),
    rows: [
      ["certificate_content", "properties.certificate"],
      ["is_verified", "properties.isVerified", or(false)],
    ],
  },
  azurerm_iothub_device_update_account: {
    arm: "Microsoft.DeviceUpdate/accounts",
    place: inGroup("name"),
    rows: [
      location,
      identity({ blank: false }),
      tags,
      ["sku", "properties.sku", or("Standard")],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
    ],
  },
  azurerm_iothub_device_update_instance: {
    arm: "Microsoft.DeviceUpdate/accounts/instances",
    place: below("device_update_account_id", "name"),
    rows: [
      // That of the account, which the provider looks up.
      constant("location", Unknown),
      tags,
      ["device_update_account_id", "properties.accountName", { as: lastSegment }],
      ["iothub_id", "properties.iotHubs", { as: (resourceId) => [{ resourceId }] }],
      ["diagnostic_enabled", "properties.enableDiagnostics", or(false)],
      [
        "diagnostic_storage_account",
        "properties.diagnosticStorageProperties",
        one([
          constant("authenticationType", "KeyBased"),
          ["connection_string", "connectionString"],
          ["id", "resourceId"],
        ]),
      ],
    ],
  },
  azurerm_iotcentral_application: {
    arm: "Microsoft.IoTCentral/iotApps",
    place: inGroup("name"),
    rows: [
      location,
      identity(),
      tags,
      ["sku", "sku.name", or("ST1")],
      ["sub_domain", "properties.subdomain"],
      derive(["display_name", "name"], "properties.displayName", (b) => b.read("display_name") ?? b.read("name")),
      ["template", "properties.template"],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
    ],
  },
  azurerm_iotcentral_application_network_rule_set: {
    arm: "Microsoft.IoTCentral/iotApps",
    place: onto("iotcentral_application_id"),
    overlay: true,
    rows: [
      ["apply_to_device", "properties.networkRuleSets.applyToDevices", or(true)],
      constant("properties.networkRuleSets.applyToIoTCentral", false),
      ["default_action", "properties.networkRuleSets.defaultAction", or("Deny")],
      ipRules,
    ],
  },
  azurerm_digital_twins_instance: {
    arm: "Microsoft.DigitalTwins/digitalTwinsInstances",
    place: inGroup("name"),
    rows: [location, identity({ blank: false }), tags],
  },
  azurerm_digital_twins_endpoint_eventgrid: twinsEndpoint("EventGrid", [
    ["eventgrid_topic_endpoint", "properties.TopicEndpoint"],
    ["eventgrid_topic_primary_access_key", "properties.accessKey1"],
    ["eventgrid_topic_secondary_access_key", "properties.accessKey2"],
  ]),
  azurerm_digital_twins_endpoint_eventhub: twinsEndpoint("EventHub", [
    ["eventhub_primary_connection_string", "properties.connectionStringPrimaryKey"],
    ["eventhub_secondary_connection_string", "properties.connectionStringSecondaryKey"],
  ]),
  azurerm_digital_twins_endpoint_servicebus: twinsEndpoint("ServiceBus", [
    ["servicebus_primary_connection_string", "properties.primaryConnectionString"],
    ["servicebus_secondary_connection_string", "properties.secondaryConnectionString"],
  ]),
};
