/**
 * What Azure makes up when a resource is created, as templates: `{attribute}` is an attribute of the resource, `{group}` the id of its resource group,
 * `{subscription}` the provider's subscription, `{policyScope}` where a policy is defined, `{vault}` the name of the key vault, `{guid}` a GUID of its own, `{key}` and `{other}` its keys. Of several the first counts whose
 * attributes are all set.
 * Source: the import ids and exported attributes in the documentation of hashicorp/terraform-provider-azurerm.
 */
type Template = string | readonly string[];

const inGroup = (type: string, name = "{name}"): string => `{group}/providers/${type}/${name}`;

/** ARM ids. */
export const IDS: Readonly<Record<string, Template>> = {
  azurerm_ai_foundry: inGroup("Microsoft.MachineLearningServices/workspaces"),
  azurerm_ai_services: inGroup("Microsoft.CognitiveServices/accounts"),
  azurerm_api_connection: inGroup("Microsoft.Web/connections"),
  azurerm_api_management: inGroup("Microsoft.ApiManagement/service"),
  azurerm_api_management_backend: inGroup("Microsoft.ApiManagement/service", "{api_management_name}/backends/{name}"),
  azurerm_app_configuration: inGroup("Microsoft.AppConfiguration/configurationStores"),
  azurerm_app_service_connection: "{app_service_id}/providers/Microsoft.ServiceLinker/linkers/{name}",
  azurerm_arc_kubernetes_cluster: inGroup("Microsoft.Kubernetes/connectedClusters"),
  azurerm_cdn_frontdoor_endpoint: "{cdn_frontdoor_profile_id}/afdEndpoints/{name}",
  azurerm_cdn_frontdoor_origin: "{cdn_frontdoor_origin_group_id}/origins/{name}",
  azurerm_cdn_frontdoor_origin_group: "{cdn_frontdoor_profile_id}/originGroups/{name}",
  azurerm_cdn_frontdoor_profile: inGroup("Microsoft.Cdn/profiles"),
  azurerm_cognitive_account: inGroup("Microsoft.CognitiveServices/accounts"),
  azurerm_cognitive_account_project: "{cognitive_account_id}/projects/{name}",
  azurerm_cognitive_account_rai_policy: "{cognitive_account_id}/raiPolicies/{name}",
  azurerm_cognitive_deployment: "{cognitive_account_id}/deployments/{name}",
  azurerm_communication_service: inGroup("Microsoft.Communication/communicationServices"),
  azurerm_container_app: inGroup("Microsoft.App/containerApps"),
  azurerm_container_app_environment: inGroup("Microsoft.App/managedEnvironments"),
  azurerm_container_app_environment_dapr_component: "{container_app_environment_id}/daprComponents/{name}",
  azurerm_container_app_job: inGroup("Microsoft.App/jobs"),
  azurerm_container_group: inGroup("Microsoft.ContainerInstance/containerGroups"),
  azurerm_cosmosdb_account: inGroup("Microsoft.DocumentDB/databaseAccounts"),
  azurerm_data_factory: inGroup("Microsoft.DataFactory/factories"),
  azurerm_data_factory_linked_service_azure_blob_storage: "{data_factory_id}/linkedservices/{name}",
  azurerm_data_factory_linked_service_cosmosdb: "{data_factory_id}/linkedservices/{name}",
  azurerm_data_factory_linked_service_data_lake_storage_gen2: "{data_factory_id}/linkedservices/{name}",
  azurerm_data_factory_pipeline: "{data_factory_id}/pipelines/{name}",
  azurerm_databox_edge_device: inGroup("Microsoft.DataBoxEdge/dataBoxEdgeDevices"),
  azurerm_databricks_access_connector: inGroup("Microsoft.Databricks/accessConnectors"),
  azurerm_digital_twins_endpoint_eventgrid: "{digital_twins_id}/endpoints/{name}",
  azurerm_digital_twins_instance: inGroup("Microsoft.DigitalTwins/digitalTwinsInstances"),
  azurerm_eventgrid_domain: inGroup("Microsoft.EventGrid/domains"),
  azurerm_eventgrid_domain_topic: inGroup("Microsoft.EventGrid/domains", "{domain_name}/topics/{name}"),
  azurerm_eventgrid_event_subscription: "{scope}/providers/Microsoft.EventGrid/eventSubscriptions/{name}",
  azurerm_eventgrid_namespace: inGroup("Microsoft.EventGrid/namespaces"),
  azurerm_eventgrid_system_topic: inGroup("Microsoft.EventGrid/systemTopics"),
  azurerm_eventgrid_system_topic_event_subscription: inGroup(
    "Microsoft.EventGrid/systemTopics",
    "{system_topic}/eventSubscriptions/{name}",
  ),
  azurerm_eventgrid_topic: inGroup("Microsoft.EventGrid/topics"),
  azurerm_eventhub: [
    "{namespace_id}/eventhubs/{name}",
    inGroup("Microsoft.EventHub/namespaces", "{namespace_name}/eventhubs/{name}"),
  ],
  azurerm_eventhub_authorization_rule: inGroup(
    "Microsoft.EventHub/namespaces",
    "{namespace_name}/eventhubs/{eventhub_name}/authorizationRules/{name}",
  ),
  azurerm_eventhub_namespace: inGroup("Microsoft.EventHub/namespaces"),
  azurerm_federated_identity_credential: [
    "{parent_id}/federatedIdentityCredentials/{name}",
    "{user_assigned_identity_id}/federatedIdentityCredentials/{name}",
  ],
  azurerm_function_app_flex_consumption: inGroup("Microsoft.Web/sites"),
  azurerm_hpc_cache: inGroup("Microsoft.StorageCache/caches"),
  azurerm_hpc_cache_blob_target: inGroup("Microsoft.StorageCache/caches", "{cache_name}/storageTargets/{name}"),
  azurerm_iotcentral_application: inGroup("Microsoft.IoTCentral/iotApps"),
  azurerm_iothub: inGroup("Microsoft.Devices/IotHubs"),
  azurerm_iothub_dps: inGroup("Microsoft.Devices/provisioningServices"),
  azurerm_iothub_endpoint_servicebus_topic: "{iothub_id}/endpoints/{name}",
  azurerm_iothub_endpoint_storage_container: "{iothub_id}/endpoints/{name}",
  azurerm_key_vault: inGroup("Microsoft.KeyVault/vaults"),
  azurerm_key_vault_secret: "https://{vault}.vault.azure.net/secrets/{name}/0123456789abcdef",
  azurerm_kubernetes_cluster: inGroup("Microsoft.ContainerService/managedClusters"),
  azurerm_kusto_cluster: inGroup("Microsoft.Kusto/clusters"),
  azurerm_kusto_database: inGroup("Microsoft.Kusto/clusters", "{cluster_name}/databases/{name}"),
  azurerm_kusto_eventhub_data_connection: inGroup(
    "Microsoft.Kusto/clusters",
    "{cluster_name}/databases/{database_name}/dataConnections/{name}",
  ),
  azurerm_linux_function_app: inGroup("Microsoft.Web/sites"),
  azurerm_linux_virtual_machine: inGroup("Microsoft.Compute/virtualMachines"),
  azurerm_linux_web_app: inGroup("Microsoft.Web/sites"),
  azurerm_log_analytics_workspace: inGroup("Microsoft.OperationalInsights/workspaces"),
  azurerm_logic_app_action_http: "{logic_app_id}/actions/{name}",
  azurerm_logic_app_trigger_custom: "{logic_app_id}/triggers/{name}",
  azurerm_logic_app_workflow: inGroup("Microsoft.Logic/workflows"),
  azurerm_machine_learning_datastore_blobstorage: "{workspace_id}/dataStores/{name}",
  azurerm_machine_learning_workspace: inGroup("Microsoft.MachineLearningServices/workspaces"),
  azurerm_management_group: "/providers/Microsoft.Management/managementGroups/{name}",
  azurerm_management_group_policy_assignment:
    "{management_group_id}/providers/Microsoft.Authorization/policyAssignments/{name}",
  azurerm_management_group_policy_exemption:
    "{management_group_id}/providers/Microsoft.Authorization/policyExemptions/{name}",
  azurerm_management_group_policy_set_definition:
    "{management_group_id}/providers/Microsoft.Authorization/policySetDefinitions/{name}",
  azurerm_monitor_diagnostic_setting: "{target_resource_id}|{name}",
  azurerm_mssql_database: "{server_id}/databases/{name}",
  azurerm_mssql_server: inGroup("Microsoft.Sql/servers"),
  azurerm_netapp_account: inGroup("Microsoft.NetApp/netAppAccounts"),
  azurerm_netapp_pool: inGroup("Microsoft.NetApp/netAppAccounts", "{account_name}/capacityPools/{name}"),
  azurerm_netapp_volume: inGroup(
    "Microsoft.NetApp/netAppAccounts",
    "{account_name}/capacityPools/{pool_name}/volumes/{name}",
  ),
  azurerm_network_interface: inGroup("Microsoft.Network/networkInterfaces"),
  azurerm_nginx_configuration: "{nginx_deployment_id}/configurations/default",
  azurerm_nginx_deployment: inGroup("Nginx.NginxPlus/nginxDeployments"),
  azurerm_policy_definition: "{policyScope}/providers/Microsoft.Authorization/policyDefinitions/{name}",
  azurerm_policy_set_definition: "{policyScope}/providers/Microsoft.Authorization/policySetDefinitions/{name}",
  azurerm_postgresql_flexible_server: inGroup("Microsoft.DBforPostgreSQL/flexibleServers"),
  azurerm_private_endpoint: inGroup("Microsoft.Network/privateEndpoints"),
  azurerm_redis_cache: inGroup("Microsoft.Cache/redis"),
  azurerm_relay_hybrid_connection: inGroup(
    "Microsoft.Relay/namespaces",
    "{relay_namespace_name}/hybridConnections/{name}",
  ),
  azurerm_relay_namespace: inGroup("Microsoft.Relay/namespaces"),
  azurerm_resource_group: "/subscriptions/{subscription}/resourceGroups/{name}",
  azurerm_resource_group_policy_assignment:
    "{resource_group_id}/providers/Microsoft.Authorization/policyAssignments/{name}",
  azurerm_resource_group_policy_exemption:
    "{resource_group_id}/providers/Microsoft.Authorization/policyExemptions/{name}",
  azurerm_resource_policy_assignment: "{resource_id}/providers/Microsoft.Authorization/policyAssignments/{name}",
  azurerm_resource_policy_exemption: "{resource_id}/providers/Microsoft.Authorization/policyExemptions/{name}",
  azurerm_role_assignment: "{scope}/providers/Microsoft.Authorization/roleAssignments/{guid}",
  azurerm_role_definition:
    "/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{guid}|{scope}",
  azurerm_search_service: inGroup("Microsoft.Search/searchServices"),
  azurerm_search_shared_private_link_service: "{search_service_id}/sharedPrivateLinkResources/{name}",
  azurerm_service_plan: inGroup("Microsoft.Web/serverFarms"),
  azurerm_servicebus_namespace: inGroup("Microsoft.ServiceBus/namespaces"),
  azurerm_servicebus_queue: "{namespace_id}/queues/{name}",
  azurerm_servicebus_subscription: "{topic_id}/subscriptions/{name}",
  azurerm_servicebus_topic: "{namespace_id}/topics/{name}",
  azurerm_servicebus_topic_authorization_rule: "{topic_id}/authorizationRules/{name}",
  azurerm_spring_cloud_app: inGroup("Microsoft.AppPlatform/spring", "{service_name}/apps/{name}"),
  azurerm_spring_cloud_java_deployment: "{spring_cloud_app_id}/deployments/{name}",
  azurerm_spring_cloud_service: inGroup("Microsoft.AppPlatform/spring"),
  azurerm_storage_account: inGroup("Microsoft.Storage/storageAccounts"),
  azurerm_storage_container: [
    "{storage_account_id}/blobServices/default/containers/{name}",
    "https://{storage_account_name}.blob.core.windows.net/{name}",
  ],
  azurerm_storage_object_replication:
    "{source_storage_account_id}/objectReplicationPolicies/{guid};{destination_storage_account_id}/objectReplicationPolicies/{guid}",
  azurerm_storage_share: "{storage_account_id}/fileServices/default/shares/{name}",
  azurerm_storage_sync: inGroup("Microsoft.StorageSync/storageSyncServices"),
  azurerm_storage_sync_cloud_endpoint: "{storage_sync_group_id}/cloudEndpoints/{name}",
  azurerm_storage_sync_group: "{storage_sync_id}/syncGroups/{name}",
  azurerm_stream_analytics_job: inGroup("Microsoft.StreamAnalytics/streamingJobs"),
  azurerm_stream_analytics_output_mssql: inGroup(
    "Microsoft.StreamAnalytics/streamingJobs",
    "{stream_analytics_job_name}/outputs/{name}",
  ),
  azurerm_stream_analytics_stream_input_iothub: inGroup(
    "Microsoft.StreamAnalytics/streamingJobs",
    "{stream_analytics_job_name}/inputs/{name}",
  ),
  azurerm_subnet: inGroup("Microsoft.Network/virtualNetworks", "{virtual_network_name}/subnets/{name}"),
  azurerm_subscription_policy_assignment:
    "{subscription_id}/providers/Microsoft.Authorization/policyAssignments/{name}",
  azurerm_subscription_policy_exemption: "{subscription_id}/providers/Microsoft.Authorization/policyExemptions/{name}",
  azurerm_user_assigned_identity: inGroup("Microsoft.ManagedIdentity/userAssignedIdentities"),
  azurerm_virtual_network: inGroup("Microsoft.Network/virtualNetworks"),
  azurerm_web_pubsub: inGroup("Microsoft.SignalRService/webPubSub"),
  azurerm_windows_function_app: inGroup("Microsoft.Web/sites"),
};

