import type { OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";

/** Deeper than any ARM body; a guard against one that is not. */
const DEPTH = 40;

/** A string of a value, and where it stands. */
export interface TextAt {
  /** `siteConfig.appSettings[2].value`. */
  path: string;
  text: string;
}

/** Every string in a value with its path. Keys of an object count where they are ARM ids. */
export function stringsIn(value: OpenValue, path = ""): TextAt[] {
  const found: TextAt[] = [];
  collect(value, path, 0, found);
  return found;
}

function collect(value: OpenValue, path: string, depth: number, into: TextAt[]): void {
  if (typeof value === "string") {
    into.push({ path, text: value });
    return;
  }
  if (typeof value !== "object" || value === null || isUnknown(value) || depth > DEPTH) return;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) collect(value[i], `${path}[${i}]`, depth + 1, into);
    return;
  }
  Object.keys(value).forEach((key) => {
    const at = path === "" ? key : `${path}.${key}`;
    if (key.startsWith("/")) into.push({ path: at, text: key });
    collect(value[key], at, depth + 1, into);
  });
}

/** Whether there is something at `a.b` of an object tree, or may be, where that is not known. Null and an empty list are nothing. */
export function mayHave(value: OpenValue, ...path: readonly string[]): boolean {
  const found = at(value, ...path);
  return found !== undefined && found !== null && !(Array.isArray(found) && found.length === 0);
}

/** `a.b` of an object tree; undefined where it ends early, the unknown where it is. */
export function at(value: OpenValue, ...path: readonly string[]): OpenValue {
  let here: OpenValue = value;
  for (let i = 0; i < path.length; i++) {
    if (isUnknown(here)) return here;
    if (typeof here !== "object" || here === null || Array.isArray(here)) return undefined;
    here = here[path[i] as string];
  }
  return here;
}
