import { looselyEqual, textOf } from "../compare";
import { fold } from "../fold";
import type { OpenValue } from "../json";
import { isObject } from "../property";
import { hasKey } from "./contains-key";
import { FALSE, TRUE, UNKNOWN, truth, type Truth } from "../truth";
import { isUnknown } from "../unknown";
import type { Condition } from "./condition";

/**
 * `contains`, `notContains`: a text within a text, an element of an array, a property of an object; without case.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#conditions
 */
export const contains: Condition = {
  name: "contains",
  negation: "notContains",
  nullIsEmpty: true,
  falseWithoutRight: true,
  bind(right) {
    if (right === undefined) return () => FALSE;
    const text = textOf(right);
    const part = text === undefined ? undefined : fold(text);
    return (left) => {
      if (Array.isArray(left)) return anyEquals(left, right);
      if (isUnknown(left)) return UNKNOWN;
      if (isObject(left)) return text === undefined ? FALSE : hasKey(left, text);
      if (part === undefined || (typeof left !== "string" && typeof right !== "string")) return FALSE;
      const whole = textOf(left);
      return truth(whole !== undefined && fold(whole).includes(part));
    };
  },
};

/** Whether any element of an array equals a value; open where only an unknown element could. */
export function anyEquals(array: readonly OpenValue[], value: OpenValue): Truth {
  let result: Truth = FALSE;
  for (const element of array) {
    const equal = looselyEqual(element, value);
    if (equal === TRUE) return TRUE;
    if (equal === UNKNOWN) result = UNKNOWN;
  }
  return result;
}
