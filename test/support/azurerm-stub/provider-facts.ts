import { SERVICE_DEFAULTS } from "./defaults-of-services";
import { WORKLOAD_DEFAULTS } from "./defaults-of-workloads";

type Default = string | number | boolean;

/** Terraform type -> attribute path -> planned default. */
export const DEFAULTS: Readonly<Record<string, Readonly<Record<string, Default>>>> = parse(
  SERVICE_DEFAULTS + WORKLOAD_DEFAULTS,
);

/** Blocks that the provider computes where the configuration has none; the generated classes show them as merely optional. */
export const COMPUTED_BLOCKS: Readonly<Record<string, readonly string[]>> = {
  azurerm_ai_foundry: ["managed_network"],
  azurerm_api_management: [
    "delegation",
    "hostname_configuration",
    "protocols",
    "security",
    "sign_in",
    "sign_up",
    "tenant_access",
  ],
  azurerm_api_management_api: ["subscription_key_parameter_names"],
  azurerm_cosmosdb_account: ["analytical_storage", "backup", "capabilities", "capacity"],
  azurerm_eventgrid_event_subscription: ["retry_policy"],
  azurerm_eventgrid_system_topic_event_subscription: ["retry_policy"],
  azurerm_eventhub: ["retention_description"],
  azurerm_iothub: ["cloud_to_device", "fallback_route"],
  azurerm_key_vault: ["contact", "network_acls"],
  azurerm_linux_web_app: ["site_config.application_stack"],
  azurerm_linux_web_app_slot: ["site_config.application_stack"],
  azurerm_logic_app_standard: ["connection_string", "site_config"],
  azurerm_machine_learning_workspace: ["managed_network"],
  azurerm_monitor_diagnostic_setting: ["enabled_metric", "metric"],
  azurerm_servicebus_namespace: ["network_rule_set"],
  azurerm_signalr_service: ["cors"],
  azurerm_storage_account: [
    "azure_files_authentication.active_directory",
    "blob_properties",
    "network_rules",
    "queue_properties",
    "routing",
    "share_properties",
    "static_website",
  ],
  azurerm_windows_function_app_slot: ["site_config.application_stack"],
};

/** Fields of attributes written like blocks that the provider computes. */
export const COMPUTED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  azurerm_iothub: ["endpoint.subscription_id"],
  azurerm_virtual_network: ["subnet.id"],
};

/** Required attributes of these names cannot be changed in place in any azurerm resource that has them. */
export const FORCES_REPLACEMENT: readonly string[] = ["name", "location", "resource_group_name"];

/** Attributes that the provider marks sensitive wherever they occur. */
export const SENSITIVE_NAMES =
  /(_|^)(connection_string|access_key|shared_key|password|validation_key|instrumentation_key)(_alias|_\d)?$|^(primary|secondary)_(readonly_)?key$|^default_(primary|secondary)_key$|^(storage_account|shared_access_policy|application_insights|workspace|account|cosmosdb_account)_key$|^(custom_domain_verification_id|site_credential|client_secret|custom_data|protected_settings|dead_letter_storage_secret|secure_environment_variables)$/;

/** More attributes that the provider marks sensitive, by type. */
export const SENSITIVE: Readonly<Record<string, readonly string[]>> = {
  azurerm_api_management_named_value: ["value"],
  azurerm_app_service_connection: ["authentication.certificate", "authentication.secret"],
  azurerm_bot_service_azure_bot: ["developer_app_insights_api_key", "luis_key"],
  azurerm_cognitive_account: ["custom_question_answering_search_service_key"],
  azurerm_container_app: ["secret.value"],
  azurerm_container_app_environment_dapr_component: ["secret.value"],
  azurerm_container_group: ["container.volume.secret", "init_container.volume.secret"],
  azurerm_data_factory_linked_service_azure_blob_storage: ["sas_uri", "service_endpoint"],
  azurerm_data_factory_linked_service_azure_function: ["key"],
  azurerm_eventgrid_event_subscription: ["delivery_property.value"],
  azurerm_eventgrid_system_topic_event_subscription: ["delivery_property.value"],
  azurerm_key_vault_secret: ["value"],
  azurerm_function_app_flex_consumption: ["connection_string.value"],
  azurerm_linux_function_app: ["backup.storage_account_url", "connection_string.value"],
  azurerm_linux_web_app: ["backup.storage_account_url", "connection_string.value"],
  azurerm_resource_deployment_script_azure_cli: ["environment_variable.secure_value"],
  azurerm_stream_analytics_output_function: ["api_key"],
  azurerm_windows_function_app: ["connection_string.value"],
  azurerm_windows_web_app: ["connection_string.value"],
};

function parse(table: string): Record<string, Record<string, Default>> {
  const out: Record<string, Record<string, Default>> = {};
  let current: Record<string, Default> = {};
  for (const line of table.split("\n").filter((text) => text.trim() !== "")) {
    if (!line.startsWith(" ")) {
      current = {};
      out[line.trim()] = current;
      continue;
    }
    const [paths = "", value = ""] = line.split(" = ");
    for (const path of paths.trim().split(" ")) current[path] = JSON.parse(value) as Default;
  }
  return out;
}
