import { booleanOf } from "../compare";
import { TRUE, UNKNOWN, not, truth } from "../truth";
import { isUnknown } from "../unknown";
import type { Condition } from "./condition";

/**
 * `exists`: whether a field is there and not null. Its right side is a boolean or the text of one; anything else counts as false.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#conditions
 */
export const exists: Condition = {
  name: "exists",
  bind(right) {
    const expected = typeof right === "string" ? booleanOf(right) === true : right === true;
    return (left) => {
      if (isUnknown(left)) return UNKNOWN;
      const there = truth(left !== undefined && left !== null);
      return truth(expected) === TRUE ? there : not(there);
    };
  },
};
