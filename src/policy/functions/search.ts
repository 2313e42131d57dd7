import { identical, textOf } from "../compare";
import { hasKey } from "../conditions/contains-key";
import { fold } from "../fold";
import type { OpenValue } from "../json";
import { isObject } from "../property";
import { FALSE, TRUE, UNKNOWN, truth, type Truth } from "../truth";
import { Unknown, isUnknown } from "../unknown";
import { refuse } from "./arguments";
import type { TemplateFunction } from "./function";

/**
 * Functions that find something in a text, an array or an object. Unlike the condition of its name, `contains` minds case and type.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string#indexof (without case),
 * template-functions-array#indexof (with case) and #contains (with case, but for the keys of an object)
 */
export const searchFunctions: readonly TemplateFunction[] = [
  index("indexOf", false),
  index("lastIndexOf", true),
  {
    name: "contains",
    least: 2,
    most: 2,
    open: true,
    missing: true,
    call([whole, part]) {
      const found = isUnknown(part) ? UNKNOWN : holds(whole, part);
      return found === UNKNOWN ? Unknown : found === TRUE;
    },
  },
];

function holds(whole: OpenValue, part: OpenValue): Truth {
  if (isUnknown(whole)) return UNKNOWN;
  if (whole === undefined || part === undefined) return FALSE;
  if (Array.isArray(whole)) {
    let result: Truth = FALSE;
    for (const element of whole) {
      const equal = identical(element, part);
      if (equal === TRUE) return TRUE;
      if (equal === UNKNOWN) result = UNKNOWN;
    }
    return result;
  }
  const text = textOf(part);
  if (text === undefined) return FALSE;
  if (isObject(whole)) return hasKey(whole, text);
  if (typeof whole !== "string" && typeof part !== "string") return FALSE;
  return truth(textOf(whole)?.includes(text) === true);
}

function index(name: string, last: boolean): TemplateFunction {
  return {
    name,
    least: 2,
    most: 2,
    open: true,
    call([whole, part], sink) {
      if (isUnknown(whole) || isUnknown(part)) return Unknown;
      if (Array.isArray(whole)) return elementAt(last ? [...whole].reverse() : whole, part, whole.length, last);
      if (typeof whole !== "string") return refuse(sink, name, "a text or an array", whole);
      return typeof part === "string" ? position(whole, part, last) : refuse(sink, name, "two texts", part);
    },
  };
}

/** The index of the first element that is the same as a value; open where one before it may be. */
function elementAt(elements: readonly OpenValue[], value: OpenValue, length: number, reversed: boolean): OpenValue {
  for (let i = 0; i < elements.length; i++) {
    const same = identical(elements[i], value);
    if (same === UNKNOWN) return Unknown;
    if (same === TRUE) return reversed ? length - 1 - i : i;
  }
  return -1;
}

/** The position of a part in characters, -1 where it is not found. */
function position(text: string, part: string, last: boolean): number {
  const sought = fold(part);
  const characters = [...text];
  if (sought === "") return last ? characters.length : 0;
  const whole = fold(text);
  if (whole.length === text.length && characters.length === text.length) {
    return last ? whole.lastIndexOf(sought) : whole.indexOf(sought);
  }
  // Folding or surrogate pairs moved the positions: map each folded code unit back to its character.
  const units = characters.map(fold);
  const folded = units.join("");
  const at = last ? folded.lastIndexOf(sought) : folded.indexOf(sought);
  if (at < 0) return -1;
  let passed = 0;
  return units.findIndex((unit) => (passed += unit.length) > at);
}
