import { isExpression } from "./expression/parse";
import type { OpenValue } from "./json";
import { isObject, property } from "./property";

/**
 * The resource types that a rule can match, in lower case; undefined where it can match any. Read off its conditions on `type`: a rule with
 * one of them, in every branch, never matches another type.
 */
export function resourceTypesOf(rule: OpenValue): ReadonlySet<string> | undefined {
  if (!isObject(rule)) return undefined;
  const all = property(rule, "allOf");
  if (Array.isArray(all)) return all.map(resourceTypesOf).reduce(intersection, undefined);
  const any = property(rule, "anyOf");
  if (Array.isArray(any)) return union(any.map(resourceTypesOf));
  const field = property(rule, "field");
  if (typeof field !== "string" || field.toLowerCase() !== "type") return undefined;
  const equal = property(rule, "equals");
  if (typeof equal === "string") return isExpression(equal) ? undefined : new Set([equal.toLowerCase()]);
  const oneOf = property(rule, "in");
  return Array.isArray(oneOf) && oneOf.every(isPlain) ? new Set(oneOf.map((type) => type.toLowerCase())) : undefined;
}

type Types = ReadonlySet<string> | undefined;

function isPlain(value: OpenValue): value is string {
  return typeof value === "string" && !isExpression(value);
}

function intersection(a: Types, b: Types): Types {
  if (a === undefined || b === undefined) return a ?? b;
  return new Set([...a].filter((type) => b.has(type)));
}

function union(types: readonly Types[]): Types {
  const all = new Set<string>();
  for (const some of types) {
    if (some === undefined) return undefined;
    for (const type of some) all.add(type);
  }
  return all;
}
