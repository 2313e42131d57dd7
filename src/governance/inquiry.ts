import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import type { OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";
import type { CheckContext } from "./context";
import { Estate } from "./estate";
import type { TagNames, Tags } from "./facts";
import { findGuard, type Guard } from "./guard";
import { findExemptions, type GuardExemption } from "./guard-exemption";
import { parameterSets, tagNames, type Parameters } from "./guard-parameters";
import type { Place } from "./place";
import { RuleIndex, type GuardInitiative, type RuleBook } from "./rule-book";
import type { Selected } from "./selector";
import { pathsBySink, type TracedPath } from "./traced";

/** What judging is given. */
export interface Evidence {
  resources: readonly PlannedResource[];
  index: ResourceIndex;
  context: CheckContext;
  book: RuleBook;
  /** Paths from camera sources to models. */
  paths: readonly TracedPath[];
}

/** Everything that the rules of one check share, found once. */
export interface Inquiry extends Evidence {
  /** ISO 8601 date and time. */
  now: string;
  rules: RuleIndex;
  guard: Guard;
  /** Tag names of the guard's assignment, where there is one; the library's defaults otherwise. */
  names: TagNames;
  estate: Estate;
  exemptions: readonly GuardExemption[];
  /** Paths by the account they reach. */
  pathsTo: ReadonlyMap<PlannedResource, readonly TracedPath[]>;
  /** Parameter sets found so far, by the assignments that give them. */
  parameterSets: Map<string, readonly Parameters[]>;
}

/** Opens an inquiry: finds the guard, the exemptions and the surroundings of the planned resources. */
export function openInquiry(evidence: Evidence): Inquiry {
  const { resources, index, context, book, paths } = evidence;
  const now = instant(context.now);
  const guard = findGuard(book, context, resources, index);
  const names = namesOf(guard);
  const estate = new Estate(resources, index, context, names, now);
  return {
    ...evidence,
    resources: [...resources, ...estate.writes.patches],
    now,
    rules: new RuleIndex(book.rules),
    guard,
    names,
    estate,
    exemptions: findExemptions(evidence, guard, now),
    pathsTo: pathsBySink(paths),
    parameterSets: new Map(),
  };
}

/** Where the cameras of an estate are declared: by the tag that the guard's assignments name, on a resource or on what holds it. */
export interface CameraDeclarations {
  cameraSource: string;
  tagsOf: (resource: PlannedResource) => Tags;
  tagsAbove: (resource: PlannedResource) => readonly Tags[];
}

/**
 * Finds where cameras are declared. A resource group or subscription that nobody describes declares none: else every carrier in it might be a camera.
 */
export function cameraDeclarations({ book, context, resources, index }: Omit<Evidence, "paths">): CameraDeclarations {
  const names = namesOf(findGuard(book, context, resources, index));
  const estate = new Estate(resources, index, context, names, instant(context.now));
  return {
    cameraSource: names.cameraSource,
    tagsOf: (resource) => estate.tagsOf(resource),
    tagsAbove: (resource) => {
      const { resourceGroupTags, subscriptionTags } = estate.placeOf(resource);
      const described = !isUnknown(resourceGroupTags) || index.resourceGroupOf(resource) !== undefined;
      return [described ? resourceGroupTags : undefined, isUnknown(subscriptionTags) ? undefined : subscriptionTags];
    },
  };
}

/** The parameter sets that an initiative's rules are judged with for a resource. */
export function parametersFor(
  inquiry: Inquiry,
  initiative: string | undefined,
  place: Place,
  selected: Selected,
): readonly Parameters[] {
  return parameterSets(
    initiativeNamed(inquiry.book, initiative),
    inquiry.guard,
    place,
    selected,
    inquiry.context.approvedReviews,
    inquiry.parameterSets,
  );
}

export const initiativeNamed = (book: RuleBook, name: string | undefined): GuardInitiative | undefined =>
  book.initiatives.find((initiative) => initiative.name === name);

/** Whether this plan leaves a resource as something it answers for: what it deletes or only reads is not judged. */
export const isJudged = ({ action }: PlannedResource): boolean => action !== "delete" && action !== "existing";

/** A date stands for its first moment; a time without a zone is UTC. In the form `utcNow()` has. */
function instant(now: string | undefined): string {
  if (now === undefined) return new Date().toISOString();
  const zoned = /\d:\d/.test(now) && !/(Z|[+-]\d{2}:?\d{2})$/i.test(now) ? `${now.replace(" ", "T")}Z` : now;
  return new Date(zoned).toISOString();
}

/** Of two assignments that name a tag differently, the first counts. */
function namesOf({ assignments }: Guard): TagNames {
  const all: Record<string, OpenValue> = {};
  for (const { assignment } of assignments) {
    if (isUnknown(assignment.parameters)) continue;
    for (const [name, value] of Object.entries(assignment.parameters)) all[name] ??= value;
  }
  return tagNames(all);
}