const storage = "DefaultEndpointsProtocol=https;AccountName={name};AccountKey={key};EndpointSuffix=core.windows.net";
const bus =
  "Endpoint=sb://{name}.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey={key}";
const account: Readonly<Record<string, Template>> = {
  endpoint: ["https://{custom_subdomain_name}.openai.azure.com/", "https://westeurope.api.cognitive.microsoft.com/"],
  primary_access_key: "{key}",
  secondary_access_key: "{other}",
};
const site: Readonly<Record<string, Template>> = { default_hostname: "{name}.azurewebsites.net" };
const workspace: Readonly<Record<string, Template>> = { discovery_url: "https://westeurope.api.azureml.ms/discovery" };

/** Hosts, keys and connection strings. */
export const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, Template>>>> = {
  azurerm_ai_foundry: workspace,
  azurerm_ai_services: account,
  azurerm_api_management: { gateway_url: "https://{name}.azure-api.net" },
  azurerm_app_configuration: { endpoint: "https://{name}.azconfig.io" },
  azurerm_cdn_frontdoor_endpoint: { host_name: "{name}-abc.z01.azurefd.net" },
  azurerm_cognitive_account: account,
  azurerm_container_app: { latest_revision_fqdn: "{name}--1.stub.westeurope.azurecontainerapps.io" },
  azurerm_cosmosdb_account: {
    endpoint: "https://{name}.documents.azure.com:443/",
    primary_key: "{key}",
    secondary_key: "{other}",
  },
  azurerm_digital_twins_instance: { host_name: "{name}.api.weu.digitaltwins.azure.net" },
  azurerm_eventgrid_domain: {
    endpoint: "https://{name}.westeurope-1.eventgrid.azure.net/api/events",
    primary_access_key: "{key}",
  },
  azurerm_eventgrid_topic: { endpoint: "https://{name}.westeurope-1.eventgrid.azure.net/api/events" },
  azurerm_eventhub_authorization_rule: {
    primary_connection_string:
      "Endpoint=sb://{namespace_name}.servicebus.windows.net/;SharedAccessKeyName={name};SharedAccessKey={key};EntityPath={eventhub_name}",
    primary_key: "{key}",
  },
  azurerm_eventhub_namespace: { default_primary_connection_string: bus, default_primary_key: "{key}" },
  azurerm_function_app_flex_consumption: site,
  azurerm_iothub: {
    hostname: "{name}.azure-devices.net",
    event_hub_events_endpoint: "sb://ihsuprodam.servicebus.windows.net/",
    event_hub_events_path: "iothub-ehub-{name}",
  },
  azurerm_iothub_dps: { service_operations_host_name: "{name}.azure-devices-provisioning.net" },
  azurerm_key_vault: { vault_uri: "https://{name}.vault.azure.net/" },
  azurerm_key_vault_secret: {
    resource_id: "{key_vault_id}/secrets/{name}/versions/0123456789abcdef",
    resource_versionless_id: "{key_vault_id}/secrets/{name}",
    version: "0123456789abcdef",
    versionless_id: "https://{vault}.vault.azure.net/secrets/{name}",
  },
  azurerm_kubernetes_cluster: { oidc_issuer_url: "https://westeurope.oic.prod-aks.azure.com/{guid}/" },
  azurerm_kusto_cluster: { uri: "https://{name}.westeurope.kusto.windows.net" },
  azurerm_linux_function_app: site,
  azurerm_linux_web_app: site,
  azurerm_logic_app_workflow: { access_endpoint: "https://prod-1.westeurope.logic.azure.com:443/workflows/{guid}" },
  azurerm_machine_learning_workspace: workspace,
  azurerm_mssql_server: { fully_qualified_domain_name: "{name}.database.windows.net" },
  azurerm_postgresql_flexible_server: { fqdn: "{name}.postgres.database.azure.com" },
  azurerm_redis_cache: {
    hostname: "{name}.redis.cache.windows.net",
    primary_access_key: "{key}",
    primary_connection_string: "{name}.redis.cache.windows.net:6380,password={key},ssl=true,abortConnect=False",
  },
  azurerm_relay_namespace: { primary_connection_string: bus },
  azurerm_role_definition: {
    role_definition_id: "{guid}",
    role_definition_resource_id:
      "/subscriptions/{subscription}/providers/Microsoft.Authorization/roleDefinitions/{guid}",
  },
  azurerm_servicebus_namespace: {
    default_primary_connection_string: bus,
    endpoint: "https://{name}.servicebus.windows.net:443/",
  },
  azurerm_storage_account: {
    primary_access_key: "{key}",
    secondary_access_key: "{other}",
    primary_connection_string: storage,
    primary_blob_connection_string: storage,
    primary_blob_endpoint: "https://{name}.blob.core.windows.net/",
    primary_blob_host: "{name}.blob.core.windows.net",
    primary_dfs_endpoint: "https://{name}.dfs.core.windows.net/",
    primary_file_endpoint: "https://{name}.file.core.windows.net/",
    primary_queue_endpoint: "https://{name}.queue.core.windows.net/",
    primary_table_endpoint: "https://{name}.table.core.windows.net/",
    primary_web_endpoint: "https://{name}.z6.web.core.windows.net/",
    primary_web_host: "{name}.z6.web.core.windows.net",
  },
  azurerm_windows_function_app: site,
};

/**
 * A template with its attributes in place.
 * @param valueOf what stands for a name; undefined where the resource has nothing there
 */
export function fill(template: Template, valueOf: (name: string) => string | undefined): string {
  const all = typeof template === "string" ? [template] : template;
  const namesIn = (each: string): string[] => [...each.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const chosen = all.find((each) => namesIn(each).every((name) => valueOf(name) !== undefined)) ?? all[0] ?? "";
  return chosen.replace(/\{(\w+)\}/g, (_match, name: string) => valueOf(name) ?? "stub");
}
