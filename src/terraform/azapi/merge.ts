import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { isObject } from "../map/rows";

/** Path of a list, in lower case -> the property by which its items are told apart. */
export type ListKeys = ReadonlyMap<string, string>;

/** Characters: longer than any path of a schema. */
const MAX_PATH = 2000;

const NO_KEYS: ListKeys = new Map();

/**
 * Merges `sensitive_body` over a body as azapi does: objects merge, null overwrites. Lists whose items have a name (or what
 * `list_unique_id_property` says) merge by it, those without one item by item where they are of one length; any other list is replaced. Names of
 * members meet without case.
 * Source: MergeObjectWithOption of utils/json.go in Azure/terraform-provider-azapi.
 */
export function mergeBodies(below: OpenValue, above: OpenValue, keys: ListKeys = NO_KEYS, path = ""): OpenValue {
  if (above === undefined) return below;
  if (path.length > MAX_PATH) return Unknown;
  if (isObject(below) && isObject(above)) {
    const out: OpenObject = { ...below };
    for (const [key, item] of Object.entries(above)) {
      const at = Object.keys(out).find((other) => other.toLowerCase() === key.toLowerCase()) ?? key;
      out[at] = mergeBodies(out[at], item, keys, path === "" ? at : `${path}.${at}`);
    }
    return out;
  }
  if (isUnknown(below) && (isObject(above) || Array.isArray(above))) return Unknown;
  if (Array.isArray(below) && Array.isArray(above)) return mergeLists(below, above, keys, path);
  return above;
}

function mergeLists(below: OpenValue[], above: OpenValue[], keys: ListKeys, path: string): OpenValue {
  if (below.length === 0 || above.length === 0) return above;
  const key = keys.get(path.toLowerCase()) ?? "name";
  // Anything but a plain name is a query, which is not followed.
  if (!/^\w+$/.test(key)) return Unknown;
  const [before, after] = [below, above].map((items) => items.map((item) => nameOf(item, key)));
  if (!before || !after || isUnknown(before[0]) || isUnknown(after[0])) return Unknown;
  if (before[0] === "" || after[0] === "")
    return below.length === above.length ? below.map((item, i) => mergeBodies(item, above[i], keys, path)) : above;
  if (before.some(isUnknown) || after.some(isUnknown)) return Unknown;
  const used = new Set<number>();
  const merged = below.map((item, i) => {
    const at = after.findIndex((name, n) => !used.has(n) && name !== "" && name === before[i]);
    if (at < 0) return item;
    used.add(at);
    return mergeBodies(item, above[at], keys, path);
  });
  return [...merged, ...above.filter((_, n) => !used.has(n))];
}

/** What tells a list item apart: "" where it has no such text. */
function nameOf(item: OpenValue, key: string): string | typeof Unknown {
  if (isUnknown(item)) return Unknown;
  const value = isObject(item) ? item[key] : undefined;
  return isUnknown(value) ? Unknown : typeof value === "string" ? value : "";
}

/**
 * Paths at which two bodies hold one member in different casing. azapi sends both, and nobody can tell which of them ARM takes.
 */
export function clashes(below: OpenValue, above: OpenValue, path = ""): string[] {
  if (!isObject(below) || !isObject(above)) return [];
  return Object.entries(above).flatMap(([key, item]) => {
    const twin = Object.keys(below).find((other) => other.toLowerCase() === key.toLowerCase());
    if (twin === undefined) return [];
    const at = path === "" ? key : `${path}.${key}`;
    return key in below ? clashes(below[key], item, at) : [at];
  });
}
