import type { JsonValue, OpenObject, OpenValue } from "../../src/policy/json";
import { isObject } from "../../src/policy/property";
import { Unknown } from "../../src/policy/unknown";

interface Change {
  address: string;
  change: { after: JsonValue; after_unknown?: JsonValue };
}

/** The resources of a plan as a configuration hands them to a gate: `{ "TYPE.NAME" = TYPE.NAME }`. */
export function objectsOf(plan: unknown): OpenObject {
  const { resource_changes: changes } = plan as { resource_changes: Change[] };
  return Object.fromEntries(
    changes.map(({ address, change }) => [address, laidOver(change.after, change.after_unknown ?? false)]),
  );
}

/** A value with Unknown where a plan says so. */
function laidOver(value: JsonValue | undefined, unknown: JsonValue): OpenValue {
  if (unknown === true) return Unknown;
  if (Array.isArray(value))
    return value.map((item, i) => laidOver(item, Array.isArray(unknown) ? (unknown[i] ?? false) : false));
  if (!isObject(unknown)) return value;
  const known = isObject(value) ? value : {};
  const keys = new Set([...Object.keys(known), ...Object.keys(unknown)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, laidOver(known[key] as JsonValue, (unknown[key] ?? false) as JsonValue)]),
  );
}
