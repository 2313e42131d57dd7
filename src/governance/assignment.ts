import { parseArmId } from "../arm/id";
import type { Maybe, OpenObject, OpenValue } from "../policy/json";
import { and, FALSE, not, or, TRUE, truth, UNKNOWN, type Truth } from "../policy/truth";
import { isUnknown, Unknown } from "../policy/unknown";
import { covers, type Place } from "./place";
import { matchesSelectors, property, selects, type Selected } from "./selector";

/** A policy assignment as it works, whichever way it was written down. */
export interface PolicyAssignment {
  id: Maybe<string>;
  name: Maybe<string>;
  scope: Maybe<string>;
  /** Id of the definition or initiative. */
  definitionId: Maybe<string>;
  /** `Default`, `DoNotEnforce`, `Enroll`. */
  enforcementMode: Maybe<string>;
  notScopes: Maybe<readonly Maybe<string>[]>;
  /** Plain values. */
  parameters: Maybe<OpenObject>;
  overrides: Maybe<readonly OpenValue[]>;
  resourceSelectors: Maybe<readonly OpenValue[]>;
}

const ASSIGNMENT = "/providers/microsoft.authorization/policyassignments/";

/**
 * Reads an assignment from ARM JSON, or from the flat form that `az policy assignment list` prints.
 * @param on the scope, where the caller knows it; otherwise `properties.scope` or the part of the id before the assignment
 */
export function readAssignment(json: OpenObject, on?: Maybe<string>): PolicyAssignment {
  const inner = bodyOf(json);
  const id = text(json["id"]) ?? Unknown;
  const list = (name: string): Maybe<readonly OpenValue[]> => listOf(property(inner, name));
  return {
    id,
    name: text(json["name"]) ?? nameOf(id),
    scope: on ?? text(property(inner, "scope")) ?? scopeOf(id),
    definitionId: text(property(inner, "policyDefinitionId")) ?? Unknown,
    enforcementMode: text(property(inner, "enforcementMode")) ?? "Default",
    notScopes: mapKnown(list("notScopes"), (scopes) => scopes.map((scope) => text(scope) ?? Unknown)),
    parameters: plainValues(property(inner, "parameters")),
    overrides: list("overrides"),
    resourceSelectors: list("resourceSelectors"),
  };
}

/** Whether an assignment is about a resource: below its scope, not below an excluded one, and selected. Says nothing of enforcement. */
export function isAssignedTo(assignment: PolicyAssignment, place: Place, selected: Selected): Truth {
  const covering = covers(assignment.scope, place);
  if (covering === FALSE) return FALSE;
  return and(covering, not(isExcluded(assignment, place)), selects(assignment.resourceSelectors, selected));
}

/** Whether an excluded scope of the assignment holds the resource. */
export function isExcluded({ notScopes }: PolicyAssignment, place: Place): Truth {
  if (isUnknown(notScopes)) return UNKNOWN;
  if (notScopes.length === 0) return FALSE;
  return or(...notScopes.map((scope) => covers(scope, place)));
}

/** Whether an assignment blocks anything: only the mode `Default` does. */
export function isEnforced({ enforcementMode }: PolicyAssignment): Truth {
  return isUnknown(enforcementMode) ? UNKNOWN : truth(enforcementMode.toLowerCase() === "default");
}

/**
 * The effect a rule has under an assignment: that of the first effect override that selects it, else its own.
 * @returns lower case; Unknown where it cannot be told whether an override applies
 */
export function effectUnder(
  assignment: PolicyAssignment,
  own: Maybe<string> | undefined,
  selected: Selected,
): Maybe<string> | undefined {
  if (isUnknown(assignment.overrides)) return Unknown;
  for (const override of assignment.overrides) {
    const kind = property(override, "kind");
    if (typeof kind === "string" && kind.toLowerCase() !== "policyeffect") continue;
    const applies = matchesSelectors(property(override, "selectors"), selected);
    if (applies === FALSE) continue;
    const value = text(property(override, "value"));
    return applies === TRUE && value !== undefined ? lower(value) : Unknown;
  }
  return own === undefined ? undefined : lower(own);
}

/** The part of ARM JSON that the az command line leaves out: `properties`. */
export function bodyOf(json: OpenObject): OpenValue {
  return json["properties"] === undefined || json["properties"] === null ? json : json["properties"];
}

/** A string, `Unknown`, or undefined for anything else. */
export function text(value: OpenValue): Maybe<string> | undefined {
  return typeof value === "string" || isUnknown(value) ? value : undefined;
}

/** A list; nothing is an empty one. */
export function listOf(value: OpenValue): Maybe<readonly OpenValue[]> {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : Unknown;
}

/** The scope an extension resource's id says it is written on. */
export function scopeOf(id: Maybe<string>): Maybe<string> {
  if (isUnknown(id)) return Unknown;
  const at = id.toLowerCase().lastIndexOf(ASSIGNMENT);
  return at < 0 ? (parseArmId(id)?.scope ?? Unknown) : id.slice(0, at);
}

const nameOf = (id: Maybe<string>): Maybe<string> => (isUnknown(id) ? Unknown : id.slice(id.lastIndexOf("/") + 1));
const lower = (value: Maybe<string>): Maybe<string> => (isUnknown(value) ? value : value.toLowerCase());

function mapKnown<T, R>(value: Maybe<T>, change: (known: T) => R): Maybe<R> {
  return isUnknown(value) ? value : change(value);
}

/** `{ name: { value } }` or `{ name: value }` as `{ name: value }`. */
export function plainValues(parameters: OpenValue): Maybe<OpenObject> {
  if (parameters === undefined || parameters === null) return {};
  if (isUnknown(parameters) || typeof parameters !== "object" || Array.isArray(parameters)) return Unknown;
  const plain: OpenObject = {};
  for (const [name, value] of Object.entries(parameters)) {
    const wrapped = typeof value === "object" && value !== null && !isUnknown(value) && !Array.isArray(value);
    plain[name] = wrapped && "value" in value ? value["value"] : value;
  }
  return plain;
}
