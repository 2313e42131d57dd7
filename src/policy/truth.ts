/**
 * Kleene's three truth values as numbers in the order false < unknown < true, so that *and* is the minimum, *or* the maximum and *not* a
 * reflection. The numbers are what compiled rules compute with; {@link Outcome} is what callers see.
 */
export type Truth = 0 | 1 | 2;
export const FALSE: Truth = 0;
export const UNKNOWN: Truth = 1;
export const TRUE: Truth = 2;

/** Kleene's conjunction: false if any is false, else unknown if any is unknown; true of nothing. */
export function and(...truths: readonly Truth[]): Truth {
  let least: Truth = TRUE;
  for (const truth of truths) if (truth < least) least = truth;
  return least;
}

/** Kleene's disjunction: true if any is true, else unknown if any is unknown; false of nothing. */
export function or(...truths: readonly Truth[]): Truth {
  let most: Truth = FALSE;
  for (const truth of truths) if (truth > most) most = truth;
  return most;
}

/** Kleene's negation: unknown stays unknown. */
export function not(truth: Truth): Truth {
  return (2 - truth) as Truth;
}

/** A boolean as a truth value. */
export function truth(value: boolean): Truth {
  return value ? TRUE : FALSE;
}

/** What evaluating a rule comes to. */
export type Outcome = "match" | "noMatch" | "undetermined";
const OUTCOMES = ["noMatch", "undetermined", "match"] as const;

/** The outcome that a rule's truth value stands for. */
export function outcomeOf(value: Truth): Outcome {
  return OUTCOMES[value];
}
