import { parseAddress } from "../../arm/address";
import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import type { Reference, TerraformDocument, TerraformResource } from "../document";

/** Address without indexes -> the resources, for each document. */
const tables = new WeakMap<TerraformDocument, Map<string, TerraformResource[]>>();

/**
 * Whether what is planned for an attribute can hold what a reference in its expression reads. A value that is known throughout cannot hold one that is known
 * only after apply: `cond ? { X = account.endpoint } : {}` names the account and, with a false condition, does not hold it. Said of new resources
 * only: a provider may keep the old value of one that is there in place of an unknown new one.
 */
export function canHold(
  resource: TerraformResource,
  document: TerraformDocument,
): (attribute: string, reference: Reference) => boolean {
  if (document.kind !== "plan" || resource.action !== "create" || resource.mode !== "managed") return () => true;
  // An attribute is asked for with all its references, one after another.
  let asked: string | undefined;
  let known = false;
  return (attribute, reference) => {
    const top = topOf(attribute);
    if (top !== asked) {
      asked = top;
      const value = resource.value(top);
      // What a plan hides is null in it, and sent.
      known = value !== undefined && !resource.hidden.has(top) && !holdsUnknown(value, 0);
    }
    return !known || !isUnknownEverywhere(reference, document);
  };
}

/** Whether what a reference reads is known only after apply, whichever instance is meant. */
function isUnknownEverywhere({ address, output }: Reference, document: TerraformDocument): boolean {
  if (output === "") return false;
  let table = tables.get(document);
  if (table === undefined) {
    table = new Map();
    for (const resource of document.resources) {
      const { stripped } = parseAddress(resource.address);
      const list = table.get(stripped);
      if (list) list.push(resource);
      else table.set(stripped, [resource]);
    }
    tables.set(document, table);
  }
  const targets = table.get(parseAddress(address).stripped) ?? [];
  const top = topOf(output);
  const below =
    top === output
      ? NONE
      : output
          .slice(top.length)
          .split(/[.[\]]+/)
          .filter((step) => step !== "");
  return targets.length > 0 && targets.every((target) => isUnknown(read(target.value(top), below)));
}

const NONE: readonly string[] = [];

/** The first step of a path: `identity` of `identity[0].principal_id`. */
function topOf(path: string): string {
  const end = path.search(/[.[]/);
  return end < 0 ? path : path.slice(0, end);
}

function read(value: OpenValue, steps: readonly string[]): OpenValue {
  let at = value;
  for (const step of steps) {
    if (isUnknown(at)) return at;
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as OpenObject)[step];
  }
  return at;
}

function holdsUnknown(value: OpenValue, depth: number): boolean {
  if (isUnknown(value) || depth > 60) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((item) => holdsUnknown(item as OpenValue, depth + 1));
}
