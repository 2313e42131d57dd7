import type { OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";

/** Deeper than any ARM body; a guard against one that is not. */
const DEPTH = 40;

/** Every string in a value with its path: `siteConfig.appSettings[2].value`. Keys of an object count where they are ARM ids. */
export function* stringsIn(value: OpenValue, path = "", depth = 0): Generator<{ path: string; text: string }> {
  if (typeof value === "string") {
    yield { path, text: value };
    return;
  }
  if (typeof value !== "object" || value === null || isUnknown(value) || depth > DEPTH) return;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) yield* stringsIn(value[i], `${path}[${i}]`, depth + 1);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (key.startsWith("/")) yield { path: at, text: key };
    yield* stringsIn(item, at, depth + 1);
  }
}

/** `a.b` of an object tree; undefined where it ends early, the unknown where it is. */
export function at(value: OpenValue, ...path: readonly string[]): OpenValue {
  let here: OpenValue = value;
  for (const step of path) {
    if (isUnknown(here)) return here;
    if (typeof here !== "object" || here === null || Array.isArray(here)) return undefined;
    here = here[step];
  }
  return here;
}
