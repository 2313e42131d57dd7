/**
 * Makes plans of any size in the shape that `terraform show -json` gives: every resource stands in planned_values, in resource_changes with
 * its nulls and unknowns, and in the configuration with its references. About 3 KB a resource, as in real plans of azurerm.
 */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Attributes = Record<string, Json>;

interface Resource {
  type: string;
  name: string;
  /** The module instance it is in. */
  module?: string;
  /** What is known at plan time. */
  values: Attributes;
  /** Attributes known only after apply, beside `id`. */
  computed?: string[];
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

/**
 * Ten resources of one workload: a model with what feeds, joins and watches it.
 * @param label what all of them are called in the configuration
 */
function workload(index: number, label = `w${index}`): Resource[] {
  const n = `w${index}`;
  const group = `rg-${n}`;
  const place = { location: "swedencentral", resource_group_name: group };
  const groupReference = {
    resource_group_name: [`azurerm_resource_group.${label}.name`, `azurerm_resource_group.${label}`],
  };
  const idOf = (type: string): string[] => [`${type}.${label}.id`, `${type}.${label}`];
  return [
    {
      type: "azurerm_resource_group",
      name: label,
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
      computed: ["endpoint", "primary_access_key", "secondary_access_key"],
      references: groupReference,
    },
    {
      type: "azurerm_cognitive_deployment",
      name: label,
      values: {
        name: "chat",
        model: [{ format: "OpenAI", name: "o3-mini", version: "2025-01-31" }],
        sku: [{ capacity: 10, name: "Standard", ...unset("family", "size", "tier") }],
        rai_policy_name: "strict",
        version_upgrade_option: "NoAutoUpgrade",
        ...unset("dynamic_throttling_enabled", "timeouts"),
      },
      computed: ["cognitive_account_id"],
      references: { cognitive_account_id: idOf("azurerm_cognitive_account") },
    },
    {
      type: "azurerm_storage_account",
      name: label,
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
      computed: ["access_tier", "primary_access_key", "primary_blob_endpoint", "primary_connection_string"],
      references: groupReference,
    },
    {
      type: "azurerm_storage_container",
      name: label,
      values: { name: "documents", container_access_type: "private", ...unset("storage_account_name", "timeouts") },
      computed: ["storage_account_id", "metadata"],
      references: { storage_account_id: idOf("azurerm_storage_account") },
    },
    {
      type: "azurerm_linux_function_app",
      name: label,
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
      computed: ["app_settings", "default_hostname", "service_plan_id", "storage_account_name"],
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
      values: {
        ...place,
        name: `plan-${n}`,
        os_type: "Linux",
        sku_name: "P1v3",
        per_site_scaling_enabled: false,
        zone_balancing_enabled: false,
        ...unset("app_service_environment_id", "tags", "timeouts"),
      },
      computed: ["kind", "maximum_elastic_worker_count", "worker_count"],
      references: groupReference,
    },
    {
      type: "azurerm_role_assignment",
      name: label,
      values: {
        role_definition_name: "Cognitive Services OpenAI User",
        ...unset("condition", "condition_version", "delegated_managed_identity_resource_id", "description", "timeouts"),
      },
      computed: ["name", "principal_id", "principal_type", "role_definition_id", "scope"],
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
      computed: ["log_analytics_destination_type", "target_resource_id"],
      references: { target_resource_id: idOf("azurerm_cognitive_account") },
    },
    {
      type: "azurerm_private_endpoint",
      name: label,
      values: {
        ...place,
        name: `pe-${n}`,
        subnet_id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints`,
        private_service_connection: [{ name: "oai", is_manual_connection: false, subresource_names: ["account"] }],
        ip_configuration: [],
        private_dns_zone_group: [],
        ...unset("custom_network_interface_name", "tags", "timeouts"),
      },
      computed: ["custom_dns_configs", "network_interface", "private_dns_zone_configs"],
      references: { ...groupReference, private_service_connection: idOf("azurerm_cognitive_account") },
    },
  ];
}

const addressOf = ({ type, name, module }: Resource): string =>
  `${module === undefined ? "" : `${module}.`}${type}.${name}`;
const PROVIDER = "registry.terraform.io/hashicorp/azurerm";

/** Blocks and lists are repeated in `after_unknown` and `after_sensitive` with `{}` and `false` in place of their values. */
function shapeOf(values: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      Array.isArray(value)
        ? [[key, value.map((item): Json => (typeof item === "object" && item !== null ? {} : false))]]
        : [],
    ),
  );
}

function change({ values, computed = [], ...resource }: Resource): Json {
  const unknown = Object.fromEntries(["id", ...computed].map((name) => [name, true]));
  return {
    address: addressOf({ values, ...resource }),
    ...(resource.module === undefined ? {} : { module_address: resource.module }),
    mode: "managed",
    type: resource.type,
    name: resource.name,
    provider_name: PROVIDER,
    change: {
      actions: ["create"],
      before: null,
      after: values,
      after_unknown: { ...shapeOf(values), ...unknown },
      before_sensitive: false,
      after_sensitive: shapeOf(values),
    },
  };
}

function planned(resource: Resource): Json {
  const { type, name, values } = resource;
  return {
    address: addressOf(resource),
    mode: "managed",
    type,
    name,
    provider_name: PROVIDER,
    schema_version: 0,
    values,
    sensitive_values: shapeOf(values),
  };
}

function configured(resource: Resource): Json {
  const { type, name, values, references = {} } = resource;
  const constants = Object.entries(values).filter(([key, value]) => value !== null && references[key] === undefined);
  return {
    address: addressOf(resource),
    mode: "managed",
    type,
    name,
    provider_config_key: "azurerm",
    expressions: {
      ...Object.fromEntries(constants.map(([key, value]) => [key, expression(value)])),
      ...Object.fromEntries(Object.entries(references).map(([key, to]) => [key, { references: to }])),
    },
    schema_version: 0,
  };
}

/** A nested block is a list of objects of expressions, everything else one expression. */
function expression(value: Json): Json {
  if (!Array.isArray(value) || typeof value[0] !== "object" || value[0] === null) return { constant_value: value };
  return value.map((block) =>
    Object.fromEntries(Object.entries(block as Attributes).map(([key, item]) => [key, { constant_value: item }])),
  );
}

/** A camera that nothing is refused for. */
const LOBBY = {
  "aoai-camera-source": "fixed",
  "aoai-camera-environment": "controlled",
  "aoai-camera-processing": "recorded",
};

/** What a workload's storage is where it keeps what a camera saw, and so where a path to its model begins. */
const watched = (resource: Resource): Resource =>
  resource.type === "azurerm_storage_account"
    ? { ...resource, values: { ...resource.values, tags: { ...(resource.values["tags"] as Attributes), ...LOBBY } } }
    : resource;

/** How a plan's configuration makes its resources. */
export interface EstateShape {
  /** Of how many workloads the storage is declared a camera source: from each of these there is a path to its model. */
  cameras?: number;
  /** One module with for_each makes all workloads, in place of a block for each resource. */
  modules?: boolean;
}

/** A plan that creates `count` resources, nothing in it against the rules. */
export function planOfSize(count: number, { cameras = 0, modules = false }: EstateShape = {}): Json {
  const instance = (index: number): Resource[] => {
    const resources = modules
      ? workload(index, "this").map((each) => ({ ...each, module: `module.workload["w${index}"]` }))
      : workload(index);
    return index < cameras ? resources.map(watched) : resources;
  };
  const resources = Array.from({ length: Math.ceil(count / 10) }, (_, index) => instance(index))
    .flat()
    .slice(0, count);
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: plannedIn(resources) },
    resource_changes: resources.map(change),
    configuration: {
      provider_config: {
        azurerm: {
          name: "azurerm",
          full_name: PROVIDER,
          version_constraint: "4.55.0",
          expressions: { features: [{}], subscription_id: { constant_value: SUBSCRIPTION } },
        },
      },
      root_module: modules ? { module_calls: { workload: CALL } } : { resources: resources.map(configured) },
    },
    timestamp: "2026-11-22T12:00:00Z",
    applyable: true,
    complete: true,
    errored: false,
  };
}

function plannedIn(resources: readonly Resource[]): Json {
  const own = resources.filter(({ module }) => module === undefined).map(planned);
  const children = new Map<string, Json[]>();
  for (const resource of resources) {
    if (resource.module === undefined) continue;
    const list = children.get(resource.module);
    if (list) list.push(planned(resource));
    else children.set(resource.module, [planned(resource)]);
  }
  return {
    ...(own.length > 0 && { resources: own }),
    ...(children.size > 0 && {
      child_modules: [...children].map(([address, inside]) => ({ resources: inside, address })),
    }),
  };
}

/** The call of the module that makes a workload: what differs from one to the next comes from a variable. */
const CALL: Json = {
  source: "./workload",
  for_each_expression: { references: ["var.workloads"] },
  expressions: { name: { references: ["each.key"] } },
  module: {
    resources: workload(0, "this").map((resource, i) => {
      const other = workload(1, "this")[i]?.values ?? {};
      const told = Object.keys(resource.values).filter(
        (key) =>
          resource.references?.[key] === undefined &&
          JSON.stringify(resource.values[key]) !== JSON.stringify(other[key]),
      );
      const references = Object.fromEntries(told.map((key) => [key, ["var.name"]]));
      return configured({ ...resource, references: { ...resource.references, ...references } });
    }),
    variables: { name: {} },
  },
};

/** What the checker has to be told so that such a plan is compliant. */
export const CONTEXT = {
  now: "2026-11-22",
  subscriptions: [{ id: SUBSCRIPTION, tags: {}, managementGroups: ["corp"] }],
  guard: [{ scope: GUARD_SCOPE, enforcementMode: "Default" }],
};
