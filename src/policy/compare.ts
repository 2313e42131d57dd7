import { fold, sameFolded } from "./fold";
import type { OpenObject, OpenValue } from "./json";
import { own } from "./property";
import { FALSE, TRUE, UNKNOWN, truth, type Truth } from "./truth";
import { isUnknown } from "./unknown";

/**
 * Whether two values are equal as Azure Policy's `equals` sees it: compared as texts without case, so that a number equals the text that ARM
 * writes for it (5 equals "5", not "5.0" or "05"), a boolean the text "true" or "false", null the empty text; arrays and objects by their
 * parts. Missing values are the caller's business.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#conditions and
 * https://github.com/Azure/azure-policy-linter (docs/Rules/equality-check-on-numeric-field.md)
 */
export function looselyEqual(a: OpenValue, b: OpenValue): Truth {
  if (typeof a === "string") {
    switch (typeof b) {
      case "string":
        return truth(sameFolded(a, b));
      case "number":
        return truth(a === String(b));
      case "boolean":
        return truth(booleanOf(a) === b);
    }
    if (b === null) return truth(a === "");
    return isUnknown(b) ? UNKNOWN : FALSE;
  }
  if (typeof b === "string") return isUnknown(a) ? UNKNOWN : looselyEqual(b, a);
  return identical(a, b);
}

/** Whether two values are the same JSON: without coercion, texts with case. Unknown parts leave it open. */
export function identical(a: OpenValue, b: OpenValue): Truth {
  if (isUnknown(a) || isUnknown(b)) return UNKNOWN;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return truth(a === b);
  if (Array.isArray(a)) return Array.isArray(b) ? identicalArrays(a, b) : FALSE;
  return Array.isArray(b) ? FALSE : identicalObjects(a, b);
}

function identicalArrays(a: readonly OpenValue[], b: readonly OpenValue[]): Truth {
  if (a.length !== b.length) return FALSE;
  let result: Truth = TRUE;
  for (let i = 0; i < a.length && result !== FALSE; i++) result = Math.min(result, identical(a[i], b[i])) as Truth;
  return result;
}

function identicalObjects(a: OpenObject, b: OpenObject): Truth {
  const there = partOf(a, b);
  if (there === FALSE) return FALSE;
  return Math.min(there, partOf(b, a)) as Truth;
}

/** Whether every property of an object is the same in another. One with an unknown value may turn out to be absent. */
function partOf(object: OpenObject, whole: OpenObject): Truth {
  let result: Truth = TRUE;
  for (const name of Object.keys(object)) {
    const value = own(object, name);
    const same = Object.hasOwn(whole, name) ? identical(value, own(whole, name)) : isUnknown(value) ? UNKNOWN : FALSE;
    if (same === FALSE) return FALSE;
    if (same === UNKNOWN) result = UNKNOWN;
  }
  return result;
}

/** The order of two known values, or undefined where they have none: texts without case, numbers, booleans, a number and the text of one. */
export function order(a: OpenValue, b: OpenValue): -1 | 0 | 1 | undefined {
  if (typeof a === "string") {
    if (typeof b === "string") return sign(fold(a), fold(b));
    if (typeof b !== "number") return undefined;
    const number = numberOf(a);
    return number === undefined ? undefined : sign(number, b);
  }
  if (typeof a === "number") {
    if (typeof b === "number") return sign(a, b);
    const number = typeof b === "string" ? numberOf(b) : undefined;
    return number === undefined ? undefined : sign(a, number);
  }
  return typeof a === "boolean" && typeof b === "boolean" ? sign(a, b) : undefined;
}

function sign<T extends string | number | boolean>(a: T, b: T): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

const NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** The number that a text spells, or undefined: no hexadecimal, no NaN, no infinity, nothing empty. */
export function numberOf(text: string): number | undefined {
  if (text.length > 400 || !NUMBER.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** The boolean that a text spells, in any case, or undefined. */
export function booleanOf(text: string): boolean | undefined {
  if (sameFolded(text, "true")) return true;
  return sameFolded(text, "false") ? false : undefined;
}

/** The text of a known text, number or boolean, as string conditions see it; undefined for anything else. */
export function textOf(value: OpenValue): string | undefined {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "boolean":
      return String(value);
  }
  return undefined;
}
