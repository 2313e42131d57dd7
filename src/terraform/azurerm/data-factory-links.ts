import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import {
  constant,
  derive,
  deriveOpen,
  flagOf,
  isObject,
  json,
  list,
  nonZero,
  one,
  onlyTrue,
  or,
  type Row,
  type Rows,
} from "../map/rows";
import { declared, FACTORIES, fromVault, linkedService, secure } from "./data-factory-parts";

/**
 * What a Data Factory, or a Synapse workspace, reads from and writes to.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{datafactory,synapse}.
 */

const at = (path: string): string => `properties.typeProperties.${path}`;

/** A secret that is written out. */
const secret = (from: string, to: string): Row => [
  from,
  at(to),
  { as: (value) => (value === "" ? undefined : secure(value)) },
];

/** As {@link secret}, sent also where it is empty. */
const always = (from: string, to: string): Row => [from, at(to), { as: secure, absent: () => secure("") }];

/** Sent where a flag has not the given value. */
const unless = (flag: string, from: string, to: string, as: (value: OpenValue) => OpenValue): Row =>
  deriveOpen([from, flag], at(to), (block) => {
    const on = block.read(flag);
    if (isUnknown(on)) return Unknown;
    const value = block.read(from);
    return flagOf(on) === true ? undefined : isUnknown(value) ? Unknown : as(value);
  });

const text = (value: OpenValue): OpenValue => value ?? "";
const filled = (value: OpenValue): OpenValue => (value === "" ? undefined : value);

/** One number, or the least and the most. */
const workers: Row = derive(
  ["min_number_of_workers", "max_number_of_workers"],
  at("newClusterNumOfWorker"),
  (block) => {
    const least = Number(block.read("min_number_of_workers") ?? 1);
    const most = Number(block.read("max_number_of_workers") ?? 0);
    return most > least ? `${least}:${most}` : String(least);
  },
);

const filledMap = (from: string, to: string): Row => [
  from,
  to,
  { as: (value) => (isObject(value) && Object.keys(value).length === 0 ? undefined : value) },
];

/** A key of the lake counts where there is no managed identity, and a service principal where there is neither. */
const lakePrincipal = (from: string, to: string, as: (value: OpenValue) => OpenValue): Row =>
  deriveOpen([from, "use_managed_identity", "storage_account_key"], at(to), (block) => {
    const managed = block.read("use_managed_identity");
    if (isUnknown(managed)) return Unknown;
    if (flagOf(managed) === true || block.read("storage_account_key")) return undefined;
    const value = block.read(from);
    return isUnknown(value) ? Unknown : as(value);
  });

const KUSTO_PRINCIPAL = ["use_managed_identity", "service_principal_id"] as const;
const kustoPrincipal = (from: string, to: string, as: (value: OpenValue) => OpenValue): Row =>
  deriveOpen([from, ...KUSTO_PRINCIPAL], at(to), (block) => {
    const [managed, id] = KUSTO_PRINCIPAL.map((name) => block.read(name));
    if (isUnknown(managed)) return Unknown;
    if (flagOf(managed) === true || id === null || id === "") return undefined;
    const value = block.read(from);
    return isUnknown(value) ? Unknown : as(value);
  });

/** An account is named by endpoint, key and database, or else by a connection string. */
function cosmosAccount(block: Block): OpenValue {
  const [accountEndpoint, key, database] = ["account_endpoint", "account_key", "database"].map((name) =>
    block.read(name),
  );
  if (accountEndpoint && key && database)
    return { accountEndpoint, accountKey: isUnknown(key) ? Unknown : secure(key), database };
  return { connectionString: secure(block.read("connection_string")), database: database ?? "" };
}

const basic: Rows = [
  constant(at("authenticationType"), "Anonymous"),
  [
    "basic_authentication",
    "",
    one([
      constant(at("authenticationType"), "Basic"),
      ["username", at("userName")],
      ["password", at("password"), { as: secure }],
    ]),
  ],
];

