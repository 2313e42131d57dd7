import { identical } from "./compare";
import type { ParameterDeclaration } from "./compilation";
import { PolicyError } from "./error";
import { momentOf } from "./functions/date";
import type { OpenObject, OpenValue } from "./json";
import { misfitOf } from "./parameter-schema";
import { holdsUnknown, isObject, property } from "./property";
import { FALSE } from "./truth";

type Declarations = ReadonlyMap<string, ParameterDeclaration>;

/**
 * Checks the values of parameters against their declarations, as Azure does when a policy is assigned: allowed values with their case. Values that hold Unknown pass; a value for a
 * parameter that nobody declared is refused: it is a typing error, and the default would decide in its place.
 * Throws PolicyError.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-parameters
 */
export function checkParameters(declarations: Declarations, given: OpenObject): void {
  for (const name of Object.keys(given)) if (!declarations.has(name.toLowerCase())) refuseName(name, declarations);
  for (const declaration of declarations.values()) {
    const value = property(given, declaration.name);
    if (value !== undefined && !holdsUnknown(value)) checkValue(declaration, value);
  }
}

function refuseName(name: string, declarations: Declarations): never {
  const names = [...declarations.values()].map((declared) => declared.name).join(", ");
  throw new PolicyError(
    `the definition declares no parameter "${name}"; it declares ${names === "" ? "none" : names}`,
    `$.parameters.${name}`,
    "parameterNotFound",
  );
}

function checkValue({ name, type, allowedValues, schema }: ParameterDeclaration, value: OpenValue): void {
  const path = `$.parameters.${name}`;
  const kind = KINDS[type.toLowerCase()];
  if (kind !== undefined && !kind.accepts(value)) {
    throw new PolicyError(
      `the parameter "${name}" is declared as ${type}; give it ${kind.expected}`,
      path,
      "invalidParameter",
    );
  }
  const misfit = schema === undefined ? undefined : misfitOf(schema, value, `${path}.schema`);
  if (misfit !== undefined) {
    throw new PolicyError(
      `the parameter "${name}" does not fit its schema: ${misfit.problem}`,
      path + misfit.path,
      "invalidParameter",
    );
  }
  if (allowedValues === undefined) return;
  const values = Array.isArray(value) && type.toLowerCase() === "array" ? value : [value];
  for (const one of values) {
    if (allowedValues.some((allowed) => identical(allowed, one) !== FALSE)) continue;
    const list = allowedValues.map((allowed) => JSON.stringify(allowed)).join(", ");
    throw new PolicyError(
      `the parameter "${name}" does not allow ${JSON.stringify(one)}; it allows ${list}`,
      path,
      "invalidParameter",
    );
  }
}

const KINDS: Readonly<Record<string, { expected: string; accepts(value: OpenValue): boolean } | undefined>> = {
  string: { expected: "a text", accepts: (value) => typeof value === "string" },
  array: { expected: "an array", accepts: Array.isArray },
  object: { expected: "an object", accepts: isObject },
  boolean: { expected: "true or false", accepts: (value) => typeof value === "boolean" },
  integer: { expected: "a whole number", accepts: (value) => typeof value === "number" && Number.isInteger(value) },
  float: { expected: "a number", accepts: (value) => typeof value === "number" },
  datetime: {
    expected: "a date in ISO 8601",
    accepts: (value) => typeof value === "string" && momentOf(value) !== undefined,
  },
};
