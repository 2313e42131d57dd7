import { textOf } from "../compare";
import { fold } from "../fold";
import { FALSE, UNKNOWN, truth } from "../truth";
import { isUnknown } from "../unknown";
import type { Condition } from "./condition";

/**
 * `match` and `matchInsensitively` with their opposites: in the pattern `#` stands for a digit, `?` for a letter, `.` for any character,
 * everything else for itself; the lengths must agree. Only `match` minds case.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#conditions
 */
export const match: Condition = patternCondition("match", "notMatch", (text) => text);
export const matchInsensitively: Condition = patternCondition("matchInsensitively", "notMatchInsensitively", fold);

function patternCondition(name: string, negation: string, prepare: (text: string) => string): Condition {
  return {
    name,
    negation,
    nullIsEmpty: true,
    bind(right) {
      const text = textOf(right);
      if (text === undefined) return (left) => (isUnknown(left) ? UNKNOWN : FALSE);
      const pattern = prepare(text);
      return (left) => {
        const actual = textOf(left);
        if (actual !== undefined) return truth(fits(prepare(actual), pattern));
        return isUnknown(left) ? UNKNOWN : FALSE;
      };
    },
  };
}

const STANDS_FOR: Readonly<Record<string, (character: number) => boolean>> = {
  ".": () => true,
  "#": (character) => character >= 48 && character <= 57,
  "?": (character) => {
    const lower = character | 32;
    return lower >= 97 && lower <= 122;
  },
};

function fits(text: string, pattern: string): boolean {
  if (text.length !== pattern.length) return false;
  for (let i = 0; i < pattern.length; i++) {
    const expected = pattern.charAt(i);
    const accepts = STANDS_FOR[expected];
    if (accepts === undefined ? text.charAt(i) !== expected : !accepts(text.charCodeAt(i))) return false;
  }
  return true;
}
