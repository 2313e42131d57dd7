import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import {
  constant,
  deriveOpen,
  each,
  enabled,
  inverted,
  list,
  nonZero,
  one,
  or,
  under,
  words,
  type Row,
  type Rows,
} from "../map/rows";
import { byMajor, identity, location, region, tags } from "./common";

/**
 * Cosmos DB and Data Explorer clusters, where captions and evidence end up.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{cosmos,kusto,digitaltwins}, and requests recorded of 4.55.0 and 5.2.0.
 */

const joined = (from: string, to: string): Row => [
  from,
  to,
  { as: (value) => (list(value).some(isUnknown) ? Unknown : list(value).join(",")) },
];

/** How many instances a Data Explorer cluster begins with: within what it may scale to. */
function instances(block: Block): OpenValue {
  const sku = block.one("sku");
  const scale = block.one("optimized_auto_scale");
  if (!sku) return undefined;
  if (isUnknown(sku) || isUnknown(scale)) return Unknown;
  const capacity = sku.read("capacity") ?? 0;
  if (!scale || isUnknown(capacity)) return capacity;
  const [least, most] = [scale.read("minimum_instances"), scale.read("maximum_instances")];
  if (isUnknown(least) || isUnknown(most)) return Unknown;
  return Math.min(Math.max(Number(capacity), Number(least)), Number(most));
}

const principal: Rows = [
  ["principal_id", "properties.principalId"],
  ["principal_type", "properties.principalType"],
  ["role", "properties.role"],
  ["tenant_id", "properties.tenantId"],
];

