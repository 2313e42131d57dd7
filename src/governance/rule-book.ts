import type { DeclaredParameter } from "./guard-values";
import type { Outcome } from "../policy/truth";
import type { JsonValue, OpenObject, OpenValue } from "../policy/json";

/** What a compiled policy is asked; the part of the engine's request that governance fills. */
export interface RuleRequest {
  resource: OpenObject;
  parameters: Record<string, OpenValue>;
  context: RuleContext;
  related?: readonly OpenObject[];
}

/** The levels above the resource. A missing key is unknown. */
export interface RuleContext {
  subscription?: OpenObject;
  resourceGroup?: OpenObject;
  utcNow: string;
}

export interface RuleResult {
  outcome: Outcome;
  /** As Azure spells it: `deny`, `audit`, `auditIfNotExists`. */
  effectName?: string | undefined;
  /** Paths that would decide an undetermined outcome. */
  unknown: readonly string[];
  /** What could not be evaluated, by JSON path in the definition. Azure refuses a request whose evaluation fails. */
  errors?: readonly { message: string; path: string }[] | undefined;
  /** What was read on the way to a match. */
  facts?: readonly { path: string; value: OpenValue }[] | undefined;
}

/** One policy of the library, ready to be asked. */
export interface Rule {
  /** Name of the definition. */
  name: string;
  /** D1 to D14. */
  decision: string;
  /** Clause of the Code of Conduct, or `design`. */
  clause: string;
  fatal: boolean;
  title: string;
  mend: string;
  /** Initiative that holds it, undefined for a definition that none does. */
  initiative: string | undefined;
  /** Its reference id there; else its name. */
  referenceId: string;
  /** What the initiative binds its parameters to: values, or `[parameters('name')]`. */
  bindings: Readonly<Record<string, JsonValue>>;
  /** Lower-case resource types it can match; undefined: any. */
  types: ReadonlySet<string> | undefined;
  /** Hash of the definition's content, as `definitionHash` of the engine computes it. */
  contentHash: string;
  evaluate(request: RuleRequest): RuleResult;
}

/** An initiative of the library. */
export interface GuardInitiative {
  name: string;
  fatal: boolean;
  /** Parameter -> default value. */
  defaults: Readonly<Record<string, JsonValue>>;
  /** Parameter -> what values it takes. */
  parameters: Readonly<Record<string, DeclaredParameter>>;
  /** Hash of its content, as `initiativeHash` of the engine computes it. */
  contentHash: string;
}

/** The rules of a library and the initiatives that assign them. */
export interface RuleBook {
  rules: readonly Rule[];
  initiatives: readonly GuardInitiative[];
}

/**
 * The resource types that a policy's condition lets through, told from its `type` conditions; undefined where it may match any. Never leaves out a
 * type that could match.
 */
export function typesOf(condition: JsonValue): ReadonlySet<string> | undefined {
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) return undefined;
  const { field, equals, in: list, allOf, anyOf } = condition;
  if (typeof field === "string" && field.toLowerCase() === "type") {
    if (isLiteral(equals)) return new Set([equals.toLowerCase()]);
    if (Array.isArray(list) && list.every(isLiteral)) return new Set(list.map((type) => type.toLowerCase()));
    return undefined;
  }
  if (Array.isArray(allOf)) {
    const known = allOf.map(typesOf).filter((types) => types !== undefined);
    return known.reduce<ReadonlySet<string> | undefined>((a, b) => (a ? intersection(a, b) : b), undefined);
  }
  if (Array.isArray(anyOf)) {
    const all = anyOf.map(typesOf);
    return all.includes(undefined) ? undefined : new Set(all.flatMap((types) => [...(types ?? [])]));
  }
  return undefined;
}

const isLiteral = (value: JsonValue | undefined): value is string =>
  typeof value === "string" && !value.startsWith("[");
const intersection = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...a].filter((type) => b.has(type)));

/** Finds the rules that can match a resource of a type, without looking at the others. */
export class RuleIndex {
  private readonly byType = new Map<string, Rule[]>();
  private readonly anyType: Rule[] = [];
  private readonly found = new Map<string, readonly Rule[]>();

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) {
      if (rule.types === undefined) this.anyType.push(rule);
      for (const type of rule.types ?? []) {
        const list = this.byType.get(type);
        if (list) list.push(rule);
        else this.byType.set(type, [rule]);
      }
    }
  }

  /**
   * The same list each time it is asked for a type in the same spelling.
   * @param type ARM type in any casing
   */
  of(type: string): readonly Rule[] {
    let rules = this.found.get(type);
    if (rules === undefined) {
      const own = this.byType.get(type.toLowerCase());
      rules = own === undefined ? this.anyType : this.anyType.length === 0 ? own : [...own, ...this.anyType];
      this.found.set(type, rules);
    }
    return rules;
  }
}
