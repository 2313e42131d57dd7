import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import { typeKey } from "../arm/type-key";
import type { OpenObject, OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";
import { normalized, sameId } from "../arm/id";
import { bodyOf, text } from "./assignment";
import type { CheckContext } from "./context";
import { readExemption, type PolicyExemption } from "./exemption";
import { linkedTo, type Guard } from "./guard";
import type { GuardAssignment } from "./guard-assignment";
import type { GuardInitiative, RuleBook } from "./rule-book";
import { property } from "./selector";

const EXEMPTION = "microsoft.authorization/policyexemptions";
const DAY = 24 * 60 * 60 * 1000;

/** An exemption from one of the guard's assignments. */
export interface GuardExemption {
  exemption: PolicyExemption;
  initiative: GuardInitiative;
  /** What is wrong with it, in words that follow "it"; a faulty exemption exempts from nothing. */
  faults: readonly string[];
  /** The resource in the form that the rules about exemptions read. */
  subject: PlannedResource;
  /** The planned assignment it refers to, where it refers to one. */
  assigned: PlannedResource | undefined;
}

/** Whether an exemption is from one of the guard's assignments; where that has no id yet, its name tells. */
export function isFrom({ exemption, assigned }: GuardExemption, { assignment, planned }: GuardAssignment): boolean {
  if (planned !== undefined && planned === assigned) return true;
  const { assignmentId } = exemption;
  if (isUnknown(assignmentId)) return false;
  if (!isUnknown(assignment.id)) return sameId(assignment.id, assignmentId);
  return !isUnknown(assignment.name) && lastSegment(assignmentId) === assignment.name.toLowerCase();
}

interface Sources {
  resources: readonly PlannedResource[];
  index: ResourceIndex;
  context: CheckContext;
  book: RuleBook;
}

/** Collects the exemptions from the guard that the plan writes or the context tells of. */
export function findExemptions(
  { resources, index, context, book }: Sources,
  guard: Guard,
  now: string,
): GuardExemption[] {
  const found: GuardExemption[] = [];
  const days = maximumDays(guard, book);
  const add = (subject: PlannedResource, exemption: PolicyExemption): void => {
    const assigned = linkedTo(subject, "properties.policyAssignmentId", index);
    const initiative = initiativeOf(exemption, assigned, guard, book);
    if (initiative === undefined) return;
    found.push({ exemption, initiative, faults: faultsOf(exemption, subject.resource, now, days), subject, assigned });
  };
  for (const resource of resources) {
    if (resource.action === "delete" || typeKey(resource.resource.type) !== EXEMPTION) continue;
    add(resource, readExemption(resource.resource, resource.scope.on));
  }
  context.exemptions?.forEach((json, i) => add(fromContext(json, i), readExemption(json)));
  return found;
}

/**
 * The guard's initiative that an exemption is about: of a known assignment, of one that has the guard's name, or the fatal one where a fatal rule is named. A name that only
 * begins like the guard's is another's.
 */
function initiativeOf(
  exemption: PolicyExemption,
  assigned: PlannedResource | undefined,
  guard: Guard,
  book: RuleBook,
): GuardInitiative | undefined {
  const { assignmentId, referenceIds } = exemption;
  const known = guard.assignments.find(
    ({ assignment, planned }) =>
      (planned !== undefined && planned === assigned) ||
      (!isUnknown(assignmentId) && !isUnknown(assignment.id) && sameId(assignment.id, assignmentId)),
  );
  if (known) return known.initiative;
  const name = isUnknown(assignmentId) ? assigned?.resource.name : lastSegment(assignmentId);
  const named = book.initiatives.find(
    (initiative) => typeof name === "string" && initiative.name.toLowerCase() === name.toLowerCase(),
  );
  if (named || isUnknown(referenceIds)) return named;
  const ids = new Set(referenceIds.map((id) => (typeof id === "string" ? id.trim().toLowerCase() : id)));
  const fatal = book.rules.find((rule) => rule.fatal && ids.has(rule.referenceId.toLowerCase()));
  return book.initiatives.find((initiative) => initiative.name === fatal?.initiative);
}

const lastSegment = (id: string): string =>
  id
    .slice(normalized(id).lastIndexOf("/") + 1)
    .replace(/\/$/, "")
    .toLowerCase();

/** What Azure Policy cannot read of an exemption, and what makes it too wide or too long. */
function faultsOf(exemption: PolicyExemption, resource: OpenObject, now: string, days: number): string[] {
  const body = bodyOf(resource);
  const faults: string[] = [];
  const { expiresOn } = exemption;
  if (expiresOn === undefined || expiresOn === "") faults.push("has no expiry");
  if (typeof expiresOn === "string" && Date.parse(expiresOn) > Date.parse(now) + days * DAY) {
    faults.push(`lasts longer than ${days} days (until ${expiresOn})`);
  }
  if (ticketOf(property(body, "metadata")) === undefined) faults.push('names no ticket (metadata "ticket")');
  const validation = text(property(body, "assignmentScopeValidation"));
  if (typeof validation === "string" && validation.trim().toLowerCase() === "donotvalidate") {
    faults.push("sets assignmentScopeValidation to DoNotValidate");
  }
  if (selectsPrincipals(property(body, "resourceSelectors"))) faults.push("selects by principal");
  return faults;
}

/** Keys of an exemption's metadata that name its ticket, in lower case. */
const TICKET_KEYS: ReadonlySet<string> = new Set(["ticket", "ticketid", "change", "changerequest", "review"]);

/** The ticket an exemption's metadata names: text that is not blank, or a number. */
function ticketOf(metadata: OpenValue): OpenValue {
  if (isUnknown(metadata)) return metadata;
  if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata)) return undefined;
  return Object.entries(metadata)
    .filter(([key]) => TICKET_KEYS.has(key.toLowerCase()))
    .map(([, value]) => value)
    .find(
      (value) => isUnknown(value) || typeof value === "number" || (typeof value === "string" && value.trim() !== ""),
    );
}

