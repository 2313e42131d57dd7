import { applyChange, copyOf, type Change } from "./effects/change";
import type { FindChanges } from "./effects/changes";
import type { EffectName } from "./effects/names";
import type { Effect } from "./effects/then";
import { withinStack } from "./error";
import { decidingReads, errorsOf, knownFacts, unknownPaths, type Explanation, type Rule } from "./explanation";
import type { OpenObject, OpenValue } from "./json";
import type { EvaluationError, Read, Scope } from "./scope";
import { outcomeOf, type Outcome, type Truth } from "./truth";

/** What evaluating a policy comes to. */
export interface EvaluationResult {
  /**
   * `match`: the effect applies. `noMatch`: it does not, or the policy is disabled. `undetermined`: that depends on what is unknown.
   */
  readonly outcome: Outcome;
  /** The effect that applies, or would, as the rule or its parameter writes it (`Deny`); absent where nothing matches or it is unknown. */
  readonly effect?: string;
  /** The same effect in Azure's spelling (`deny`), to compare with. */
  readonly effectName?: EffectName;
  /** Its details, with expressions resolved, without deployment and existenceCondition. */
  readonly details?: OpenValue;
  /** Where nothing is determined: the unknown values that keep it open, `properties.model.name`, `subscription.tags.owner`. Computed when asked for. */
  readonly unknown: readonly string[];
  /** The effect that applies where several policies modify the same field, of modify. */
  readonly conflictEffect?: OpenValue;
  /** The changes that append or modify would make to the request. Computed when asked for. */
  readonly changes: readonly Change[];
  /** The resource after those changes; undefined where there are none. Computed when asked for. */
  readonly patched?: OpenObject;
  /**
   * What Azure answers with an error, and so, under deny, with a refusal; undefined where nothing failed. The condition concerned counts as not
   * fulfilled here. Computed when asked for.
   */
  readonly errors?: readonly EvaluationError[];
  readonly explanation?: Explanation;
  /** On a match: the values that made it match. Computed when asked for. */
  readonly facts: readonly Read[];
}

const NOTHING: readonly never[] = Object.freeze([]);

/** The result of a policy that does not match, of which there is nothing else to say. */
export const NO_MATCH: EvaluationResult = Object.freeze({
  outcome: "noMatch",
  unknown: NOTHING,
  facts: NOTHING,
  changes: NOTHING,
});

/** What keeps a result open. */
export interface Open {
  /** Whether the rule itself is open: then it is by what its conditions read. */
  rule: boolean;
  /** Unknown values that the effect, or the look for related resources, depends on. */
  beside: readonly string[];
}

/** Nothing: the result is determined. */
export const CLOSED: Open = Object.freeze({ rule: false, beside: NOTHING });

/** A result that tells more when asked: what that takes is computed then, from what the evaluation left. */
export class Evaluation implements EvaluationResult {
  readonly outcome: Outcome;
  declare readonly effect?: string;
  declare readonly details?: OpenValue;
  declare readonly conflictEffect?: OpenValue;
  declare readonly explanation?: Explanation;
  readonly #effect: EffectName | undefined;
  readonly #scope: Scope;
  readonly #rule: Rule;
  readonly #findChanges: FindChanges | undefined;
  readonly #open: Open;
  #unknown: readonly string[] | undefined;

  constructor(
    truth: Truth,
    effect: Effect | undefined,
    details: OpenValue,
    open: Open,
    scope: Scope,
    rule: Rule,
    explanation: Explanation | undefined,
    conflictEffect?: OpenValue,
    findChanges?: FindChanges,
  ) {
    this.outcome = outcomeOf(truth);
    this.#scope = scope;
    this.#rule = rule;
    this.#findChanges = findChanges;
    this.#open = open;
    this.#effect = effect?.name;
    if (effect !== undefined) this.effect = effect.written;
    if (details !== undefined) this.details = details;
    if (conflictEffect !== undefined) this.conflictEffect = conflictEffect;
    if (explanation !== undefined) this.explanation = explanation;
  }

  get unknown(): readonly string[] {
    return (this.#unknown ??= this.#open.rule ? this.#unknownReads() : this.#open.beside);
  }

  #unknownReads(): readonly string[] {
    const read = withinStack(() => unknownPaths(decidingReads(this.explanation ?? this.#rule.explain(this.#scope))));
    return [...new Set([...this.#open.beside, ...read])];
  }

  get errors(): readonly EvaluationError[] | undefined {
    return this.#scope.failed
      ? [...errorsOf(this.#rule.explain(this.#scope)), ...(this.#scope.relatedErrors ?? [])]
      : undefined;
  }

  get effectName(): EffectName | undefined {
    return this.#effect;
  }

  get changes(): readonly Change[] {
    const changing = this.#effect === "append" || this.#effect === "modify";
    return changing ? (this.#findChanges?.(this.#scope) ?? NOTHING) : NOTHING;
  }

  get patched(): OpenObject | undefined {
    const changes = this.outcome === "match" ? this.changes : NOTHING;
    if (changes.length === 0) return undefined;
    const resource = copyOf(this.#scope.requested);
    for (const change of changes) applyChange(resource, change);
    return resource;
  }

  get facts(): readonly Read[] {
    return this.outcome === "match" ? knownFacts(decidingReads(this.#rule.explain(this.#scope))) : NOTHING;
  }
}
