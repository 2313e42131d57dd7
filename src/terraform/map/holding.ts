import { parseAddress } from "../../arm/address";
import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import type { Reference, TerraformDocument, TerraformResource } from "../document";

/** The instances of one block of the configuration, and what has been found out about them together: every instance of another block may ask. */
interface Instances {
  resources: TerraformResource[];
  /** Attribute path -> whether it is known only after apply in all of them. */
  unknown: Map<string, boolean>;
}

/** Address without indexes -> the instances, for each document. */
const tables = new WeakMap<TerraformDocument, Map<string, Instances>>();

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
  const instances = tableOf(document).get(parseAddress(address).stripped);
  if (instances === undefined) return false;
  let unknown = instances.unknown.get(output);
  if (unknown === undefined) {
    const top = topOf(output);
    const below = top === output ? NONE : stepsOf(output.slice(top.length));
    unknown = instances.resources.every((target) => isUnknown(read(target.value(top), below)));
    instances.unknown.set(output, unknown);
  }
  return unknown;
}

function tableOf(document: TerraformDocument): ReadonlyMap<string, Instances> {
  let table = tables.get(document);
  if (table === undefined) {
    tables.set(document, (table = new Map()));
    for (const resource of document.resources) {
      const { stripped } = parseAddress(resource.address);
      const instances = table.get(stripped);
      if (instances) instances.resources.push(resource);
      else table.set(stripped, { resources: [resource], unknown: new Map() });
    }
  }
  return table;
}

const stepsOf = (path: string): string[] => path.split(/[.[\]]+/).filter((step) => step !== "");

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
