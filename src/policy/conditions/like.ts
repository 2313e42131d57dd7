import { textOf } from "../compare";
import { fold } from "../fold";
import { FALSE, UNKNOWN, truth } from "../truth";
import { isUnknown } from "../unknown";
import type { Condition } from "./condition";

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

/** A matcher for a folded pattern. Its cost is at most the product of the two lengths, whatever the pattern. */
function wildcard(pattern: string): (text: string) => boolean {
  const stars = pattern.split("*");
  if (pattern.includes("?") || stars.length > 2) return (text) => walk(text, pattern);
  if (stars.length === 1) return (text) => text === pattern;
  const [head = "", tail = ""] = stars;
  const shortest = head.length + tail.length;
  return (text) => text.length >= shortest && text.startsWith(head) && text.endsWith(tail);
}

function walk(text: string, pattern: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const expected = pattern[next];
    if (expected === "*") {
      star = next++;
      resume = at;
    } else if (expected !== undefined && (expected === "?" || expected === text[at])) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[next] === "*") next++;
  return next === pattern.length;
}
