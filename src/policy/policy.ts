import { typeOf } from "./address";
import type { ParameterDeclaration } from "./compilation";
import type { DefinitionInfo } from "./definition";
import { appliesTo } from "./effects/operations";
import type { Then } from "./effects/then";
import { PolicyError, withinStack } from "./error";
import { CLOSED, Evaluation, NO_MATCH, type EvaluationResult } from "./evaluation";
import { decidingReads, errorsOf, unknownPaths, type Rule } from "./explanation";
import type { Maybe, OpenObject, OpenValue } from "./json";
import { checkParameters } from "./parameters";
import { isObject, property } from "./property";
import { Scope, type PolicyContext } from "./scope";
import { FALSE, TRUE, UNKNOWN, type Truth } from "./truth";
import { isUnknown } from "./unknown";

/** A related resource that a look-up found, as it is or under `resource` (null: none was found). */
export type Related = Maybe<OpenObject>;

/** What a policy is evaluated on. */
export interface EvaluateInput {
  /** Plain ARM JSON of the resource as it is requested; any part may be Unknown. */
  resource: OpenObject;
  /**
   * Plain values by parameter name; those that are missing take their defaults. What was made of them is kept for the next evaluation: give other
   * values as another object.
   */
  parameters?: OpenObject;
  context?: PolicyContext;
  /** API version of the request, which chooses among the paths of an alias. */
  apiVersion?: string;
  /** What a look-up for `details.type` found, for auditIfNotExists and deployIfNotExists. Empty: nothing; absent: unknown. */
  related?: Maybe<readonly Related[]>;
  /** Whether to give an explanation. */
  explain?: boolean;
}

const NO_PARAMETERS: OpenObject = Object.freeze({});
const NO_CONTEXT: PolicyContext = Object.freeze({});
const NO_DECLARATIONS: ReadonlyMap<string, ParameterDeclaration> = new Map();
/** The most resource types whose answer is remembered. */
const REMEMBERED = 1000;

/** A compiled policy definition. Evaluating it changes nothing and keeps nothing of the resource. */
export class Policy {
  private readonly matchesType = new Map<string, boolean>();
  private checked: OpenObject = NO_PARAMETERS;

  constructor(
    /** `All`, `Indexed`, or a resource-provider mode. */
    readonly mode: string,
    /** The resource types that the rule can match, in lower case; undefined where it can match any. */
    readonly resourceTypes: readonly string[] | undefined,
    /** Declared parameters by name in lower case; undefined for a rule without any declaration, which takes any. */
    private readonly declared: ReadonlyMap<string, ParameterDeclaration> | undefined,
    /** Why the outcome is never `match`: the mode is one that a resource provider evaluates. */
    readonly notEvaluated: string | undefined,
    private readonly rule: Rule,
    private readonly then: Then,
    private readonly inMode: (type: string) => boolean,
    private readonly slots: number,
    /** Name, description, version and metadata as the definition gives them. */
    readonly info: DefinitionInfo,
  ) {}

  /** The version of the definition, `1.2.0`; undefined where it names none. */
  get version(): string | undefined {
    return this.info.version;
  }

  /** The versions that the definition, a built-in, comes in. */
  get versions(): readonly string[] {
    return this.info.versions;
  }

  /** The metadata of the definition; empty where it has none. */
  get metadata(): OpenObject {
    return this.info.metadata;
  }

  /** Declared parameters by name in lower case. */
  get parameters(): ReadonlyMap<string, ParameterDeclaration> {
    return this.declared ?? NO_DECLARATIONS;
  }

  /**
   * Evaluates the policy on a resource. Throws PolicyError where a parameter is not what the definition accepts, or the resource nests so deep that
   * nothing can be said of it.
   */
  evaluate(input: EvaluateInput): EvaluationResult {
    return withinStack(() => this.judge(input));
  }

  private judge(input: EvaluateInput): EvaluationResult {
    const { resource, explain } = checkInput(input);
    const parameters = input.parameters ?? NO_PARAMETERS;
    if (parameters !== this.checked) this.check(parameters);
    const type = resource["type"];
    const outside = typeof type === "string" && !this.mayMatch(type);
    if ((outside || this.then.literal === "disabled") && explain !== true) return NO_MATCH;
    const scope = new Scope(resource, parameters, input.context ?? NO_CONTEXT, apiVersionOf(input), this.slots);
    const truth = this.rule.test(scope);
    if (truth === FALSE && !scope.failed && explain !== true) return NO_MATCH;
    return truth === FALSE || outside ? this.noMatch(scope, explain) : this.conclude(scope, truth, input);
  }

  /** One object of parameters most often serves many evaluations: it is checked once. */
  private check(parameters: OpenObject): void {
    if (this.declared !== undefined) checkParameters(this.declared, parameters);
    this.checked = parameters;
  }

  /** Whether the rule can match a resource of this type, remembered by spelling. */
  private mayMatch(type: string): boolean {
    let may = this.matchesType.get(type);
    if (may === undefined) {
      if (this.matchesType.size >= REMEMBERED) this.matchesType.clear();
      const folded = type.toLowerCase();
      may = (this.resourceTypes === undefined || this.resourceTypes.includes(folded)) && this.inMode(folded);
      this.matchesType.set(type, may);
    }
    return may;
  }

