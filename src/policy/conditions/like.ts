import { textOf } from "../compare";
import { fold } from "../fold";
import { FALSE, UNKNOWN, truth } from "../truth";
import { isUnknown } from "../unknown";
import type { Condition } from "./condition";
import { wildcard } from "./wildcard";

/**
 * `like`, `notLike`: `*` stands for any text, `?` for any one character, everything else for itself without case. Azure asks for at most one `*`;
 * the service accepts more, as built-ins show.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#conditions
 */
export const like: Condition = {
  name: "like",
  negation: "notLike",
  nullIsEmpty: true,
  bind(right) {
    const pattern = textOf(right);
    if (pattern === undefined) return (left) => (isUnknown(left) ? UNKNOWN : FALSE);
    const matches = wildcard(fold(pattern));
    return (left) => {
      const text = textOf(left);
      if (text !== undefined) return truth(matches(fold(text)));
      return isUnknown(left) ? UNKNOWN : FALSE;
    };
  },
};
