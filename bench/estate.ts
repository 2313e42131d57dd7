/** The resources of an estate of any size, nothing in it against the rules, and what the checker has to be told so that it is compliant. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Attributes = Record<string, Json>;

export interface Resource {
  type: string;
  name: string;
  /** The module instance it is in. */
  module?: string;
  /** What is known at plan time. */
  values: Attributes;
  /** Id, once it exists. */
  id: string;
  /** Attributes known only after apply, beside `id`, and what they are then. */
  computed?: Attributes;
  /** Blocks of which a part is known only after apply, as they are then. */
  completed?: Attributes;
  /** Attribute -> what the configuration refers to. */
  references?: Record<string, string[]>;
}

export const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
const GUARD_SCOPE = "/providers/Microsoft.Management/managementGroups/corp";

export const TAGS: Record<string, string> = {
  "aoai-operator": "none",
  "aoai-on-behalf-of": "none",
  "aoai-use-case": "text-generation",
  "aoai-camera-source": "none",
  "aoai-camera-environment": "none",
  "aoai-camera-processing": "none",
  "aoai-owner": "ai-platform@contoso.example",
  "cost-center": "4711",
};

/** Arguments that azurerm lists as null where they are left out; a plan is mostly made of them. */
const unset = (...names: string[]): Attributes => Object.fromEntries(names.map((name) => [name, null]));

/** Azure's "Cognitive Services OpenAI User". */
const OPENAI_USER = "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd";

/** What stands for a principal or an assignment: a GUID for each number. */
const guid = (index: number): string => `22222222-2222-2222-2222-${String(index).padStart(12, "0")}`;

/**
 * Ten resources of one workload: a model with what feeds, joins and watches it.
 * @param label what all of them are called in the configuration
 */
