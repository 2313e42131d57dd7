import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, deriveOpen, each, enabled, inverted, nonZero, one, or, type Derived } from "../map/rows";
import { byMajor, identity, location, named, tags } from "./common";

/**
 * Azure Cache for Redis and Azure Managed Redis.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{redis,managedredis}, and requests recorded of 4.55.0 and 5.2.0.
 */

const CACHES = "Microsoft.Cache/redis";
const CLUSTERS = "Microsoft.Cache/redisEnterprise";
const CONFIGURATION = "properties.redisConfiguration";

/** The block's attribute as text, where it says anything. The SKU is beside the block, not in it. */
const setting = (
  attribute: string,
  name: string,
  when: (sku: OpenValue) => boolean = () => true,
  keep: (value: OpenValue) => boolean = (value) => value !== "" && value !== 0,
  absent: string | null = null,
): Derived =>
  deriveOpen(["redis_configuration", "sku_name"], `${CONFIGURATION}.${name}`, (block) => {
    const inner = configuration(block);
    if (inner === undefined) return undefined;
    const value = isUnknown(inner) ? Unknown : (inner.read(attribute) ?? absent);
    const sku = block.read("sku_name");
    if (value === null) return undefined;
    if (isUnknown(value) || isUnknown(sku)) return Unknown;
    return when(sku) && keep(value) ? String(value) : undefined;
  });

/** Filled in by the provider where it is left out: then nothing is set. */
function configuration(block: Block): ReturnType<Block["one"]> {
  return block.one("redis_configuration");
}

const premium = (sku: OpenValue): boolean => sku === "Premium";
const notBasic = (sku: OpenValue): boolean => sku !== "Basic";
const always = (): boolean => true;

/** Sent, empty, wherever there is a block. */
const persistence = deriveOpen(
  ["redis_configuration"],
  `${CONFIGURATION}.preferred-data-persistence-auth-method`,
  (block) => {
    const inner = configuration(block);
    if (inner === undefined) return undefined;
    return isUnknown(inner) ? Unknown : (inner.read("data_persistence_authentication_method") ?? "");
  },
);

/** 5.x sends it also where it is off. */
const entra = deriveOpen(["redis_configuration"], `${CONFIGURATION}.aad-enabled`, (block) => {
  const inner = configuration(block);
  if (inner === undefined) return undefined;
  const on = isUnknown(inner) ? Unknown : inner.read("active_directory_authentication_enabled");
  if (isUnknown(on)) return Unknown;
  return on === true ? "true" : byMajor(on === null ? undefined : Unknown, "false")(block);
});

/** Only inside a virtual network may a cache be open to anyone. */
const open = deriveOpen(["redis_configuration", "subnet_id"], `${CONFIGURATION}.authnotrequired`, (block) => {
  const inner = configuration(block);
  const subnet = block.read("subnet_id");
  if (inner === undefined || subnet === null || subnet === "") return undefined;
  if (isUnknown(inner) || isUnknown(subnet)) return Unknown;
  const required = inner.read("authentication_enabled") ?? inner.read("enable_authentication") ?? true;
  return isUnknown(required) ? Unknown : required === false ? "yes" : "no";
});

