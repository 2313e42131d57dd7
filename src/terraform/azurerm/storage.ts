import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below, either, inGroup, onto, type Place } from "../map/place";
import type { Family } from "../map/resource-map";
import {
  constant,
  derive,
  deriveOpen,
  each,
  enabled,
  list,
  nonZero,
  one,
  onlyTrue,
  or,
  words,
  type Row,
  type Rows,
} from "../map/rows";
import { byMajor, identity, keyParts, location, tags } from "./common";
import { lifecycleRule, services } from "./storage-services";

/**
 * Storage accounts and what is in them.
 * Source: hashicorp/terraform-provider-azurerm internal/services/storage, and requests recorded of 4.55.0 and 5.2.0.
 */

const ACCOUNTS = "Microsoft.Storage/storageAccounts";

/** "AzureServices, Logging": a set that is sent as one text, in the order of the service. */
const bypass: Row = [
  "bypass",
  "bypass",
  { as: (value) => (list(value).some(isUnknown) ? Unknown : list(value).join(", ")) },
];

const networkRules: Rows = [
  ["default_action", "defaultAction"],
  bypass,
  ["ip_rules", "ipRules", { as: (value) => list(value).map((ip) => ({ value: ip, action: "Allow" })) }],
  [
    "virtual_network_subnet_ids",
    "virtualNetworkRules",
    { as: (value) => list(value).map((id) => ({ id, action: "Allow" })) },
  ],
  [
    "private_link_access",
    "resourceAccessRules",
    each([
      ["endpoint_resource_id", "resourceId"],
      // Left out it is the provider's own, which no plan shows.
      ["endpoint_tenant_id", "tenantId", or(Unknown)],
    ]),
  ],
];

const OPEN_NETWORK: OpenObject = { bypass: "AzureServices", defaultAction: "Allow" };

/** The provider chooses a tier for the kinds that have one. */
const accessTier: Row = deriveOpen(["access_tier", "account_kind"], "properties.accessTier", (block) => {
  const tier = block.read("access_tier");
  if (tier !== null && tier !== undefined) return tier;
  const kind = block.read("account_kind") ?? "StorageV2";
  if (isUnknown(kind)) return Unknown;
  return ["StorageV2", "BlobStorage", "FileStorage"].includes(String(kind)) ? "Hot" : undefined;
});

const encryption: Rows = [
  ["queue_encryption_key_type", "properties.encryption.services.queue.keyType", or("Service")],
  ["table_encryption_key_type", "properties.encryption.services.table.keyType", or("Service")],
  ["infrastructure_encryption_enabled", "properties.encryption.requireInfrastructureEncryption", onlyTrue],
  [
    "customer_managed_key",
    "properties.encryption",
    one(
      [
        constant("keySource", "Microsoft.Keyvault"),
        ["key_vault_key_id", "keyvaultproperties", { as: keyProperties }],
        ["managed_hsm_key_id", "keyvaultproperties", { as: keyProperties }],
        ["user_assigned_identity_id", "identity.userAssignedIdentity"],
        constant("services.blob", { enabled: true, keyType: "Account" }),
        constant("services.file", { enabled: true, keyType: "Account" }),
      ],
      { absent: { keySource: "Microsoft.Storage" } },
    ),
  ],
];

function keyProperties(value: OpenValue, { context }: Block): OpenValue {
  const parts = keyParts(value);
  if (!parts) return value;
  const uri = context.major === undefined ? Unknown : context.major < 5 ? `${parts.uri}/` : parts.uri;
  return { keyname: parts.name, keyversion: parts.version, keyvaulturi: uri };
}

/** `Standard` + `V2` + `_` + `LRS`. */
const sku: Row = derive(
  ["account_tier", "account_replication_type", "provisioned_billing_model_version"],
  "sku.name",
  (b) =>
    `${String(b.read("account_tier"))}${String(b.read("provisioned_billing_model_version") ?? "")}_${String(b.read("account_replication_type"))}`,
);

