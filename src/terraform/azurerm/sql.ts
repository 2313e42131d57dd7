import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below, inGroup } from "../map/place";
import type { AlsoWritten, Family } from "../map/resource-map";
import { constant, deriveOpen, enabled, nonZero, one, or, words, type Derived, type Row, type Rows } from "../map/rows";
import { identity, location, tags } from "./common";

/**
 * Azure SQL servers and databases, with the policies that are resources of their own.
 * Source: hashicorp/terraform-provider-azurerm internal/services/mssql, and requests recorded of 4.55.0 and 5.2.0.
 */

const SERVERS = "Microsoft.Sql/servers";
const DATABASES = `${SERVERS}/databases`;

const sku = (block: Block): OpenValue => block.read("sku_name");
/** A data warehouse; undefined where that is not known. */
const warehouse = (block: Block): boolean | undefined =>
  isUnknown(sku(block)) ? undefined : /^dw/i.test(String(sku(block) ?? ""));

/** Databases that copy another one all along. */
function secondary(block: Block): boolean | undefined {
  const mode = block.read("create_mode");
  return isUnknown(mode) ? undefined : mode === "Secondary" || mode === "OnlineSecondary";
}

const maintenance: Derived = deriveOpen(
  ["elastic_pool_id", "maintenance_configuration_name", "server_id"],
  "properties.maintenanceConfigurationId",
  (block) => {
    const pool = block.read("elastic_pool_id");
    if (typeof pool === "string" && pool !== "") return undefined;
    const name = block.read("maintenance_configuration_name") ?? "SQL_Default";
    const server = block.read("server_id");
    const subscription = typeof server === "string" ? /^\/subscriptions\/[^/]+/i.exec(server)?.[0] : undefined;
    if (isUnknown(pool) || isUnknown(name) || subscription === undefined) return Unknown;
    return `${subscription}/providers/Microsoft.Maintenance/publicMaintenanceConfigurations/${String(name)}`;
  },
);

const size: Derived = deriveOpen(["max_size_gb", "create_mode"], "properties.maxSizeBytes", (block) => {
  const gigabytes = block.read("max_size_gb");
  const copies = secondary(block);
  if (gigabytes === null || gigabytes === 0 || copies === true) return undefined;
  return typeof gigabytes === "number" && copies === false ? gigabytes * 1024 ** 3 : Unknown;
});

/** Not sent for warehouses and for hardware that has an enclave of its own. */
const enclave: Derived = deriveOpen(["enclave_type", "sku_name"], "properties.preferredEnclaveType", (block) => {
  const type = block.read("enclave_type");
  if (type === null || type === "") return undefined;
  if (isUnknown(sku(block))) return Unknown;
  return warehouse(block) || /_dc_/i.test(String(sku(block) ?? "")) ? undefined : type;
});

const rotation: Derived = deriveOpen(
  ["transparent_data_encryption_key_automatic_rotation_enabled", "sku_name"],
  "properties.encryptionProtectorAutoRotation",
  (block) =>
    warehouse(block) === false
      ? (block.read("transparent_data_encryption_key_automatic_rotation_enabled") ?? false)
      : warehouse(block)
        ? undefined
        : Unknown,
);

const source = (attribute: string, to: string): Row => [attribute, `properties.${to}`, nonZero];

const database: Rows = [
  // That of the server, which the provider looks up.
  constant("location", Unknown),
  identity({ none: false }),
  tags,
  ["sku_name", "sku.name", nonZero],
  ["auto_pause_delay_in_minutes", "properties.autoPauseDelay", or(0)],
  ["collation", "properties.collation", or("")],
  ["create_mode", "properties.createMode", or("Default")],
  ["elastic_pool_id", "properties.elasticPoolId", or("")],
  ["ledger_enabled", "properties.isLedgerOn", or(false)],
  ["license_type", "properties.licenseType", or("")],
  ["min_capacity", "properties.minCapacity", or(0)],
  ["read_replica_count", "properties.highAvailabilityReplicaCount", or(0)],
  ["read_scale", "properties.readScale", enabled("Disabled")],
  ["sample_name", "properties.sampleName", or("")],
  ["secondary_type", "properties.secondaryType", or("")],
  ["storage_account_type", "properties.requestedBackupStorageRedundancy", or("Geo")],
  ["zone_redundant", "properties.zoneRedundant", or(false)],
  maintenance,
  size,
  enclave,
  rotation,
  source("restore_point_in_time", "restorePointInTime"),
  source("creation_source_database_id", "sourceDatabaseId"),
  source("recover_database_id", "recoverableDatabaseId"),
  source("recovery_point_id", "recoveryServicesRecoveryPointId"),
  source("restore_dropped_database_id", "restorableDroppedDatabaseId"),
  source("restore_long_term_retention_backup_id", "longTermRetentionBackupResourceId"),
  source("transparent_data_encryption_key_vault_key_id", "encryptionProtector"),
];

