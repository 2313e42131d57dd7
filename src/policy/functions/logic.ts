import { identical, order } from "../compare";
import type { OpenValue } from "../json";
import { FALSE, TRUE, type Truth } from "../truth";
import { Unknown, isUnknown } from "../unknown";
import type { TemplateFunction } from "./function";

/**
 * Functions of logic and comparison. Unlike the conditions of their names, `equals`, `less` and so on mind the case of texts, and
 * `equals` the type.
 * `if` is not here: it evaluates only the branch it takes (../expression/special.ts).
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-logical and template-functions-comparison (whose
 * example has "A" greater than "a"); https://github.com/Azure/azure-policy-linter (docs/Rules/equality-check-on-numeric-field.md: "type-accurate"); Bicep's
 * `=~`, which ignores case, is `equals` on two texts in lower case.
 */
export const logicFunctions: readonly TemplateFunction[] = [
  { name: "true", least: 0, most: 0, call: () => true },
  { name: "false", least: 0, most: 0, call: () => false },
  { name: "null", least: 0, most: 0, call: () => null },
  {
    name: "not",
    least: 1,
    most: 1,
    open: true,
    missing: true,
    call: ([value]) => (isUnknown(value) ? Unknown : value !== true),
  },
  {
    name: "and",
    least: 1,
    most: Infinity,
    open: true,
    missing: true,
    call: (given) => (given.every(mayBeTrue) ? (given.some(isUnknown) ? Unknown : true) : false),
  },
  {
    name: "or",
    least: 1,
    most: Infinity,
    open: true,
    missing: true,
    call: (given) => given.includes(true) || (given.some(isUnknown) ? Unknown : false),
  },
  {
    name: "coalesce",
    least: 1,
    most: Infinity,
    open: true,
    missing: true,
    call: (given) => given.find((value) => value !== null && value !== undefined) ?? null,
  },
  {
    name: "equals",
    least: 2,
    most: 2,
    open: true,
    missing: true,
    call: ([a, b]) => (a === undefined ? b === null : b === undefined ? false : value(identical(a, b))),
  },
  comparison("less", (sign) => sign < 0),
  comparison("lessOrEquals", (sign) => sign <= 0),
  comparison("greater", (sign) => sign > 0),
  comparison("greaterOrEquals", (sign) => sign >= 0),
];

function mayBeTrue(given: OpenValue): boolean {
  return given === true || isUnknown(given);
}

function value(truth: Truth): OpenValue {
  return truth === TRUE ? true : truth === FALSE ? false : Unknown;
}

function comparison(name: string, accepts: (sign: number) => boolean): TemplateFunction {
  return {
    name,
    least: 2,
    most: 2,
    missing: true,
    call([a, b], sink) {
      const sign = orderWithCase(a, b);
      if (sign === undefined) sink.fail(`${name}: the two values have no order`);
      return sign !== undefined && accepts(sign);
    },
  };
}

/** The order of two values; of two texts that differ in case only, the one in lower case comes first. */
function orderWithCase(a: OpenValue, b: OpenValue): number | undefined {
  const sign = order(a, b);
  if (sign !== 0 || typeof a !== "string" || typeof b !== "string") return sign;
  return a === b ? 0 : a > b ? -1 : 1;
}
