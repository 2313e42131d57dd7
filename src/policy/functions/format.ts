import type { OpenValue } from "../json";
import { LIMITS } from "../limits";
import { refuse } from "./arguments";
import type { TemplateFunction } from "./function";
import { formatNumber } from "./number-format";

/**
 * `format('{0} of {1,5:N0}', ...)`: .NET's composite formatting, invariant culture.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string#format and
 * https://learn.microsoft.com/dotnet/standard/base-types/composite-formatting
 */
export const formatFunction: TemplateFunction = {
  name: "format",
  least: 1,
  most: Infinity,
  call([template, ...values], sink) {
    if (typeof template !== "string") return refuse(sink, "format", "a text as template", template);
    try {
      return composed(template, values);
    } catch (error) {
      return sink.fail(`format: ${(error as Error).message}`);
    }
  },
};

/** An escaped brace, a placeholder, or a brace that is neither. */
const PART = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;
const PLACEHOLDER = /^(\d+)(?:,([^:]*))?(?::([^]*))?$/;
const WIDEST = 999_999;

function composed(template: string, values: readonly OpenValue[]): string {
  let length = template.length;
  return template.replace(PART, (part: string, inner: string | undefined, at: number) => {
    if (part === "{{" || part === "}}") return part.charAt(0);
    if (part === "}") throw new RangeError(`unmatched closing brace at character ${at}`);
    if (part === "{" || inner === undefined) throw new RangeError(`unmatched opening brace at character ${at}`);
    const match = PLACEHOLDER.exec(inner);
    if (match === null) throw new RangeError(`invalid placeholder {${inner}}`);
    const [, index, alignment, specifier] = match;
    if (Number(index) >= values.length)
      throw new RangeError(`placeholder {${index}} references argument index ${index}, of ${values.length} arguments`);
    const text = aligned(formatted(values[Number(index)], specifier ?? ""), alignment);
    length += text.length;
    if (length > LIMITS.textLength) throw new RangeError(`the result is longer than ${LIMITS.textLength} characters`);
    return text;
  });
}

function aligned(text: string, alignment: string | undefined): string {
  if (alignment === undefined) return text;
  const width = alignment.trim();
  if (width === "") throw new RangeError("empty alignment value");
  if (!/^-?\d+$/.test(width)) throw new RangeError(`invalid alignment '${width}'`);
  const number = Number(width);
  if (Math.abs(number) > WIDEST) throw new RangeError(`alignment ${width} exceeds maximum allowed ${WIDEST}`);
  return number < 0 ? text.padEnd(-number) : text.padStart(number);
}

function formatted(value: OpenValue, specifier: string): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return formatNumber(value, specifier);
  return typeof value === "string" ? value : JSON.stringify(value);
}