const written = (block: Block, name: string): boolean => {
  const blocks = block.blocks(name);
  return !isUnknown(blocks) && blocks.length > 0;
};

const retention = (from: string, arm: string, rows: Rows): AlsoWritten => ({
  arm: `${DATABASES}/${arm}`,
  name: "default",
  when: (block) => written(block, from),
  rows: [[from, "properties", one(rows)]],
});

const besides: readonly AlsoWritten[] = [
  {
    arm: `${DATABASES}/transparentDataEncryption`,
    name: "current",
    when: (block) => secondary(block) !== true,
    rows: [["transparent_data_encryption_enabled", "properties.state", enabled("Enabled")]],
  },
  {
    arm: `${DATABASES}/securityAlertPolicies`,
    name: "default",
    when: () => true,
    rows: [
      [
        "threat_detection_policy",
        "properties",
        one(
          [
            ["state", "state", or("Disabled")],
            ["disabled_alerts", "disabledAlerts"],
            ["email_account_admins", "emailAccountAdmins", { as: (word) => word === "Enabled" }],
            ["email_account_admins_enabled", "emailAccountAdmins"],
            ["email_addresses", "emailAddresses"],
            ["retention_days", "retentionDays", nonZero],
            ["storage_endpoint", "storageEndpoint", nonZero],
            ["storage_account_access_key", "storageAccountAccessKey", nonZero],
          ],
          { computed: true, absent: { state: "Disabled" } },
        ),
      ],
    ],
  },
  retention("short_term_retention_policy", "backupShortTermRetentionPolicies", [
    ["retention_days", "retentionDays"],
    ["backup_interval_in_hours", "diffBackupIntervalInHours", nonZero],
  ]),
  retention("long_term_retention_policy", "backupLongTermRetentionPolicies", [
    ["weekly_retention", "weeklyRetention", nonZero],
    ["monthly_retention", "monthlyRetention", nonZero],
    ["yearly_retention", "yearlyRetention", nonZero],
    ["week_of_year", "weekOfYear", nonZero],
  ]),
];

export const sql: Family = {
  azurerm_mssql_server: {
    arm: SERVERS,
    place: inGroup("name"),
    rows: [
      location,
      identity({ none: false }),
      tags,
      ["version", "properties.version"],
      ["administrator_login", "properties.administratorLogin", nonZero],
      ["administrator_login_password", "properties.administratorLoginPassword", nonZero],
      ["administrator_login_password_wo", "properties.administratorLoginPassword", nonZero],
      [
        "minimum_tls_version",
        "properties.minimalTlsVersion",
        { as: (version) => (version === "Disabled" ? undefined : version), absent: "1.2" },
      ],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["outbound_network_restriction_enabled", "properties.restrictOutboundNetworkAccess", enabled("Disabled")],
      ["primary_user_assigned_identity_id", "properties.primaryUserAssignedIdentityId", nonZero],
      ["transparent_data_encryption_key_vault_key_id", "properties.keyId", nonZero],
      [
        "azuread_administrator",
        "properties.administrators",
        one([
          constant("administratorType", "ActiveDirectory"),
          ["login_username", "login"],
          ["object_id", "sid"],
          ["tenant_id", "tenantId", nonZero],
          ["azuread_authentication_only", "azureADOnlyAuthentication", or(false)],
        ]),
      ],
    ],
    also: [
      {
        arm: `${SERVERS}/connectionPolicies`,
        name: "default",
        when: () => true,
        rows: [["connection_policy", "properties.connectionType", or("Default")]],
      },
      {
        arm: `${SERVERS}/sqlVulnerabilityAssessments`,
        name: "default",
        // Older versions do not have it.
        when: (block) => block.has("express_vulnerability_assessment_enabled"),
        rows: [
          ["express_vulnerability_assessment_enabled", "properties.state", words("Enabled", "Disabled", "Disabled")],
        ],
      },
    ],
  },
  azurerm_mssql_database: { arm: DATABASES, place: below("server_id", "name"), rows: database, also: besides },
  azurerm_mssql_firewall_rule: {
    arm: `${SERVERS}/firewallRules`,
    place: below("server_id", "name"),
    rows: [
      ["start_ip_address", "properties.startIpAddress"],
      ["end_ip_address", "properties.endIpAddress"],
    ],
  },
};
