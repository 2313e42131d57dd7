import { equals } from "./conditions/equals";
import { oneOf } from "./conditions/in";
import type { Condition } from "./conditions";
import { fold } from "./fold";
import type { OpenValue } from "./json";
import type { Operand } from "./operand";

/**
 * Whether a condition on the field `location` compares regions whatever way they are written: `East US 2` is `eastus2`.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#fields
 */
export function comparesLocations(field: OpenValue, condition: Condition): boolean {
  return (
    typeof field === "string" && field.toLowerCase() === "location" && (condition === equals || condition === oneOf)
  );
}

/** A region, or each of a list of regions, in the one way in which ARM writes it. */
export function normalLocation(value: OpenValue): OpenValue {
  if (typeof value === "string") return fold(value).replace(/\s+/g, "");
  return Array.isArray(value) ? value.map(normalLocation) : value;
}

/** The right side of such a condition. It is most often the same object in every evaluation, a parameter: that is converted once. */
export function normalLocations(operand: Operand): Operand {
  const { constant } = operand;
  if (constant !== undefined) {
    const value = normalLocation(constant.value);
    return { read: () => value, constant: { value } };
  }
  let last: OpenValue;
  let converted: OpenValue;
  return {
    read(scope) {
      const value = operand.read(scope);
      if (value !== last) {
        last = value;
        converted = normalLocation(value);
      }
      return converted;
    },
  };
}