const account: Rows = [
  location,
  identity({ blank: false }),
  tags,
  ["account_kind", "kind", or("StorageV2")],
  sku,
  ["account_tier", "sku.tier"],
  ["edge_zone", "extendedLocation", { as: (name) => ({ name, type: "EdgeZone" }) }],
  accessTier,
  ["https_traffic_only_enabled", "properties.supportsHttpsTrafficOnly", or(true)],
  ["min_tls_version", "properties.minimumTlsVersion", or("TLS1_2")],
  ["allow_nested_items_to_be_public", "properties.allowBlobPublicAccess", or(byMajor(true, false))],
  ["shared_access_key_enabled", "properties.allowSharedKeyAccess", or(true)],
  ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
  ["cross_tenant_replication_enabled", "properties.allowCrossTenantReplication", or(false)],
  ["default_to_oauth_authentication", "properties.defaultToOAuthAuthentication", or(false)],
  ["allowed_copy_scope", "properties.allowedCopyScope", nonZero],
  ["dns_endpoint_type", "properties.dnsEndpointType", or("Standard")],
  ["is_hns_enabled", "properties.isHnsEnabled", or(false)],
  ["nfsv3_enabled", "properties.isNfsV3Enabled", or(false)],
  ["sftp_enabled", "properties.isSftpEnabled", or(false)],
  ["local_user_enabled", "properties.isLocalUserEnabled", or(true)],
  ["large_file_share_enabled", "properties.largeFileSharesState", words("Enabled", undefined)],
  ["network_rules", "properties.networkAcls", one(networkRules, { computed: true, absent: OPEN_NETWORK })],
  ...encryption,
  [
    "routing",
    "properties.routingPreference",
    one(
      [
        ["choice", "routingChoice", or("MicrosoftRouting")],
        ["publish_internet_endpoints", "publishInternetEndpoints", or(false)],
        ["publish_microsoft_endpoints", "publishMicrosoftEndpoints", or(false)],
      ],
      { computed: true },
    ),
  ],
  [
    "sas_policy",
    "properties.sasPolicy",
    one([
      ["expiration_period", "sasExpirationPeriod"],
      ["expiration_action", "expirationAction", or("Log")],
    ]),
  ],
  [
    "immutability_policy",
    "properties.immutableStorageWithVersioning",
    one([
      constant("enabled", true),
      ["allow_protected_append_writes", "immutabilityPolicy.allowProtectedAppendWrites"],
      ["period_since_creation_in_days", "immutabilityPolicy.immutabilityPeriodSinceCreationInDays"],
      ["state", "immutabilityPolicy.state"],
    ]),
  ],
  [
    "azure_files_authentication",
    "properties.azureFilesIdentityBasedAuthentication",
    one([
      ["directory_type", "directoryServiceOptions"],
      ["default_share_level_permission", "defaultSharePermission", or("None")],
      [
        "active_directory",
        "activeDirectoryProperties",
        one([
          ["domain_name", "domainName"],
          ["domain_guid", "domainGuid"],
          ["domain_sid", "domainSid", nonZero],
          ["forest_name", "forestName", nonZero],
          ["netbios_domain_name", "netBiosDomainName", nonZero],
          ["storage_sid", "azureStorageSid", nonZero],
        ]),
      ],
    ]),
  ],
  [
    "custom_domain",
    "properties.customDomain",
    one([
      ["name", "name"],
      ["use_subdomain", "useSubDomainName", or(false)],
    ]),
  ],
];

/** By the account's ARM id, or (4.x) by its name alone, when only a reference tells its resource group. */
const inAccount = (...segments: string[]): Place =>
  either(below("storage_account_id", ...segments), below("storage_account_name", ...segments));

export const storage: Family = {
  azurerm_storage_account: {
    arm: ACCOUNTS,
    place: inGroup("name"),
    rows: account,
    also: services,
    only4: "queue_properties",
  },
  azurerm_storage_account_network_rules: {
    arm: ACCOUNTS,
    place: onto("storage_account_id"),
    overlay: true,
    rows: networkRules.map((row) =>
      Array.isArray(row) ? [row[0], `properties.networkAcls.${row[1]}`, row[2]] : row,
    ) as Rows,
  },
  azurerm_storage_container: {
    arm: `${ACCOUNTS}/blobServices/containers`,
    place: inAccount("=default", "name"),
    only4: "storage_account_name",
    rows: [
      [
        "container_access_type",
        "properties.publicAccess",
        {
          as: (value) => ({ private: "None", blob: "Blob", container: "Container" })[String(value)] ?? value,
          absent: "None",
        },
      ],
      ["metadata", "properties.metadata"],
      ["default_encryption_scope", "properties.defaultEncryptionScope", nonZero],
      derive(
        ["default_encryption_scope", "encryption_scope_override_enabled"],
        "properties.denyEncryptionScopeOverride",
        (b) => (b.read("default_encryption_scope") ? b.read("encryption_scope_override_enabled") === false : undefined),
      ),
    ],
  },
  azurerm_storage_container_immutability_policy: {
    arm: `${ACCOUNTS}/blobServices/containers/immutabilityPolicies`,
    place: below("storage_container_resource_manager_id", "=default"),
    rows: [
      ["immutability_period_in_days", "properties.immutabilityPeriodSinceCreationInDays"],
      ["protected_append_writes_enabled", "properties.allowProtectedAppendWrites", or(false)],
      ["protected_append_writes_all_enabled", "properties.allowProtectedAppendWritesAll", or(false)],
    ],
  },
  azurerm_storage_queue: {
    arm: `${ACCOUNTS}/queueServices/queues`,
    place: inAccount("=default", "name"),
    rows: [["metadata", "properties.metadata"]],
  },
  azurerm_storage_share: {
    arm: `${ACCOUNTS}/fileServices/shares`,
    place: inAccount("=default", "name"),
    rows: [
      ["quota", "properties.shareQuota"],
      ["enabled_protocol", "properties.enabledProtocols", or("SMB")],
      ["access_tier", "properties.accessTier"],
      ["metadata", "properties.metadata"],
      [
        "acl",
        "properties.signedIdentifiers",
        each([
          ["id", "id"],
          [
            "access_policy",
            "accessPolicy",
            one([
              ["permissions", "permission"],
              ["start", "startTime", or("")],
              ["expiry", "expiryTime", or("")],
            ]),
          ],
        ]),
      ],
    ],
  },
  azurerm_storage_table: { arm: `${ACCOUNTS}/tableServices/tables`, place: inAccount("=default", "name"), rows: [] },
  azurerm_storage_data_lake_gen2_filesystem: {
    arm: `${ACCOUNTS}/blobServices/containers`,
    place: inAccount("=default", "name"),
    rows: [],
  },
  azurerm_storage_management_policy: {
    arm: `${ACCOUNTS}/managementPolicies`,
    place: below("storage_account_id", "=default"),
    rows: [constant("name", "default"), ["rule", "properties.policy.rules", each(lifecycleRule())]],
  },
};
