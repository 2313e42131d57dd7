import { parseAddress } from "../../arm/address";
import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import type { Reference, TerraformDocument, TerraformResource } from "../document";

/** The instances of one block of the configuration, and what has been found out about them together: every instance of another block may ask. */
interface Instances {
  resources: TerraformResource[];
  /** Attribute path -> whether it is known only after apply in all of them. */
  unknown: Map<string, boolean>;
  /** Attribute path -> the texts by which what it gives can be told; none where that is not known of all of them. */
  told: Map<string, readonly string[]>;
  /** Address -> the one instance; made where an address tells one of several. */
  byAddress?: ReadonlyMap<string, TerraformResource>;
}

/** Address without indexes -> the instances, for each document. */
const tables = new WeakMap<TerraformDocument, Map<string, Instances>>();

/**
 * Whether what is planned for an attribute can hold what a reference in its expression reads: `cond ? { X = account.endpoint } : {}` names the account and, with a
 * false condition, does not hold it. A value that is known throughout cannot hold one that is known only after apply; this is said of new resources
 * only, since a provider may keep the old value of one that is there in place of an unknown new one. Nor can it hold what is known and of which there is no trace in it.
 */
export function canHold(
  resource: TerraformResource,
  document: TerraformDocument,
): (attribute: string, reference: Reference) => boolean {
  if (document.kind !== "plan" || resource.mode !== "managed" || resource.action === "delete") return () => true;
  const isNew = resource.action === "create";
  // An attribute is asked for with all its references, one after another.
  let asked: string | undefined;
  let value: OpenValue;
  let known = false;
  let texts: readonly string[] | undefined;
  return (attribute, reference) => {
    const top = topOf(attribute);
    if (top !== asked) {
      asked = top;
      value = resource.value(top);
      texts = undefined;
      // What a plan hides is null in it, and sent.
      known = value !== undefined && !resource.hidden.has(top) && !holdsUnknown(value, 0);
    }
    if (!known || reference.output === "") return true;
    const instances = instancesOf(reference.address, document);
    if (instances === undefined) return true;
    const one = instanceAt(instances, reference.address);
    // So it mostly is.
    if (one !== undefined && typeof value === "string" && valueAt(one, reference.output) === value) return true;
    if (isNew && isUnknownEverywhere(instances, reference.output)) return false;
    const told = toldOf(instances, reference.address, reference.output);
    return told.length === 0 || leavesTrace(told, (texts ??= textsOf(value)));
  };
}

/**
 * Of the references that a map of texts may hold, those of which no plan tells whether it does: an expression that may choose reads more resources than the map
 * has values that are known only after apply, and of these there is no trace in the values that are known.
 */
export function unsureOf(
  resource: TerraformResource,
  document: TerraformDocument,
  attribute: string,
  references: readonly Reference[],
): ReadonlySet<Reference> {
  if (references.length < 2 || document.kind !== "plan" || resource.mayChoose?.(attribute) !== true) return SURE;
  const value = resource.value(attribute);
  if (typeof value !== "object" || value === null || isUnknown(value) || Array.isArray(value)) return SURE;
  const parts = Object.values(value);
  const hidden = parts.filter((part) => isUnknown(part as OpenValue)).length;
  const texts = parts.filter((part) => typeof part === "string").map((text) => text.toLowerCase());
  if (hidden === 0 || parts.some((part) => typeof part === "object" && part !== null && !isUnknown(part as OpenValue)))
    return SURE;
  const traceless = references.filter(({ address, output }) => {
    const instances = instancesOf(address, document);
    // Of one that is picked by a key (`x[each.key].name`) a plan shows only the whole: its name is what can be told of it.
    const told = instances === undefined ? NONE : toldOf(instances, address, output || "name");
    return told.length === 0 || !leavesTrace(told, texts);
  });
  return new Set(traceless.map(({ address }) => address)).size > hidden ? new Set(traceless) : SURE;
}

