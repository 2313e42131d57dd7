import type { ArmResource } from "../arm/resource";
import type { ExemptionNote } from "../findings/finding";
import { FALSE, TRUE, UNKNOWN, type Outcome, type Truth } from "../policy/truth";
import { isUnknown } from "../policy/unknown";
import { effectUnder, isAssignedTo, isEnforced, type PolicyAssignment } from "./assignment";
import { exemptionNote, exempts, type PolicyExemption } from "./exemption";
import { bind, type Parameters } from "./guard-parameters";
import type { Place } from "./place";
import type { Rule, RuleContext } from "./rule-book";
import type { Selected } from "./selector";

/** What an assignment assigns: one rule, or those of an initiative with its parameters' defaults. */
export interface AssignedContent {
  rules: readonly Pick<Rule, "referenceId" | "bindings" | "evaluate">[];
  defaults: Parameters;
}

/** What is asked about a resource. */
export interface AssignmentQuery {
  resource: ArmResource;
  place: Place;
  context: RuleContext;
  assignments: readonly PolicyAssignment[];
  exemptions: readonly PolicyExemption[];
  /** The content behind a definition id; undefined where it is not at hand. */
  contentOf: (definitionId: PolicyAssignment["definitionId"]) => AssignedContent | undefined;
}

/** What one rule of one assignment comes to for a resource. */
export interface AssignmentResult {
  assignment: PolicyAssignment;
  referenceId: string | undefined;
  /** `undetermined` also where it cannot be told whether the assignment is about the resource, or whether an exemption frees it. */
  outcome: Outcome;
  /** Lower case, after overrides; undefined where it is not known or nothing matches. */
  effect: string | undefined;
  /** Whether Azure acts on it: a refusal under an assignment that is not enforced refuses nothing. */
  enforced: Truth;
  /** The exemption that frees the resource from this rule, if one does. */
  exemption?: ExemptionNote;
  unknown: readonly string[];
}

/**
 * What any policy assignments mean for a resource: scope inheritance and excluded scopes, resource selectors, effect overrides, enforcement mode and
 * exemptions, each three-valued. An assignment whose content is not at hand gives one undetermined result.
 */
export function evaluateAssignments(query: AssignmentQuery): AssignmentResult[] {
  return query.assignments.flatMap((assignment) => {
    const { type, location } = query.resource;
    const applies = isAssignedTo(assignment, query.place, { type, location });
    if (applies === FALSE) return [];
    const content = query.contentOf(assignment.definitionId);
    if (content === undefined) return [unseen(assignment)];
    return content.rules.map((rule) => resultOf(assignment, rule, content.defaults, applies, query));
  });
}

function unseen(assignment: PolicyAssignment): AssignmentResult {
  const unknown = ["properties.policyDefinitionId"];
  return {
    assignment,
    referenceId: undefined,
    outcome: "undetermined",
    effect: undefined,
    enforced: isEnforced(assignment),
    unknown,
  };
}

function resultOf(
  assignment: PolicyAssignment,
  rule: AssignedContent["rules"][number],
  defaults: Parameters,
  applies: Truth,
  { resource, place, context, exemptions }: AssignmentQuery,
): AssignmentResult {
  const { referenceId } = rule;
  const selected: Selected = { type: resource.type, location: resource.location, referenceId };
  const parameters = isUnknown(assignment.parameters) ? defaults : { ...defaults, ...assignment.parameters };
  const result = rule.evaluate({ resource, parameters: bind(rule, parameters), context });
  const effect = effectUnder(assignment, result.effectName, selected);
  const freed = exemptions
    .map((exemption) => ({
      exemption,
      truth: exempts(exemption, { assignmentId: assignment.id, referenceId }, place, selected, context.utcNow),
    }))
    .filter(({ truth }) => truth !== FALSE);
  const certain = freed.find(({ truth }) => truth === TRUE);
  const open = applies === UNKNOWN || isUnknown(effect) || (certain === undefined && freed.length > 0);
  const base = { assignment, referenceId, enforced: isEnforced(assignment), unknown: result.unknown };
  if (result.outcome === "noMatch" || effect === "disabled") return { ...base, outcome: "noMatch", effect: undefined };
  return {
    ...base,
    outcome: open ? "undetermined" : result.outcome,
    effect: isUnknown(effect) ? undefined : effect,
    ...(certain === undefined ? {} : { exemption: exemptionNote(certain.exemption) }),
  };
}
