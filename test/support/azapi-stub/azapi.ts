import type { AttributeSchema, BlockSchema } from "../stub-provider/schema";
import type { Fixtures } from "../stub-provider/fixtures";
import { configuredAnswer, DEFAULT_SUBSCRIPTION, DEFAULT_TENANT } from "../stub-provider/fixtures";
import { guid } from "../stub-provider/guid";
import { Refusal, type StubProvider } from "../stub-provider/server";
import {
  dynamicValue,
  isUnknown,
  isWireObject,
  UNKNOWN,
  type WireObject,
  type WireValue,
} from "../../../src/provider/protocol/wire";

/**
 * A stand-in for azapi 2: the resources whose `body` is dynamically typed ARM JSON. Attributes from the provider's documentation
 * (https://registry.terraform.io/providers/Azure/azapi/latest/docs).
 */
export function azapiStub(fixtures: Fixtures): StubProvider {
  return {
    address: "registry.terraform.io/azure/azapi",
    provider: PROVIDER,
    resources: RESOURCES,
    dataSources: DATA_SOURCES,
    plan: planned,
    read: (type, config, provider) => {
      const answer = configuredAnswer(fixtures, type, config);
      if (type === "azapi_client_config") {
        const subscription = provider["subscription_id"] ?? fixtures.subscriptionId ?? DEFAULT_SUBSCRIPTION;
        const tenant = provider["tenant_id"] ?? fixtures.tenantId ?? DEFAULT_TENANT;
        return { id: "clientConfig", subscription_id: subscription, tenant_id: tenant, ...(answer as WireObject) };
      }
      if (answer === undefined)
        throw new Refusal(`${type} was not found`, `Add an answer under data.${type} to the fixtures.`);
      const output = answer["output"];
      return {
        ...(answer as WireObject),
        ...(output === undefined ? {} : { output: dynamic(output as WireValue) }),
      };
    },
    invent: (_type, state, attribute, schema) => invented(state, attribute, schema),
  };
}

const required: AttributeSchema = { type: "string", required: true };
const optional: AttributeSchema = { type: "string", optional: true };
const computed: AttributeSchema = { type: "string", computed: true };
const either: AttributeSchema = { type: "string", optional: true, computed: true };
const flag = (value: boolean): AttributeSchema => ({ type: "bool", optional: true, computed: true, default: value });
const strings: AttributeSchema = { type: ["list", "string"], optional: true };
const headers: AttributeSchema = { type: ["map", "string"], optional: true };
const queries: AttributeSchema = { type: ["map", ["list", "string"]], optional: true };
const anything: AttributeSchema = { type: "dynamic", optional: true };
const output: AttributeSchema = { type: "dynamic", computed: true };
const stringMap: AttributeSchema = { type: ["map", "string"], optional: true };

const TIMEOUTS: BlockSchema["blocks"] = {
  timeouts: {
    nesting: "single",
    minItems: 0,
    maxItems: 0,
    block: { attributes: { create: optional, read: optional, update: optional, delete: optional }, blocks: {} },
  },
};

const IDENTITY: BlockSchema["blocks"] = {
  identity: {
    nesting: "list",
    minItems: 0,
    maxItems: 0,
    block: {
      attributes: { type: required, identity_ids: strings, principal_id: computed, tenant_id: computed },
      blocks: {},
    },
  },
};

/** Options that never reach ARM's body. */
const OPTIONS: BlockSchema["attributes"] = {
  ignore_casing: flag(false),
  ignore_missing_property: flag(true),
  locks: strings,
  read_headers: headers,
  read_query_parameters: queries,
  replace_triggers_external_values: anything,
  response_export_values: anything,
  retry: anything,
  sensitive_body: anything,
  sensitive_body_version: stringMap,
  update_headers: headers,
  update_query_parameters: queries,
};

const RESOURCES: Readonly<Record<string, BlockSchema>> = {
  azapi_resource: {
    attributes: {
      ...OPTIONS,
      id: computed,
      type: { ...required, forcesReplacement: false },
      name: { ...either, forcesReplacement: true },
      parent_id: { ...either, forcesReplacement: true },
      location: { ...either, forcesReplacement: true },
      tags: { ...stringMap, computed: true },
      body: anything,
      output,
      create_headers: headers,
      create_query_parameters: queries,
      delete_headers: headers,
      delete_query_parameters: queries,
      ignore_body_changes: strings,
      ignore_null_property: flag(false),
      ignore_other_items_in_list: strings,
      list_unique_id_property: stringMap,
      replace_triggers_refs: strings,
      schema_validation_enabled: flag(true),
    },
    blocks: { ...IDENTITY, ...TIMEOUTS },
  },
  azapi_update_resource: {
    attributes: {
      ...OPTIONS,
      id: computed,
      type: required,
      name: either,
      parent_id: either,
      resource_id: either,
      body: anything,
      output,
      ignore_other_items_in_list: strings,
      list_unique_id_property: stringMap,
    },
    blocks: TIMEOUTS,
  },
  azapi_resource_action: {
    attributes: {
      id: computed,
      type: required,
      resource_id: either,
      action: optional,
      method: { ...either, default: "POST" },
      when: { ...either, default: "apply" },
      body: anything,
      output,
      sensitive_output: { ...output, sensitive: true },
      exist: { type: "bool", computed: true },
      headers,
      ignore_not_found: { type: "bool", optional: true },
      locks: strings,
      query_parameters: queries,
      response_export_values: anything,
      retry: anything,
      sensitive_body: anything,
      sensitive_body_version: stringMap,
      sensitive_response_export_values: anything,
    },
    blocks: TIMEOUTS,
  },
};

