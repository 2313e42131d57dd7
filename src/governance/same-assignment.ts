import { normalized } from "../arm/id";
import type { Maybe, OpenValue } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";
import type { GuardAssignment } from "./guard-assignment";

/**
 * Assignments that the context and the plan both describe, each as the weaker of its descriptions has it: what one says to be excluded or not enforced is. What the
 * plan writes is left as it is, for it changes what the others describe.
 * @param notes gets a sentence about each that is described differently, and about what a data source cannot show
 */
export function reconciled(assignments: readonly GuardAssignment[], notes: Set<string>): GuardAssignment[] {
  const groups = new Map<string, GuardAssignment[]>();
  for (const each of assignments) {
    const { id } = each.assignment;
    if (isUnknown(id) || isWritten(each)) continue;
    const key = `${normalized(id)}\n${each.initiative.name}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const weakest = new Map<GuardAssignment, GuardAssignment>();
  for (const group of groups.values()) {
    const [first] = group;
    if (first !== undefined && group.every(isDataSource)) {
      notes.add(
        `${first.label} does not show overrides and resource selectors of the assignment; should it have any, tell them under guard in the context.`,
      );
    }
    if (group.length < 2 || first === undefined) continue;
    const merged = group.slice(1).reduce((a, b) => weaker(a, b), first);
    const differing = ASPECTS.filter((name) =>
      group.some((each) => !isHidden(each, name) && shown(each, name) !== shown(merged, name)),
    );
    if (differing.length > 0) {
      const labels = group.map(({ label }) => label).join(" and ");
      notes.add(
        `${labels} disagree about the assignment of ${first.initiative.name} (${differing.join(", ")}); what weakens it counts.`,
      );
    }
    for (const each of group) {
      const { enforcementMode, notScopes, overrides, resourceSelectors } = merged.assignment;
      const assignment = { ...each.assignment, enforcementMode, notScopes, overrides, resourceSelectors };
      weakest.set(each, { ...each, assignment, sameContent: merged.sameContent });
    }
  }
  return assignments.map((each) => weakest.get(each) ?? each);
}

const isWritten = ({ planned }: GuardAssignment): boolean =>
  planned !== undefined && planned.action !== "existing" && planned.action !== "no-op";
/** A data source of azurerm has no attribute for either; one of azapi shows what Azure returns. */
const isDataSource = ({ planned }: GuardAssignment): boolean =>
  planned?.action === "existing" && planned.terraformType === "azurerm_policy_assignment";

const ASPECTS = ["enforcementMode", "notScopes", "overrides", "resourceSelectors"] as const;

/** Overrides and selectors that a data source leaves out are no disagreement. */
const isHidden = (each: GuardAssignment, name: string): boolean =>
  isDataSource(each) && (name === "overrides" || name === "resourceSelectors");

function shown(each: GuardAssignment, name: (typeof ASPECTS)[number]): string | undefined {
  const value: OpenValue = each.assignment[name] as OpenValue;
  return JSON.stringify(value)?.toLowerCase();
}

function weaker(a: GuardAssignment, b: GuardAssignment): GuardAssignment {
  const modes = [a.assignment.enforcementMode, b.assignment.enforcementMode];
  const off = modes.find((mode) => !isUnknown(mode) && mode.toLowerCase() !== "default");
  return {
    ...a,
    sameContent:
      a.sameContent === false || b.sameContent === false ? false : isUnknown(a.sameContent) ? Unknown : b.sameContent,
    assignment: {
      ...a.assignment,
      enforcementMode: off ?? (modes.some(isUnknown) ? Unknown : "Default"),
      notScopes: both(a.assignment.notScopes, b.assignment.notScopes),
      overrides: both(a.assignment.overrides, b.assignment.overrides),
      resourceSelectors: both(a.assignment.resourceSelectors, b.assignment.resourceSelectors),
    },
  };
}

/** What either list has; where one is not known, what the other has, if anything. */
function both<T extends OpenValue>(a: Maybe<readonly T[]>, b: Maybe<readonly T[]>): Maybe<readonly T[]> {
  const all = [...(isUnknown(a) ? [] : a), ...(isUnknown(b) ? [] : b)];
  if (all.length === 0 && (isUnknown(a) || isUnknown(b))) return Unknown;
  return [...new Map(all.map((item) => [JSON.stringify(item)?.toLowerCase(), item])).values()];
}
