import type { OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";

/** A text that only equal values have; no value's is the beginning of another's. */
export function textOf(value: OpenValue): string {
  switch (typeof value) {
    case "string":
      return `${value.length}:${value}`;
    case "object":
      break;
    default:
      return `${typeof value === "function" ? "undefined" : String(value)};`;
  }
  if (value === null) return "null;";
  if (isUnknown(value)) return "?";
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value) text += textOf(item);
    return `[${text}]`;
  }
  for (const name of Object.keys(value)) text += textOf(name) + textOf(value[name]);
  return `{${text}}`;
}
