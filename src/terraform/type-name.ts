import { InputError } from "../input/input-error";

/** What Terraform's types are made of; most types are nothing else. */
const PLAIN = /^[a-z0-9_]+$/;
const OURS = /^(azurerm|azapi)_/i;

/**
 * Refuses a type of azurerm or azapi that is not in lower case. All their types are, and Terraform looks a type up as it is written ("Invalid resource type: The provider ... does
 * not support resource type"), so that no plan and no stack that Terraform takes has such a one: left alone, it would be judged by no rule.
 * Source: hashicorp/terraform internal/terraform/node_resource_validate.go
 * @param path JSON path of the resource, as a function where it costs something
 * @throws InputError
 */
export function checkTypeName(type: string, file: string, path: () => string): void {
  if (PLAIN.test(type) || !OURS.test(type)) return;
  const lower = type.toLowerCase();
  throw new InputError(
    file,
    `has the type ${JSON.stringify(type)}, which no provider has`,
    PLAIN.test(lower) ? `write "${lower}"` : "write the type as the provider's documentation has it",
    path(),
  );
}
