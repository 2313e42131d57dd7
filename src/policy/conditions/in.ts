import { looselyEqual } from "../compare";
import { fold } from "../fold";
import type { OpenValue } from "../json";
import { holdsUnknown } from "../property";
import { FALSE, TRUE, UNKNOWN, truth, type Truth } from "../truth";
import { isUnknown } from "../unknown";
import type { Condition } from "./condition";

type Search = (value: OpenValue) => Truth;

/** From this many elements on looking up pays. */
const LARGE = 8;

/**
 * `in`, `notIn`: whether a value equals any element of an array, as `equals` compares. A missing field, and one that is null, is in an array that holds null.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#conditions
 */
export const oneOf: Condition = {
  name: "in",
  negation: "notIn",
  nullIsEmpty: true,
  bind(right) {
    if (right === undefined) return (left) => (isUnknown(left) ? UNKNOWN : FALSE);
    const elements = Array.isArray(right) ? right : [right];
    if (elements.length === 0) return () => FALSE;
    const holdsNull = truth(elements.includes(null));
    const others = elements.filter((element) => element !== null);
    const among = others.length >= LARGE ? byIndex(others) : oneByOne(others);
    return (left) => {
      if (left === undefined) return others.some(holdsUnknown) ? (Math.max(holdsNull, UNKNOWN) as Truth) : holdsNull;
      if (left === null) return others.some(isUnknown) ? (Math.max(holdsNull, UNKNOWN) as Truth) : holdsNull;
      return isUnknown(left) ? UNKNOWN : among(left);
    };
  },
  check(right) {
    return Array.isArray(right) ? undefined : "needs an array";
  },
};

function oneByOne(elements: readonly OpenValue[]): Search {
  return (left) => {
    let result: Truth = FALSE;
    for (const element of elements) {
      const equal = looselyEqual(element, left);
      if (equal === TRUE) return TRUE;
      if (equal === UNKNOWN) result = UNKNOWN;
    }
    return result;
  };
}

/** Looks texts, numbers and booleans up; only what is none of them is compared one by one. */
function byIndex(elements: readonly OpenValue[]): Search {
  const scalars = new Set(elements.filter(isScalar));
  const folded = new Set<string>();
  const numbers = new Set<string>();
  for (const element of scalars) {
    if (typeof element !== "number") folded.add(fold(String(element)));
    else numbers.add(String(element));
  }
  const others = oneByOne(elements.filter((element) => !isScalar(element)));
  return (left) => {
    const found =
      typeof left === "string"
        ? folded.has(fold(left)) || numbers.has(left)
        : typeof left === "number"
          ? scalars.has(left) || scalars.has(String(left))
          : typeof left === "boolean" && folded.has(String(left));
    return found ? TRUE : others(left);
  };
}

function isScalar(value: OpenValue): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