export const redis: Family = {
  azurerm_redis_cache: {
    arm: CACHES,
    place: inGroup("name"),
    rows: [
      location,
      identity(),
      tags,
      ["zones", "zones"],
      ["sku_name", "properties.sku.name"],
      ["family", "properties.sku.family"],
      ["capacity", "properties.sku.capacity"],
      ["enable_non_ssl_port", "properties.enableNonSslPort"],
      ["non_ssl_port_enabled", "properties.enableNonSslPort", or(false)],
      ["minimum_tls_version", "properties.minimumTlsVersion", or("1.2")],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["access_keys_authentication_enabled", "properties.disableAccessKeyAuthentication", inverted(false)],
      ["redis_version", "properties.redisVersion", { ...nonZero, absent: "6" }],
      ["shard_count", "properties.shardCount", nonZero],
      ["replicas_per_master", "properties.replicasPerMaster", nonZero],
      ["replicas_per_primary", "properties.replicasPerPrimary", nonZero],
      ["subnet_id", "properties.subnetId", nonZero],
      ["private_static_ip_address", "properties.staticIP", nonZero],
      ["tenant_settings", "properties.tenantSettings"],
      setting("maxclients", "maxclients"),
      setting("maxmemory_delta", "maxmemory-delta", notBasic),
      setting("maxmemory_reserved", "maxmemory-reserved", notBasic),
      setting("maxfragmentationmemory_reserved", "maxfragmentationmemory-reserved", notBasic),
      setting("maxmemory_policy", "maxmemory-policy", always, always, "volatile-lru"),
      setting("notify_keyspace_events", "notify-keyspace-events"),
      setting("rdb_backup_enabled", "rdb-backup-enabled", premium, always),
      setting("rdb_backup_frequency", "rdb-backup-frequency"),
      setting("rdb_backup_max_snapshot_count", "rdb-backup-max-snapshot-count"),
      setting("rdb_storage_connection_string", "rdb-storage-connection-string"),
      setting("aof_backup_enabled", "aof-backup-enabled", premium, always),
      setting("aof_storage_connection_string_0", "aof-storage-connection-string-0"),
      setting("aof_storage_connection_string_1", "aof-storage-connection-string-1"),
      setting("storage_account_subscription_id", "storage-subscription-id"),
      persistence,
      entra,
      open,
    ],
    also: [
      {
        arm: `${CACHES}/patchSchedules`,
        name: "default",
        when: (block) => hasBlocks(block, "patch_schedule"),
        rows: [
          [
            "patch_schedule",
            "properties.scheduleEntries",
            each([
              ["day_of_week", "dayOfWeek"],
              ["maintenance_window", "maintenanceWindow", or("PT5H")],
              ["start_hour_utc", "startHourUtc", or(0)],
            ]),
          ],
        ],
      },
    ],
  },
  azurerm_redis_firewall_rule: {
    arm: `${CACHES}/firewallRules`,
    place: inGroup("redis_cache_name", "name"),
    rows: [
      ["start_ip", "properties.startIP"],
      ["end_ip", "properties.endIP"],
    ],
  },
  azurerm_managed_redis: {
    arm: CLUSTERS,
    place: inGroup("name"),
    rows: [
      location,
      identity(),
      tags,
      ["sku_name", "sku.name"],
      ["high_availability_enabled", "properties.highAvailability", enabled("Enabled")],
      ["public_network_access", "properties.publicNetworkAccess", or("Enabled")],
      constant("properties.minimumTlsVersion", "1.2"),
      [
        "customer_managed_key",
        "properties.encryption.customerManagedKeyEncryption",
        one([
          ["key_vault_key_id", "keyEncryptionKeyUrl"],
          constant("keyEncryptionKeyIdentity.identityType", "userAssignedIdentity"),
          ["user_assigned_identity_id", "keyEncryptionKeyIdentity.userAssignedIdentityResourceId"],
        ]),
      ],
    ],
    also: [
      {
        arm: `${CLUSTERS}/databases`,
        name: "default",
        when: (block) => hasBlocks(block, "default_database"),
        rows: [
          [
            "default_database",
            "properties",
            one([
              ["access_keys_authentication_enabled", "accessKeysAuthentication", enabled("Disabled")],
              ["client_protocol", "clientProtocol", or("Encrypted")],
              ["clustering_policy", "clusteringPolicy", or("OSSCluster")],
              ["eviction_policy", "evictionPolicy", or("VolatileLRU")],
              ["module", "modules", each([named, ["args", "args", or("")]])],
              ["persistence_redis_database_backup_frequency", "persistence.rdbFrequency", nonZero],
              backedUp("persistence_redis_database_backup_frequency", "persistence.rdbEnabled"),
              ["persistence_append_only_file_backup_frequency", "persistence.aofFrequency", nonZero],
              backedUp("persistence_append_only_file_backup_frequency", "persistence.aofEnabled"),
              ["geo_replication_group_name", "geoReplication.groupNickname", nonZero],
              // Itself.
              deriveOpen(["geo_replication_group_name"], "geoReplication.linkedDatabases", (block) =>
                block.read("geo_replication_group_name") ? Unknown : undefined,
              ),
            ]),
          ],
        ],
      },
    ],
  },
  azurerm_managed_redis_access_policy_assignment: {
    arm: `${CLUSTERS}/databases/accessPolicyAssignments`,
    place: below("managed_redis_id", "=default", "object_id"),
    rows: [constant("properties.accessPolicyName", "default"), ["object_id", "properties.user.objectId"]],
  },
};

/** How often says also that. */
function backedUp(attribute: string, to: string): Derived {
  return deriveOpen([attribute], to, (block) => {
    const often = block.read(attribute);
    return isUnknown(often) ? Unknown : often === null || often === "" ? undefined : true;
  });
}

/** Whether there are blocks of a name; taken to be so where that is not known. */
function hasBlocks(block: Block, name: string): boolean {
  const blocks = block.blocks(name);
  return isUnknown(blocks) || blocks.length > 0;
}