/** A selector by who asks (userPrincipalId, groupPrincipalId) cannot be judged before the request, and is refused. */
function selectsPrincipals(resourceSelectors: OpenValue): boolean {
  if (!Array.isArray(resourceSelectors)) return false;
  return resourceSelectors.some((resourceSelector) => {
    const selectors = property(resourceSelector, "selectors");
    return (
      Array.isArray(selectors) && selectors.some((selector) => /principal/i.test(String(property(selector, "kind"))))
    );
  });
}

/** The shortest that an assignment of the guard allows, else the library's default. */
function maximumDays(guard: Guard, book: RuleBook): number {
  const values = [
    ...guard.assignments.map(({ assignment }) =>
      isUnknown(assignment.parameters) ? undefined : assignment.parameters["maximumExemptionDays"],
    ),
    ...book.initiatives.map(({ defaults }) => defaults["maximumExemptionDays"]),
  ].filter((value) => typeof value === "number");
  return values.length > 0 ? Math.min(...values) : 90;
}

/** The context's exemption as a resource, with the flat form of the az command line brought into ARM's. */
function fromContext(json: OpenObject, i: number): PlannedResource {
  const { id, name, properties } = json;
  const flat = Object.entries(json).filter(([key]) => !["id", "name", "type", "systemData"].includes(key));
  const body = properties ?? Object.fromEntries(flat);
  return {
    address: `exemptions[${i}] of the context`,
    terraformType: "",
    action: "existing",
    resource: {
      ...(typeof id === "string" ? { id } : {}),
      ...(typeof name === "string" ? { name } : {}),
      type: "Microsoft.Authorization/policyExemptions",
      properties: body as OpenObject,
    },
    scope: {},
    links: [],
    sensitive: [],
    file: "",
  };
}