export const databases: Family = {
  azurerm_cosmosdb_sql_role_assignment: {
    arm: "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments",
    place: inGroup("account_name", "name"),
    rows: [
      ["role_definition_id", "properties.roleDefinitionId"],
      ["principal_id", "properties.principalId"],
      ["scope", "properties.scope"],
    ],
  },
  azurerm_cosmosdb_account: {
    arm: "Microsoft.DocumentDB/databaseAccounts",
    place: inGroup("name"),
    only4: "local_authentication_disabled",
    only5: "local_authentication_enabled",
    rows: [
      location,
      identity({ blank: false }),
      tags,
      ["kind", "kind", or("GlobalDocumentDB")],
      ["offer_type", "properties.databaseAccountOfferType", or("Standard")],
      ["access_key_metadata_writes_enabled", "properties.disableKeyBasedMetadataWriteAccess", inverted(false)],
      deriveOpen(
        ["local_authentication_enabled", "local_authentication_disabled"],
        "properties.disableLocalAuth",
        (b) => {
          const on = b.read("local_authentication_enabled");
          return isUnknown(on)
            ? Unknown
            : on !== null
              ? on === false
              : (b.read("local_authentication_disabled") ?? false);
        },
      ),
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["network_acl_bypass_for_azure_services", "properties.networkAclBypass", words("AzureServices", "None", "None")],
      ["network_acl_bypass_ids", "properties.networkAclBypassResourceIds"],
      ["is_virtual_network_filter_enabled", "properties.isVirtualNetworkFilterEnabled", or(false)],
      ["ip_range_filter", "properties.ipRules", under("ipAddressOrRange")],
      [
        "virtual_network_rule",
        "properties.virtualNetworkRules",
        each([
          ["id", "id"],
          ["ignore_missing_vnet_service_endpoint", "ignoreMissingVNetServiceEndpoint", or(false)],
        ]),
      ],
      ["analytical_storage_enabled", "properties.enableAnalyticalStorage", or(false)],
      [
        "analytical_storage",
        "properties.analyticalStorageConfiguration",
        one([["schema_type", "schemaType"]], { computed: true }),
      ],
      ["automatic_failover_enabled", "properties.enableAutomaticFailover", or(false)],
      ["burst_capacity_enabled", "properties.enableBurstCapacity", or(false)],
      ["free_tier_enabled", "properties.enableFreeTier", or(false)],
      ["multiple_write_locations_enabled", "properties.enableMultipleWriteLocations", or(false)],
      ["partition_merge_enabled", "properties.enablePartitionMerge", or(false)],
      ["minimal_tls_version", "properties.minimalTlsVersion", or("Tls12")],
      ["default_identity_type", "properties.defaultIdentity", or("FirstPartyIdentity")],
      ["key_vault_key_id", "properties.keyVaultKeyUri", nonZero],
      ["managed_hsm_key_id", "properties.keyVaultKeyUri", nonZero],
      ["mongo_server_version", "properties.apiProperties.serverVersion", nonZero],
      ["capabilities", "properties.capabilities", each([["name", "name"]], { computed: true })],
      [
        "capacity",
        "properties.capacity",
        one([["total_throughput_limit", "totalThroughputLimit"]], { computed: true }),
      ],
      [
        "geo_location",
        "properties.locations",
        each([
          ["location", "locationName", region],
          ["failover_priority", "failoverPriority"],
          ["zone_redundant", "isZoneRedundant", or(false)],
        ]),
      ],
      [
        "consistency_policy",
        "properties.consistencyPolicy",
        one([
          ["consistency_level", "defaultConsistencyLevel"],
          ["max_interval_in_seconds", "maxIntervalInSeconds", or(5)],
          ["max_staleness_prefix", "maxStalenessPrefix", or(100)],
        ]),
      ],
      [
        "cors_rule",
        "properties.cors",
        each([
          joined("allowed_origins", "allowedOrigins"),
          joined("allowed_methods", "allowedMethods"),
          joined("allowed_headers", "allowedHeaders"),
          joined("exposed_headers", "exposedHeaders"),
          ["max_age_in_seconds", "maxAgeInSeconds"],
        ]),
      ],
      ["create_mode", "properties.createMode"],
      [
        "restore",
        "properties.restoreParameters",
        one([
          constant("restoreMode", "PointInTime"),
          ["source_cosmosdb_account_id", "restoreSource"],
          ["restore_timestamp_in_utc", "restoreTimestampInUtc"],
          [
            "database",
            "databasesToRestore",
            each([
              ["name", "databaseName"],
              ["collection_names", "collectionNames"],
            ]),
          ],
          [
            "gremlin_database",
            "gremlinDatabasesToRestore",
            each([
              ["name", "databaseName"],
              ["graph_names", "graphNames"],
            ]),
          ],
          ["tables_to_restore", "tablesToRestore"],
        ]),
      ],
      [
        "backup",
        "properties.backupPolicy",
        one(
          [
            ["type", "type"],
            ["tier", "continuousModeProperties.tier", nonZero],
            deriveOpen(["type", "interval_in_minutes"], "periodicModeProperties.backupIntervalInMinutes", (b) =>
              b.read("type") === "Periodic" ? (b.read("interval_in_minutes") ?? byMajor(0, undefined)(b)) : undefined,
            ),
            deriveOpen(["type", "retention_in_hours"], "periodicModeProperties.backupRetentionIntervalInHours", (b) =>
              b.read("type") === "Periodic" ? (b.read("retention_in_hours") ?? byMajor(0, undefined)(b)) : undefined,
            ),
            ["storage_redundancy", "periodicModeProperties.backupStorageRedundancy", nonZero],
          ],
          { computed: true },
        ),
      ],
    ],
  },
  azurerm_kusto_cluster_principal_assignment: {
    arm: "Microsoft.Kusto/clusters/principalAssignments",
    place: inGroup("cluster_name", "name"),
    rows: principal,
  },
  azurerm_kusto_database_principal_assignment: {
    arm: "Microsoft.Kusto/clusters/databases/principalAssignments",
    place: inGroup("cluster_name", "database_name", "name"),
    rows: principal,
  },
  azurerm_kusto_cluster: {
    arm: "Microsoft.Kusto/clusters",
    place: inGroup("name"),
    rows: [
      location,
      identity(),
      tags,
      ["zones", "zones"],
      [
        "sku",
        "sku",
        one([
          ["name", "name"],
          deriveOpen(["name"], "tier", (b) =>
            isUnknown(b.read("name"))
              ? Unknown
              : String(b.read("name")).startsWith("Dev(No SLA)")
                ? "Basic"
                : "Standard",
          ),
        ]),
      ],
      deriveOpen(["sku", "optimized_auto_scale"], "sku.capacity", instances),
      ["allowed_fqdns", "properties.allowedFqdnList"],
      ["allowed_ip_ranges", "properties.allowedIpRangeList"],
      ["auto_stop_enabled", "properties.enableAutoStop", or(true)],
      ["disk_encryption_enabled", "properties.enableDiskEncryption", or(false)],
      ["double_encryption_enabled", "properties.enableDoubleEncryption", or(false)],
      ["purge_enabled", "properties.enablePurge", or(false)],
      ["streaming_ingestion_enabled", "properties.enableStreamingIngest", or(false)],
      ["public_ip_type", "properties.publicIPType", or("IPv4")],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["outbound_network_access_restricted", "properties.restrictOutboundNetworkAccess", enabled("Disabled")],
      ["trusted_external_tenants", "properties.trustedExternalTenants", under("value")],
      [
        "language_extension",
        "properties.languageExtensions.value",
        each(
          [
            ["name", "languageExtensionName"],
            ["image", "languageExtensionImageName"],
          ],
          { computed: true },
        ),
      ],
      ["language_extensions", "properties.languageExtensions.value", under("languageExtensionName")],
      [
        "virtual_network_configuration",
        "properties.virtualNetworkConfiguration",
        one([
          ["subnet_id", "subnetId"],
          ["engine_public_ip_id", "enginePublicIpId"],
          ["data_management_public_ip_id", "dataManagementPublicIpId"],
        ]),
      ],
      [
        "optimized_auto_scale",
        "properties.optimizedAutoscale",
        one([
          constant("version", 1),
          constant("isEnabled", true),
          ["minimum_instances", "minimum"],
          ["maximum_instances", "maximum"],
        ]),
      ],
    ],
  },
  azurerm_digital_twins_time_series_database_connection: {
    arm: "Microsoft.DigitalTwins/digitalTwinsInstances/timeSeriesDatabaseConnections",
    place: below("digital_twins_id", "name"),
    rows: [
      constant("properties.connectionType", "AzureDataExplorer"),
      ["kusto_cluster_id", "properties.adxResourceId"],
      ["kusto_cluster_uri", "properties.adxEndpointUri"],
      ["kusto_database_name", "properties.adxDatabaseName"],
      ["kusto_table_name", "properties.adxTableName"],
      ["eventhub_namespace_id", "properties.eventHubNamespaceResourceId"],
      ["eventhub_namespace_endpoint_uri", "properties.eventHubEndpointUri"],
      ["eventhub_name", "properties.eventHubEntityPath"],
      ["eventhub_consumer_group_name", "properties.eventHubConsumerGroup", or("$Default")],
    ],
  },
};
