import { createRequire } from "node:module";
import type { Ajv as AjvClass, AnySchemaObject, ErrorObject } from "ajv";
import { InputError } from "./input-error";

/** ajv is loaded when there is something to check: a run without a context or a library of its own does not pay for it. */
const load = createRequire(__filename);

/**
 * Checks a value from outside against a JSON Schema (draft 7).
 * @throws InputError about the first thing that is wrong, with its JSON path; an unknown key that is nearly a known one is told which
 */
export function checkSchema(schema: AnySchemaObject, value: unknown, file: string): void {
  const { Ajv } = load("ajv") as { Ajv: typeof AjvClass };
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
  if (validate(value)) return;
  const error = validate.errors?.[0];
  if (error) throw schemaError(schema, error, file);
}

function schemaError(schema: AnySchemaObject, error: ErrorObject, file: string): InputError {
  const path = `$${error.instancePath.replace(/\/(\d+)/g, "[$1]").replace(/\//g, ".")}`;
  if (error.keyword === "additionalProperties") {
    const key = String(error.params["additionalProperty"]);
    const known = knownKeys(schema, error.schemaPath);
    const near = nearest(key, known);
    const mend =
      near === undefined ? `use one of ${known.join(", ")}` : `did you mean "${near}"? Known here: ${known.join(", ")}`;
    return new InputError(file, `has an unknown key "${key}"`, mend, path);
  }
  if (error.keyword === "required") {
    const key = String(error.params["missingProperty"]);
    return new InputError(file, `has no "${key}"`, `add "${key}"`, path);
  }
  if (error.keyword === "enum") {
    return new InputError(
      file,
      "has a value that is not allowed",
      `use one of ${(error.params["allowedValues"] as string[]).join(", ")}`,
      path,
    );
  }
  const wanted =
    error.keyword === "type" ? String(error.params["type"]).replaceAll(",", " or ") : "a value that is not empty";
  return new InputError(
    file,
    "has a value of the wrong kind",
    `write ${wanted === "object" || wanted === "array" ? `an ${wanted}` : wanted}`,
    path,
  );
}

/** The keys that the object at a schema path may have. */
function knownKeys(schema: AnySchemaObject, schemaPath: string): string[] {
  let at: unknown = schema;
  for (const step of schemaPath.split("/").slice(1, -1)) at = (at as Record<string, unknown>)[step];
  return Object.keys((at as { properties?: object }).properties ?? {});
}

/** The known key within two edits (a third of its length for long ones), ignoring case. */
function nearest(key: string, known: readonly string[]): string | undefined {
  const scored = known.map((name) => ({ name, edits: distance(key.toLowerCase(), name.toLowerCase()) }));
  const best = scored.reduce((a, b) => (b.edits < a.edits ? b : a), { name: "", edits: Infinity });
  return best.edits <= Math.max(2, best.name.length / 3) ? best.name : undefined;
}

/** Levenshtein distance, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
