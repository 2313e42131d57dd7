import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import type { Maybe, OpenObject, OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";
import { normalized } from "../arm/id";
import { bodyOf, text } from "./assignment";
import type { CheckContext } from "./context";
import { readExemption, type PolicyExemption } from "./exemption";
import { linkedTo, type Guard } from "./guard";
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
    const initiative = initiativeOf(exemption.assignmentId, assigned, guard, book);
    if (initiative === undefined) return;
    found.push({ exemption, initiative, faults: faultsOf(exemption, subject.resource, now, days), subject });
  };
  for (const resource of resources) {
    if (resource.action === "delete" || resource.resource.type.toLowerCase() !== EXEMPTION) continue;
    add(resource, readExemption(resource.resource, resource.scope.on));
  }
  context.exemptions?.forEach((json, i) => add(fromContext(json, i), readExemption(json)));
  return found;
}

/** The guard's initiative that an exemption is about: of a known assignment, of the one it refers to in the plan, or of one that has the guard's name. */
function initiativeOf(
  assignmentId: Maybe<string>,
  assigned: PlannedResource | undefined,
  guard: Guard,
  book: RuleBook,
): GuardInitiative | undefined {
  const known = guard.assignments.find(
    ({ assignment, planned }) =>
      (planned !== undefined && planned === assigned) ||
      (typeof assignmentId === "string" &&
        typeof assignment.id === "string" &&
        normalized(assignment.id) === normalized(assignmentId)),
  );
  if (known) return known.initiative;
  const name =
    typeof assignmentId === "string" ? assignmentId.slice(assignmentId.lastIndexOf("/") + 1) : assigned?.resource.name;
  if (typeof name !== "string") return undefined;
  return book.initiatives
    .filter((initiative) => name.toLowerCase().startsWith(initiative.name.toLowerCase()))
    .sort((a, b) => b.name.length - a.name.length)[0];
}

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
  if (typeof validation === "string" && validation.toLowerCase() === "donotvalidate") {
    faults.push("sets assignmentScopeValidation to DoNotValidate");
  }
  if (selectsPrincipals(property(body, "resourceSelectors"))) faults.push("selects by principal");
  return faults;
}

/** The ticket an exemption's metadata names; whatever holds it may be called ticket, change or review. */
function ticketOf(metadata: OpenValue): OpenValue {
  if (isUnknown(metadata)) return metadata;
  if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata)) return undefined;
  const key = Object.keys(metadata).find((name) => /ticket|change|review/i.test(name));
  const value = key === undefined ? undefined : metadata[key];
  return value === "" || value === null ? undefined : value;
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
