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

/**
 * A matcher for a folded pattern: the parts between the stars must be found one after the other, each as far to the left as it goes, the first at the
 * start and the last at the end. No pattern makes it go back.
 */
function wildcard(pattern: string): (text: string) => boolean {
  const [head = "", ...rest] = pattern.split("*");
  const tail = rest.pop();
  if (tail === undefined) return (text) => text.length === head.length && isAt(text, head, 0);
  const shortest = head.length + tail.length;
  return (text) => {
    const end = text.length - tail.length;
    if (text.length < shortest || !isAt(text, head, 0) || !isAt(text, tail, end)) return false;
    let from = head.length;
    for (const part of rest) {
      const at = find(text, part, from, end - part.length);
      if (at < 0) return false;
      from = at + part.length;
    }
    return true;
  };
}

/** Whether a part, in which `?` stands for any character, is at a position. */
function isAt(text: string, part: string, at: number): boolean {
  if (!part.includes("?")) return text.startsWith(part, at);
  for (let i = 0; i < part.length; i++) {
    const expected = part.charAt(i);
    if (expected !== "?" && expected !== text.charAt(at + i)) return false;
  }
  return true;
}

function find(text: string, part: string, from: number, last: number): number {
  if (!part.includes("?")) {
    const at = text.indexOf(part, from);
    return at > last ? -1 : at;
  }
  for (let at = from; at <= last; at++) if (isAt(text, part, at)) return at;
  return -1;
}
