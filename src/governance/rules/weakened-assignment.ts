import { isWithin, normalized, parseArmId, sameId } from "../../arm/id";
import type { PlannedResource } from "../../arm/resource";
import type { Maybe, OpenObject, OpenValue } from "../../policy/json";
import { FALSE, TRUE, UNKNOWN } from "../../policy/truth";
import { isUnknown, Unknown } from "../../policy/unknown";
import { bodyOf, isEnforced, readAssignment, type PolicyAssignment } from "../assignment";
import { initiativeOfId, linkedTo } from "../guard";
import type { GuardAssignment } from "../guard-assignment";
import { guardValues } from "../guard-values";
import type { Inquiry } from "../inquiry";
import type { GuardInitiative } from "../rule-book";
import { property } from "../selector";
import { parameterChanges } from "./weakened-parameters";
import { denied, open, type Weakening } from "./weakening";

/**
 * What a plan takes from an assignment of the guard. An assignment is the guard's by what it assigned before, or by its id, where the context or a data source tells
 * of one with that id; what is patched or deleted and not told of, by its name.
 */
export function weakenedAssignment(planned: PlannedResource, inquiry: Inquiry): Weakening[] {
  if (planned.action === "existing" || planned.action === "no-op") return [];
  const before = planned.prior ?? (planned.action === "delete" ? planned.resource : undefined);
  const prior = before && readAssignment(before);
  const known = knownAssignment(planned, inquiry);
  const initiative =
    (prior && initiativeBefore(prior, planned, inquiry)) ?? known?.initiative ?? initiativeByName(planned, inquiry);
  if (initiative === undefined) return [];
  if (planned.action === "delete") return [denied(`deletes the assignment of ${initiative.name}`)];
  const was = planned.prior ? prior : known?.assignment;
  if (planned.overlay === true) return patchChanges(planned, was, initiative, inquiry);
  if (was === undefined) return [];
  const is = readAssignment(planned.resource, planned.scope.on);
  return [
    ...assignedChange(planned, is, initiative, inquiry),
    ...scopeChange(was.scope, is.scope, inquiry),
    ...workingChanges(was, is),
    ...parameterChanges(
      valuesOf(was.parameters, initiative),
      valuesOf(is.parameters, initiative),
      initiative,
      planned.prior !== undefined,
    ),
  ];
}

/** Parameters under the names, and in the form, that the initiative declares. */
const valuesOf = (parameters: PolicyAssignment["parameters"], initiative: GuardInitiative): Maybe<OpenObject> =>
  guardValues(parameters, initiative.parameters, () => undefined);

/** The guard's assignment with the same id that something else than this resource tells of. */
function knownAssignment({ resource: { id } }: PlannedResource, { guard }: Inquiry): GuardAssignment | undefined {
  if (typeof id !== "string") return undefined;
  return guard.assignments.find(
    ({ assignment, planned: other }) =>
      (other === undefined || other.action === "existing") &&
      typeof assignment.id === "string" &&
      sameId(assignment.id, id),
  );
}

function initiativeBefore(
  { definitionId }: PolicyAssignment,
  planned: PlannedResource,
  { book, index }: Inquiry,
): GuardInitiative | undefined {
  if (!isUnknown(definitionId)) return initiativeOfId(book, definitionId);
  return named(linkedTo(planned, "properties.policyDefinitionId", index)?.resource.name, book.initiatives);
}

/** A patch or a deletion by azapi shows nothing of what the assignment assigns. */
function initiativeByName({ resource, overlay }: PlannedResource, { book }: Inquiry): GuardInitiative | undefined {
  return overlay === true ? named(resource.name, book.initiatives) : undefined;
}

const named = (name: OpenValue, initiatives: readonly GuardInitiative[]): GuardInitiative | undefined =>
  typeof name === "string" ? initiatives.find((each) => each.name.toLowerCase() === name.toLowerCase()) : undefined;

