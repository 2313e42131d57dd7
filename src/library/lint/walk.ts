import type { JsonObject, JsonValue } from "../../policy/json";

/** A value in a JSON document, with its path. */
export interface Place {
  path: string;
  value: JsonValue;
}

const PLAIN = /^[A-Za-z_$][\w$]*$/;

/** The path of a key below another path. */
export function below(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return PLAIN.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

/** Every value of a document, parents first. */
export function* walk(value: JsonValue, path: string): Generator<Place> {
  yield { path, value };
  if (Array.isArray(value)) for (const [i, part] of value.entries()) yield* walk(part, below(path, i));
  else if (typeof value === "object" && value !== null) {
    for (const [key, part] of Object.entries(value)) yield* walk(part, below(path, key));
  }
}

/** Every template expression of a document: texts in brackets, unless the bracket is escaped. */
export function* expressions(value: JsonValue, path: string): Generator<{ path: string; text: string }> {
  for (const place of walk(value, path)) {
    if (typeof place.value !== "string") continue;
    if (/^\[(?!\[)[\s\S]*\]$/.test(place.value)) yield { path: place.path, text: place.value };
  }
}

/** Names that `parameters('name')` asks for in an expression. */
export function parametersIn(text: string): string[] {
  return [...text.matchAll(/\bparameters\(\s*'([^']*)'\s*\)/gi)].map(([, name]) => name ?? "");
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
