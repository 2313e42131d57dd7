import { InputError } from "../../input/input-error";
import type { OpenObject, OpenValue } from "../../policy/json";
import { assign, holdsUnknown, isObject, property } from "../../policy/property";
import { isUnknown } from "../../policy/unknown";

/** `azurerm_cognitive_account.openai`, `data.azurerm_subscription.current`, `azurerm_cognitive_account.all["a"]`. */
const ADDRESS = /^(data\.)?([a-z][a-z0-9]*_[a-z0-9_]+)\.([A-Za-z_][A-Za-z0-9_-]*)(\[(?:\d+|"[^"]*")\])?$/;

/** An id that lies in a subscription. */
const WITHIN = /^\/subscriptions\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:\/|$)/i;

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
  const named = Object.entries(objects).flatMap(([address, value]) => readNamed(address, value) ?? []);
  const told = [...new Set(named.flatMap((each) => each.subscription ?? []))];
  // What has no id yet, and no subscription that it is said to lie in, lies where everything else does.
  const other = subscription ?? (told.length === 1 ? told[0] : undefined);
  const blocks = blocksOf(named);
  const providers = new Map(blocks.map((block) => [providerKey(block), block]));
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
        [...providers].map(
          ([
            key,
            {
              first: { type },
              subscription: own = other,
            },
          ]) => [
            key,
            {
              name: providerOf(type),
              full_name: SOURCES[providerOf(type)] ?? providerOf(type),
              ...(own !== undefined && { expressions: { subscription_id: { constant_value: own } } }),
            },
          ],
        ),
      ),
      root_module: {
        resources: blocks.map((block) => ({
          address: block.first.bare,
          mode: block.first.mode,
          type: block.first.type,
          name: block.first.name,
          provider_config_key: providerKey(block),
          expressions: Object.assign({}, ...block.instances.map(({ values }) => expressionsOf(values))) as object,
        })),
      },
    },
  };
}

/** What is told by its id to be an account, and the types that write or read one: under another type no rule would be asked about it. */
const ACCOUNT_ID = /\/providers\/microsoft\.cognitiveservices\/accounts\/[^/]+$/i;
const ACCOUNT_TYPE = /^(azurerm_(cognitive_account(_customer_managed_key)?|ai_services)|azapi_\w+)$/;

interface Named {
  address: string;
  /** Without the index. */
  bare: string;
  mode: "managed" | "data";
  type: string;
  name: string;
  values: OpenObject;
  action: string;
  /** GUID in lower case of the subscription that the id tells, whatever any argument says. */
  subscription?: string;
}

/** @returns undefined for a resource of which nothing is known yet */
function readNamed(address: string, value: OpenValue): Named | undefined {
  const [, data, type = "", name = "", index = ""] = ADDRESS.exec(address) ?? [];
  if (type === "")
    throw new InputError(
      "resources",
      `has the key ${JSON.stringify(address.slice(0, 80))}, which is no address`,
      'write type and name, as "azurerm_cognitive_account.openai" or "data.azurerm_subscription.current"',
    );
  if (isUnknown(value)) return undefined;
  if (!isObject(value)) throw notOne(address, value === null ? "is null" : "is not one resource", Array.isArray(value));
  // Whatever Terraform has made or read has an id, known or not. Without one it is several instances, or a choice of attributes, of which nobody knows what was left out.
  const id = property(value, "id");
  if (id === undefined || isObject(id))
    throw notOne(address, "is not one whole resource: it has no id", Object.values(value).every(isObject));
  if (typeof id === "string" && ACCOUNT_ID.test(id) && !ACCOUNT_TYPE.test(type))
    throw notOne(address, `is an account of Cognitive Services, by its id, and no ${type}`, false);
  const [, subscription] = (typeof id === "string" && WITHIN.exec(id)) || [];
  return {
    address,
    bare: address.slice(0, address.length - index.length),
    mode: data === undefined ? "managed" : "data",
    type,
    name,
    values: value,
    action: data !== undefined ? "read" : typeof id === "string" && id !== "" ? "no-op" : "create",
    ...(subscription !== undefined && { subscription: subscription.toLowerCase() }),
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

/** Instances of one block have one provider, and so lie in one subscription. */
interface Block {
  first: Named;
  instances: Named[];
  subscription?: string;
}

function blocksOf(named: readonly Named[]): Block[] {
  const blocks = new Map<string, Block>();
  for (const each of named) {
    const block = blocks.get(each.bare) ?? { first: each, instances: [] };
    const { subscription = each.subscription } = block;
    if (each.subscription !== undefined && each.subscription !== subscription)
      throw new InputError(
        "resources",
        `has instances of ${each.bare} in several subscriptions`,
        "give each subscription a gate of its own, or each module's resource a name of its own",
      );
    blocks.set(each.bare, {
      ...block,
      instances: [...block.instances, each],
      ...(subscription !== undefined && { subscription }),
    });
  }
  return [...blocks.values()];
}

/** As Terraform writes it of a provider with an alias: here each subscription has its own. */
const providerKey = ({ first: { type }, subscription }: Block): string =>
  subscription === undefined ? providerOf(type) : `${providerOf(type)}.${subscription}`;

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