  private noMatch(scope: Scope, explain: boolean | undefined): EvaluationResult {
    if (!scope.failed && explain !== true) return NO_MATCH;
    return new Evaluation(
      FALSE,
      undefined,
      undefined,
      CLOSED,
      scope,
      this.rule,
      explain === true ? this.rule.explain(scope) : undefined,
    );
  }

  private conclude(scope: Scope, ruleTruth: Truth, input: EvaluateInput): EvaluationResult {
    const effect = this.then.effect(scope);
    if (effect?.name === "disabled") return this.noMatch(scope, input.explain);
    const details = this.then.details?.read(scope);
    const type = typeOf(scope.requested) ?? "";
    if (effect?.name === "modify" && type !== "" && !appliesTo(details, type))
      return this.noMatch(scope, input.explain);
    let truth = ruleTruth;
    const open = new Set<string>();
    if (effect === undefined) {
      for (const path of this.then.unknownEffect(scope)) open.add(path);
      truth = UNKNOWN;
    } else if (effect.name === "auditIfNotExists" || effect.name === "deployIfNotExists") {
      truth = Math.min(truth, this.lacksRelated(scope, input, details, open)) as Truth;
      if (truth === FALSE) return this.noMatch(scope, input.explain);
    }
    if (this.notEvaluated !== undefined) truth = UNKNOWN;
    const conflict = this.then.conflictEffect?.read(scope);
    return new Evaluation(
      truth,
      effect,
      details,
      truth === UNKNOWN ? { rule: ruleTruth === UNKNOWN, beside: [...open] } : CLOSED,
      scope,
      this.rule,
      input.explain === true ? this.rule.explain(scope) : undefined,
      conflict,
      this.then.changes,
    );
  }

  /** Whether no related resource is there that satisfies the existence condition. */
  private lacksRelated(scope: Scope, input: EvaluateInput, details: OpenValue, open: Set<string>): Truth {
    const wanted = isObject(details) ? property(details, "type") : undefined;
    const label = typeof wanted === "string" ? `related.${wanted}` : "related";
    if (input.related === undefined || isUnknown(input.related)) {
      open.add(label);
      return UNKNOWN;
    }
    let lacks: Truth = TRUE;
    for (const entry of input.related) {
      const related = relatedResource(entry, wanted);
      if (related === undefined) continue;
      const satisfied = isUnknown(related) ? UNKNOWN : this.satisfies(scope, related, this.then.existence);
      if (satisfied === TRUE) return FALSE;
      if (satisfied === FALSE) continue;
      lacks = UNKNOWN;
      for (const path of this.openIn(scope, related)) open.add(path === "" ? label : `${label}.${path}`);
    }
    return lacks;
  }

  private satisfies(scope: Scope, related: OpenObject, existence: Rule | undefined): Truth {
    if (existence === undefined) return TRUE;
    const failedBefore = scope.failed;
    scope.failed = false;
    scope.resource = related;
    try {
      const truth = existence.test(scope);
      if (scope.failed) (scope.relatedErrors ??= []).push(...errorsOf(existence.explain(scope)));
      return truth;
    } finally {
      scope.resource = scope.requested;
      scope.failed ||= failedBefore;
    }
  }

  private openIn(scope: Scope, related: Related): string[] {
    if (isUnknown(related) || this.then.existence === undefined) return [""];
    scope.resource = related;
    try {
      return unknownPaths(decidingReads(this.then.existence.explain(scope)));
    } finally {
      scope.resource = scope.requested;
    }
  }
}

/** Refuses what TypeScript would not let through: callers may be written in JavaScript. */
function checkInput(input: EvaluateInput): EvaluateInput {
  const { resource, related } = (input as EvaluateInput | undefined) ?? {};
  if (typeof resource !== "object" || (resource as OpenValue) === null)
    throw new PolicyError("the resource is ARM JSON, an object", "$", "invalidResource");
  if (related !== undefined && !isUnknown(related) && !Array.isArray(related))
    throw new PolicyError("related is a list of resources", "$", "invalidResource");
  return input;
}

/** A related resource out of an entry of the list; undefined where the entry says that none was found, or is of another type. */
function relatedResource(entry: Related, wanted: OpenValue): Related | undefined {
  if (isUnknown(entry)) return entry;
  if (!isObject(entry)) return undefined;
  const wrapped = Object.hasOwn(entry, "resource");
  const resource = wrapped ? entry["resource"] : entry;
  if (isUnknown(resource)) return resource;
  if (!isObject(resource)) return undefined;
  const type = entry["type"];
  const other = typeof type === "string" && typeof wanted === "string" && type.toLowerCase() !== wanted.toLowerCase();
  return other ? undefined : resource;
}

function apiVersionOf(input: EvaluateInput): string | undefined {
  if (typeof input.apiVersion === "string") return input.apiVersion;
  const request = input.context?.requestContext;
  const version = isObject(request) ? property(request, "apiVersion") : undefined;
  return typeof version === "string" ? version : undefined;
}
