import type { Made } from "../../arm/resource";
import { isMap, type Written } from "./expressions";
import type { Json, JsonMap } from "./format";

/** Attributes that tell one resource from all others, in Terraform's spelling and in ARM's (the `output` of azapi). */
const TELLING =
  /(key|keys|connection_?strings?|endpoint|host|host_?name|fqdn|ur[il]|sas|secret|token|password|(principal|object)_?id)(_?\d+)?$/i;
/** A text is at least as long as the shortest host of a service that is worth looking for. */
const SHORTEST = 16;
const MAX_DEPTH = 8;

/** Names recur with each resource of a type. */
const telling = new Map<string, boolean>();

function isTelling(name: string): boolean {
  let known = telling.get(name);
  if (known === undefined) telling.set(name, (known = TELLING.test(name)));
  return known;
}

/**
 * Texts of a resource that nobody wrote.
 * @param values all that is known of it
 * @param written what the configuration writes; undefined where the plan does not say
 */
export function madeOf(values: JsonMap, written: Written | undefined): readonly Made[] {
  const made: Made[] = [];
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (typeof value === "string") {
      if (value.length >= SHORTEST && isTelling(name) && written?.has(name) !== true)
        made.push({ output: name, text: value });
    } else if (typeof value === "object" && value !== null && written?.isAttribute(name) !== true)
      collect(value, name, name, written, made, 0);
  }
  return made;
}

/** @param path of the value, with indexes @param bare the same without them */
function collect(
  value: Json,
  path: string,
  bare: string,
  written: Written | undefined,
  made: Made[],
  depth: number,
): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    value.forEach(
      (item, i) => typeof item === "object" && collect(item, `${path}[${i}]`, bare, written, made, depth + 1),
    );
    return;
  }
  if (!isMap(value)) return;
  for (const name of Object.keys(value)) {
    const item = value[name];
    const below = `${bare}.${name}`;
    if (typeof item === "string") {
      if (item.length >= SHORTEST && isTelling(name) && written?.has(below) !== true)
        made.push({ output: `${path}.${name}`, text: item });
    } else if (typeof item === "object" && item !== null)
      collect(item, `${path}.${name}`, below, written, made, depth + 1);
  }
}
