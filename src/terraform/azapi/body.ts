import { repeatsKey } from "../../input";
import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { isObject } from "../map/rows";
import { spelled } from "../map/spelling";

/** Members of an ARM resource beside `properties`, in ARM's own casing; a body may spell them in any. */
const MEMBERS = [
  "properties",
  "kind",
  "location",
  "tags",
  "identity",
  "sku",
  "plan",
  "zones",
  "extendedLocation",
  "managedBy",
  "scale",
];
const CANONICAL = new Map(MEMBERS.map((name) => [name.toLowerCase(), name]));

/** Deeper than any schema: what is nested further is not looked into. */
const MAX_DEPTH = 200;

/** What a body may hold when nothing of it is known. */
export const UNKNOWN_BODY: OpenObject = { properties: Unknown, kind: Unknown, sku: Unknown };

/**
 * The `body` argument as an object: azapi 2 plans hold it as such, azapi 1 as JSON text. Members are brought into ARM's casing, since the rest
 * of the checker reads them by it; ARM does not care.
 * @param type ARM type, for the spelling of what it holds
 */
export function readBody(value: OpenValue, type = ""): OpenObject {
  if (isUnknown(value)) return { ...UNKNOWN_BODY };
  const parsed = typeof value === "string" ? parse(value) : value;
  // Who reads such a text may find tags in it; beside an unknown body the provider lets nobody write what is in it.
  if (!isObject(parsed))
    return typeof value === "string" && value.trim() !== "" && parsed === undefined
      ? { ...UNKNOWN_BODY, tags: Unknown }
      : {};
  const out: OpenObject = {};
  for (const [key, item] of Object.entries(parsed)) {
    const lower = key.toLowerCase();
    if (lower === "id" || lower === "type" || lower === "name") continue;
    const name = CANONICAL.get(lower) ?? key;
    // Two spellings of one member: nobody can tell which ARM takes.
    out[name] = Object.prototype.hasOwnProperty.call(out, name) ? Unknown : item;
  }
  return spelled(type, out);
}

/** Whether a body has a member in another casing alone: the provider then adds what stands beside the body, and nobody can tell which of the two ARM takes. */
export function hasInAnotherCasing(value: OpenValue, name: string): boolean {
  const parsed = typeof value === "string" ? parse(value) : value;
  if (!isObject(parsed) || Object.hasOwn(parsed, name)) return false;
  return Object.keys(parsed).some((key) => key.toLowerCase() === name);
}

/** A body without its nulls, as `ignore_null_property` sends it; empty objects and lists stay. */
export function withoutNulls(value: OpenValue, depth = 0): OpenValue {
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) return Unknown;
  if (Array.isArray(value))
    return value.filter((item) => item !== null).map((item) => withoutNulls(item as OpenValue, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item, depth + 1)]])),
  );
}

/** Sets the value at a path of a body to Unknown, making what is on the way; names meet without case. */
export function forget(body: OpenObject, path: string): OpenObject {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const visit = (value: OpenValue, i: number): OpenValue => {
    const step = steps[i];
    if (step === undefined || isUnknown(value)) return Unknown;
    if (Array.isArray(value))
      return value.map((item, n) => (String(n) === step || step === "*" ? visit(item, i + 1) : item));
    const source: OpenObject = isObject(value) ? value : {};
    const key = Object.keys(source).find((other) => other.toLowerCase() === step.toLowerCase()) ?? step;
    return { ...source, [key]: visit(source[key], i + 1) };
  };
  const out = steps.length === 0 ? undefined : visit(body, 0);
  return isObject(out) ? out : { ...UNKNOWN_BODY };
}

/** A path in the casing in which a body has it. */
export function spelledAs(body: OpenObject, path: string): string {
  let at: OpenValue = body;
  return path.replace(/[^.[\]]+/g, (step) => {
    if (Array.isArray(at)) {
      at = at[Number(step)];
      return step;
    }
    const key: string | undefined = isObject(at)
      ? Object.keys(at).find((other) => other.toLowerCase() === step.toLowerCase())
      : undefined;
    at = key === undefined ? undefined : (at as OpenObject)[key];
    return key ?? step;
  });
}

/** ARM paths of the leaves of a value. */
export function leafPaths(value: OpenValue, path = "", depth = 0): string[] {
  if (depth > MAX_DEPTH) return [path];
  if (Array.isArray(value)) return value.flatMap((item, i) => leafPaths(item, `${path}[${i}]`, depth + 1));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, item]) => leafPaths(item, path ? `${path}.${key}` : key, depth + 1));
  return value === null || value === undefined ? [] : [path];
}

/** ARM paths at which a body is not known. */
export function unknownPaths(value: OpenValue, path = "", depth = 0): string[] {
  if (isUnknown(value) || depth > MAX_DEPTH) return [path];
  if (Array.isArray(value)) return value.flatMap((item, i) => unknownPaths(item, `${path}[${i}]`, depth + 1));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, item]) => unknownPaths(item, path ? `${path}.${key}` : key, depth + 1));
  return [];
}

function parse(text: string): OpenValue {
  try {
    const value = JSON.parse(text) as OpenValue;
    // A name that is written twice: what is sent depends on who parses it.
    return repeatsKey(text, value) ? undefined : value;
  } catch {
    return undefined;
  }
}
