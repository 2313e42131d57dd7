import type { AttributeSchema, BlockSchema } from "./schema";
import { isUnknown, isWireObject, UNKNOWN, type WireObject, type WireValue } from "../../../src/provider/protocol/wire";

/**
 * The state a provider plans for a proposed state: defaults where the configuration is silent, "known after apply" for what the provider will
 * compute. Terraform has already carried over the computed attributes of the prior state; computed blocks are carried over here. In a block of a set an absent string is an empty one, as
 * in every provider built on SDKv2.
 */
export function planned(block: BlockSchema, proposed: WireValue, prior: WireValue = null, inSet = false): WireValue {
  if (!isWireObject(proposed)) return proposed;
  const before = isWireObject(prior) ? prior : {};
  const out: WireObject = { ...proposed };
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const value = plannedAttribute(attribute, out[name] ?? null);
    out[name] = value === null && inSet && attribute.type === "string" ? "" : value;
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    const [value, earlier] = [out[name], before[name] ?? null];
    const isSet = nested.nesting === "set";
    if (Array.isArray(value)) {
      if (value.length === 0 && nested.computed) out[name] = earlier ?? UNKNOWN;
      else out[name] = value.map((item, index) => planned(nested.block, item, itemOf(earlier, index), isSet));
    } else if (nested.nesting === "single") out[name] = planned(nested.block, value ?? null, earlier);
  }
  return out;
}

const itemOf = (list: WireValue, index: number): WireValue => (Array.isArray(list) ? (list[index] ?? null) : null);

function plannedAttribute(attribute: AttributeSchema, value: WireValue): WireValue {
  if (value === null || isEmptyCollection(attribute, value)) {
    if (attribute.default !== undefined) return attribute.default;
    return attribute.computed ? UNKNOWN : null;
  }
  if (attribute.normalise !== undefined && typeof value === "string") return attribute.normalise(value);
  const { fields } = attribute;
  return fields !== undefined && Array.isArray(value)
    ? value.map((item) => planned(fields, item, null, attribute.type[0] === "set"))
    : value;
}

function isEmptyCollection(attribute: AttributeSchema, value: WireValue): boolean {
  if (attribute.emptyIsUnset !== true) return false;
  return Array.isArray(value) ? value.length === 0 : isWireObject(value) && Object.keys(value).length === 0;
}

/** The state after apply: what is still unknown gets the value that `invent` makes up for it, null where it makes none. */
export function applied(
  block: BlockSchema,
  state: WireValue,
  invent: (attribute: string, schema: AttributeSchema) => WireValue,
): WireValue {
  if (!isWireObject(state)) return isUnknown(state) ? null : state;
  const out: WireObject = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const value = state[name] ?? null;
    out[name] = isUnknown(value) ? invent(name, attribute) : known(value);
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    const value = state[name] ?? null;
    if (isUnknown(value)) out[name] = nested.nesting === "single" ? null : [];
    else if (Array.isArray(value)) out[name] = value.map((item) => applied(nested.block, item, invent));
    else out[name] = applied(nested.block, value, invent);
  }
  return out;
}

function known(value: WireValue): WireValue {
  if (isUnknown(value)) return null;
  if (Array.isArray(value)) return value.map(known);
  if (!isWireObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, known(item)]));
}

/** Attributes of the top level whose change makes Terraform replace the resource. */
export function replacing(block: BlockSchema, prior: WireValue, next: WireValue): string[] {
  if (!isWireObject(prior) || !isWireObject(next)) return [];
  return Object.entries(block.attributes)
    .filter(
      ([name, attribute]) => attribute.forcesReplacement && JSON.stringify(prior[name]) !== JSON.stringify(next[name]),
    )
    .map(([name]) => name);
}

/** Attributes that only the provider may set but the configuration does; their paths. */
export function unconfigurable(block: BlockSchema, config: WireValue, path = ""): string[] {
  if (!isWireObject(config)) return [];
  const out = Object.entries(block.attributes)
    .filter(([name, attribute]) => attribute.computed && !attribute.optional && (config[name] ?? null) !== null)
    .map(([name]) => `${path}${name}`);
  for (const [name, nested] of Object.entries(block.blocks)) {
    const value = config[name];
    const items = Array.isArray(value) ? value : [value ?? null];
    items.forEach((item, index) => out.push(...unconfigurable(nested.block, item, `${path}${name}[${index}].`)));
  }
  return out;
}