const SURE: ReadonlySet<Reference> = new Set();

/** The instance that is meant, where that can be told. */
function instanceAt(instances: Instances, address: string): TerraformResource | undefined {
  const { resources } = instances;
  if (resources.length === 1) return resources[0];
  if (!address.includes("[")) return undefined;
  instances.byAddress ??= new Map(resources.map((resource) => [resource.address, resource]));
  return instances.byAddress.get(address);
}

/** As {@link toldBy}, of the one instance alone that is meant where that can be told. */
function toldOf(instances: Instances, address: string, output: string): readonly string[] {
  const one = instanceAt(instances, address);
  return one === undefined ? toldBy(instances, output) : findTold([one], output);
}

/** More instances than these are not gone through for each reference to one of them that nobody can tell. */
const MOST = 50;

/** What is read of a target, and what it may be told by where it was cut or put together: the names of what it is read of. None where not all of it is known text. */
function toldBy(instances: Instances, output: string): readonly string[] {
  if (instances.resources.length > MOST) return NONE;
  let told = instances.told.get(output);
  if (told === undefined) instances.told.set(output, (told = findTold(instances.resources, output)));
  return told;
}

/** Empty where it cannot be told. */
function findTold(resources: readonly TerraformResource[], output: string): string[] {
  const told = new Set<string>();
  for (const resource of resources) {
    for (const text of [valueAt(resource, output), resource.value("name")]) {
      if (typeof text !== "string" || text.length < SHORTEST) return [];
      told.add(text.toLowerCase());
    }
  }
  return [...told];
}

/** A shorter text may stand in another one by chance. What is made of it may then be anything. */
const SHORTEST = 3;

/** Base64, which may hold anything. */
const BASE64 = /^[a-z0-9+/_-]{16,}={0,2}$/i;

const leavesTrace = (told: readonly string[], texts: readonly string[]): boolean =>
  texts.some((text) => told.some((each) => text.includes(each)) || BASE64.test(text));

const NONE: readonly string[] = [];

/** All texts of a value, in lower case, ids among them that are keys of maps, as azapi has them. Other keys are the words of who wrote them. */
function textsOf(value: OpenValue): string[] {
  if (typeof value === "string") return [value.toLowerCase()];
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap((item) => textsOf(item as OpenValue));
  const ids = Array.isArray(value) ? NONE : Object.keys(value).filter((key) => key.includes("/"));
  return ids.length === 0 ? inside : [...ids.map((key) => key.toLowerCase()), ...inside];
}

/** Whether what is read is known only after apply, whichever instance is meant. */
function isUnknownEverywhere(instances: Instances, output: string): boolean {
  let unknown = instances.unknown.get(output);
  if (unknown === undefined) {
    unknown = instances.resources.every((target) => isUnknown(valueAt(target, output)));
    instances.unknown.set(output, unknown);
  }
  return unknown;
}

function instancesOf(address: string, document: TerraformDocument): Instances | undefined {
  let table = tables.get(document);
  if (table === undefined) tables.set(document, (table = tableOf(document)));
  // Most references have no index, and most addresses none either.
  return table.get(address) ?? (address.includes("[") ? table.get(parseAddress(address).stripped) : undefined);
}

function tableOf(document: TerraformDocument): Map<string, Instances> {
  const table = new Map<string, Instances>();
  for (const resource of document.resources) {
    const { stripped } = parseAddress(resource.address);
    const instances = table.get(stripped);
    if (instances) instances.resources.push(resource);
    else table.set(stripped, { resources: [resource], unknown: new Map(), told: new Map() });
  }
  return table;
}

function valueAt(resource: TerraformResource, output: string): OpenValue {
  const top = topOf(output);
  const value = resource.value(top);
  return top === output ? value : read(value, stepsOf(output.slice(top.length)));
}

const stepsOf = (path: string): string[] => path.split(/[.[\]]+/).filter((step) => step !== "");

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
