import { isUnknown, Unknown } from "../../policy/unknown";
import { below, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, nonZero, one, or, type Row, type Rows } from "../map/rows";
import { identity, location, tags } from "./common";

/**
 * Azure Spring Apps: services, apps and what they run.
 * Source: hashicorp/terraform-provider-azurerm internal/services/springcloud, and recorded requests.
 */

const SERVICES = "Microsoft.AppPlatform/Spring";

const resources: Row = [
  "quota",
  "properties.deploymentSettings.resourceRequests",
  one(
    [
      ["cpu", "cpu", or("1")],
      ["memory", "memory", or("1Gi")],
    ],
    { computed: true },
  ),
];

const deployment: Rows = [
  // Those of the service, which the provider looks up.
  constant("sku.name", Unknown),
  constant("sku.tier", Unknown),
  ["instance_count", "sku.capacity", or(1)],
  ["environment_variables", "properties.deploymentSettings.environmentVariables"],
  resources,
  // Settings of tools that watch the app; how they are sent was not recorded.
  [
    "application_performance_monitoring_ids",
    "properties.deploymentSettings.apms",
    { as: (ids) => (Array.isArray(ids) && ids.length === 0 ? undefined : Unknown) },
  ],
];

export const spring: Family = {
  azurerm_spring_cloud_service: {
    arm: SERVICES,
    place: inGroup("name"),
    rows: [
      location,
      tags,
      ["sku_name", "sku.name", or("S0")],
      ["sku_tier", "sku.tier", nonZero],
      ["zone_redundant", "properties.zoneRedundant", or(false)],
      ["managed_environment_id", "properties.managedEnvironmentId", nonZero],
      [
        "network",
        "properties.networkProfile",
        one([
          ["app_subnet_id", "appSubnetId"],
          ["service_runtime_subnet_id", "serviceRuntimeSubnetId"],
          [
            "cidr_ranges",
            "serviceCidr",
            { as: (ranges) => (Array.isArray(ranges) && !ranges.some(isUnknown) ? ranges.join(",") : Unknown) },
          ],
          ["app_network_resource_group", "appNetworkResourceGroup", nonZero],
          ["service_runtime_network_resource_group", "serviceRuntimeNetworkResourceGroup", nonZero],
          ["read_timeout_seconds", "ingressConfig.readTimeoutInSeconds", nonZero],
          ["outbound_type", "outboundType", or(Unknown)],
        ]),
      ],
      [
        "log_stream_public_endpoint_enabled",
        "properties.vnetAddons.logStreamPublicEndpoint",
        { as: (on) => on, absent: undefined },
      ],
    ],
  },
  azurerm_spring_cloud_app: {
    arm: `${SERVICES}/apps`,
    place: inGroup("service_name", "name"),
    rows: [
      // That of the service, which the provider looks up.
      constant("location", Unknown),
      identity({ none: false }),
      ["is_public", "properties.public", or(false)],
      ["https_only", "properties.httpsOnly", or(false)],
      ["tls_enabled", "properties.enableEndToEndTLS", or(false)],
      ["public_endpoint_enabled", "properties.vnetAddons.publicEndpoint"],
      ["addon_json", "properties.addonConfigs", { as: () => Unknown }],
      ["custom_persistent_disk", "properties.customPersistentDisks", { as: disks }],
      ["persistent_disk", "properties.persistentDisk", { as: disks }],
      ["ingress_settings", "properties.ingressSettings", { as: disks }],
    ],
  },
  azurerm_spring_cloud_container_deployment: {
    arm: `${SERVICES}/apps/deployments`,
    place: below("spring_cloud_app_id", "name"),
    rows: [
      ...deployment,
      constant("properties.source.type", "Container"),
      ["server", "properties.source.customContainer.server"],
      ["image", "properties.source.customContainer.containerImage"],
      ["commands", "properties.source.customContainer.command"],
      ["arguments", "properties.source.customContainer.args"],
      ["language_framework", "properties.source.customContainer.languageFramework", or("")],
    ],
  },
  azurerm_spring_cloud_java_deployment: {
    arm: `${SERVICES}/apps/deployments`,
    place: below("spring_cloud_app_id", "name"),
    rows: [
      ...deployment,
      constant("properties.source.type", "Jar"),
      constant("properties.source.relativePath", "<default>"),
      ["runtime_version", "properties.source.runtimeVersion", or("Java_8")],
      ["jvm_options", "properties.source.jvmOptions", or("")],
    ],
  },
};

/** Blocks whose form on the wire was not recorded. */
function disks(value: unknown): typeof Unknown | undefined {
  return Array.isArray(value) && value.length === 0 ? undefined : Unknown;
}
