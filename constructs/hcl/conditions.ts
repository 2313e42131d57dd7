import { conditions } from "../../src/policy/conditions";
import type { JsonValue } from "../../src/policy/json";
import { TRUE } from "../../src/policy/truth";
import { literal, negate, scalarText, UntranslatableRule, type Term, type Test } from "./term";

type Translate = (left: Term, right: Term) => string;

/** A text without case, as Azure compares; known ones are folded here. */
function folded(term: Term): string {
  if (term.kind === "known" && typeof term.value === "string") return literal(term.value.toLowerCase());
  return `lower(${scalarText(term)})`;
}

const isText = (term: Term): boolean => term.kind !== "known" || typeof term.value === "string";

function elements(list: Term): string {
  if (list.kind === "texts") return `[for each in ${list.hcl} : lower(each)]`;
  if (list.kind === "list") return `[${list.items.map(folded).join(", ")}]`;
  if (list.kind === "known" && Array.isArray(list.value)) {
    return literal(list.value.map((value) => (typeof value === "string" ? value.toLowerCase() : value)));
  }
  throw new UntranslatableRule(`a ${list.kind} is searched as a list`);
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Characters of `match`: `#` a digit, `?` a letter, `.` anything, every other itself. */
const PLACEHOLDERS: Readonly<Record<string, string>> = { "#": "[0-9]", "?": "[A-Za-z]", ".": "." };

function pattern(right: Term): string {
  if (right.kind === "known" && typeof right.value === "string") return right.value;
  throw new UntranslatableRule("a pattern is not known");
}

const matches = (left: Term, expression: string): string => `can(regex(${literal(expression)}, ${scalarText(left)}))`;

/** Terraform orders numbers only; the first of two sorted texts is the lesser. */
const isLeast = (which: Term, other: Term): string =>
  `sort([${folded(which)}, ${folded(other)}])[0] == ${folded(which)}`;

/** What a condition becomes where Terraform reads a side of it. */
const LIVE: Readonly<Record<string, Translate>> = {
  equals: (left, right) =>
    isText(left) && isText(right) && !isNumber(left)
      ? `${folded(left)} == ${folded(right)}`
      : `${scalarText(left)} == ${scalarText(right)}`,
  in: (left, right) => `contains(${elements(right)}, ${folded(left)})`,
  contains: (left, right) => `length(split(${folded(right)}, ${folded(left)})) > 1`,
  like: (left, right) => matches(left, `(?is)^${pattern(right).split("*").map(quoted).join(".*")}$`),
  match: (left, right) =>
    matches(left, `(?s)^${[...pattern(right)].map((sign) => PLACEHOLDERS[sign] ?? quoted(sign)).join("")}$`),
  greaterorequals: (left, right) => isLeast(right, left),
  lessorequals: (left, right) => isLeast(left, right),
};

/** `length(...)` is the only number that Terraform reads in the library's rules. */
const isNumber = (term: Term): boolean => term.kind === "scalar" && term.hcl.startsWith("length(");

const isEmpty = (value: JsonValue | undefined): boolean => Array.isArray(value) && value.length === 0;

/** Compares two terms: by the engine where both are known, else as a Terraform expression. */
export function compare(operator: string, left: Term, right: Term): Test {
  const named = conditions.get(operator.toLowerCase());
  if (named === undefined) throw new UntranslatableRule(`condition ${operator}`);
  if (left.kind === "known" && right.kind === "known") {
    const holds = named.condition.bind(right.value as JsonValue)(left.value, { fail: () => undefined }) === TRUE;
    return named.negated ? !holds : holds;
  }
  if (named.condition.name === "in" && right.kind === "known" && isEmpty(right.value)) return named.negated;
  const translate = LIVE[named.condition.name.toLowerCase()];
  if (translate === undefined) throw new UntranslatableRule(`condition ${operator} on what Terraform reads`);
  const test = translate(left, right);
  return named.negated ? negate(test) : test;
}