const DATA_SOURCES: Readonly<Record<string, BlockSchema>> = {
  azapi_client_config: {
    attributes: {
      id: computed,
      subscription_id: computed,
      tenant_id: computed,
      object_id: computed,
      subscription_resource_id: computed,
    },
    blocks: TIMEOUTS,
  },
  azapi_resource: {
    attributes: {
      id: computed,
      type: required,
      name: either,
      parent_id: either,
      resource_id: either,
      location: computed,
      tags: { type: ["map", "string"], computed: true },
      output,
      response_export_values: anything,
      headers,
      query_parameters: queries,
      retry: anything,
      ignore_not_found: { type: "bool", optional: true },
      exists: { type: "bool", computed: true },
    },
    blocks: TIMEOUTS,
  },
};

const PROVIDER: BlockSchema = {
  attributes: {
    subscription_id: optional,
    tenant_id: optional,
    client_id: optional,
    client_secret: { ...optional, sensitive: true },
    environment: optional,
    default_name: optional,
    default_location: optional,
    default_tags: stringMap,
    endpoint: anything,
    use_cli: { type: "bool", optional: true },
    use_msi: { type: "bool", optional: true },
    use_oidc: { type: "bool", optional: true },
    skip_provider_registration: { type: "bool", optional: true },
    disable_correlation_request_id: { type: "bool", optional: true },
    disable_terraform_partner_id: { type: "bool", optional: true },
    disable_instance_discovery: { type: "bool", optional: true },
  },
  blocks: {},
};

const dynamic = (value: WireValue): WireValue => [Buffer.from(JSON.stringify(typeOf(value))), value];

/** The type Terraform would infer for a JSON value; a dynamically typed value must say it. */
function typeOf(value: WireValue): unknown {
  if (value === null) return "dynamic";
  if (Array.isArray(value)) return ["tuple", value.map(typeOf)];
  if (isWireObject(value))
    return ["object", Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typeOf(item)]))];
  return typeof value === "boolean" ? "bool" : typeof value;
}

const holdsUnknown = (value: WireValue): boolean =>
  isUnknown(value) ||
  (Array.isArray(value) ? value.some(holdsUnknown) : isWireObject(value) && Object.values(value).some(holdsUnknown));

/**
 * As the real provider does: `location` and `tags` are copied from a body that is wholly known and become unknown beside one that is not;
 * what is write-only is planned as null.
 */
function planned(type: string, state: WireObject, config: WireObject, provider: WireObject): WireObject {
  const out: WireObject = { ...state, ...("sensitive_body" in state ? { sensitive_body: null } : {}) };
  if (type !== "azapi_resource") return out;
  const body = dynamicValue(state["body"] ?? null);
  const open = holdsUnknown(body);
  for (const name of ["location", "tags"]) {
    if ((config[name] ?? null) !== null) continue;
    out[name] = open ? UNKNOWN : ((isWireObject(body) ? body[name] : null) ?? provider[`default_${name}`] ?? null);
  }
  return { ...out, ignore_body_changes: null };
}

function invented(state: WireObject, attribute: string, schema: AttributeSchema): WireValue {
  if (attribute === "id") {
    const [type = ""] = String(state["type"]).split("@");
    const [, ...segments] = type.split("/");
    const parent = typeof state["parent_id"] === "string" ? state["parent_id"] : "/subscriptions/stub";
    if (typeof state["resource_id"] === "string") return state["resource_id"];
    if (type.toLowerCase() === "microsoft.resources/resourcegroups")
      return `${parent}/resourceGroups/${String(state["name"])}`;
    return segments.length > 1
      ? `${parent}/${segments[segments.length - 1]}/${String(state["name"])}`
      : `${parent}/providers/${type}/${String(state["name"])}`;
  }
  const principal = guid(`${String(state["parent_id"])}/${String(state["name"])}`);
  if (attribute.endsWith("principal_id")) return principal;
  // Of what Azure answers, what the next resource is most often wired with.
  if (attribute === "output") {
    const endpoint = `https://${String(state["name"])}.openai.azure.com/`;
    return dynamic({ identity: { principalId: principal }, properties: { endpoint, principalId: principal } });
  }
  if (schema.type === "string") return `stub-${attribute}`;
  return schema.type === "dynamic" ? dynamic({}) : null;
}
