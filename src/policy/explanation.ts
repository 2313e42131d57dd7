import type { OpenValue } from "./json";
import { own } from "./property";
import type { Read, Scope } from "./scope";
import { FALSE, TRUE, UNKNOWN, outcomeOf, type Outcome, type Truth } from "./truth";
import { isUnknown } from "./unknown";

/** Why a rule, or a part of one, came out as it did: a tree of all its conditions. */
export interface Explanation {
  /** JSON path of the part in the definition: `$.policyRule.if.allOf[1]`. */
  path: string;
  /** `allOf`, `anyOf`, `not`, or the name of the condition: `equals`. */
  operator: string;
  outcome: Outcome;
  /** What a condition is about, as its author wrote it. */
  field?: string;
  value?: OpenValue;
  count?: OpenValue;
  /** What the left side came to; of a collection, an array. */
  actual?: OpenValue;
  /** What the right side came to. */
  expected?: OpenValue;
  /** What was read of the resource, the parameters and the context, in order. */
  reads?: Read[];
  /** What Azure would answer with an error. */
  errors?: string[];
  /** The parts of a logical operator; of `count`, the condition for each element. */
  parts?: Explanation[];
}

/** A compiled rule, or a part of one. */
export interface Rule {
  test(scope: Scope): Truth;
  explain(scope: Scope): Explanation;
}

const TRUTHS: Readonly<Record<Outcome, Truth>> = { match: TRUE, noMatch: FALSE, undetermined: UNKNOWN };

/**
 * The conditions that decided an outcome: of a false `allOf` its false parts, of a true `anyOf` its true parts, of anything open its
 * open parts, otherwise all parts.
 */
export function deciding(explanation: Explanation): Explanation[] {
  const { parts } = explanation;
  if (parts === undefined || !LOGICAL.has(explanation.operator)) return [explanation];
  if (explanation.operator === "not") return parts.flatMap(deciding);
  return parts.filter((part) => part.outcome === explanation.outcome).flatMap(deciding);
}

const LOGICAL: ReadonlySet<string> = new Set(["allOf", "anyOf", "not"]);

/** The reads behind an outcome: those of the conditions that decided it. */
export function decidingReads(explanation: Explanation): Read[] {
  return deciding(explanation).flatMap((condition) => condition.reads ?? []);
}

/** The paths of the unknown values among reads, without doubles. */
export function unknownPaths(reads: readonly Read[]): string[] {
  const paths = new Set<string>();
  for (const { path, value } of reads) addUnknown(path, value, paths);
  return [...paths];
}

function addUnknown(path: string, value: OpenValue, into: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  if (isUnknown(value)) into.add(path);
  else if (Array.isArray(value)) value.forEach((element, i) => addUnknown(`${path}[${i}]`, element, into));
  else for (const name of Object.keys(value)) addUnknown(`${path}.${name}`, own(value, name), into);
}

/** The most facts that a result names. */
const MOST_FACTS = 50;

/** The known values among reads, without doubles and without parameters. */
export function knownFacts(reads: readonly Read[]): Read[] {
  const facts = new Map<string, Read>();
  for (const read of reads) {
    if (facts.size === MOST_FACTS) break;
    if (read.value === undefined || isUnknown(read.value) || read.path === "" || read.path.startsWith("parameters."))
      continue;
    if (!facts.has(read.path)) facts.set(read.path, { path: read.path, value: read.value });
  }
  return [...facts.values()];
}

/** Every error in an explanation, with the path of its condition. */
export function errorsOf(explanation: Explanation): { message: string; path: string }[] {
  const own = (explanation.errors ?? []).map((message) => ({ message, path: explanation.path }));
  return [...own, ...(explanation.parts ?? []).flatMap(errorsOf)];
}

/** Evaluates a part of a rule as `test` does, keeping what it reads and what fails. */
export function record(
  scope: Scope,
  test: (scope: Scope) => Truth,
): { outcome: Outcome; reads: Read[]; errors?: string[] } {
  const { reads, failures } = scope;
  scope.reads = [];
  scope.failures = [];
  try {
    const outcome = outcomeOf(test(scope));
    return {
      outcome,
      reads: scope.reads,
      ...(scope.failures.length === 0 ? {} : { errors: [...new Set(scope.failures)] }),
    };
  } finally {
    scope.reads = reads;
    scope.failures = failures;
  }
}

/** The truth value of an explained part. */
export function truthOf(explanation: Explanation): Truth {
  return TRUTHS[explanation.outcome];
}
