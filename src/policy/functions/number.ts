import type { OpenValue } from "../json";
import { refuse, whole } from "./arguments";
import type { Sink, TemplateFunction } from "./function";

/**
 * Functions of numbers. `div` and `mod` are of whole numbers, cut towards zero.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-numeric
 */
export const numberFunctions: readonly TemplateFunction[] = [
  ofNumbers("add", (a, b) => a + b),
  ofNumbers("sub", (a, b) => a - b),
  ofNumbers("mul", (a, b) => a * b),
  ofNumbers("div", (a, b, sink) => (b === 0 ? sink.fail("div: divides by zero") : Math.trunc(a / b) + 0), true),
  ofNumbers("mod", (a, b, sink) => (b === 0 ? sink.fail("mod: divides by zero") : (a % b) + 0), true),
  extreme("min", Math.min),
  extreme("max", Math.max),
];

function ofNumbers(
  name: string,
  call: (a: number, b: number, sink: Sink) => number | undefined,
  cut = false,
): TemplateFunction {
  return {
    name,
    least: 2,
    most: 2,
    call([first, second], sink) {
      const a = cut ? whole(first) : first;
      const b = cut ? whole(second) : second;
      if (typeof a !== "number") return refuse(sink, name, "two numbers", first);
      if (typeof b !== "number") return refuse(sink, name, "two numbers", second);
      const result = call(a, b, sink);
      return result === undefined || Number.isFinite(result) ? result : sink.fail(`${name}: the result is too large`);
    },
  };
}

function extreme(name: string, pick: (...numbers: number[]) => number): TemplateFunction {
  return {
    name,
    least: 1,
    most: Infinity,
    call(given, sink) {
      const [only] = given;
      const values: readonly OpenValue[] = given.length === 1 && Array.isArray(only) ? only : given;
      if (values.length === 0) return sink.fail(`${name}: of an empty array`);
      let result: number | undefined;
      for (const value of values) {
        if (typeof value !== "number") return refuse(sink, name, "numbers", value);
        result = result === undefined ? value : pick(result, value);
      }
      return result;
    },
  };
}
