import type { OpenValue } from "../json";
import type { Truth } from "../truth";

/** Where a comparison that Azure answers with an error is reported. */
export interface Sink {
  fail(message: string): undefined;
}

/** A condition whose right side is known: asks about one left side. `undefined` on the left is a value that is missing. */
export type Test = (left: OpenValue, sink: Sink) => Truth;

/** One condition of the language, such as `like`, and the one that is its opposite. */
export interface Condition {
  /** Azure's name: `like`. */
  name: string;
  /** Azure's name of the opposite: `notLike`. */
  negation?: string;
  /**
   * Prepares the condition for one right side, which is known at its top but may hold Unknown parts. `undefined` is a right side that gave
   * no result.
   */
  bind(right: OpenValue): Test;
  /** Whether the opposite is false too, instead of true, where the right side gave no result. */
  falseWithoutRight?: boolean;
  /** Whether null as the value of a `value` condition is compared as the empty text. */
  nullIsEmpty?: boolean;
  /** What is wrong with a right side that is written in the definition, if anything. */
  check?(right: OpenValue): string | undefined;
}
