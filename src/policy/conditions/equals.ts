import { looselyEqual } from "../compare";
import { sameFolded } from "../fold";
import { truth } from "../truth";
import type { Condition } from "./condition";

/**
 * `equals`, `notEquals`: equal without case, a number and the text of it being equal too. A missing field equals null only.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#conditions
 */
export const equals: Condition = {
  name: "equals",
  negation: "notEquals",
  nullIsEmpty: true,
  bind(right) {
    if (typeof right === "string") {
      return (left) =>
        typeof left === "string"
          ? truth(sameFolded(left, right))
          : left === undefined
            ? truth(right === "")
            : looselyEqual(left, right);
    }
    if (right === undefined) return () => 0;
    return (left) => (left === undefined ? truth(right === null) : looselyEqual(left, right));
  },
};
