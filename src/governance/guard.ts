import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import { typeKey } from "../arm/type-key";
import { definitionHash, initiativeHash } from "../policy/content-hash";
import type { Maybe, OpenValue } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";
import { InputError } from "../input/input-error";
import { jsonPath } from "../input/json-path";
import { bodyOf, listOf, readAssignment, text } from "./assignment";
import type { CheckContext, GuardContext } from "./context";
import type { GuardAssignment } from "./guard-assignment";
import { guardValues } from "./guard-values";
import { fileOf } from "./parse-context";
import type { GuardInitiative, RuleBook } from "./rule-book";
import { reconciled } from "./same-assignment";
import { property } from "./selector";

const ASSIGNMENT = "microsoft.authorization/policyassignments";

/** All that is known of where the guard is assigned. */
export interface Guard {
  assignments: readonly GuardAssignment[];
  /** Whether the context says what is assigned outside the plan: `guard` or `assignments` is given, if only as an empty list. */
  told: boolean;
  /** Sentences about what is known of the assignments. */
  notes: readonly string[];
}

/** Collects the guard's assignments from the context and the plan; those that the plan deletes are none. */
export function findGuard(
  book: RuleBook,
  context: CheckContext,
  resources: readonly PlannedResource[],
  index: ResourceIndex,
): Guard {
  const assignments: GuardAssignment[] = [];
  const notes = new Set<string>();
  context.guard?.forEach((entry, i) => assignments.push(...fromGuardEntry(entry, i, book, fileOf(context))));
  context.assignments?.forEach((json, i) => {
    const assignment = readAssignment(json);
    const initiative = initiativeOfId(book, assignment.definitionId);
    const label = `assignments[${i}] of the context`;
    if (initiative) assignments.push(withValues({ assignment, initiative, sameContent: true, label }, notes));
  });
  for (const resource of resources) {
    if (resource.action === "delete" || typeKey(resource.resource.type) !== ASSIGNMENT) continue;
    const found = fromPlan(resource, book, index);
    if (found) assignments.push(withValues(found, notes));
  }
  const settled = reconciled(assignments, notes);
  return {
    assignments: settled,
    notes: [...notes],
    told: context.guard !== undefined || context.assignments !== undefined,
  };
}

/** What an assignment that is no text of the context's author gives its parameters; a value that fits nothing is left out, and a note says so. */
function withValues(assigned: GuardAssignment, notes: Set<string>): GuardAssignment {
  const { assignment, initiative, label } = assigned;
  const parameters = guardValues(assignment.parameters, initiative.parameters, ({ name, problem }) =>
    notes.add(`${label}: the parameter ${name} ${problem}; it is left out.`),
  );
  return { ...assigned, assignment: { ...assignment, parameters } };
}

/** An entry stands for both initiatives; with a content hash, for the one whose hash that is. */
function fromGuardEntry(entry: GuardContext, i: number, book: RuleBook, file: string): GuardAssignment[] {
  const { scope, enforcementMode = "Default", notScopes = [], overrides = [], resourceSelectors = [] } = entry;
  const meant =
    entry.contentHash === undefined
      ? []
      : book.initiatives.filter(({ contentHash }) => contentHash === entry.contentHash);
  const sameContent = entry.contentHash === undefined || meant.length > 0;
  const initiatives = meant.length > 0 ? meant : book.initiatives;
  const declared = Object.assign(
    {},
    ...initiatives.map((initiative) => initiative.parameters),
  ) as GuardInitiative["parameters"];
  const parameters = guardValues(entry.parameters ?? {}, declared, ({ name, problem, mend }) => {
    throw new InputError(file, problem, mend, `$.guard[${i}].parameters${jsonPath(`/${name}`).slice(1)}`);
  });
  return initiatives.map((initiative) => ({
    initiative,
    sameContent,
    label: `guard[${i}] of the context`,
    assignment: {
      id: `${scope}/providers/Microsoft.Authorization/policyAssignments/${initiative.name}`,
      name: initiative.name,
      scope,
      definitionId: Unknown,
      enforcementMode,
      notScopes,
      parameters,
      overrides,
      resourceSelectors,
    },
  }));
}

function fromPlan(resource: PlannedResource, book: RuleBook, index: ResourceIndex): GuardAssignment | undefined {
  const assignment = readAssignment(resource.resource, resource.scope.on);
  const set = linkedTo(resource, "properties.policyDefinitionId", index) ?? writtenSet(assignment.definitionId, index);
  const hash = set === undefined ? undefined : plannedInitiativeHash(set, index);
  const initiative =
    initiativeOfId(book, assignment.definitionId) ??
    (set && byName(book, set.resource.name)) ??
    book.initiatives.find(({ contentHash }) => contentHash === hash);
  if (initiative === undefined) return undefined;
  // An initiative that this plan does not write is taken for the one its name says: its content is the governance team's own plan.
  const sameContent =
    set === undefined ? true : isUnknown(hash) ? seenContent(set, initiative, book) : hash === initiative.contentHash;
  return { assignment, initiative, sameContent, label: resource.address, planned: resource };
}

