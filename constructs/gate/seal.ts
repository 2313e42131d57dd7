import { isDeepStrictEqual } from "node:util";
import { TerraformStack } from "cdktf";
import { isUnknown } from "../../src/policy/unknown";
import type { Finding } from "../../src/findings/finding";
import { isOutside } from "../../src/findings/missing-context";
import type { JsonObject, JsonValue } from "../../src/policy/json";
import type { Judged } from "../live-conditions";
import { resolved } from "../resolve";
import type { Sealed } from "./sealed";

/**
 * The promise that Terraform itself will decide some rules for a resource: its preconditions read live data, and they were made for exactly these
 * attributes. An override of any of it breaks the seal, and then the synth gate leaves nothing open.
 */
export interface Seal {
  readonly resource: Sealed;
  readonly judged: Judged;
  /** What the preconditions read, and what the resource inherits its facts from. */
  readonly others: readonly Sealed[];
  /** Names, in lower case, of the tags that hold its facts. */
  readonly factTags: readonly string[];
}

const reads = new WeakMap<object, Sealed>();

/** Registers a data source that preconditions read, wherever it is made. */
export function sealRead(read: Sealed): Sealed {
  reads.set(read.element, read);
  return read;
}

/** Those of the elements that are registered reads. */
export function readsAmong(elements: readonly object[]): Sealed[] {
  return elements.map((element) => reads.get(element)).filter((read) => read !== undefined);
}

const seals = new WeakMap<TerraformStack, Seal[]>();

/** Registers the seal of a resource that one of our constructs made. */
export function seal(made: Seal): void {
  const stack = TerraformStack.of(made.resource.element);
  const registered = seals.get(stack);
  if (registered === undefined) seals.set(stack, [made]);
  else registered.push(made);
}

/** The seals of a stack. */
export const sealsOf = (stack: TerraformStack): readonly Seal[] => seals.get(stack) ?? [];

/** Terraform address of an element, without `data.`. */
const addressOf = ({ element }: Sealed): string => `${element.terraformResourceType}.${element.friendlyUniqueId}`;

/** The rules that Terraform will decide, by address, as far as the synthesized stack still has what the seals promise. */
export function unbroken(made: readonly Seal[], stack: JsonObject): ReadonlyMap<string, ReadonlySet<string>> {
  const held = made.filter((each) => {
    const body = bodyOf(stack, each.resource);
    return (
      body !== undefined &&
      [each.resource, ...each.others].every((element) => keeps(stack, element)) &&
      each.others.every((other) => sameProvider(body, bodyOf(stack, other), other)) &&
      hasPreconditions(body, each)
    );
  });
  return new Map(held.map(({ resource, judged }) => [addressOf(resource), judged.rules]));
}

/** The body of an element in the synthesized stack; undefined where an override gave it another shape. */
function bodyOf(stack: JsonObject, { element, block }: Sealed): JsonObject | undefined {
  const path = [block, element.terraformResourceType, element.friendlyUniqueId];
  let value: JsonValue | undefined = stack;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  return isObject(value) ? value : undefined;
}

/** What cdktf writes beside the attributes of an element; the provider is compared by itself. */
const BESIDE = ["//", "provider"];

function keeps(stack: JsonObject, sealed: Sealed): boolean {
  const body = bodyOf(stack, sealed);
  if (body === undefined) return false;
  const expected = plain(resolved(sealed.element, sealed.attributes)) as JsonObject;
  const names = sealed.whole ? Object.keys(body).filter((name) => !BESIDE.includes(name)) : Object.keys(expected);
  const compared = Object.fromEntries(names.map((name) => [name, body[name]]));
  return isDeepStrictEqual(compared, expected);
}

/** Live data must be read in the subscription that the resource is made in. An assignment may be read by another provider. */
function sameProvider(body: JsonObject, other: JsonObject | undefined, { element }: Sealed): boolean {
  return element.terraformResourceType === "azurerm_policy_assignment" || other?.["provider"] === body["provider"];
}

function hasPreconditions(body: JsonObject, { resource, judged }: Seal): boolean {
  const lifecycle = body["lifecycle"];
  const written = isObject(lifecycle) && Array.isArray(lifecycle["precondition"]) ? lifecycle["precondition"] : [];
  const conditions = new Set(written.map((each) => (isObject(each) ? each["condition"] : undefined)));
  return judged.preconditions.every(({ condition }) => conditions.has(resolved(resource.element, condition) as string));
}

/**
 * Whether a finding is one that Terraform will decide: only facts of the subscription, the resource group or the guard's assignment are
 * missing, and the resource has a precondition for the rule.
 */
export function leftToTerraform(finding: Finding, rules: ReadonlySet<string> | undefined): boolean {
  const { verdict, rule, unknown } = finding;
  return verdict === "undetermined" && rules?.has(rule) === true && unknown.length > 0 && unknown.every(isOutside);
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);

/** What JSON keeps of a value. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? {})) as unknown;
