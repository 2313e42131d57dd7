import { order } from "../compare";
import type { OpenValue } from "../json";
import { FALSE, UNKNOWN, truth } from "../truth";
import { isUnknown } from "../unknown";
import type { Condition } from "./condition";

/**
 * `less`, `lessOrEquals`, `greater`, `greaterOrEquals`: the order of two numbers, two texts (without case; dates in ISO 8601 order as
 * texts do) or a number and the text of one. Values of types that have no order make Azure answer with an error; here the
 * condition is false and the error is reported beside the outcome.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#conditions
 */
const ACCEPTS: Readonly<Record<string, (sign: number) => boolean>> = {
  less: (sign) => sign < 0,
  lessOrEquals: (sign) => sign <= 0,
  greater: (sign) => sign > 0,
  greaterOrEquals: (sign) => sign >= 0,
};

export const orderConditions: readonly Condition[] = Object.entries(ACCEPTS).map(([name, accepts]) => ({
  name,
  bind(right) {
    return (left, sink) => {
      if (isUnknown(left)) return UNKNOWN;
      const sign = order(left, right);
      if (sign !== undefined) return truth(accepts(sign));
      if (left !== undefined) sink.fail(`${name}: ${kind(left)} and ${kind(right)} have no order`);
      return FALSE;
    };
  },
}));

function kind(value: OpenValue): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? "a text" : `a ${typeof value}`;
}
