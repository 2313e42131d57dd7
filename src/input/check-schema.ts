import { createRequire } from "node:module";
import type { Ajv as AjvClass, AnySchemaObject, ErrorObject, ValidateFunction } from "ajv";
import { COMPILED } from "./compiled-schemas";
import { InputError } from "./input-error";
import { nearest } from "./nearest";
import { jsonPath } from "./json-path";

/** ajv is loaded when there is something to check: a run without a context or a library of its own does not pay for it. */
const load = createRequire(__filename);

/** The schemas are our own and checked by a test; checking one against the schema of schemas costs more than compiling it. */
export const AJV_OPTIONS = { allowUnionTypes: true, verbose: true, validateSchema: false, meta: false } as const;

/** One compiled validator for each schema object. */
const compiled = new WeakMap<AnySchemaObject, ValidateFunction>();

/**
 * Checks a value from outside against a JSON Schema (draft 7). Where a schema says `description`, the mend quotes it.
 * @throws InputError about the first thing that is wrong, with its JSON path; an unknown key that is nearly a known one is told which
 */
export function checkSchema(schema: AnySchemaObject, value: unknown, file: string): void {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = COMPILED[schema.$id ?? ""] ?? compile(schema);
    compiled.set(schema, validate);
  }
  if (fits(validate, value, file)) return;
  const error = telling(validate.errors ?? []);
  if (error !== undefined) throw told(error, file);
}

/**
 * Everything that is wrong with a value from outside by a JSON Schema that has no branches (anyOf, oneOf), in the order of the schema; see {@link checkSchema}.
 * @throws InputError where the value is nested too deeply to be checked
 */
export function schemaFaults(schema: AnySchemaObject, value: unknown, file: string): InputError[] {
  const validate = compile(schema, { allErrors: true });
  if (fits(validate, value, file)) return [];
  const errors = validate.errors ?? [];
  const misspelt = new Set(errors.flatMap((error) => meantKey(error) ?? []));
  return errors.filter((error) => !misspelt.has(missingKey(error) ?? "")).map((error) => told(error, file));
}

/** The key that an unknown one was meant to be, with the place of both: where it is required it is missing, too, and that is one fault. */
function meantKey({ keyword, params, parentSchema, instancePath }: ErrorObject): string | undefined {
  if (keyword !== "additionalProperties") return undefined;
  const meant = nearest(String(params["additionalProperty"]), keysOf(parentSchema));
  return meant === undefined ? undefined : `${instancePath}/${meant}`;
}

const missingKey = ({ keyword, params, instancePath }: ErrorObject): string | undefined =>
  keyword === "required" ? `${instancePath}/${String(params["missingProperty"])}` : undefined;

function told(error: ErrorObject, file: string): InputError {
  const { problem, mend } = (WORDING[error.keyword] ?? fallback)(error);
  return new InputError(file, problem, mend, jsonPath(error.instancePath));
}

function compile(schema: AnySchemaObject, options: { allErrors?: boolean } = {}): ValidateFunction {
  const { Ajv } = load("ajv") as { Ajv: typeof AjvClass };
  return new Ajv({ ...AJV_OPTIONS, ...options }).compile(schema);
}

/** A value nested in itself thousands of times ends the stack before it ends. */
function fits(validate: ValidateFunction, value: unknown, file: string): boolean {
  try {
    return validate(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(file, "is nested too deeply", "write it flatter");
  }
}

/** The error to tell of several: the deepest; at one depth not that of a branch which was not meant, since it fails by its kind. */
function telling(errors: readonly ErrorObject[]): ErrorObject | undefined {
  return errors.reduce<ErrorObject | undefined>(
    (best, error) => (best === undefined || weight(error) > weight(best) ? error : best),
    undefined,
  );
}

const LATE: Readonly<Record<string, number>> = { anyOf: 0, oneOf: 0, const: 1, enum: 1, type: 1 };
const weight = (error: ErrorObject): number => error.instancePath.split("/").length * 3 + (LATE[error.keyword] ?? 2);

interface Wording {
  problem: string;
  mend: string;
}

/** What each keyword of JSON Schema means to a reader. Values are never quoted. */
const WORDING: Readonly<Record<string, (error: ErrorObject) => Wording>> = {
  additionalProperties: (error) => unknownKey(error, String(error.params["additionalProperty"])),
  propertyNames: (error) => unknownKey(error, String(error.params["propertyName"])),
  required: ({ params }) => ({
    problem: `has no "${String(params["missingProperty"])}"`,
    mend: `add "${String(params["missingProperty"])}"`,
  }),
  enum: ({ params }) => ({
    problem: "has a value that is not allowed",
    mend: `use one of ${(params["allowedValues"] as unknown[]).join(", ")}`,
  }),
  const: ({ params }) => ({
    problem: "has a value that is not allowed",
    mend: `write ${JSON.stringify(params["allowedValue"])}`,
  }),
  type: (error) => ({ problem: "has a value of the wrong kind", mend: described(error) ?? `write ${kinds(error)}` }),
  minLength: (error) => ({ problem: "is empty", mend: described(error) ?? "write a value" }),
  minItems: (error) => ({ problem: "is empty", mend: described(error) ?? "add an element" }),
  minProperties: (error) => ({ problem: "is empty", mend: described(error) ?? "add a key" }),
  maxLength: ({ params }) => ({
    problem: `is longer than ${String(params["limit"])} characters`,
    mend: "shorten it: Azure refuses it",
  }),
  maxItems: ({ params }) => ({ problem: `has more than ${String(params["limit"])} elements`, mend: "take some away" }),
  uniqueItems: () => ({ problem: "holds an element twice", mend: "take one away" }),
};

function fallback(error: ErrorObject): Wording {
  return {
    problem: "has a value that does not fit",
    mend: described(error) ?? `correct it: it ${String(error.message)}`,
  };
}

/** `write <description>`, where the schema describes the value. */
function described(error: ErrorObject): string | undefined {
  const description = error.parentSchema?.["description"] as unknown;
  return typeof description === "string" ? `write ${description}` : undefined;
}

function kinds({ params }: ErrorObject): string {
  const types = String(params["type"]).replaceAll(",", " or ");
  return types === "object" || types === "array" || types === "integer" ? `an ${types}` : types;
}

const keysOf = (schema: AnySchemaObject | undefined): string[] =>
  Object.keys((schema as { properties?: object } | undefined)?.properties ?? {});

function unknownKey(error: ErrorObject, key: string): Wording {
  const known = keysOf(error.parentSchema);
  const near = nearest(key, known);
  const listed = known.join(", ");
  const problem = `has an unknown key "${key}"`;
  if (near !== undefined) return { problem, mend: `did you mean "${near}"? Known here: ${listed}` };
  return { problem, mend: known.length === 0 ? "take it away" : `use one of ${listed}` };
}
