import type { Compilation } from "../compilation";
import { PolicyError } from "../error";
import { isExpression } from "../expression/parse";
import type { OpenValue } from "../json";
import { isObject, own, property, spelling } from "../property";

const OPERATIONS: ReadonlySet<string> = new Set(["add", "addorreplace", "remove"]);
const ADDING: ReadonlySet<string> = new Set(["add", "addorreplace"]);
/** The only types whose `identity.type` Azure lets a policy modify; to resources of others such a policy does not apply. */
const WITH_IDENTITY: ReadonlySet<string> = new Set([
  "microsoft.compute/virtualmachines",
  "microsoft.compute/virtualmachinescalesets",
]);

/** Whether a policy with these operations applies to a resource type, in lower case. */
export function appliesTo(details: OpenValue, type: string): boolean {
  const operations = isObject(details) ? property(details, "operations") : undefined;
  if (!Array.isArray(operations) || WITH_IDENTITY.has(type)) return true;
  return !operations.some((operation) => {
    const field = isObject(operation) ? property(operation, "field") : undefined;
    return typeof field === "string" && field.toLowerCase() === "identity.type";
  });
}

/**
 * Checks the operations of a `modify` effect: their kinds, their fields, and that an alias among them is one that Azure lets policies modify.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/effect-modify
 */
export function checkOperations(details: OpenValue, compilation: Compilation, path: string): void {
  const name = isObject(details) ? spelling(details, "operations") : undefined;
  const operations = name === undefined || !isObject(details) ? undefined : own(details, name);
  if (operations === undefined) return;
  const at = `${path}.${name}`;
  if (!Array.isArray(operations)) throw new PolicyError("operations is an array", at, "invalidEffect");
  operations.forEach((operation, i) => checkOperation(operation, compilation, `${at}[${i}]`));
}

function checkOperation(json: OpenValue, compilation: Compilation, path: string): void {
  if (!isObject(json))
    throw new PolicyError("an operation is an object with operation, field and value", path, "invalidEffect");
  const [operation, field] = [property(json, "operation"), property(json, "field")];
  if (typeof operation !== "string" || (!isExpression(operation) && !OPERATIONS.has(operation.toLowerCase()))) {
    throw new PolicyError(
      `an operation is add, addOrReplace or remove, not ${JSON.stringify(operation) ?? "nothing"}`,
      `${path}.operation`,
      "invalidEffect",
    );
  }
  if (ADDING.has(operation.toLowerCase()) && spelling(json, "value") === undefined)
    throw new PolicyError(`"${operation}" needs a value`, path, "invalidEffect");
  if (typeof field !== "string")
    throw new PolicyError("an operation needs a field, a text", `${path}.field`, "invalidEffect");
  if (isExpression(field)) return;
  const aliases = compilation.aliases.find(field);
  if (aliases.length > 0 && aliases.every((alias) => alias.modifiable === false)) {
    throw new PolicyError(`the alias "${field}" cannot be modified by a policy`, `${path}.field`, "aliasNotModifiable");
  }
}
