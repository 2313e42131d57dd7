import { functions, invoke } from "../../src/policy/functions";
import type { JsonValue } from "../../src/policy/json";
import { known, literal, scalar, scalarText, tagText, UntranslatableRule, type Term } from "./term";

type Translate = (given: readonly Term[]) => Term;

const one = (given: readonly Term[], index: number): Term => given[index] ?? known(undefined);

function number(term: Term): number {
  if (term.kind === "known" && typeof term.value === "number") return term.value;
  throw new UntranslatableRule("a length or position is not known");
}

function item(term: Term, at: (items: readonly Term[]) => Term | undefined): Term {
  if (term.kind === "list") return at(term.items) ?? known(undefined);
  throw new UntranslatableRule(`first or last of a ${term.kind}`);
}

/** What a template function becomes where an argument is read by Terraform. https://developer.hashicorp.com/terraform/language/functions */
const LIVE: Readonly<Record<string, Translate>> = {
  coalesce(given) {
    const [head, ...rest] = given;
    if (head === undefined) return known(null);
    if (head.kind === "known") return head.value === undefined || head.value === null ? coalesce(rest) : head;
    if (head.kind !== "tag") return head;
    return scalar(tagText(head.hcl, head.key, scalarText(coalesce(rest))));
  },
  tryget(given) {
    const [object, key] = [one(given, 0), one(given, 1)];
    if (key.kind !== "known" || typeof key.value !== "string")
      throw new UntranslatableRule("the name of a property is not known");
    return property(object, key.value);
  },
  createarray: (given) => ({ kind: "list", items: given }),
  first: (given) => item(one(given, 0), (items) => items[0]),
  last: (given) => item(one(given, 0), (items) => items.at(-1)),
  trim: (given) => scalar(`trimspace(${scalarText(one(given, 0))})`),
  take: (given) => scalar(`substr(${scalarText(one(given, 0))}, 0, ${number(one(given, 1))})`),
  skip: (given) => scalar(`substr(${scalarText(one(given, 0))}, ${number(one(given, 1))}, -1)`),
  replace: (given) => scalar(`replace(${given.map(scalarText).join(", ")})`),
  split: (given) => ({ kind: "texts", hcl: `split(${scalarText(one(given, 1))}, ${scalarText(one(given, 0))})` }),
  concat: (given) => scalar(`join("", [${given.map(scalarText).join(", ")}])`),
  tolower: (given) => scalar(`lower(${scalarText(one(given, 0))})`),
  length(given) {
    const list = one(given, 0);
    if (list.kind === "list") return known(list.items.length);
    if (list.kind === "texts") return scalar(`length(${list.hcl})`);
    throw new UntranslatableRule(`length of a ${list.kind}`);
  },
};

function coalesce(given: readonly Term[]): Term {
  return (LIVE["coalesce"] as Translate)(given);
}

/** Attributes of the azurerm data sources for the properties of `subscription()` and `resourceGroup()`. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  subscriptionid: "subscription_id",
  id: "id",
  name: "name",
  location: "location",
  displayname: "display_name",
  tenantid: "tenant_id",
};

/** A property of an object, as `tryGet` or a dot reads it. */
export function property(object: Term, key: string): Term {
  if (object.kind === "tags") return { kind: "tag", hcl: object.hcl, key };
  if (object.kind === "scope") {
    if (key.toLowerCase() === "tags") return { kind: "tags", hcl: `${object.hcl}.tags` };
    const attribute = ATTRIBUTES[key.toLowerCase()];
    if (attribute !== undefined) return scalar(`${object.hcl}.${attribute}`);
  }
  throw new UntranslatableRule(`property ${key} of a ${object.kind}`);
}

/** Calls a template function: by the engine where every argument is known, else as Terraform's function of the same meaning. */
export function call(name: string, given: readonly Term[]): Term {
  const lower = name.toLowerCase();
  const definition = functions.get(lower);
  const values = given.map((term) => (term.kind === "known" ? term.value : undefined));
  if (definition !== undefined && given.every((term) => term.kind === "known")) {
    const failed = { fail: (message: string): undefined => raise(message) };
    return known(invoke(definition, values, failed) as JsonValue | undefined);
  }
  const translate = LIVE[lower];
  if (translate === undefined) throw new UntranslatableRule(`function ${name} of ${given.map(describe).join(", ")}`);
  return translate(given);
}

const raise = (message: string): undefined => {
  throw new UntranslatableRule(message);
};

const describe = (term: Term): string => (term.kind === "known" ? literal(term.value) : `a ${term.kind}`);
