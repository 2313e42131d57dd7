import { and, FALSE, TRUE, UNKNOWN, type Truth } from "../../policy/truth";
import { isUnknown } from "../../policy/unknown";
import type { PlannedResource } from "../../arm/resource";
import type { Finding } from "../../findings/finding";
import { PLACEHOLDER_GROUP, type MissingContext } from "../../findings/missing-context";
import { isEnforced, isExcluded } from "../assignment";
import type { GuardAssignment } from "../guard-assignment";
import { isJudged, type Inquiry } from "../inquiry";
import { listed } from "../listed";
import { covers, type Place } from "../place";
import { remedyFor } from "../remedy";
import { isOpenAiCapable } from "../view";
import { property } from "../selector";
import { ownFinding, type OwnRule } from "./own-rule";

const RULE: OwnRule = { name: "guard-assignment", decision: "D10", clause: "design", fatal: false };

/**
 * D10: an account is only provisioned where both of the guard's initiatives are assigned and enforced. Azure Policy cannot ask for its own
 * presence.
 */
export function judgeGuardAssignment(planned: PlannedResource, inquiry: Inquiry): Finding[] {
  if (!isJudged(planned) || !isOpenAiCapable(planned)) return [];
  const place = inquiry.estate.placeOf(planned);
  const states = inquiry.book.initiatives.map(({ name }) => ({
    name,
    ...bestAssignment(
      inquiry.guard.assignments.filter(({ initiative }) => initiative.name === name),
      planned,
      place,
      inquiry,
    ),
  }));
  const faults = states.flatMap(({ name, reasons }) => reasons.map((reason) => `${name}: ${reason}`));
  const absent = states
    .filter(({ guarded, reasons }) => guarded === FALSE && reasons.length === 0)
    .map(({ name }) => name);
  const open = states.filter(({ guarded }) => guarded === UNKNOWN);

  if (faults.length > 0 || (absent.length > 0 && inquiry.guard.told)) {
    const missing = absent.length > 0 ? [`not assigned: ${absent.join(", ")}`] : [];
    return [
      ownFinding(RULE, planned, "denied", {
        statement: `the guard does not hold where it lies (${[...faults, ...missing].join("; ")})`,
        mend: "Assign both initiatives, enforced and without exclusions, overrides or selectors, at a scope above the account, in an earlier apply or with OpenAiGuardrails in this one.",
      }),
    ];
  }
  if (absent.length === 0 && open.length === 0) return [];
  const unknown = unknownPaths(inquiry, place);
  const names = [...absent, ...open.map(({ name }) => name)];
  const { hint, ...missing } = remedyFor(place, unknown, guardLines(inquiry, place));
  return [
    ownFinding(RULE, planned, "undetermined", {
      statement: `nothing shows whether ${listed(names)} ${names.length > 1 ? "are" : "is"} assigned where it lies`,
      because: hint,
      unknown,
      ...missing,
      mend: "Say in the context where the guard is assigned, or assign it in the same plan.",
    }),
  ];
}

interface State {
  /** Whether some assignment guards the account wholly. */
  guarded: Truth;
  /** What weakens the assignments that cover it, where none is whole. */
  reasons: string[];
}

function bestAssignment(
  candidates: readonly GuardAssignment[],
  planned: PlannedResource,
  place: Place,
  inquiry: Inquiry,
): State {
  let guarded: Truth = FALSE;
  const reasons: string[] = [];
  for (const candidate of candidates) {
    const covering = coversAccount(candidate, planned, place, inquiry);
    if (covering === FALSE) continue;
    const weak = weaknesses(candidate, place);
    if (weak.known.length > 0) {
      if (covering === TRUE) reasons.push(`${candidate.label} ${weak.known.join(", ")}`);
      continue;
    }
    const state = and(covering, weak.unknown ? UNKNOWN : TRUE);
    if (state === TRUE) return { guarded: TRUE, reasons: [] };
    guarded = UNKNOWN;
  }
  // An assignment that may be whole leaves open whether the weakened one matters.
  return guarded === UNKNOWN ? { guarded, reasons: [] } : { guarded, reasons };
}

/** An assignment that the plan makes at a scope without an id yet covers what lies in that planned scope. */
function coversAccount(candidate: GuardAssignment, planned: PlannedResource, place: Place, { index }: Inquiry): Truth {
  const { assignment, planned: source } = candidate;
  if (!isUnknown(assignment.scope) || source === undefined) return covers(assignment.scope, place);
  const scopes = source.links.filter(({ path }) => path === "scope").flatMap((link) => index.targets(link));
  if (scopes.length === 0) return UNKNOWN;
  const group = index.resourceGroupOf(planned);
  if (scopes.some((scope) => scope === group || scope === planned)) return TRUE;
  const known = scopes.map((scope) =>
    typeof scope.resource.id === "string" ? covers(scope.resource.id, place) : UNKNOWN,
  );
  return known.includes(TRUE) ? TRUE : known.every((truth) => truth === FALSE) ? FALSE : UNKNOWN;
}

/** What keeps an assignment from holding everything below its scope. */
function weaknesses({ assignment, sameContent }: GuardAssignment, place: Place): { known: string[]; unknown: boolean } {
  const known: string[] = [];
  const enforced = isEnforced(assignment);
  if (enforced === FALSE) known.push(`is in enforcementMode ${String(assignment.enforcementMode)}`);
  const excluded = isExcluded(assignment, place);
  if (excluded === TRUE) known.push("excludes it by notScopes");
  const { overrides, resourceSelectors } = assignment;
  if (!isUnknown(overrides) && overrides.some((override) => !isStrengthening(property(override, "value")))) {
    known.push("overrides an effect");
  }
  if (!isUnknown(resourceSelectors) && resourceSelectors.length > 0) known.push("is narrowed by resource selectors");
  if (sameContent === false) known.push("assigns other content than this library's");
  const unknown = [enforced, excluded].includes(UNKNOWN) || [overrides, resourceSelectors, sameContent].some(isUnknown);
  return { known, unknown };
}

/** An override can also raise an audit to a refusal. */
const isStrengthening = (value: unknown): boolean => typeof value === "string" && value.toLowerCase() === "deny";

/** What the context would say of where the guard is, while nothing does. */
function guardLines({ guard }: Inquiry, place: Place): MissingContext {
  if (guard.told) return {};
  const group = isUnknown(place.managementGroups)
    ? PLACEHOLDER_GROUP
    : (place.managementGroups.at(-1) ?? PLACEHOLDER_GROUP);
  return { guard: [{ scope: `/providers/Microsoft.Management/managementGroups/${group}` }] };
}

function unknownPaths({ guard }: Inquiry, place: Place): string[] {
  return [
    ...(guard.told ? [] : ["guard"]),
    ...(isUnknown(place.subscriptionId) ? ["subscription.subscriptionId"] : []),
    ...(isUnknown(place.managementGroups) ? ["subscription.managementGroups"] : []),
  ];
}
