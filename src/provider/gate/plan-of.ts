import { InputError } from "../../input/input-error";
import type { OpenObject, OpenValue } from "../../policy/json";
import { assign, holdsUnknown, isObject, property } from "../../policy/property";
import { isUnknown } from "../../policy/unknown";

/** `azurerm_cognitive_account.openai`, `data.azurerm_subscription.current`, `azurerm_cognitive_account.all["a"]`. */
const ADDRESS = /^(data\.)?([a-z][a-z0-9]*_[a-z0-9_]+)\.([A-Za-z_][A-Za-z0-9_-]*)(\[(?:\d+|"[^"]*")\])?$/;

/** Where the providers come from whose resources are judged, by the first part of a type. */
const SOURCES: Readonly<Record<string, string>> = {
  azurerm: "registry.terraform.io/hashicorp/azurerm",
  azapi: "registry.terraform.io/azure/azapi",
  azuread: "registry.terraform.io/hashicorp/azuread",
};

/** What a plan says of a value: what is known of it, and beside it where it is unknown. */
interface Parts {
  after: unknown;
  unknown: unknown;
}

/**
 * The plan of format version 1 in which resources stand as they were handed in, so that they are judged like any plan. Terraform does
 * not tell a provider what refers to what: an unknown value may refer to anything.
 * @param objects by address
 * @param subscription GUID
 * @throws InputError where an address is none, or a resource is no object
 */
export function planOf(objects: OpenObject, subscription: string | undefined): object {
  const named = Object.entries(objects).map(([address, value]) => readNamed(address, value));
  const providers = [...new Set(named.map(({ type }) => providerOf(type)))];
  return {
    format_version: "1.2",
    complete: true,
    resource_changes: named.map(({ address, mode, type, name, values, action }) => {
      const { after, unknown } = partsOf(values);
      return {
        address,
        mode,
        type,
        name,
        provider_name: SOURCES[providerOf(type)] ?? providerOf(type),
        change: { actions: [action], before: null, after, after_unknown: unknown },
      };
    }),
    configuration: {
      provider_config: Object.fromEntries(
        providers.map((name) => [
          name,
          {
            name,
            full_name: SOURCES[name] ?? name,
            ...(subscription !== undefined && { expressions: { subscription_id: { constant_value: subscription } } }),
          },
        ]),
      ),
      root_module: {
        resources: once(named).map(({ bare, mode, type, name, values }) => ({
          address: bare,
          mode,
          type,
          name,
          provider_config_key: providerOf(type),
          expressions: expressionsOf(values),
        })),
      },
    },
  };
}

interface Named {
  address: string;
  /** Without the index. */
  bare: string;
  mode: "managed" | "data";
  type: string;
  name: string;
  values: OpenObject;
  action: string;
}

function readNamed(address: string, value: OpenValue): Named {
  const [, data, type = "", name = "", index = ""] = ADDRESS.exec(address) ?? [];
  if (type === "")
    throw new InputError(
      "resources",
      `has the key ${JSON.stringify(address.slice(0, 80))}, which is no address`,
      'write type and name, as "azurerm_cognitive_account.openai" or "data.azurerm_subscription.current"',
    );
  if (!isObject(value)) throw notOne(address, value === null ? "is null" : "is not one resource", Array.isArray(value));
  // Whatever Terraform has made or read has an id, known or not. Without one it is several instances, or a choice of attributes, of which nobody knows what was left out.
  const id = property(value, "id");
  if (id === undefined || isObject(id))
    throw notOne(address, "is not one whole resource: it has no id", Object.values(value).every(isObject));
  return {
    address,
    bare: address.slice(0, address.length - index.length),
    mode: data === undefined ? "managed" : "data",
    type,
    name,
    values: value,
    action: data !== undefined ? "read" : typeof id === "string" && id !== "" ? "no-op" : "create",
  };
}

const notOne = (address: string, problem: string, isRepeated: boolean): InputError =>
  new InputError(
    `resources[${JSON.stringify(address)}]`,
    problem,
    isRepeated
      ? 'hand in each instance by its own address: { for key, one in TYPE.NAME : "TYPE.NAME[\\"${key}\\"]" => one }'
      : "hand in the resource itself, as TYPE.NAME",
  );

const once = (named: readonly Named[]): Named[] => [...new Map(named.map((each) => [each.bare, each])).values()];

const providerOf = (type: string): string => type.slice(0, type.indexOf("_"));

/** A value that is unknown may come from anywhere; what Azure itself gives when it creates something comes from nowhere else. */
const expressionsOf = (values: OpenObject): object =>
  Object.fromEntries(
    Object.keys(values)
      .filter((key) => key !== "id" && holdsUnknown(values[key]))
      .map((key) => [key, { references: ["local.unseen"] }]),
  );

function partsOf(value: OpenValue): Parts {
  if (isUnknown(value)) return { after: null, unknown: true };
  if (Array.isArray(value)) {
    const items = value.map(partsOf);
    return {
      after: items.map(({ after }) => after),
      unknown: items.map(({ unknown }) => unknown),
    };
  }
  if (!isObject(value)) return { after: value, unknown: false };
  const after: OpenObject = {};
  const unknown: OpenObject = {};
  for (const [key, item] of Object.entries(value)) {
    const parts = partsOf(item as OpenValue);
    if (parts.unknown !== true) assign(after, key, parts.after as OpenValue);
    assign(unknown, key, parts.unknown as OpenValue);
  }
  return { after, unknown };
}