/** What a patch writes, held against what it is laid over; what it leaves out stays. */
function patchChanges(
  planned: PlannedResource,
  was: PolicyAssignment | undefined,
  initiative: GuardInitiative,
  inquiry: Inquiry,
): Weakening[] {
  const body = bodyOf(planned.resource);
  if (isUnknown(body)) return [open(`may weaken the assignment of ${initiative.name}`, "properties")];
  const base: PolicyAssignment = was ?? {
    ...readAssignment({ properties: {} }),
    id: planned.resource.id ?? Unknown,
  };
  const patch = readAssignment(planned.resource, planned.scope.on);
  const writes = (name: string): boolean => property(body, name) !== undefined;
  const is: PolicyAssignment = {
    ...base,
    ...(writes("enforcementMode") ? { enforcementMode: patch.enforcementMode } : {}),
    ...(writes("notScopes") ? { notScopes: patch.notScopes } : {}),
    ...(writes("overrides") ? { overrides: patch.overrides } : {}),
    ...(writes("resourceSelectors") ? { resourceSelectors: patch.resourceSelectors } : {}),
  };
  const [old, written] = [base, patch].map((each) => valuesOf(each.parameters, initiative));
  const parameters = isUnknown(old) || isUnknown(written) ? Unknown : { ...old, ...written };
  return [
    ...(writes("policyDefinitionId") ? assignedChange(planned, patch, initiative, inquiry) : []),
    ...workingChanges(base, is),
    ...(writes("parameters")
      ? parameterChanges(valuesOf(base.parameters, initiative), parameters, initiative, true)
      : []),
  ];
}

function assignedChange(
  planned: PlannedResource,
  { definitionId }: PolicyAssignment,
  initiative: GuardInitiative,
  inquiry: Inquiry,
): Weakening[] {
  const now = inquiry.guard.assignments.find((assigned) => assigned.planned === planned)?.initiative;
  if (now?.name === initiative.name) return [];
  const linked = linkedTo(planned, "properties.policyDefinitionId", inquiry.index);
  return now === undefined && linked === undefined && isUnknown(definitionId)
    ? [open(`may assign something else than ${initiative.name}`, "properties.policyDefinitionId")]
    : [denied(`assigns something else in place of ${initiative.name}`)];
}

function scopeChange(was: Maybe<string>, is: Maybe<string>, inquiry: Inquiry): Weakening[] {
  if (isUnknown(was)) return [];
  if (isUnknown(is)) return [open(`may move the assignment away from ${was}`, "scope")];
  return sameId(was, is) || isAbove(is, was, inquiry) ? [] : [denied(`moves the assignment from ${was} to ${is}`)];
}

/** Whether a scope is known to hold all of another. */
function isAbove(upper: string, lower: string, { context }: Inquiry): boolean {
  if (isWithin(upper, lower)) return true;
  const [above, below] = [parseArmId(upper), parseArmId(lower)];
  const group = above?.managementGroup?.toLowerCase();
  if (group === undefined || below === undefined) return false;
  const chains = (context.subscriptions ?? [])
    .filter(({ id }) => below.subscriptionId === undefined || below.subscriptionId === id.toLowerCase())
    .map(({ managementGroups = [] }) => managementGroups.map((name) => name.toLowerCase()));
  const from = below.managementGroup?.toLowerCase();
  return chains.some((chain) => {
    const at = from === undefined ? -1 : chain.indexOf(from);
    return (from === undefined || at >= 0) && chain.indexOf(group) > at;
  });
}

/** Mode, exclusions, overrides and selectors. */
function workingChanges(was: PolicyAssignment, is: PolicyAssignment): Weakening[] {
  const found: Weakening[] = [];
  const enforced = isEnforced(is);
  if (isEnforced(was) !== FALSE && enforced !== TRUE) {
    found.push(
      enforced === UNKNOWN
        ? open("may stop enforcing it", "properties.enforcementMode")
        : denied(`sets enforcementMode to ${String(is.enforcementMode)}`),
    );
  }
  const lists: readonly [keyof PolicyAssignment & ("notScopes" | "overrides" | "resourceSelectors"), string][] = [
    ["notScopes", "excludes more scopes"],
    ["overrides", "overrides effects"],
    ["resourceSelectors", "narrows it by resource selectors"],
  ];
  for (const [name, text] of lists) {
    const [before, after] = [was[name], is[name]];
    if (isUnknown(after)) {
      if (!isUnknown(before)) found.push(open(`may change its ${name}`, `properties.${name}`));
    } else if (added(isUnknown(before) ? [] : before, after).some((item) => name !== "overrides" || !raises(item))) {
      found.push(denied(text));
    }
  }
  const [before, after] = [was.overrides, is.overrides];
  if (!isUnknown(before) && !isUnknown(after) && added(after, before).some(raises)) {
    found.push(denied("takes back an override that raised an effect"));
  }
  return found;
}

/** An override can also raise an audit to a refusal. */
const raises = (override: OpenValue): boolean => {
  const value = property(override, "value");
  return typeof value === "string" && value.toLowerCase() === "deny";
};

/** What the second list has and the first has not. */
function added(before: readonly OpenValue[], after: readonly OpenValue[]): OpenValue[] {
  const had = new Set(before.map(comparable));
  return after.filter((item) => !had.has(comparable(item)));
}

const comparable = (value: OpenValue): string =>
  typeof value === "string" ? normalized(value) : (JSON.stringify(value)?.toLowerCase() ?? "");
