import { numberOf } from "../compare";
import type { OpenValue } from "../json";
import { overLimit } from "../size";
import { ofText, refuse } from "./arguments";
import type { TemplateFunction } from "./function";

/**
 * Conversions between types.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string, template-functions-numeric, template-functions-object
 */
export const convertFunctions: readonly TemplateFunction[] = [
  {
    name: "string",
    least: 1,
    most: 1,
    call: ([value]) => (typeof value === "string" ? value : JSON.stringify(value)),
  },
  {
    name: "int",
    least: 1,
    most: 1,
    call: ([value], sink) => {
      const number = numeric(value);
      return number === undefined ? refuse(sink, "int", "a number or the text of one", value) : Math.trunc(number) + 0;
    },
  },
  {
    name: "float",
    least: 1,
    most: 1,
    call: ([value], sink) => numeric(value) ?? refuse(sink, "float", "a number or the text of one", value),
  },
  {
    name: "bool",
    least: 1,
    most: 1,
    call([value], sink) {
      if (typeof value === "boolean") return value;
      if (typeof value === "number") return value !== 0;
      const known = typeof value === "string" ? BOOLEANS[value.toLowerCase()] : undefined;
      return known ?? refuse(sink, "bool", "a boolean, a number or the text of a boolean", value);
    },
  },
  ofText("json", (text, sink) => {
    try {
      return parsed(text);
    } catch {
      return sink.fail("json(): the text is not JSON");
    }
  }),
];

const BOOLEANS: Readonly<Record<string, boolean | undefined>> = Object.assign(Object.create(null) as object, {
  true: true,
  "1": true,
  false: false,
  "0": false,
});

function numeric(value: OpenValue): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" ? numberOf(value) : undefined;
}

/**
 * Parses JSON; throws where it is not JSON or larger or deeper than Azure allows. Texts may stand in single quotes, as in the examples of
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-object#json.
 */
export function parsed(text: string): OpenValue {
  const value = JSON.parse(text.includes("'") ? text.replace(QUOTED, doubleQuoted) : text) as OpenValue;
  const limit = overLimit(value);
  if (limit !== undefined) throw new RangeError(limit);
  return value;
}

/** A text that does not end is taken to the end of the JSON, so that no other quote in it is tried as the beginning of one. */
const QUOTED = /"(?:[^"\\]|\\[^])*(?:"|\\?$)|'((?:[^'\\]|\\[^])*)('|\\?$)/g;

function doubleQuoted(whole: string, inner: string | undefined, end: string | undefined): string {
  if (inner === undefined || end !== "'") return whole;
  return `"${inner.replace(/\\[^]|"/g, (mark) => (mark === "\\'" ? "'" : mark === '"' ? '\\"' : mark))}"`;
}
