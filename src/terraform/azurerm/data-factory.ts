import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { below, inGroup } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { constant, derive, deriveOpen, each, enabled, json, nonZero, one, or, type Row, type Rows } from "../map/rows";
import { identity, keyParts, location, tags } from "./common";
import { declared, FACTORIES, fromVault, linkedService, principal, secure } from "./data-factory-parts";

/**
 * Data Factory and Synapse: pipelines that move files, and may call a model.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{datafactory,synapse}, and recorded requests.
 */

/** What starts pipelines. It runs only once another request has started it. */
const trigger = (type: string, rows: Rows): ResourceMap => ({
  arm: `${FACTORIES}/triggers`,
  place: below("data_factory_id", "name"),
  rows: [
    constant("properties.type", type),
    ["description", "properties.description", or("")],
    ["annotations", "properties.annotations"],
    [
      "pipeline",
      "properties.pipelines",
      each([
        constant("pipelineReference.type", "PipelineReference"),
        ["name", "pipelineReference.referenceName"],
        ["parameters", "parameters"],
      ]),
    ],
    ["additional_properties", "properties"],
    ...rows,
  ],
});

/** Credentials are sent for basic authentication only. */
const whenBasic = (from: string, to: string, as: (value: OpenValue) => OpenValue): Row =>
  derive(["authentication_type", from], to, (b) =>
    b.read("authentication_type") === "Basic" ? as(b.read(from)) : undefined,
  );

