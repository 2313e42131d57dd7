import { PolicyError } from "./error";
import { functions, invoke } from "./functions";
import type { OpenValue } from "./json";
import { isUnknown, Unknown } from "./unknown";

/**
 * Evaluates one template function on values. The functions that read a resource or a context are not among them.
 * Throws PolicyError where there is no such function, or it answers with an error.
 */
export function callFunction(name: string, given: readonly OpenValue[]): OpenValue {
  if (name.toLowerCase() === "if") return choose(given);
  const definition = functions.get(name.toLowerCase());
  if (definition === undefined)
    throw new PolicyError(
      `there is no function ${name}() that depends on its arguments alone`,
      "$",
      "functionNotFound",
    );
  if (given.length < definition.least || given.length > definition.most) {
    throw new PolicyError(`${definition.name}() does not take ${given.length} arguments`, "$", "wrongArguments");
  }
  let problem = `${definition.name}() has no result`;
  const result = invoke(definition, given, {
    fail(message) {
      problem = message;
      return undefined;
    },
  });
  if (result === undefined) throw new PolicyError(problem, "$", "functionFailed");
  return result;
}

function choose(given: readonly OpenValue[]): OpenValue {
  if (given.length !== 3) throw new PolicyError(`if() does not take ${given.length} arguments`, "$", "wrongArguments");
  const [condition, then, otherwise] = given;
  if (isUnknown(condition)) return Unknown;
  return condition === true ? then : otherwise;
}
