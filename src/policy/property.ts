import type { OpenObject, OpenValue } from "./json";
import { sameFolded } from "./fold";
import { isUnknown } from "./unknown";

/** Whether a value is a JSON object (not an array, not null, not Unknown). */
export function isObject(value: unknown): value is OpenObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
}

/**
 * The value of an own property, by its exact name. What an object inherits is no part of its JSON: functions, and what `__proto__` gives.
 */
export function own(object: OpenObject, key: string): OpenValue {
  if (key === "__proto__") return Object.hasOwn(object, key) ? object[key] : undefined;
  const value = object[key];
  return typeof value === "function" ? undefined : value;
}

/**
 * The value of a property whose name is compared without case, as ARM compares them. The written spelling is tried first.
 * Of several that differ in case only the first one counts.
 */
export function property(object: OpenObject, key: string): OpenValue {
  const exact = own(object, key);
  return exact !== undefined ? exact : propertyInAnotherCase(object, key);
}

function propertyInAnotherCase(object: OpenObject, key: string): OpenValue {
  for (const name in object) if (name.length === key.length && sameFolded(name, key)) return own(object, name);
  return undefined;
}

/** The name under which an object holds a property, compared without case; undefined where it holds none. */
export function spelling(object: OpenObject, key: string): string | undefined {
  if (Object.hasOwn(object, key)) return key;
  for (const name of Object.keys(object)) if (sameFolded(name, key)) return name;
  return undefined;
}

/** Sets a property, never through the prototype. */
export function assign(object: OpenObject, key: string, value: OpenValue): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** Whether Unknown stands anywhere in a value. */
export function holdsUnknown(value: OpenValue): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(holdsUnknown);
  for (const name in value) if (holdsUnknown(own(value, name))) return true;
  return false;
}