export const dataFactory: Family = {
  azurerm_data_factory: {
    arm: FACTORIES,
    place: inGroup("name"),
    rows: [
      location,
      identity({ blank: false }),
      tags,
      ["public_network_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["purview_id", "properties.purviewConfiguration.purviewResourceId", nonZero],
      deriveOpen(["global_parameter"], "properties.globalParameters", (b) => {
        const blocks = b.blocks("global_parameter");
        if (isUnknown(blocks) || blocks.some((item) => isUnknown(item) || typeof item.read("name") !== "string"))
          return Unknown;
        return Object.fromEntries(
          blocks.flatMap((item) =>
            isUnknown(item)
              ? []
              : [[String(item.read("name")), { type: item.read("type"), value: item.read("value") }]],
          ),
        );
      }),
      deriveOpen(["customer_managed_key_id", "customer_managed_key_identity_id"], "properties.encryption", (b) => {
        const id = b.read("customer_managed_key_id");
        if (isUnknown(id)) return Unknown;
        const parts = keyParts(id);
        if (!parts) return undefined;
        const identityId = b.read("customer_managed_key_identity_id");
        return {
          vaultBaseUrl: parts.uri,
          keyName: parts.name,
          keyVersion: parts.version,
          ...(identityId ? { identity: { userAssignedIdentity: identityId } } : {}),
        };
      }),
    ],
  },
  azurerm_data_factory_pipeline: {
    arm: `${FACTORIES}/pipelines`,
    place: below("data_factory_id", "name"),
    rows: [
      ["activities_json", "properties.activities", json],
      ["description", "properties.description", or("")],
      ["annotations", "properties.annotations"],
      ["concurrency", "properties.concurrency"],
      ["folder", "properties.folder.name", nonZero],
      ["moniter_metrics_after_duration", "properties.policy.elapsedTimeMetric.duration", nonZero],
      ["monitor_metrics_after_duration", "properties.policy.elapsedTimeMetric.duration", nonZero],
      declared("parameters"),
      declared("variables"),
    ],
  },
  azurerm_data_factory_trigger_blob_event: trigger("BlobEventsTrigger", [
    ["storage_account_id", "properties.typeProperties.scope"],
    ["events", "properties.typeProperties.events"],
    ["blob_path_begins_with", "properties.typeProperties.blobPathBeginsWith", nonZero],
    ["blob_path_ends_with", "properties.typeProperties.blobPathEndsWith", nonZero],
    ["ignore_empty_blobs", "properties.typeProperties.ignoreEmptyBlobs"],
  ]),
  azurerm_data_factory_trigger_custom_event: trigger("CustomEventsTrigger", [
    ["eventgrid_topic_id", "properties.typeProperties.scope"],
    ["events", "properties.typeProperties.events"],
    ["subject_begins_with", "properties.typeProperties.subjectBeginsWith", nonZero],
    ["subject_ends_with", "properties.typeProperties.subjectEndsWith", nonZero],
  ]),
  azurerm_data_factory_linked_service_web: linkedService("Web", [
    ["url", "properties.typeProperties.url"],
    ["authentication_type", "properties.typeProperties.authenticationType"],
    whenBasic("username", "properties.typeProperties.username", (value) => value ?? ""),
    whenBasic("password", "properties.typeProperties.password", secure),
  ]),
  azurerm_data_factory_linked_service_sql_managed_instance: linkedService("AzureSqlMI", [
    ["connection_string", "properties.typeProperties.connectionString", nonZero],
    fromVault("key_vault_connection_string", "properties.typeProperties.connectionString"),
    fromVault("key_vault_password", "properties.typeProperties.password"),
    ["service_principal_id", "properties.typeProperties.servicePrincipalId", nonZero],
    ["service_principal_key", "properties.typeProperties.servicePrincipalKey", { as: secure }],
    ["service_principal_key", "properties.typeProperties.servicePrincipalCredential", { as: secure }],
    ["tenant", "properties.typeProperties.tenant", nonZero],
  ]),
  azurerm_data_factory_linked_service_azure_function: linkedService("AzureFunction", [
    ["url", "properties.typeProperties.functionAppUrl"],
    ["key", "properties.typeProperties.functionKey", { as: secure }],
    fromVault("key_vault_key", "properties.typeProperties.functionKey"),
  ]),
  azurerm_data_factory_linked_service_azure_blob_storage: linkedService("AzureBlobStorage", [
    ["connection_string", "properties.typeProperties.connectionString", { as: secure }],
    ["connection_string_insecure", "properties.typeProperties.connectionString"],
    ["sas_uri", "properties.typeProperties.sasUri", nonZero],
    fromVault("sas_token_linked_key_vault_key", "properties.typeProperties.sasToken"),
    fromVault("key_vault_sas_token", "properties.typeProperties.sasToken"),
    ["service_endpoint", "properties.typeProperties.serviceEndpoint", nonZero],
    ["storage_kind", "properties.typeProperties.accountKind", nonZero],
    principal,
  ]),
  azurerm_synapse_workspace: {
    arm: "Microsoft.Synapse/workspaces",
    place: inGroup("name"),
    rows: [
      location,
      identity(),
      tags,
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["azuread_authentication_only", "properties.azureADOnlyAuthentication", or(false)],
      ["sql_administrator_login", "properties.sqlAdministratorLogin", or("")],
      ["sql_administrator_login_password", "properties.sqlAdministratorLoginPassword", or("")],
      ["managed_resource_group_name", "properties.managedResourceGroupName", or("")],
      [
        "managed_virtual_network_enabled",
        "properties.managedVirtualNetwork",
        { as: (value) => (value === true ? "default" : ""), absent: "" },
      ],
      [
        "data_exfiltration_protection_enabled",
        "properties.managedVirtualNetworkSettings.preventDataExfiltration",
        { as: (value) => (value === true ? true : undefined) },
      ],
      ["linking_allowed_for_aad_tenant_ids", "properties.managedVirtualNetworkSettings.allowedAadTenantIdsForLinking"],
      ["purview_id", "properties.purviewConfiguration.purviewResourceId", nonZero],
      ["compute_subnet_id", "properties.virtualNetworkProfile.computeSubnetId", nonZero],
      [
        "storage_data_lake_gen2_filesystem_id",
        "properties.defaultDataLakeStorage.accountUrl",
        { as: (value) => /^(https?:\/\/[^/]+)/.exec(String(value))?.[1] },
      ],
      [
        "storage_data_lake_gen2_filesystem_id",
        "properties.defaultDataLakeStorage.filesystem",
        { as: (value) => String(value).split("/").pop() },
      ],
      [
        "customer_managed_key",
        "properties.encryption.cmk",
        one([
          ["key_name", "key.name", or("cmk")],
          ["key_versionless_id", "key.keyVaultUrl"],
          ["user_assigned_identity_id", "kekIdentity.userAssignedIdentity", nonZero],
          deriveOpen(["user_assigned_identity_id"], "kekIdentity.useSystemAssignedIdentity", (b) =>
            isUnknown(b.read("user_assigned_identity_id")) ? Unknown : !b.read("user_assigned_identity_id"),
          ),
        ]),
      ],
      [
        "azure_devops_repo",
        "properties.workspaceRepositoryConfiguration",
        one([
          constant("type", "WorkspaceVSTSConfiguration"),
          ["account_name", "accountName"],
          ["project_name", "projectName"],
          ["repository_name", "repositoryName"],
          ["branch_name", "collaborationBranch"],
          ["root_folder", "rootFolder"],
          ["last_commit_id", "lastCommitId", or("")],
          ["tenant_id", "tenantId", nonZero],
        ]),
      ],
      [
        "github_repo",
        "properties.workspaceRepositoryConfiguration",
        one([
          constant("type", "WorkspaceGitHubConfiguration"),
          ["git_url", "hostName", nonZero],
          ["account_name", "accountName"],
          ["repository_name", "repositoryName"],
          ["branch_name", "collaborationBranch"],
          ["root_folder", "rootFolder"],
          ["last_commit_id", "lastCommitId", nonZero],
        ]),
      ],
    ],
  },
};