export function workload(index: number, label = `w${index}`): Resource[] {
  const n = `w${index}`;
  const group = `rg-${n}`;
  const place = { location: "swedencentral", resource_group_name: group };
  const groupReference = {
    resource_group_name: [`azurerm_resource_group.${label}.name`, `azurerm_resource_group.${label}`],
  };
  const idOf = (type: string): string[] => [`${type}.${label}.id`, `${type}.${label}`];
  const groupId = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}`;
  const inGroup = (type: string, name: string): string => `${groupId}/providers/${type}/${name}`;
  const account = inGroup("Microsoft.CognitiveServices/accounts", `oai-${n}`);
  const storage = inGroup("Microsoft.Storage/storageAccounts", `st${n}`);
  return [
    {
      type: "azurerm_resource_group",
      name: label,
      id: groupId,
      values: {
        name: group,
        location: "swedencentral",
        tags: { "cost-center": "4711" },
        ...unset("managed_by", "timeouts"),
      },
    },
    {
      type: "azurerm_cognitive_account",
      name: label,
      id: account,
      values: {
        ...place,
        name: `oai-${n}`,
        kind: "OpenAI",
        sku_name: "S0",
        custom_subdomain_name: `oai-${n}`,
        local_auth_enabled: false,
        public_network_access_enabled: false,
        outbound_network_access_restricted: true,
        project_management_enabled: false,
        fqdns: ["login.contoso.example"],
        identity: [{ identity_ids: null, type: "SystemAssigned" }],
        network_acls: [{ bypass: "None", default_action: "Deny", ip_rules: [], virtual_network_rules: [] }],
        customer_managed_key: [],
        network_injection: [],
        storage: [],
        tags: TAGS,
        ...unset("custom_question_answering_search_service_id", "custom_question_answering_search_service_key"),
        ...unset("dynamic_throttling_enabled", "metrics_advisor_aad_client_id", "metrics_advisor_aad_tenant_id"),
        ...unset("metrics_advisor_super_user_name", "metrics_advisor_website_name", "qna_runtime_endpoint", "timeouts"),
      },
      computed: {
        endpoint: `https://oai-${n}.openai.azure.com/`,
        primary_access_key: `primary-${n}`,
        secondary_access_key: `secondary-${n}`,
      },
      references: groupReference,
    },
    {
      type: "azurerm_cognitive_deployment",
      name: label,
      id: `${account}/deployments/chat`,
      values: {
        name: "chat",
        model: [{ format: "OpenAI", name: "o3-mini", version: "2025-01-31" }],
        sku: [{ capacity: 10, name: "Standard", ...unset("family", "size", "tier") }],
        rai_policy_name: "strict",
        version_upgrade_option: "NoAutoUpgrade",
        ...unset("dynamic_throttling_enabled", "timeouts"),
      },
      computed: { cognitive_account_id: account },
      references: { cognitive_account_id: idOf("azurerm_cognitive_account") },
    },
    {
      type: "azurerm_storage_account",
      name: label,
      id: storage,
      values: {
        ...place,
        name: `st${n}`,
        account_kind: "StorageV2",
        account_replication_type: "ZRS",
        account_tier: "Standard",
        allow_nested_items_to_be_public: false,
        cross_tenant_replication_enabled: false,
        https_traffic_only_enabled: true,
        is_hns_enabled: false,
        min_tls_version: "TLS1_2",
        public_network_access_enabled: false,
        shared_access_key_enabled: false,
        identity: [],
        network_rules: [],
        static_website: [],
        tags: { "cost-center": "4711" },
        ...unset("allowed_copy_scope", "custom_domain", "customer_managed_key", "edge_zone", "immutability_policy"),
        ...unset("provisioned_billing_model_version", "routing", "sas_policy", "timeouts"),
      },
      computed: {
        access_tier: "Hot",
        primary_access_key: `key-${n}`,
        primary_blob_endpoint: `https://st${n}.blob.core.windows.net/`,
        primary_connection_string: `DefaultEndpointsProtocol=https;AccountName=st${n}`,
      },
      references: groupReference,
    },
    {
      type: "azurerm_storage_container",
      name: label,
      id: `${storage}/blobServices/default/containers/documents`,
      values: { name: "documents", container_access_type: "private", ...unset("storage_account_name", "timeouts") },
      computed: { storage_account_id: storage, metadata: {} },
      references: { storage_account_id: idOf("azurerm_storage_account") },
    },
    {
      type: "azurerm_linux_function_app",
      name: label,
      id: inGroup("Microsoft.Web/sites", `func-${n}`),
      values: {
        ...place,
        name: `func-${n}`,
        builtin_logging_enabled: true,
        client_certificate_mode: "Optional",
        content_share_force_disabled: false,
        enabled: true,
        functions_extension_version: "~4",
        https_only: true,
        identity: [{ identity_ids: null, type: "SystemAssigned" }],
        public_network_access_enabled: false,
        site_config: [{ always_on: true, ftps_state: "Disabled", http2_enabled: true, ip_restriction: [], cors: [] }],
        storage_uses_managed_identity: true,
        tags: { "cost-center": "4711" },
        auth_settings: [],
        auth_settings_v2: [],
        backup: [],
        connection_string: [],
        sticky_settings: [],
        storage_account: [],
        ...unset("storage_account_access_key", "storage_key_vault_secret_id", "virtual_network_subnet_id", "timeouts"),
      },
      completed: {
        identity: [{ identity_ids: null, type: "SystemAssigned", principal_id: guid(index), tenant_id: guid(0) }],
      },
      computed: {
        app_settings: { OPENAI_ENDPOINT: `https://oai-${n}.openai.azure.com/` },
        default_hostname: `func-${n}.azurewebsites.net`,
        service_plan_id: inGroup("Microsoft.Web/serverFarms", `plan-${n}`),
        storage_account_name: `st${n}`,
      },
      references: {
        ...groupReference,
        app_settings: [`azurerm_cognitive_account.${label}.endpoint`, `azurerm_cognitive_account.${label}`],
        service_plan_id: idOf("azurerm_service_plan"),
        storage_account_name: [`azurerm_storage_account.${label}.name`, `azurerm_storage_account.${label}`],
      },
    },
    {
      type: "azurerm_service_plan",
      name: label,
      id: inGroup("Microsoft.Web/serverFarms", `plan-${n}`),
      values: {
        ...place,
        name: `plan-${n}`,
        os_type: "Linux",
        sku_name: "P1v3",
        per_site_scaling_enabled: false,
        zone_balancing_enabled: false,
        ...unset("app_service_environment_id", "tags", "timeouts"),
      },
      computed: { kind: "linux", maximum_elastic_worker_count: 1, worker_count: 1 },
      references: groupReference,
    },
    {
      type: "azurerm_role_assignment",
      name: label,
      id: `${account}/providers/Microsoft.Authorization/roleAssignments/${guid(index)}`,
      values: {
        role_definition_name: "Cognitive Services OpenAI User",
        ...unset("condition", "condition_version", "delegated_managed_identity_resource_id", "description", "timeouts"),
      },
      computed: {
        name: guid(index),
        principal_id: guid(index),
        principal_type: "ServicePrincipal",
        role_definition_id: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${OPENAI_USER}`,
        scope: account,
      },
      references: {
        scope: idOf("azurerm_cognitive_account"),
        principal_id: [
          `azurerm_linux_function_app.${label}.identity[0].principal_id`,
          `azurerm_linux_function_app.${label}.identity[0]`,
          `azurerm_linux_function_app.${label}.identity`,
          `azurerm_linux_function_app.${label}`,
        ],
      },
    },
    {
      type: "azurerm_monitor_diagnostic_setting",
      name: label,
      id: `${account}|to-workspace`,
      values: {
        name: "to-workspace",
        enabled_log: [{ category: null, category_group: "allLogs", retention_policy: [] }],
        log_analytics_workspace_id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/ops/providers/Microsoft.OperationalInsights/workspaces/central`,
        metric: [],
        ...unset(
          "eventhub_authorization_rule_id",
          "eventhub_name",
          "partner_solution_id",
          "storage_account_id",
          "timeouts",
        ),
      },
      computed: { log_analytics_destination_type: "Dedicated", target_resource_id: account },
      references: { target_resource_id: idOf("azurerm_cognitive_account") },
    },
    {
      type: "azurerm_private_endpoint",
      name: label,
      id: inGroup("Microsoft.Network/privateEndpoints", `pe-${n}`),
      values: {
        ...place,
        name: `pe-${n}`,
        subnet_id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints`,
        private_service_connection: [{ name: "oai", is_manual_connection: false, subresource_names: ["account"] }],
        ip_configuration: [],
        private_dns_zone_group: [],
        ...unset("custom_network_interface_name", "tags", "timeouts"),
      },
      completed: {
        private_service_connection: [
          {
            name: "oai",
            is_manual_connection: false,
            subresource_names: ["account"],
            private_connection_resource_id: account,
          },
        ],
      },
      computed: { custom_dns_configs: [], network_interface: [], private_dns_zone_configs: [] },
      references: { ...groupReference, private_service_connection: idOf("azurerm_cognitive_account") },
    },
  ];
}

/** A camera that nothing is refused for. */
const LOBBY = {
  "aoai-camera-source": "fixed",
  "aoai-camera-environment": "controlled",
  "aoai-camera-processing": "recorded",
};

/** What a workload's storage is where it keeps what a camera saw, and so where a path to its model begins. */
export const watched = (resource: Resource): Resource =>
  resource.type === "azurerm_storage_account"
    ? { ...resource, values: { ...resource.values, tags: { ...(resource.values["tags"] as Attributes), ...LOBBY } } }
    : resource;

/** What the checker has to be told so that such a plan is compliant. */
export const CONTEXT = {
  now: "2026-11-22",
  subscriptions: [{ id: SUBSCRIPTION, tags: {}, managementGroups: ["corp"] }],
  guard: [{ scope: GUARD_SCOPE, enforcementMode: "Default" }],
};
