import type { OpenValue } from "./json";
import { isObject, property } from "./property";
import { Unknown } from "./unknown";

/** The names between two `[*]` of a path, outermost first; an array index is written in digits. */
export type Keys = readonly string[];

/** A path into a resource, cut at each `[*]`: `properties.rules[*].name` is `[[properties, rules], [name]]`. */
export type Parts = readonly Keys[];

/** A name, `['quoted name']`, `["quoted"]`, `[bare]`, `[0]` or `[*]`. */
const STEP = /\[\*\]|\['((?:[^']|'')*)'\]|\["([^"]*)"\]|\[([^\]]*)\]|([^.[]+)/g;

/** Cuts a path into its parts. */
export function parsePath(path: string): Parts {
  const parts: string[][] = [[]];
  for (const [step, quoted, doubled, bare, name] of path.matchAll(STEP)) {
    if (step === "[*]") parts.push([]);
    else parts[parts.length - 1]?.push(quoted?.replaceAll("''", "'") ?? doubled ?? bare ?? name ?? "");
  }
  return parts;
}

/** The value that names lead to; undefined where one is missing, Unknown where one is unknown. */
export function walk(value: OpenValue, keys: Keys): OpenValue {
  let current = value;
  for (let i = 0; i < keys.length; i++) {
    if (typeof current !== "object" || current === null) return undefined;
    const key = keys[i] as string;
    if (isObject(current)) current = property(current, key);
    else if (Array.isArray(current)) current = current[indexOf(key)];
    else return Unknown;
  }
  return current;
}

function indexOf(key: string): number {
  return /^\d+$/.test(key) ? Number(key) : -1;
}

/** How a path with further names is written. */
export function joinPath(base: string, keys: Keys): string {
  let path = base;
  for (const key of keys) path += path === "" ? key : `.${key}`;
  return path;
}
