import { isUnknown, Unknown } from "../../policy/unknown";
import { inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, deriveOpen, enabled, nonZero, one, or } from "../map/rows";
import { identity, location, tags } from "./common";

/**
 * Flexible servers of PostgreSQL.
 * Source: hashicorp/terraform-provider-azurerm internal/services/postgres.
 */

const SKU_TIERS: Readonly<Record<string, string>> = {
  B: "Burstable",
  GP: "GeneralPurpose",
  MO: "MemoryOptimized",
};

/** Performance tier of a disk by its size in MB, where none is given. */
const DISK_TIERS: ReadonlyMap<number, string> = new Map([
  [32768, "P4"],
  [65536, "P6"],
  [131072, "P10"],
  [262144, "P15"],
  [524288, "P20"],
  [1048576, "P30"],
  [2097152, "P40"],
]);
const LEAST_MB = 32768;

export const postgres: Family = {
  azurerm_postgresql_flexible_server: {
    arm: "Microsoft.DBforPostgreSQL/flexibleServers",
    place: inGroup("name"),
    rows: [
      location,
      identity({ blank: false }),
      tags,
      ["sku_name", "sku.name", { as: (sku) => (sku === "" ? undefined : String(sku).replace(/^[^_]*_/, "")) }],
      [
        "sku_name",
        "sku.tier",
        { as: (sku) => (sku === "" ? undefined : (SKU_TIERS[String(sku).split("_")[0] ?? ""] ?? Unknown)) },
      ],
      ["administrator_login", "properties.administratorLogin", nonZero],
      ["administrator_password", "properties.administratorLoginPassword", nonZero],
      ["administrator_password_wo", "properties.administratorLoginPassword"],
      ["create_mode", "properties.createMode", nonZero],
      ["source_server_id", "properties.sourceServerResourceId", nonZero],
      ["point_in_time_restore_time_in_utc", "properties.pointInTimeUTC", nonZero],
      ["version", "properties.version", nonZero],
      ["zone", "properties.availabilityZone", nonZero],
      ["delegated_subnet_id", "properties.network.delegatedSubnetResourceId", nonZero],
      ["private_dns_zone_id", "properties.network.privateDnsZoneArmResourceId", nonZero],
      ["public_network_access_enabled", "properties.network.publicNetworkAccess", enabled("Enabled")],
      ["auto_grow_enabled", "properties.storage.autoGrow", enabled("Disabled")],
      [
        "storage_mb",
        "properties.storage.storageSizeGB",
        { as: (size) => Math.floor((Number(size) || LEAST_MB) / 1024), absent: LEAST_MB / 1024 },
      ],
      deriveOpen(["storage_tier", "storage_mb"], "properties.storage.tier", (b) => {
        const tier = b.read("storage_tier");
        if (tier !== null && tier !== "") return tier;
        const size = b.read("storage_mb");
        return isUnknown(size) ? Unknown : (DISK_TIERS.get(Number(size) || LEAST_MB) ?? Unknown);
      }),
      ["backup_retention_days", "properties.backup.backupRetentionDays", nonZero],
      ["geo_redundant_backup_enabled", "properties.backup.geoRedundantBackup", enabled("Disabled")],
      [
        "high_availability",
        "properties.highAvailability",
        one(
          [
            ["mode", "mode"],
            ["standby_availability_zone", "standbyAvailabilityZone", nonZero],
          ],
          { absent: { mode: "Disabled" } },
        ),
      ],
      [
        "authentication",
        "properties.authConfig",
        one(
          [
            ["active_directory_auth_enabled", "activeDirectoryAuth", enabled("Disabled")],
            ["password_auth_enabled", "passwordAuth", enabled("Enabled")],
            ["tenant_id", "tenantId", or("")],
          ],
          { computed: true },
        ),
      ],
      [
        "customer_managed_key",
        "properties.dataEncryption",
        one([
          constant("type", "AzureKeyVault"),
          ["key_vault_key_id", "primaryKeyURI", nonZero],
          ["primary_user_assigned_identity_id", "primaryUserAssignedIdentityId", nonZero],
          ["geo_backup_key_vault_key_id", "geoBackupKeyURI", nonZero],
          ["geo_backup_user_assigned_identity_id", "geoBackupUserAssignedIdentityId", nonZero],
        ]),
      ],
      // In a second request, once the server is there.
      [
        "maintenance_window",
        "properties.maintenanceWindow",
        one([
          constant("customWindow", "Enabled"),
          ["day_of_week", "dayOfWeek", or(0)],
          ["start_hour", "startHour", or(0)],
          ["start_minute", "startMinute", or(0)],
        ]),
      ],
    ],
  },
};
