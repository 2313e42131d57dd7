import type { OpenValue } from "./json";
import type { Scope } from "./scope";

/** A value of a rule, compiled: known since compile time, or computed in each evaluation. `undefined` is "no result". */
export interface Operand {
  read(scope: Scope): OpenValue;
  /** Set where the value is the same in every evaluation. */
  constant?: { value: OpenValue };
  /**
   * Set where the value is a part of the resource, the parameters or the context, unchanged: then its read is the last one noted, and reading
   * a property of it prolongs that note (`subscription` becomes `subscription.tags.owner`).
   */
  part?: true;
  /** Set where the value is an array that is put together here: its elements. */
  elements?: readonly Operand[];
}

/** An operand that is known at compile time. */
export function constant(value: OpenValue): Operand {
  return { read: () => value, constant: { value } };
}
