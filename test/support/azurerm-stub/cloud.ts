import { createHash } from "node:crypto";
import { configuredAnswer, DEFAULT_SUBSCRIPTION, DEFAULT_TENANT, same, type Fixtures } from "../stub-provider/fixtures";
import type { AttributeSchema } from "../stub-provider/schema";
import { Refusal } from "../stub-provider/server";
import type { WireObject, WireValue } from "../stub-provider/wire";

type Answer = Readonly<Record<string, WireValue>>;
type Reader = (fixtures: Fixtures, config: WireObject, provider: WireObject) => Answer;

const text = (value: WireValue | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** The subscription of a provider configuration. */
export function subscriptionOf(fixtures: Fixtures, provider: WireObject): string {
  return text(provider["subscription_id"]) ?? fixtures.subscriptionId ?? DEFAULT_SUBSCRIPTION;
}

const tenantOf = (fixtures: Fixtures, provider: WireObject): string =>
  text(provider["tenant_id"]) ?? fixtures.tenantId ?? DEFAULT_TENANT;

/** Data sources that answer without a fixture of their own. Attributes as in the provider's documentation of each data source. */
const READERS: Readonly<Record<string, Reader>> = {
  azurerm_client_config: (fixtures, _config, provider) => {
    const [client, object] = [guid("client"), guid("object")];
    const subscription = subscriptionOf(fixtures, provider);
    const tenant = tenantOf(fixtures, provider);
    return {
      id: `clientId=${client};objectId=${object};subscriptionId=${subscription};tenantId=${tenant}`,
      client_id: client,
      object_id: object,
      subscription_id: subscription,
      tenant_id: tenant,
    };
  },
  azurerm_subscription: (fixtures, config, provider) => {
    const id = text(config["subscription_id"]) ?? subscriptionOf(fixtures, provider);
    const known = fixtures.subscriptions?.find((entry) => same(entry.id.replace(/^\/subscriptions\//i, ""), id));
    return {
      id: `/subscriptions/${id}`,
      subscription_id: id,
      tenant_id: tenantOf(fixtures, provider),
      display_name: known?.displayName ?? "stub subscription",
      state: "Enabled",
      spending_limit: "Off",
      quota_id: "PayAsYouGo_2014-09-01",
      location_placement_id: "Public_2014-09-01",
      tags: known?.tags ?? {},
    };
  },
  azurerm_resource_group: (fixtures, config, provider) => {
    const id = `/subscriptions/${subscriptionOf(fixtures, provider)}/resourceGroups/${text(config["name"])}`;
    const known = fixtures.resourceGroups?.find((entry) => same(entry.id, id));
    if (known === undefined) {
      throw new Refusal(
        `Error: Resource Group "${text(config["name"])}" was not found`,
        `List ${id} in the fixtures' resourceGroups.`,
      );
    }
    return { id, location: known.location ?? "eastus", tags: known.tags ?? {}, managed_by: "" };
  },
  azurerm_management_group: (_fixtures, config) => ({
    id: `/providers/Microsoft.Management/managementGroups/${text(config["name"]) ?? "stub"}`,
    tenant_scoped_id: `/tenants/stub/providers/Microsoft.Management/managementGroups/${text(config["name"]) ?? "stub"}`,
    display_name: text(config["display_name"]) ?? text(config["name"]) ?? "stub",
  }),
};

/** What a fixture need not say, of data sources that have no answer without one. */
const DERIVED: Readonly<Record<string, (config: WireObject) => Answer>> = {
  azurerm_policy_assignment: (config) => ({
    id: `${text(config["scope_id"])}/providers/Microsoft.Authorization/policyAssignments/${text(config["name"])}`,
    enforce: true,
    not_scopes: [],
    parameters: "{}",
    metadata: "{}",
  }),
};

/** What a data source reads. A fixture goes first; without one the cloud has no such thing. */
export function readCloud(fixtures: Fixtures, type: string, config: WireObject, provider: WireObject): Answer {
  const configured = configuredAnswer(fixtures, type, config) as Answer | undefined;
  const reader = READERS[type];
  if (configured !== undefined) {
    const derived = DERIVED[type]?.(config) ?? attempt(() => reader?.(fixtures, config, provider) ?? {});
    return { ...derived, ...configured };
  }
  if (reader !== undefined) return reader(fixtures, config, provider);
  const asked = Object.entries(config).filter(([, value]) => typeof value === "string");
  throw new Refusal(
    `${type} was not found`,
    `The fixtures hold no answer for it: add one under data.${type} with where ${JSON.stringify(Object.fromEntries(asked))}.`,
  );
}

function attempt(read: () => Answer): Answer {
  try {
    return read();
  } catch (failure) {
    if (failure instanceof Refusal) return {};
    throw failure;
  }
}

/** ARM ids that an apply makes up; `{attribute}` is the resource's attribute, `{group}` its resource group's id. */
const IDS: Readonly<Record<string, string>> = {
  azurerm_resource_group: "/subscriptions/{subscription}/resourceGroups/{name}",
  azurerm_cognitive_account: "{group}/providers/Microsoft.CognitiveServices/accounts/{name}",
  azurerm_ai_services: "{group}/providers/Microsoft.CognitiveServices/accounts/{name}",
  azurerm_cognitive_deployment: "{cognitive_account_id}/deployments/{name}",
  azurerm_cognitive_account_rai_policy: "{cognitive_account_id}/raiPolicies/{name}",
  azurerm_cognitive_account_project: "{cognitive_account_id}/projects/{name}",
  azurerm_storage_account: "{group}/providers/Microsoft.Storage/storageAccounts/{name}",
  azurerm_iothub: "{group}/providers/Microsoft.Devices/IotHubs/{name}",
  azurerm_eventhub_namespace: "{group}/providers/Microsoft.EventHub/namespaces/{name}",
  azurerm_user_assigned_identity: "{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}",
  azurerm_log_analytics_workspace: "{group}/providers/Microsoft.OperationalInsights/workspaces/{name}",
  azurerm_linux_function_app: "{group}/providers/Microsoft.Web/sites/{name}",
  azurerm_monitor_diagnostic_setting: "{target_resource_id}|{name}",
  azurerm_role_assignment: "{scope}/providers/Microsoft.Authorization/roleAssignments/{guid}",
  azurerm_management_group: "/providers/Microsoft.Management/managementGroups/{name}",
  azurerm_policy_definition: "{policyScope}/providers/Microsoft.Authorization/policyDefinitions/{name}",
  azurerm_policy_set_definition: "{policyScope}/providers/Microsoft.Authorization/policySetDefinitions/{name}",
  azurerm_management_group_policy_set_definition:
    "{management_group_id}/providers/Microsoft.Authorization/policySetDefinitions/{name}",
  azurerm_management_group_policy_assignment:
    "{management_group_id}/providers/Microsoft.Authorization/policyAssignments/{name}",
  azurerm_subscription_policy_assignment:
    "{subscription_id}/providers/Microsoft.Authorization/policyAssignments/{name}",
  azurerm_resource_group_policy_assignment:
    "{resource_group_id}/providers/Microsoft.Authorization/policyAssignments/{name}",
  azurerm_resource_policy_assignment: "{resource_id}/providers/Microsoft.Authorization/policyAssignments/{name}",
  azurerm_management_group_policy_exemption:
    "{management_group_id}/providers/Microsoft.Authorization/policyExemptions/{name}",
  azurerm_subscription_policy_exemption: "{subscription_id}/providers/Microsoft.Authorization/policyExemptions/{name}",
  azurerm_resource_group_policy_exemption:
    "{resource_group_id}/providers/Microsoft.Authorization/policyExemptions/{name}",
  azurerm_resource_policy_exemption: "{resource_id}/providers/Microsoft.Authorization/policyExemptions/{name}",
};

/** What Azure would have made up for an attribute when the resource was created. */
export function inventAttribute(
  fixtures: Fixtures,
  type: string,
  state: WireObject,
  attribute: string,
  schema: AttributeSchema,
  provider: WireObject,
): WireValue {
  if (attribute === "id") return resourceId(fixtures, type, state, provider);
  if (/(principal|client|object|tenant)_id$/.test(attribute))
    return guid(`${type}/${text(state["name"])}/${attribute}`);
  if (schema.type === "string") return `stub-${text(state["name"]) ?? type}-${attribute.replace(/_/g, "-")}`;
  if (schema.type === "number") return 0;
  if (schema.type === "bool") return false;
  if (schema.type === "dynamic" || schema.type[0] === "object") return null;
  return schema.type[0] === "map" ? {} : [];
}

function resourceId(fixtures: Fixtures, type: string, state: WireObject, provider: WireObject): string {
  const subscription = subscriptionOf(fixtures, provider);
  const group = `/subscriptions/${subscription}/resourceGroups/${text(state["resource_group_name"]) ?? "stub"}`;
  const values: Readonly<Record<string, string | undefined>> = {
    subscription,
    group,
    guid: guid(`${type}/${text(state["scope"])}/${text(state["role_definition_name"])}`),
    policyScope: text(state["management_group_id"]) ?? `/subscriptions/${subscription}`,
  };
  const template = IDS[type] ?? `{group}/providers/Stub.${type.replace(/^azurerm_/, "")}/items/{name}`;
  return template.replace(/\{(\w+)\}/g, (_match, name: string) => values[name] ?? text(state[name]) ?? "stub");
}

/** A GUID that is always the same for the same seed. */
function guid(seed: string): string {
  const hex = createHash("sha256").update(seed).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
