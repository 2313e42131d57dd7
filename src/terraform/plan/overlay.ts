import type { OpenObject, OpenValue } from "../../policy/json";
import { Unknown } from "../../policy/unknown";
import type { Json } from "./format";

/** Deeper than any attribute of a provider; below it a value is not looked into, and so not known. */
const MAX_DEPTH = 200;

/**
 * Lays `after_unknown` over `after`: wherever it says `true`, the value is `Unknown`. Parts in which nothing is unknown are shared with the
 * plan, not copied. In a list, `after` holds null where an element is not known.
 */
export function overlayUnknown(after: Json | undefined, unknown: Json | undefined, depth = 0): OpenValue {
  if (unknown === true) return Unknown;
  if (unknown === null || unknown === undefined || typeof unknown !== "object") return after;
  if (depth > MAX_DEPTH) return Unknown;
  if (Array.isArray(unknown)) {
    if (unknown.length === 0) return after;
    const source = Array.isArray(after) ? after : [];
    let copy: OpenValue[] | undefined;
    for (let i = 0; i < unknown.length; i++) {
      const value = overlayUnknown(source[i], unknown[i], depth + 1);
      if (value === source[i]) continue;
      // Marks of more elements than there are leave no holes: what is not there is null.
      copy ??= Array.from({ length: Math.max(source.length, unknown.length) }, (_, at) => source[at] ?? null);
      copy[i] = value;
    }
    return copy ?? after;
  }
  const source = isMap(after) ? after : undefined;
  let copy: OpenObject | undefined;
  // JSON has no inherited names; a list of them, and a function that sees them, would be made for each block of each resource.
  for (const key in unknown) {
    if (key === "__proto__") continue;
    const before = source?.[key];
    const value = overlayUnknown(before, unknown[key], depth + 1);
    if (value === before) continue;
    copy ??= { ...source };
    copy[key] = value;
  }
  return copy ?? after;
}

/** Paths at which a mark (`after_sensitive`) says `true`: `a.b[0].c`; "" where it marks the whole value. */
export function markedPaths(mark: Json | undefined, path = "", depth = 0, out: string[] = []): string[] {
  if (mark === true) out.push(path);
  else if (typeof mark === "object" && mark !== null && depth <= MAX_DEPTH) {
    if (Array.isArray(mark)) mark.forEach((item, i) => markedPaths(item, `${path}[${i}]`, depth + 1, out));
    else for (const key of Object.keys(mark)) markedPaths(mark[key], path ? `${path}.${key}` : key, depth + 1, out);
  }
  return out;
}

function isMap(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
