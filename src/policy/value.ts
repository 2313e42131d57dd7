import type { Compilation } from "./compilation";
import { PolicyError } from "./error";
import { compileExpression } from "./expression/compile";
import { isExpression, unescape } from "./expression/parse";
import type { OpenObject, OpenValue } from "./json";
import { LIMITS } from "./limits";
import { constant, type Operand } from "./operand";
import { assign, isObject, own } from "./property";
import { isUnknown } from "./unknown";

/** Compiles a JSON value in which any text may be a template expression, at any depth. */
export function compileValue(json: OpenValue, compilation: Compilation, path: string, depth = 0): Operand {
  if (depth > LIMITS.valueDepth)
    throw new PolicyError(`nests more than ${LIMITS.valueDepth} deep, Azure's limit`, path, "limitExceeded");
  if (isUnknown(json))
    throw new PolicyError("is not known; of a definition every part has to be", path, "invalidDefinition");
  if (typeof json === "string")
    return isExpression(json) ? compileExpression(json, compilation, path) : constant(unescape(json));
  if (Array.isArray(json)) return compileArray(json, compilation, path, depth);
  return isObject(json) ? compileObject(json, compilation, path, depth) : constant(json);
}

function compileArray(json: readonly OpenValue[], compilation: Compilation, path: string, depth: number): Operand {
  const elements = json.map((element, i) => compileValue(element, compilation, `${path}[${i}]`, depth + 1));
  if (elements.every((element) => element.constant !== undefined))
    return constant(elements.map((element) => element.constant?.value));
  return { read: (scope) => elements.map((element) => element.read(scope) ?? null), elements };
}

function compileObject(json: OpenObject, compilation: Compilation, path: string, depth: number): Operand {
  const entries = Object.keys(json).map(
    (name) => [name, compileValue(own(json, name), compilation, `${path}.${name}`, depth + 1)] as const,
  );
  const build = (read: (operand: Operand) => OpenValue): OpenObject => {
    const object: OpenObject = {};
    for (const [name, operand] of entries) assign(object, name, read(operand));
    return object;
  };
  if (entries.every(([, operand]) => operand.constant !== undefined))
    return constant(build((operand) => operand.constant?.value));
  return { read: (scope) => build((operand) => operand.read(scope) ?? null) };
}
