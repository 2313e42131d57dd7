import type { JsonValue, Maybe, OpenObject, OpenValue } from "../policy/json";
import { FALSE, TRUE, type Truth } from "../policy/truth";
import { isUnknown, Unknown } from "../policy/unknown";
import { isAssignedTo, plainValues, type PolicyAssignment } from "./assignment";
import { DEFAULT_TAG_NAMES, FACTS, type TagNames } from "./facts";
import type { Fact } from "./fact";
import type { Guard } from "./guard";
import type { Place } from "./place";
import type { GuardInitiative, Rule } from "./rule-book";
import type { Selected } from "./selector";

/** Values of an initiative's parameters. */
export type Parameters = Readonly<Record<string, OpenValue>>;

/** No id of a review is empty: with this list no review counts. */
const NO_REVIEW = [""];

/**
 * The parameters that an initiative's rules are judged with at a place: those of the guard's assignments there, else the library's defaults. What flags a
 * subscription counts in whichever assignment it stands, also in one that only may cover the place.
 * @param remembered sets by the assignments that cover a place; most places of an estate share one, and so its bound parameters too
 * @returns one set for each assignment that covers the place with other parameters; never empty
 */
export function parameterSets(
  initiative: GuardInitiative | undefined,
  guard: Guard,
  place: Place,
  selected: Selected,
  approvedReviews: readonly string[] | undefined,
  remembered: Map<string, readonly Parameters[]>,
): readonly Parameters[] {
  const own = assignmentsOf(guard, initiative);
  let key = initiative?.name ?? "";
  for (const assignment of own) key += `:${isAssignedTo(assignment, place, selected)}`;
  let sets = remembered.get(key);
  if (sets === undefined) {
    const covering = own.map((assignment) => ({ assignment, covers: isAssignedTo(assignment, place, selected) }));
    sets = setsOf(initiative, covering, approvedReviews);
    remembered.set(key, sets);
  }
  return sets;
}

type ByInitiative = Map<GuardInitiative | undefined, readonly PolicyAssignment[]>;
const BY_INITIATIVE = new WeakMap<Guard, ByInitiative>();

/** The assignments of an initiative, looked for once: every resource asks for them. */
function assignmentsOf(guard: Guard, initiative: GuardInitiative | undefined): readonly PolicyAssignment[] {
  let known = BY_INITIATIVE.get(guard);
  if (known === undefined) BY_INITIATIVE.set(guard, (known = new Map()));
  let own = known.get(initiative);
  if (own === undefined) {
    own = guard.assignments.filter((assigned) => assigned.initiative === initiative).map((each) => each.assignment);
    known.set(initiative, own);
  }
  return own;
}

interface Covering {
  assignment: PolicyAssignment;
  covers: Truth;
}

function setsOf(
  initiative: GuardInitiative | undefined,
  covering: readonly Covering[],
  approvedReviews: readonly string[] | undefined,
): Parameters[] {
  const relevant = covering.filter(({ covers }) => covers !== FALSE);
  const flags = {
    flaggedSubscriptionIds: union(
      relevant.map(({ assignment }) => value(assignment.parameters, "flaggedSubscriptionIds")),
    ),
    flaggedScope: flagged(
      relevant.map(({ assignment, covers }) => ({ covers, value: value(assignment.parameters, "flaggedScope") })),
    ),
  };
  const given = relevant.filter(({ covers }) => covers === TRUE).map(({ assignment }) => assignment.parameters);
  const sets = (given.length > 0 ? given : [{}]).map((parameters) => {
    const set: Record<string, OpenValue> = { ...initiative?.defaults };
    const plain = isUnknown(parameters) ? {} : (plainValues(parameters) as OpenObject);
    for (const [name, each] of Object.entries(plain)) if (each !== undefined) set[name] = each;
    if (initiative && "flaggedSubscriptionIds" in initiative.defaults) Object.assign(set, flags);
    if (approvedReviews !== undefined) set["approvedReviews"] = narrowed(set["approvedReviews"], approvedReviews);
    return set;
  });
  return distinct(sets);
}

/** The values a rule's own parameters take; what the initiative leaves out keeps the definition's default. */
export function bind({ bindings }: Pick<Rule, "bindings">, parameters: Parameters): Record<string, OpenValue> {
  let known = BOUND.get(parameters);
  if (known === undefined) BOUND.set(parameters, (known = new Map()));
  let bound = known.get(bindings);
  if (bound === undefined) known.set(bindings, (bound = boundBy(bindings, parameters)));
  return bound;
}

/** Most resources of an estate share a set of parameters, and binding it anew costs as much as evaluating the rule. */
const BOUND = new WeakMap<Parameters, Map<Rule["bindings"], Record<string, OpenValue>>>();

function boundBy(bindings: Rule["bindings"], parameters: Parameters): Record<string, OpenValue> {
  const bound: Record<string, OpenValue> = {};
  for (const [name, binding] of Object.entries(bindings)) {
    const value = resolved(binding, parameters);
    if (value !== undefined) bound[name] = value;
  }
  return bound;
}

/** The tag names that a set of parameters gives, defaults where it gives none. */
export function tagNames(parameters: Parameters): TagNames {
  const names: Record<Fact, string> = { ...DEFAULT_TAG_NAMES };
  for (const fact of FACTS) {
    const name = parameters[`${fact}Tag`];
    if (typeof name === "string" && name !== "") names[fact] = name;
  }
  return names;
}

const REFERENCE = /^\[\s*parameters\(\s*'([^']+)'\s*\)\s*\]$/i;

/** A literal, `[[` unescaped, or a parameter of the initiative. Any other expression is not followed: its value is unknown. */
function resolved(binding: JsonValue, parameters: Parameters): OpenValue {
  if (typeof binding !== "string" || !binding.startsWith("[")) return binding;
  if (binding.startsWith("[[")) return binding.slice(1);
  const name = REFERENCE.exec(binding)?.[1];
  if (name === undefined) return Unknown;
  const key = Object.keys(parameters).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : parameters[key];
}

const value = (parameters: Maybe<OpenObject>, name: string): OpenValue =>
  isUnknown(parameters) ? Unknown : (plainValues(parameters) as OpenObject)[name];

function union(lists: readonly OpenValue[]): OpenValue {
  const known = lists.filter((list) => Array.isArray(list)).flat();
  // A list that is not known may hold the subscription; a known one that does still decides.
  return lists.some(isUnknown) ? [...known, Unknown] : [...new Set(known)];
}

/** Flagged where a covering assignment says so; unknown where one that may cover does. */
function flagged(values: readonly { covers: number; value: OpenValue }[]): OpenValue {
  const says = values.filter(({ value: flag }) => flag === true || isUnknown(flag));
  if (says.some(({ covers, value: flag }) => covers === TRUE && flag === true)) return true;
  return says.length > 0 ? Unknown : false;
}

/** The reviews that the parameter and the context both approve; an empty parameter approves any. */
function narrowed(parameter: OpenValue, approved: readonly string[]): OpenValue {
  if (!Array.isArray(parameter) || parameter.length === 0) return approved.length > 0 ? [...approved] : NO_REVIEW;
  const both = parameter.filter(
    (id) => isUnknown(id) || approved.some((other) => other.toLowerCase() === String(id).toLowerCase()),
  );
  return both.length > 0 ? both : NO_REVIEW;
}

function distinct(sets: readonly Record<string, OpenValue>[]): Parameters[] {
  if (sets.length < 2) return [...sets];
  return [...new Map(sets.map((set) => [JSON.stringify(set), set])).values()];
}
