import { isExpression, parseExpression, unescape, type Expression } from "../../src/policy/expression/parse";
import type { JsonObject, JsonValue } from "../../src/policy/json";
import { compare } from "./conditions";
import { call, property } from "./functions";
import { all, any, known, negate, scalar, scalarText, UntranslatableRule, type Term, type Test } from "./term";

/** What a rule is translated for: one resource that is going to be made. */
export interface RuleSubject {
  /** A field of the resource: `type`, `kind`, `tags[aoai-operator]`, an alias. */
  field(name: string): Term;
  /** A parameter of the definition. */
  parameter(name: string): Term;
  /** Terraform addresses whose live tags the rule reads. */
  readonly subscription: string;
  readonly resourceGroup: string;
}

/**
 * Translates the `if` of a policy rule into a condition that Terraform can check before it makes the resource (gate G4). What is known of the
 * resource is decided here, by the engine's own conditions and functions; what depends on the live subscription and resource group remains.
 *
 * @throws UntranslatableRule where the rule uses what has no translation
 */
export function translateRule(condition: JsonObject, subject: RuleSubject): Test {
  return new Translation(subject).test(condition, new Map());
}

/** The test of one element, or of every element of a Terraform list. */
function over(name: string, source: string | undefined, test: Test): Test {
  if (source === undefined || test === false) return test;
  return test === true ? `length(${source}) > 0` : `anytrue([for ${name} in ${source} : ${test}])`;
}

interface Part {
  /** A Terraform list; undefined where `element` is the only one. */
  readonly source: string | undefined;
  readonly element: Term;
}

/**
 * The elements of a list to test one by one: those that are known by themselves, and those that Terraform reads as one list of its own, so that the
 * test is written once.
 */
function gathered(items: readonly Term[], name: string): Part[] {
  const singly: Part[] = [];
  const texts: string[] = [];
  const rows = new Map<number, string[]>();
  for (const item of items) {
    if (item.kind === "scalar") texts.push(item.hcl);
    else if (item.kind === "list" && item.items.every(({ kind }) => kind === "scalar")) {
      const row = `[${item.items.map(scalarText).join(", ")}]`;
      rows.set(item.items.length, [...(rows.get(item.items.length) ?? []), row]);
    } else singly.push({ source: undefined, element: item });
  }
  if (texts.length > 0) singly.push({ source: `[${texts.join(", ")}]`, element: scalar(name) });
  for (const [length, lists] of rows) {
    const columns = Array.from({ length }, (_unused, column) => scalar(`${name}[${column}]`));
    singly.push({ source: `[${lists.join(", ")}]`, element: { kind: "list", items: columns } });
  }
  return singly;
}

type Currents = ReadonlyMap<string, Term>;

class Translation {
  constructor(private readonly subject: RuleSubject) {}

  test(condition: JsonObject, currents: Currents): Test {
    const { allOf, anyOf, not, field, value, count } = condition;
    if (Array.isArray(allOf)) return this.group(allOf, currents, all, false);
    if (Array.isArray(anyOf)) return this.group(anyOf, currents, any, true);
    if (not !== undefined) return negate(this.test(not as JsonObject, currents));
    if (count !== undefined) return this.count(condition, count as JsonObject, currents);
    const [operator, right] = operatorOf(condition, ["field", "value"]);
    const left = field === undefined ? this.value(value, currents) : this.subject.field(String(field));
    return compare(operator, left, this.value(right, currents));
  }

  /** Stops at the first part that decides, so that a rule on another type is not translated at all. */
  private group(
    parts: readonly JsonValue[],
    currents: Currents,
    join: (tests: readonly Test[]) => Test,
    decides: boolean,
  ): Test {
    const tests: Test[] = [];
    for (const part of parts) {
      const test = this.test(part as JsonObject, currents);
      if (test === decides) return decides;
      tests.push(test);
    }
    return join(tests);
  }

  private count(condition: JsonObject, count: JsonObject, currents: Currents): Test {
    const found = this.anyElement(count, currents);
    const [operator, right] = operatorOf(condition, ["count"]);
    if (right === 0 && operator.toLowerCase() === "greater") return found;
    if (right === 0 && operator.toLowerCase() === "equals") return negate(found);
    throw new UntranslatableRule(`count ${operator} ${JSON.stringify(right)}`);
  }

  private anyElement(count: JsonObject, currents: Currents): Test {
    const name = String(count["name"] ?? "");
    const where = count["where"] as JsonObject;
    const list = this.value(count["value"], currents);
    const on = (element: Term): Test => this.test(where, new Map([...currents, [name.toLowerCase(), element]]));
    if (list.kind === "list") {
      const parts = gathered(list.items, name);
      return any(parts.map(({ source, element }) => over(name, source, on(element))));
    }
    if (list.kind === "known" && Array.isArray(list.value)) return any(list.value.map((value) => on(known(value))));
    if (list.kind !== "texts") throw new UntranslatableRule(`count of a ${list.kind}`);
    return over(name, list.hcl, on(scalar(name)));
  }

  private value(written: JsonValue | undefined, currents: Currents): Term {
    if (typeof written !== "string") return known(written);
    return isExpression(written) ? this.expression(parseExpression(written), currents) : known(unescape(written));
  }

  private expression(expression: Expression, currents: Currents): Term {
    if (expression.kind === "literal") return known(expression.value);
    if (expression.kind === "member") {
      const key = this.expression(expression.key, currents);
      if (key.kind !== "known") throw new UntranslatableRule("the name of a property is not known");
      return property(this.expression(expression.object, currents), String(key.value));
    }
    const given = expression.arguments.map((argument) => this.expression(argument, currents));
    const reads = READS[expression.name.toLowerCase()];
    return reads === undefined ? call(expression.name, given) : reads(this.subject, given, currents);
  }
}

/** Functions that read what stands around the rule. */
const READS: Readonly<Record<string, (subject: RuleSubject, given: readonly Term[], currents: Currents) => Term>> = {
  field: (subject, given) => subject.field(nameIn(given)),
  parameters: (subject, given) => subject.parameter(nameIn(given)),
  current: (_subject, given, currents) => currents.get(nameIn(given).toLowerCase()) ?? known(undefined),
  subscription: (subject) => ({ kind: "scope", hcl: subject.subscription }),
  resourcegroup: (subject) => ({ kind: "scope", hcl: subject.resourceGroup }),
  utcnow: () => scalar("plantimestamp()"),
};

function nameIn(given: readonly Term[]): string {
  const [name] = given;
  if (name?.kind === "known" && typeof name.value === "string") return name.value;
  throw new UntranslatableRule("a name is not known");
}

function operatorOf(condition: JsonObject, subjects: readonly string[]): [operator: string, right: JsonValue] {
  const entry = Object.entries(condition).find(([key]) => !subjects.includes(key));
  if (entry === undefined) throw new UntranslatableRule("a condition without an operator");
  return entry;
}
