import { isUnknown, Unknown } from "../../policy/unknown";
import { below, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import {
  constant,
  deriveOpen,
  each,
  enabled,
  inverted,
  nonZero,
  one,
  onlyTrue,
  or,
  type Row,
  type Rows,
} from "../map/rows";
import { identity, location, named, tags } from "./common";

/**
 * Key Vault, Log Analytics and Application Insights.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{keyvault,loganalytics,applicationinsights}, and requests recorded of 4.55.0 and
 * 5.2.0.
 */

const VAULTS = "Microsoft.KeyVault/vaults";

const permissions: Rows = [
  ["key_permissions", "permissions.keys"],
  ["secret_permissions", "permissions.secrets"],
  ["certificate_permissions", "permissions.certificates"],
  ["storage_permissions", "permissions.storage"],
];

const accessPolicy: Rows = [
  ["tenant_id", "tenantId"],
  ["object_id", "objectId"],
  ["application_id", "applicationId", nonZero],
  ...permissions,
];

/** 4.x never sends false; 5.x always sends what it is. */
const rbac: Row = deriveOpen(
  ["rbac_authorization_enabled", "enable_rbac_authorization"],
  "properties.enableRbacAuthorization",
  (b) => {
    const value = b.read("rbac_authorization_enabled") ?? b.read("enable_rbac_authorization");
    if (value !== false && value !== null) return value;
    return b.context.major === undefined ? Unknown : b.context.major >= 5 ? false : undefined;
  },
);

const daysRetained: Row = [
  "soft_delete_retention_days",
  "properties.softDeleteRetentionInDays",
  { as: (value) => (value === 90 ? undefined : value) },
];

const access = (from: string, to: string): Row => [from, to, enabled("Enabled")];

export const keyVault: Family = {
  azurerm_key_vault: {
    arm: VAULTS,
    place: inGroup("name"),
    only4: "enable_rbac_authorization",
    rows: [
      location,
      tags,
      constant("properties.sku.family", "A"),
      constant("properties.enableSoftDelete", true),
      constant("properties.createMode", "default"),
      ["sku_name", "properties.sku.name"],
      ["tenant_id", "properties.tenantId"],
      rbac,
      ["enabled_for_deployment", "properties.enabledForDeployment", or(false)],
      ["enabled_for_disk_encryption", "properties.enabledForDiskEncryption", or(false)],
      ["enabled_for_template_deployment", "properties.enabledForTemplateDeployment", or(false)],
      ["purge_protection_enabled", "properties.enablePurgeProtection", onlyTrue],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      daysRetained,
      ["access_policy", "properties.accessPolicies", each(accessPolicy, { computed: true })],
      [
        "network_acls",
        "properties.networkAcls",
        one(
          [
            ["bypass", "bypass"],
            ["default_action", "defaultAction"],
            [
              "ip_rules",
              "ipRules",
              { as: (value) => (Array.isArray(value) ? value.map((ip) => ({ value: ip })) : value) },
            ],
            [
              "virtual_network_subnet_ids",
              "virtualNetworkRules",
              { as: (value) => (Array.isArray(value) ? value.map((id) => ({ id })) : value) },
            ],
          ],
          { computed: true },
        ),
      ],
    ],
  },
  azurerm_key_vault_access_policy: {
    arm: `${VAULTS}/accessPolicies`,
    place: below("key_vault_id", "=add"),
    rows: [
      deriveOpen(["key_vault_id"], "name", (b) => b.text("key_vault_id")?.split("/").pop() ?? Unknown),
      deriveOpen(
        [
          "object_id",
          "tenant_id",
          "key_permissions",
          "secret_permissions",
          "certificate_permissions",
          "storage_permissions",
        ],
        "properties.accessPolicies",
        (b) => [
          {
            tenantId: b.read("tenant_id"),
            objectId: b.read("object_id"),
            ...(b.read("application_id") ? { applicationId: b.read("application_id") } : {}),
            permissions: {
              keys: b.read("key_permissions") ?? [],
              secrets: b.read("secret_permissions") ?? [],
              certificates: b.read("certificate_permissions") ?? [],
              storage: b.read("storage_permissions") ?? [],
            },
          },
        ],
      ),
    ],
  },
  // Data plane: no request to ARM. It is mapped as the ARM child it shows as, since a model's key may pass through it.
  azurerm_key_vault_secret: {
    arm: `${VAULTS}/secrets`,
    place: below("key_vault_id", "name"),
    rows: [
      tags,
      ["value", "properties.value"],
      ["value_wo", "properties.value"],
      ["content_type", "properties.contentType", nonZero],
    ],
  },
  azurerm_log_analytics_workspace: {
    arm: "Microsoft.OperationalInsights/workspaces",
    place: inGroup("name"),
    only4: "internet_ingestion_enabled",
    only5: "internet_ingestion_access_type",
    rows: [
      named,
      location,
      identity({ none: false }),
      tags,
      ["sku", "properties.sku.name", or("PerGB2018")],
      ["reservation_capacity_in_gb_per_day", "properties.sku.capacityReservationLevel", nonZero],
      ["retention_in_days", "properties.retentionInDays", or(0)],
      [
        "daily_quota_gb",
        "properties.workspaceCapping.dailyQuotaGb",
        { as: (value) => (value === 0 ? undefined : value), absent: -1 },
      ],
      ["allow_resource_only_permissions", "properties.features.enableLogAccessUsingOnlyResourcePermissions", or(true)],
      deriveOpen(
        ["local_authentication_enabled", "local_authentication_disabled"],
        "properties.features.disableLocalAuth",
        (b) => {
          const on = b.read("local_authentication_enabled");
          if (isUnknown(on)) return Unknown;
          return on !== null ? on === false : (b.read("local_authentication_disabled") ?? false);
        },
      ),
      ["immediate_data_purge_on_30_days_enabled", "properties.features.immediatePurgeDataOn30Days"],
      ["cmk_for_query_forced", "properties.forceCmkForQuery"],
      ["data_collection_rule_id", "properties.defaultDataCollectionRuleResourceId", nonZero],
      deriveOpen(
        ["internet_ingestion_enabled", "internet_ingestion_access_type"],
        "properties.publicNetworkAccessForIngestion",
        (b) => openness(b.read("internet_ingestion_access_type"), b.read("internet_ingestion_enabled")),
      ),
      deriveOpen(
        ["internet_query_enabled", "internet_query_access_type"],
        "properties.publicNetworkAccessForQuery",
        (b) => openness(b.read("internet_query_access_type"), b.read("internet_query_enabled")),
      ),
    ],
  },
  // A table that Azure makes: azurerm writes what may be set of it.
  azurerm_log_analytics_workspace_table_microsoft: {
    arm: "Microsoft.OperationalInsights/workspaces/tables",
    place: below("workspace_id", "name"),
    rows: [
      constant("properties.plan", "Analytics"),
      ["retention_in_days", "properties.retentionInDays", or(-1)],
      ["total_retention_in_days", "properties.totalRetentionInDays", or(-1)],
      constant("properties.schema.tableType", "Microsoft"),
      ["name", "properties.schema.name"],
      ["display_name", "properties.schema.displayName", or("")],
      ["description", "properties.schema.description", or("")],
      ["labels", "properties.schema.labels"],
      [
        "column",
        "properties.schema.columns",
        each([
          named,
          ["type", "type"],
          ["hidden", "isHidden", or(false)],
          ["display_by_default", "isDefaultDisplay", or(true)],
          ["description", "description", nonZero],
          ["display_name", "displayName", nonZero],
        ]),
      ],
    ],
  },
  azurerm_application_insights: {
    arm: "Microsoft.Insights/components",
    place: inGroup("name"),
    only4: "disable_ip_masking",
    only5: "ip_masking_enabled",
    rows: [
      named,
      location,
      tags,
      ["application_type", "kind"],
      ["application_type", "properties.Application_Type"],
      ["name", "properties.ApplicationId"],
      ["workspace_id", "properties.WorkspaceResourceId", nonZero],
      ["retention_in_days", "properties.RetentionInDays", or(90)],
      ["sampling_percentage", "properties.SamplingPercentage", or(100)],
      ["force_customer_storage_for_profiler", "properties.ForceCustomerStorageForProfiler", or(false)],
      ["disable_ip_masking", "properties.DisableIpMasking", or(false)],
      ["ip_masking_enabled", "properties.DisableIpMasking", inverted()],
      ["local_authentication_disabled", "properties.DisableLocalAuth", or(false)],
      ["local_authentication_enabled", "properties.DisableLocalAuth", inverted()],
      access("internet_ingestion_enabled", "properties.publicNetworkAccessForIngestion"),
      access("internet_query_enabled", "properties.publicNetworkAccessForQuery"),
    ],
  },
  azurerm_app_configuration: {
    arm: "Microsoft.AppConfiguration/configurationStores",
    place: inGroup("name"),
    rows: [
      location,
      identity(),
      tags,
      ["sku", "sku.name", or("free")],
      ["local_auth_enabled", "properties.disableLocalAuth", inverted(false)],
      ["public_network_access", "properties.publicNetworkAccess", nonZero],
      ["purge_protection_enabled", "properties.enablePurgeProtection", or(false)],
      [
        "soft_delete_retention_days",
        "properties.softDeleteRetentionInDays",
        { as: (value) => (value === 7 ? undefined : value) },
      ],
      ["data_plane_proxy_authentication_mode", "properties.dataPlaneProxy.authenticationMode", or("Local")],
      [
        "data_plane_proxy_private_link_delegation_enabled",
        "properties.dataPlaneProxy.privateLinkDelegation",
        enabled("Disabled"),
      ],
      [
        "encryption",
        "properties.encryption.keyVaultProperties",
        one([
          ["key_vault_key_identifier", "keyIdentifier"],
          ["identity_client_id", "identityClientId"],
        ]),
      ],
    ],
  },
};

function openness(type: unknown, flag: unknown): string | typeof Unknown {
  if (typeof type === "string") return type;
  if (isUnknown(type) || isUnknown(flag)) return Unknown;
  return flag === false ? "Disabled" : "Enabled";
}