/** Text that is JSON, under the names that Azure knows. */
const custom = (arm: string, parent: string): ResourceMap => ({
  arm,
  place: below(parent, "name"),
  rows: [
    ["type", "properties.type"],
    ["type_properties_json", "properties.typeProperties", json],
    ["description", "properties.description", nonZero],
    ["annotations", "properties.annotations", { as: (all) => (list(all).length === 0 ? undefined : all) }],
    deriveOpen(["parameters"], "properties", (block) => {
      const parameters = block.read("parameters");
      if (isUnknown(parameters)) return { parameters: Unknown };
      const names = Object.keys((parameters ?? {}) as OpenObject);
      const row = declared("parameters");
      return names.length === 0 ? undefined : { parameters: row.value(block) };
    }),
    [
      "integration_runtime",
      "properties.connectVia",
      one([
        constant("type", "IntegrationRuntimeReference"),
        ["name", "referenceName"],
        filledMap("parameters", "parameters"),
      ]),
    ],
    ["additional_properties", "properties"],
  ],
});

export const dataFactoryLinks: Family = {
  azurerm_data_factory_linked_custom_service: custom(`${FACTORIES}/linkedservices`, "data_factory_id"),
  // Written by the workspace's own API, in the same form.
  azurerm_synapse_linked_service: custom("Microsoft.Synapse/workspaces/linkedServices", "synapse_workspace_id"),
  azurerm_data_factory_linked_service_azure_databricks: linkedService("AzureDatabricks", [
    ["adb_domain", at("domain")],
    ["msi_work_space_resource_id", at("authentication"), { as: (id) => (id === "" ? undefined : "MSI") }],
    ["msi_work_space_resource_id", at("workspaceResourceId"), nonZero],
    secret("access_token", "accessToken"),
    fromVault("key_vault_password", at("accessToken")),
    ["existing_cluster_id", at("existingClusterId"), nonZero],
    [
      "instance_pool",
      "",
      one([["instance_pool_id", at("instancePoolId")], ["cluster_version", at("newClusterVersion")], workers]),
    ],
    [
      "new_cluster_config",
      "",
      one([
        ["cluster_version", at("newClusterVersion")],
        workers,
        ["node_type", at("newClusterNodeType")],
        ["driver_node_type", at("newClusterDriverNodeType"), or("")],
        ["log_destination", at("newClusterLogDestination"), or("")],
        ["init_scripts", at("newClusterInitScripts"), or([])],
        filledMap("spark_config", at("newClusterSparkConf")),
        filledMap("spark_environment_variables", at("newClusterSparkEnvVars")),
        filledMap("custom_tags", at("newClusterCustomTags")),
      ]),
    ],
  ]),
  azurerm_data_factory_linked_service_azure_file_storage: linkedService("AzureFileStorage", [
    always("connection_string", "connectionString"),
    ["file_share", at("fileShare"), or("")],
    ["host", at("host"), nonZero],
    ["user_id", at("userId"), nonZero],
    secret("password", "password"),
    fromVault("key_vault_password", at("password")),
  ]),
  azurerm_data_factory_linked_service_azure_search: linkedService("AzureSearch", [
    ["url", at("url")],
    always("search_service_key", "key"),
  ]),
  azurerm_data_factory_linked_service_azure_sql_database: linkedService("AzureSqlDatabase", [
    deriveOpen(["connection_string", "use_managed_identity"], at("connectionString"), (block) => {
      const [value, managed] = [block.read("connection_string"), block.read("use_managed_identity")];
      if (value === null || value === "") return undefined;
      return isUnknown(value) || isUnknown(managed) ? Unknown : flagOf(managed) === true ? value : secure(value);
    }),
    fromVault("key_vault_connection_string", at("connectionString")),
    fromVault("key_vault_password", at("password")),
    unless("use_managed_identity", "service_principal_id", "servicePrincipalId", text),
    unless("use_managed_identity", "service_principal_key", "servicePrincipalKey", secure),
    deriveOpen(["tenant_id", "use_managed_identity"], at("tenant"), (block) => {
      const [tenant, managed] = [block.read("tenant_id"), block.read("use_managed_identity")];
      if (isUnknown(tenant) || isUnknown(managed)) return Unknown;
      return flagOf(managed) === true ? text(tenant) : filled(tenant);
    }),
    ["credential_name", at("credential.referenceName"), nonZero],
  ]),
  azurerm_data_factory_linked_service_azure_table_storage: linkedService("AzureTableStorage", [
    always("connection_string", "connectionString"),
  ]),
  azurerm_data_factory_linked_service_cosmosdb: linkedService("CosmosDb", [
    deriveOpen(
      ["account_endpoint", "account_key", "database", "connection_string"],
      "properties.typeProperties",
      cosmosAccount,
    ),
  ]),
  azurerm_data_factory_linked_service_cosmosdb_mongoapi: linkedService("CosmosDbMongoDbApi", [
    always("connection_string", "connectionString"),
    ["database", at("database"), or("")],
    ["server_version_is_32_or_higher", at("isServerVersionAbove32"), or(false)],
  ]),
  azurerm_data_factory_linked_service_data_lake_storage_gen2: linkedService("AzureBlobFS", [
    ["url", at("url")],
    unless("use_managed_identity", "storage_account_key", "accountKey", (key) => (key ? secure(key) : undefined)),
    lakePrincipal("service_principal_id", "servicePrincipalId", text),
    lakePrincipal("service_principal_key", "servicePrincipalKey", secure),
    lakePrincipal("tenant", "tenant", text),
  ]),
  azurerm_data_factory_linked_service_key_vault: linkedService("AzureKeyVault", [
    // The address of the vault, which the provider looks up.
    ["key_vault_id", at("baseUrl"), { as: () => Unknown }],
  ]),
  azurerm_data_factory_linked_service_kusto: linkedService("AzureDataExplorer", [
    ["kusto_endpoint", at("endpoint")],
    ["kusto_database_name", at("database")],
    kustoPrincipal("service_principal_id", "servicePrincipalId", text),
    kustoPrincipal("service_principal_key", "servicePrincipalKey", secure),
    kustoPrincipal("tenant", "tenant", text),
  ]),
  azurerm_data_factory_linked_service_mysql: linkedService("MySql", [
    always("connection_string", "connectionString"),
    // Of later versions.
    ["driver_version", at("driverVersion")],
  ]),
  azurerm_data_factory_linked_service_postgresql: linkedService("PostgreSql", [
    always("connection_string", "connectionString"),
  ]),
  azurerm_data_factory_linked_service_odata: linkedService("OData", [["url", at("url")], ...basic]),
  azurerm_data_factory_linked_service_odbc: linkedService("Odbc", [
    ["connection_string", at("connectionString")],
    ...basic,
  ]),
  azurerm_data_factory_linked_service_sftp: linkedService("Sftp", [
    ["host", at("host")],
    ["port", at("port")],
    ["authentication_type", at("authenticationType")],
    ["username", at("userName")],
    secret("password", "password"),
    fromVault("key_vault_password", at("password")),
    secret("private_key_content_base64", "privateKeyContent"),
    fromVault("key_vault_private_key_content_base64", at("privateKeyContent")),
    secret("private_key_passphrase", "passPhrase"),
    fromVault("key_vault_private_key_passphrase", at("passPhrase")),
    ["private_key_path", at("privateKeyPath"), nonZero],
    ["skip_host_key_validation", at("skipHostKeyValidation"), onlyTrue],
    ["host_key_fingerprint", at("hostKeyFingerprint"), nonZero],
  ]),
  azurerm_data_factory_linked_service_snowflake: linkedService("Snowflake", [
    ["connection_string", at("connectionString")],
    fromVault("key_vault_password", at("password")),
  ]),
  azurerm_data_factory_linked_service_sql_server: linkedService("SqlServer", [
    ["connection_string", at("connectionString"), nonZero],
    fromVault("key_vault_connection_string", at("connectionString")),
    ["user_name", at("userName"), nonZero],
    fromVault("key_vault_password", at("password")),
  ]),
  azurerm_data_factory_linked_service_synapse: linkedService("AzureSqlDW", [
    ["connection_string", at("connectionString")],
    fromVault("key_vault_password", at("password")),
  ]),
};
