import { decode, encode, ExtData } from "@msgpack/msgpack";
import type { DynamicValue } from "./messages";

/**
 * A value as it travels between Terraform and a provider: JSON, plus msgpack extensions for what is not known yet. Every extension code means
 * unknown (https://developer.hashicorp.com/terraform/plugin/terraform-plugin-protocol, object wire format); a refined unknown keeps
 * its refinement when it is handed back.
 */
export type WireValue = null | boolean | number | string | Uint8Array | ExtData | WireValue[] | WireObject;
export interface WireObject {
  [key: string]: WireValue;
}

/** "Known after apply". */
export const UNKNOWN = new ExtData(0, Uint8Array.of(0));

export const isUnknown = (value: unknown): value is ExtData => value instanceof ExtData;

export function isWireObject(value: unknown): value is WireObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !isUnknown(value) &&
    !(value instanceof Uint8Array)
  );
}

export function fromWire(value: DynamicValue | null): WireValue {
  if (value === null) return null;
  if (value.msgpack.length > 0) return decode(value.msgpack) as WireValue;
  return value.json.length > 0 ? (JSON.parse(Buffer.from(value.json).toString("utf8")) as WireValue) : null;
}

export function toWire(value: WireValue): DynamicValue {
  return { msgpack: encode(value), json: new Uint8Array() };
}

/** Dynamically typed values travel as `[type, value]`, the type as JSON bytes. */
export function dynamicValue(value: WireValue): WireValue {
  const pair = value as [Uint8Array, WireValue] | null;
  return Array.isArray(pair) ? pair[1] : value;
}
