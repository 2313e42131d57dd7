import type { Ref, TfResource, TfValue } from "./terraform";

/** How a resource of the scenarios is written with azapi. */
interface Spelling {
  /** `Microsoft.Web/sites@2024-04-01` */
  type: string;
  /** What it lies below, made of its azurerm values; default the resource group. */
  parent?: (values: Values) => TfValue;
  body: (values: Values) => { [key: string]: TfValue };
  identity?: true;
  exports?: readonly string[];
}

type Values = Record<string, TfValue>;

const GROUP = { ref: "azurerm_resource_group.app.id" };
const roles: Readonly<Record<string, string>> = {
  "Cognitive Services OpenAI User": "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
};
const block = (value: TfValue | undefined): Values => (Array.isArray(value) ? (value[0] as Values) : {});
const settings = (value: TfValue | undefined): TfValue[] =>
  Object.entries((value ?? {}) as Values).map(([name, each]) => ({ name, value: each }));

/** Attributes of azurerm by what azapi gives out in their place. */
const OUTPUTS: Readonly<Record<string, string>> = { endpoint: "output.properties.endpoint" };

const SPELLINGS = (subscription: string): Readonly<Record<string, Spelling>> => ({
  azurerm_resource_group: {
    type: "Microsoft.Resources/resourceGroups@2024-03-01",
    parent: () => `/subscriptions/${subscription}`,
    body: () => ({}),
  },
  azurerm_cognitive_account: {
    type: "Microsoft.CognitiveServices/accounts@2024-10-01",
    identity: true,
    exports: ["properties.endpoint"],
    body: ({ kind, sku_name, custom_subdomain_name, local_auth_enabled, public_network_access_enabled }) => ({
      kind: kind ?? null,
      sku: { name: sku_name ?? null },
      properties: {
        customSubDomainName: custom_subdomain_name ?? null,
        disableLocalAuth: local_auth_enabled === false,
        publicNetworkAccess: public_network_access_enabled === false ? "Disabled" : "Enabled",
      },
    }),
  },
  azurerm_cognitive_deployment: {
    type: "Microsoft.CognitiveServices/accounts/deployments@2024-10-01",
    parent: ({ cognitive_account_id }) => cognitive_account_id ?? null,
    body: ({ model, sku, rai_policy_name, version_upgrade_option }) => ({
      sku: block(sku),
      properties: {
        model: block(model),
        raiPolicyName: rai_policy_name ?? null,
        versionUpgradeOption: version_upgrade_option ?? null,
      },
    }),
  },
  azurerm_iothub: {
    type: "Microsoft.Devices/IotHubs@2023-06-30",
    body: ({ sku, file_upload }) => ({
      sku: block(sku),
      properties: {
        storageEndpoints: {
          $default: {
            containerName: block(file_upload)["container_name"] ?? null,
            authenticationType: "identityBased",
            connectionString: "DefaultEndpointsProtocol=https;EndpointSuffix=core.windows.net;AccountName=stfootage01",
          },
        },
      },
    }),
  },
  azurerm_storage_account: {
    type: "Microsoft.Storage/storageAccounts@2023-05-01",
    body: ({ account_kind }) => ({ kind: account_kind ?? null, sku: { name: "Standard_LRS" } }),
  },
  azurerm_storage_container: {
    type: "Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01",
    parent: ({ storage_account_id }) => ({ ...(storage_account_id as Ref), template: "{}/blobServices/default" }),
    body: () => ({ properties: { publicAccess: "None" } }),
  },
  azurerm_eventgrid_system_topic: {
    type: "Microsoft.EventGrid/systemTopics@2025-02-15",
    body: ({ source_resource_id, topic_type }) => ({
      properties: { source: source_resource_id ?? null, topicType: topic_type ?? null },
    }),
  },
  azurerm_eventgrid_system_topic_event_subscription: {
    type: "Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15",
    parent: () => ({ ref: "azurerm_eventgrid_system_topic.footage.id" }),
    body: ({ azure_function_endpoint }) => ({
      properties: {
        destination: {
          endpointType: "AzureFunction",
          properties: { resourceId: block(azure_function_endpoint)["function_id"] ?? null },
        },
      },
    }),
  },
  azurerm_service_plan: {
    type: "Microsoft.Web/serverfarms@2024-04-01",
    body: ({ sku_name }) => ({ sku: { name: sku_name ?? null }, properties: { reserved: true } }),
  },
  azurerm_linux_function_app: {
    type: "Microsoft.Web/sites@2024-04-01",
    identity: true,
    body: ({ app_settings, service_plan_id }) => ({
      kind: "functionapp,linux",
      properties: { serverFarmId: service_plan_id ?? null, siteConfig: { appSettings: settings(app_settings) } },
    }),
  },
  azurerm_role_assignment: {
    type: "Microsoft.Authorization/roleAssignments@2022-04-01",
    parent: ({ scope }) => scope ?? null,
    body: ({ role_definition_name, principal_id }) => ({
      properties: {
        principalId: principal_id ?? null,
        roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roles[String(role_definition_name)] ?? ""}`,
      },
    }),
  },
  azurerm_subscription_policy_exemption: {
    type: "Microsoft.Authorization/policyExemptions@2022-07-01-preview",
    parent: ({ subscription_id }) => subscription_id ?? null,
    body: ({ policy_assignment_id, exemption_category, expires_on, metadata, policy_definition_reference_ids }) => ({
      properties: {
        policyAssignmentId: policy_assignment_id ?? null,
        exemptionCategory: exemption_category ?? null,
        expiresOn: expires_on ?? null,
        metadata: JSON.parse(String(metadata)) as TfValue,
        policyDefinitionReferenceIds: policy_definition_reference_ids ?? null,
      },
    }),
  },
});

/** The same resources, all of them written with azapi. */
export function inAzapi(resources: readonly TfResource[], subscription: string): TfResource[] {
  const spellings = SPELLINGS(subscription);
  return resources.map((resource) => {
    if (resource.type.startsWith("azapi_")) return { ...resource, values: referring(resource.values) as Values };
    const spelling = spellings[resource.type];
    if (spelling === undefined) throw new Error(`no azapi spelling of ${resource.type}`);
    const { values } = resource;
    const { location, tags } = values;
    return {
      type: "azapi_resource",
      name: labelOf(resource.type, resource.name),
      values: referring({
        type: spelling.type,
        name:
          resource.type === "azurerm_role_assignment"
            ? "00000000-0000-4000-8000-0000000000e1"
            : (values["name"] ?? null),
        parent_id: spelling.parent?.(values) ?? GROUP,
        ...(location === undefined ? {} : { location }),
        ...(tags === undefined || tags === null ? {} : { tags }),
        ...(spelling.identity ? { identity: [{ type: "SystemAssigned" }] } : {}),
        ...(spelling.exports ? { response_export_values: [...spelling.exports] } : {}),
        body: spelling.body(values),
      }) as Values,
      computed: ["output"],
    };
  });
}

const labelOf = (type: string, name: string): string => `${type.replace(/^azurerm_/, "")}_${name}`;

/** References to azurerm resources turned into those to what stands for them. */
function referring(value: TfValue): TfValue {
  if (Array.isArray(value)) return value.map(referring);
  if (typeof value !== "object" || value === null) return value;
  if (typeof value["ref"] !== "string")
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, referring(each)]));
  const [type = "", name = "", ...output] = value["ref"].split(".");
  if (!type.startsWith("azurerm_")) return value;
  const read = output.join(".");
  return { ...value, ref: `azapi_resource.${labelOf(type, name)}.${OUTPUTS[read] ?? read}` };
}
