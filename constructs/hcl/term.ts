import type { JsonValue } from "../../src/policy/json";
import { templateText } from "../template-text";

/**
 * A value of a policy rule on its way into a Terraform expression: what is known while the app is synthesized stays a value, what only Terraform
 * will read becomes the text of an expression.
 */
export type Term =
  /** Known now; `undefined` is a field that is missing. */
  | { readonly kind: "known"; readonly value: JsonValue | undefined }
  /** One text, number or boolean. */
  | { readonly kind: "scalar"; readonly hcl: string }
  /** A list of texts of unknown length. */
  | { readonly kind: "texts"; readonly hcl: string }
  /** A list whose length is known, though not every element. */
  | { readonly kind: "list"; readonly items: readonly Term[] }
  /** `subscription()` or `resourceGroup()`: the address of what Terraform reads or makes. */
  | { readonly kind: "scope"; readonly hcl: string }
  /** Its tags. */
  | { readonly kind: "tags"; readonly hcl: string }
  /** One of its tags, which may be missing. */
  | { readonly kind: "tag"; readonly hcl: string; readonly key: string };

/** A condition: decided now, or a Terraform expression. */
export type Test = boolean | string;

/** A rule uses something that has no translation. The library's own rules never do; a test holds that. */
export class UntranslatableRule extends Error {}

export const known = (value: JsonValue | undefined): Term => ({ kind: "known", value });
export const scalar = (hcl: string): Term => ({ kind: "scalar", hcl });

/** A value as Terraform writes it. JSON is Terraform's own notation, but for templates. */
export function literal(value: JsonValue | undefined): string {
  return templateText(JSON.stringify(value ?? null));
}

/** A term as the text of one text, number or boolean. */
export function scalarText(term: Term): string {
  if (term.kind === "known") return literal(term.value);
  if (term.kind === "scalar") return term.hcl;
  if (term.kind === "tag") return tagText(term.hcl, term.key, "null");
  throw new UntranslatableRule(`a ${term.kind} stands where one value is needed`);
}

/** A tag by its name, compared without case as Azure does; `otherwise` where it is missing. */
export function tagText(tags: string, key: string, otherwise: string): string {
  return `try({for name, value in ${tags} : lower(name) => value}[${literal(key.toLowerCase())}], ${otherwise})`;
}

/** True of nothing; decided as soon as one part is. */
export function all(tests: readonly Test[]): Test {
  if (tests.includes(false)) return false;
  const open = tests.filter((test): test is string => typeof test === "string");
  return open.length === 0 ? true : open.length === 1 ? (open[0] as string) : `(${open.join(" && ")})`;
}

/** False of nothing; decided as soon as one part is. */
export function any(tests: readonly Test[]): Test {
  if (tests.includes(true)) return true;
  const open = tests.filter((test): test is string => typeof test === "string");
  return open.length === 0 ? false : open.length === 1 ? (open[0] as string) : `(${open.join(" || ")})`;
}

export function negate(test: Test): Test {
  return typeof test === "boolean" ? !test : `!(${test})`;
}
