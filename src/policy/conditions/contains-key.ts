import { textOf } from "../compare";
import type { OpenObject } from "../json";
import { own, isObject, spelling } from "../property";
import { FALSE, TRUE, UNKNOWN, type Truth } from "../truth";
import { isUnknown } from "../unknown";
import type { Condition } from "./condition";

/**
 * `containsKey`, `notContainsKey`: whether an object has a property of that name, without case. A property whose value is unknown may turn out to
 * be absent, so it leaves the condition open.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#conditions
 */
export const containsKey: Condition = {
  name: "containsKey",
  negation: "notContainsKey",
  falseWithoutRight: true,
  bind(right) {
    const key = textOf(right);
    return (left) => {
      if (isUnknown(left)) return UNKNOWN;
      return key === undefined || !isObject(left) ? FALSE : hasKey(left, key);
    };
  },
};

/** Whether an object has a property, by its name without case. */
export function hasKey(object: OpenObject, key: string): Truth {
  const name = spelling(object, key);
  if (name === undefined) return FALSE;
  return isUnknown(own(object, name)) ? UNKNOWN : TRUE;
}