/** Of an initiative whose definitions cannot all be seen: false where it does not refer to the library's rules, by their reference ids. */
export function seenContent(set: PlannedResource, { name }: GuardInitiative, { rules }: RuleBook): Maybe<false> {
  const references = listOf(property(bodyOf(set.resource), "policyDefinitions"));
  if (isUnknown(references)) return Unknown;
  const ids = references.map((reference) => property(reference, "policyDefinitionReferenceId"));
  if (ids.some((id) => typeof id !== "string")) return Unknown;
  const held = new Set(ids.map((id) => String(id).toLowerCase()));
  const wanted = rules.filter(({ initiative }) => initiative === name);
  return wanted.every(({ referenceId }) => held.has(referenceId.toLowerCase())) ? Unknown : false;
}

/** The content hash of a planned initiative; Unknown where a definition in it is not in the plan. */
export function plannedInitiativeHash(set: PlannedResource, index: ResourceIndex): Maybe<string> {
  const body = bodyOf(set.resource);
  const references = listOf(property(body, "policyDefinitions"));
  const parameters = property(body, "parameters");
  if (isUnknown(references) || isUnknown(parameters)) return Unknown;
  const hashed = references.map((reference, i) => {
    const referenceId = text(property(reference, "policyDefinitionReferenceId"));
    const definition = definitionOf(set, i, referenceId, text(property(reference, "policyDefinitionId")), index);
    return {
      referenceId,
      parameters: property(reference, "parameters"),
      definitionHash: definition && plannedDefinitionHash(definition),
    };
  });
  if (
    hashed.some(({ referenceId, definitionHash: hash }) => typeof referenceId !== "string" || typeof hash !== "string")
  ) {
    return Unknown;
  }
  return initiativeHash({ parameters, policyDefinitions: hashed as HashedReference[] });
}

interface HashedReference {
  referenceId: string;
  parameters: OpenValue;
  definitionHash: string;
}

/** The content hash of a planned definition; Unknown where a part of it is. */
export function plannedDefinitionHash(definition: PlannedResource): Maybe<string> {
  const body = bodyOf(definition.resource);
  const [mode, parameters, policyRule] = [
    property(body, "mode"),
    property(body, "parameters"),
    property(body, "policyRule"),
  ];
  if (typeof mode !== "string" || isUnknown(parameters) || isUnknown(policyRule)) return Unknown;
  return definitionHash({ mode, parameters, policyRule });
}

function definitionOf(
  set: PlannedResource,
  i: number,
  referenceId: Maybe<string> | undefined,
  id: Maybe<string> | undefined,
  index: ResourceIndex,
): PlannedResource | undefined {
  if (typeof id === "string") return index.byId(id);
  const path = `properties.policyDefinitions[${i}].policyDefinitionId`;
  const targets = set.links.filter((link) => link.path === path).flatMap((link) => index.targets(link));
  // A reference without an index means every instance: then the reference id, which is the definition's name, tells which.
  return targets.length === 1 ? targets[0] : targets.find(({ resource }) => resource.name === referenceId);
}

/** The only target of a resource's link with a path, that is not deleted. */
export function linkedTo(resource: PlannedResource, path: string, index: ResourceIndex): PlannedResource | undefined {
  const targets = resource.links.filter((link) => link.path === path).flatMap((link) => index.targets(link));
  const staying = targets.filter(({ action }) => action !== "delete");
  return staying.length === 1 ? staying[0] : undefined;
}

/** The initiative that an id names: whatever is called so is looked at before it is trusted. */
function writtenSet(id: Maybe<string>, index: ResourceIndex): PlannedResource | undefined {
  const set = typeof id === "string" ? index.byId(id) : undefined;
  return set === undefined || set.action === "existing" || set.action === "delete" ? undefined : set;
}

/** The guard's initiative of the name in an initiative's id. */
export const initiativeOfId = (book: RuleBook, id: Maybe<string>): GuardInitiative | undefined =>
  typeof id === "string" && /\/policysetdefinitions\//i.test(id)
    ? byName(book, id.slice(id.lastIndexOf("/") + 1))
    : undefined;
const byName = (book: RuleBook, name: OpenValue): GuardInitiative | undefined =>
  typeof name === "string"
    ? book.initiatives.find((initiative) => initiative.name.toLowerCase() === name.toLowerCase())
    : undefined;
