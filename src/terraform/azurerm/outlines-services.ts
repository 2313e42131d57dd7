import { below, inGroup, onScope, type Place } from "../map/place";
import type { Family } from "../map/resource-map";
import { outlinesOf } from "./outlines";

/**
 * More types of which only the outline is mapped, by the service they belong to: what stands in and beside the resources that a camera's media pass.
 * Source of the types: the import ids in the docs of hashicorp/terraform-provider-azurerm.
 */

const inService = (...segments: string[]): Place => inGroup("api_management_name", ...segments);
const onService = below("api_management_id", "name");
const inApi = (...segments: string[]): Place => inService("api_name", ...segments);
const inAccount = inGroup("account_name", "name");
const inCache = inGroup("cache_name", "name");
const onRegistry = below("container_registry_id", "name");

export const outlinesOfServices: Family = {
  ...outlinesOf("Microsoft.ApiManagement", [
    ["api_management_api_release", "service/apis/releases", below("api_id", "name")],
    ["api_management_api_schema", "service/apis/schemas", inApi("schema_id")],
    ["api_management_api_tag_description", "service/apis/tagDescriptions", below("api_tag_id", "~api_tag_id")],
    ["api_management_email_template", "service/templates", inService("template_name")],
    ["api_management_global_schema", "service/schemas", inService("schema_id")],
    ["api_management_group_user", "service/groups/users", inService("group_name", "user_id")],
    ["api_management_product_api", "service/products/apis", inService("product_id", "api_name")],
    ["api_management_product_group", "service/products/groups", inService("product_id", "group_name")],
    ["api_management_standalone_gateway", "gateways"],
    ["api_management_tag", "service/tags", onService],
    ["api_management_workspace", "service/workspaces", onService],
    ["api_management_workspace_policy", "service/workspaces/policies", below("api_management_workspace_id", "=policy")],
  ]),
  ...outlinesOf("Microsoft.BotService", [
    ["bot_web_app", "botServices"],
    ["bot_connection", "botServices/connections", inGroup("bot_name", "name")],
  ]),
  ...outlinesOf("Microsoft.Communication", [
    ["email_communication_service", "emailServices"],
    ["email_communication_service_domain", "emailServices/domains", below("email_service_id", "name")],
  ]),
  ...outlinesOf("Microsoft.Security", [
    ["iot_security_solution", "iotSecuritySolutions"],
    ["iot_security_device_group", "deviceSecurityGroups", onScope("iothub_id", "name")],
  ]),
  ...outlinesOf("Microsoft.StorageMover", [
    ["storage_mover", "storageMovers"],
    ["storage_mover_agent", "storageMovers/agents", below("storage_mover_id", "name")],
    ["storage_mover_project", "storageMovers/projects", below("storage_mover_id", "name")],
    ["storage_mover_source_endpoint", "storageMovers/endpoints", below("storage_mover_id", "name")],
    ["storage_mover_target_endpoint", "storageMovers/endpoints", below("storage_mover_id", "name")],
    [
      "storage_mover_job_definition",
      "storageMovers/projects/jobDefinitions",
      below("storage_mover_project_id", "name"),
    ],
  ]),
  ...outlinesOf("Microsoft.StorageSync", [
    ["storage_sync", "storageSyncServices"],
    ["storage_sync_group", "storageSyncServices/syncGroups", below("storage_sync_id", "name")],
    [
      "storage_sync_cloud_endpoint",
      "storageSyncServices/syncGroups/cloudEndpoints",
      below("storage_sync_group_id", "name"),
    ],
    [
      "storage_sync_server_endpoint",
      "storageSyncServices/syncGroups/serverEndpoints",
      below("storage_sync_group_id", "name"),
    ],
  ]),
  ...outlinesOf("Microsoft.NetApp", [
    ["netapp_account", "netAppAccounts"],
    ["netapp_pool", "netAppAccounts/capacityPools", inAccount],
    ["netapp_volume", "netAppAccounts/capacityPools/volumes", inGroup("account_name", "pool_name", "name")],
  ]),
  ...outlinesOf("Microsoft.StorageCache", [
    ["managed_lustre_file_system", "amlFilesystems"],
    ["hpc_cache", "caches"],
    ["hpc_cache_blob_target", "caches/storageTargets", inCache],
    ["hpc_cache_blob_nfs_target", "caches/storageTargets", inCache],
    ["hpc_cache_nfs_target", "caches/storageTargets", inCache],
  ]),
  ...outlinesOf("Nginx.NginxPlus", [
    ["nginx_deployment", "nginxDeployments"],
    ["nginx_configuration", "nginxDeployments/configurations", below("nginx_deployment_id", "=default")],
  ]),
  ...outlinesOf("Microsoft.KeyVault", [
    ["key_vault_key", "vaults/keys", below("key_vault_id", "name")],
    ["key_vault_certificate", "vaults/certificates", below("key_vault_id", "name")],
  ]),
  ...outlinesOf("Microsoft.DocumentDB", [
    ["cosmosdb_cassandra_keyspace", "databaseAccounts/cassandraKeyspaces", inAccount],
    ["cosmosdb_gremlin_database", "databaseAccounts/gremlinDatabases", inAccount],
    ["cosmosdb_mongo_database", "databaseAccounts/mongodbDatabases", inAccount],
    [
      "cosmosdb_mongo_collection",
      "databaseAccounts/mongodbDatabases/collections",
      inGroup("account_name", "database_name", "name"),
    ],
    [
      "cosmosdb_sql_dedicated_gateway",
      "databaseAccounts/services",
      below("cosmosdb_account_id", "=SqlDedicatedGateway"),
    ],
    [
      "cosmosdb_sql_role_definition",
      "databaseAccounts/sqlRoleDefinitions",
      inGroup("account_name", "role_definition_id"),
    ],
    ["cosmosdb_table", "databaseAccounts/tables", inAccount],
    ["cosmosdb_cassandra_cluster", "cassandraClusters"],
    ["mongo_cluster", "mongoClusters"],
  ]),
  ...outlinesOf("Microsoft.DBforPostgreSQL", [["cosmosdb_postgresql_cluster", "serverGroupsv2"]]),
  ...outlinesOf("Microsoft.Cache", [
    ["redis_enterprise_cluster", "redisEnterprise"],
    ["redis_enterprise_database", "redisEnterprise/databases", below("cluster_id", "name")],
  ]),
  ...outlinesOf("Microsoft.RedHatOpenShift", [["redhat_openshift_cluster", "openShiftClusters"]]),
  ...outlinesOf("Microsoft.HDInsight", [
    ["hdinsight_hadoop_cluster", "clusters"],
    ["hdinsight_hbase_cluster", "clusters"],
    ["hdinsight_interactive_query_cluster", "clusters"],
    ["hdinsight_kafka_cluster", "clusters"],
    ["hdinsight_spark_cluster", "clusters"],
  ]),
  ...outlinesOf("Microsoft.HybridCompute", [
    ["arc_machine_extension", "machines/extensions", below("arc_machine_id", "name")],
  ]),
  ...outlinesOf("Microsoft.ContainerRegistry", [
    ["container_connected_registry", "registries/connectedRegistries", onRegistry],
  ]),
};
