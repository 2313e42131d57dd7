import type { OpenValue } from "../../policy/json";
import { assign, isObject } from "../../policy/property";
import { Unknown } from "../../policy/unknown";
import type { CtyType } from "./cty";
import { isUnknown, isWireObject, type WireValue } from "./wire";

/** What is wrong with a message of Terraform's. It cannot come from a configuration. */
export class WireError extends Error {}

/**
 * A value of a dynamically typed attribute as plain JSON, in which what is not known yet is Unknown. On the wire it is its type, as JSON, and the value.
 * Source: https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/object-wire-format.md
 */
export function dynamicToPlain(value: WireValue): OpenValue {
  if (value === null) return null;
  if (isUnknown(value)) return Unknown;
  const [type, inner] = Array.isArray(value) ? value : [];
  if (!(type instanceof Uint8Array)) throw new WireError("a dynamic value has no type");
  return plain(JSON.parse(Buffer.from(type).toString("utf8")) as CtyType, inner ?? null);
}

function plain(type: CtyType, value: WireValue): OpenValue {
  if (value === null) return null;
  if (isUnknown(value)) return Unknown;
  if (type === "dynamic") return dynamicToPlain(value);
  // A number that no float holds travels as decimal digits.
  if (type === "number") return Number(value);
  if (typeof type === "string") return value as string | boolean;
  const [kind, inside] = type;
  if (Array.isArray(value)) {
    if (kind === "tuple") return value.map((item, i) => plain(inside[i] ?? "dynamic", item));
    return value.map((item) => plain(inside as CtyType, item));
  }
  if (!isWireObject(value)) throw new WireError(`a value of the type ${kind} is none`);
  const out = {};
  if (isObject(out))
    for (const [key, item] of Object.entries(value))
      assign(out, key, plain(kind === "object" ? (inside[key] ?? "dynamic") : (inside as CtyType), item));
  return out;
}
