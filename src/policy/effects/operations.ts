import type { Compilation } from "../compilation";
import { PolicyError } from "../error";
import { isExpression } from "../expression/parse";
import type { OpenValue } from "../json";
import { isObject, own, spelling } from "../property";

const OPERATIONS: ReadonlySet<string> = new Set(["add", "addorreplace", "remove"]);

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
  const { operation, field } = json;
  if (typeof operation !== "string" || (!isExpression(operation) && !OPERATIONS.has(operation.toLowerCase()))) {
    throw new PolicyError(
      `an operation is add, addOrReplace or remove, not ${JSON.stringify(operation) ?? "nothing"}`,
      `${path}.operation`,
      "invalidEffect",
    );
  }
  if (typeof field !== "string")
    throw new PolicyError("an operation needs a field, a text", `${path}.field`, "invalidEffect");
  if (isExpression(field)) return;
  const aliases = compilation.aliases.find(field);
  if (aliases.length > 0 && aliases.every((alias) => alias.modifiable === false)) {
    throw new PolicyError(`the alias "${field}" cannot be modified by a policy`, `${path}.field`, "aliasNotModifiable");
  }
}
