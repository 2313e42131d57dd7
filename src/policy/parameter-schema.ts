import type * as ajv2019 from "ajv/dist/2019";
import type * as ajvFormats from "ajv-formats";
import { PolicyError } from "./error";
import type { OpenObject, OpenValue } from "./json";

/** What of a value does not fit: a JSON path below it (`.ranges[0].min`) and what it must be. */
export interface Misfit {
  path: string;
  problem: string;
}

type Validate = (value: OpenValue) => Misfit | undefined;

const compiled = new WeakMap<OpenObject, Validate>();

/**
 * Where a value does not fit the JSON schema of its parameter; undefined where it does. Throws PolicyError at `path` where the schema is none. ajv is
 * loaded when the first value is checked: few definitions have a schema.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-parameters#parameter-properties (schema: draft 2019-09)
 */
export function misfitOf(schema: OpenObject, value: OpenValue, path: string): Misfit | undefined {
  let validate = compiled.get(schema);
  if (validate === undefined) compiled.set(schema, (validate = compileSchema(schema, path)));
  return validate(value);
}

function compileSchema(schema: OpenObject, path: string): Validate {
  const { default: Ajv } = require("ajv/dist/2019") as typeof ajv2019;
  const { default: addFormats } = require("ajv-formats") as typeof ajvFormats;
  const refuse = (problem: string): never => {
    throw new PolicyError(`is not a JSON schema of draft 2019-09 (${problem})`, path, "invalidParameter");
  };
  // A validator of an asynchronous schema answers with a promise, which is no verdict.
  if (schema["$async"] !== undefined) return refuse("$async is a keyword of one library");
  // Which draft a schema names does not matter to Azure, and would make ajv look for a schema of that name.
  const { $schema: _, ...rest } = schema;
  const ajv = new Ajv({ strict: false, logger: false });
  addFormats(ajv);
  try {
    const validate = ajv.compile(rest);
    return (value) => {
      if (validate(value)) return undefined;
      const [first] = validate.errors ?? [];
      return { path: jsonPath(first?.instancePath ?? ""), problem: first?.message ?? "is refused by it" };
    };
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** `/ranges/0/min` as `.ranges[0].min`. */
function jsonPath(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join("");
}
