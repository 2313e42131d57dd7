import { createHash } from "node:crypto";
import { configuredAnswer, DEFAULT_SUBSCRIPTION, DEFAULT_TENANT, same, type Fixtures } from "../stub-provider/fixtures";
import type { AttributeSchema } from "../stub-provider/schema";
import { Refusal } from "../stub-provider/server";
import { guid } from "../stub-provider/guid";
import type { WireObject, WireValue } from "../../../src/provider/protocol/wire";
import { ATTRIBUTES, fill, IDS } from "./invented";

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

/** What Azure would have made up for an attribute when the resource was created. */
export function inventAttribute(
  fixtures: Fixtures,
  type: string,
  state: WireObject,
  attribute: string,
  schema: AttributeSchema,
  provider: WireObject,
): WireValue {
  const template = attribute === "id" ? (IDS[type] ?? otherId(type)) : ATTRIBUTES[type]?.[attribute];
  if (template !== undefined) return fill(template, valuesOf(fixtures, type, state, provider));
  if (/(principal|client|object|tenant)_id$/.test(attribute))
    return guid(`${type}/${text(state["name"])}/${attribute}`);
  // What may be written and is not, Azure mostly leaves empty.
  if (schema.optional === true && schema.type === "string") return "";
  if (schema.type === "string") return `stub-${text(state["name"]) ?? type}-${attribute.replace(/_/g, "-")}`;
  if (schema.type === "number") return 0;
  if (schema.type === "bool") return false;
  if (schema.type === "dynamic" || schema.type[0] === "object") return null;
  return schema.type[0] === "map" ? {} : [];
}

const otherId = (type: string): string => `{group}/providers/Stub.${type.replace(/^azurerm_/, "")}/items/{name}`;

function valuesOf(
  fixtures: Fixtures,
  type: string,
  state: WireObject,
  provider: WireObject,
): (name: string) => string | undefined {
  const subscription = subscriptionOf(fixtures, provider);
  const values: Readonly<Record<string, string | undefined>> = {
    subscription,
    group: `/subscriptions/${subscription}/resourceGroups/${text(state["resource_group_name"]) ?? "stub"}`,
    guid: guid([type, state["name"], state["scope"], state["role_definition_name"]].join("/")),
    key: secret(`${type}/${text(state["name"])}`),
    other: secret(`other ${type}/${text(state["name"])}`),
    vault: text(state["key_vault_id"])?.split("/").pop(),
    policyScope: text(state["management_group_id"]) ?? `/subscriptions/${subscription}`,
  };
  return (name) => values[name] ?? text(state[name]);
}

/** A key that is always the same for the same seed. */
const secret = (seed: string): string => createHash("sha512").update(seed).digest("base64");
