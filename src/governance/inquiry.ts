import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import type { Finding } from "../findings/finding";
import { isUnknown } from "../policy/unknown";
import type { CheckContext } from "./context";
import { Estate } from "./estate";
import { DEFAULT_TAG_NAMES, type TagNames, type Tags } from "./facts";
import { findGuard, type Guard } from "./guard";
import { findExemptions, type GuardExemption } from "./guard-exemption";
import { parameterSets, type Parameters } from "./guard-parameters";
import type { Place } from "./place";
import { RuleIndex, type GuardInitiative, type RuleBook } from "./rule-book";
import type { Selected } from "./selector";
import { agrees, cameraUnder, nameSets, renamesTags } from "./tag-name-sets";
import { isGraver } from "./verdict";
import { isOpenAiCapable } from "./view";
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
  /** Tag names of the guard's assignments that reach the resources; the library's defaults where none does. */
  names: TagNames;
  /** The resources as the plan has them, without the writes of tags that the estate takes apart. */
  planned: readonly PlannedResource[];
  /** The same inquiry under each of the sets of names that are in use. */
  byNames: Map<string, Inquiry>;
  estate: Estate;
  exemptions: readonly GuardExemption[];
  /** Paths by the account they reach. */
  pathsTo: ReadonlyMap<PlannedResource, readonly TracedPath[]>;
  /** Parameter sets found so far, by the assignments that give them. */
  parameterSets: Map<string, readonly Parameters[]>;
}

/** Opens an inquiry: finds the guard, the exemptions and the surroundings of the planned resources. */
export function openInquiry(evidence: Evidence): Inquiry {
  const { resources, context, book, paths, index } = evidence;
  const now = instant(context.now);
  const guard = findGuard(book, context, resources, index);
  const [names = DEFAULT_TAG_NAMES] = namesInUse(evidence, guard, now);
  return under(names, {
    ...evidence,
    planned: resources,
    now,
    rules: new RuleIndex(book.rules),
    guard,
    exemptions: findExemptions(evidence, guard, now),
    pathsTo: pathsBySink(paths),
    parameterSets: new Map(),
    byNames: new Map(),
  });
}

/** An inquiry that reads the facts under some names. */
function under(names: TagNames, inquiry: Omit<Inquiry, "names" | "estate">): Inquiry {
  const key = JSON.stringify(names);
  const known = inquiry.byNames.get(key);
  if (known) return known;
  const { planned, index, context, now } = inquiry;
  const estate = new Estate(planned, index, context, names, now);
  const made = { ...inquiry, names, estate, resources: [...planned, ...estate.writes.patches] };
  inquiry.byNames.set(key, made);
  return made;
}

/** What is found against a resource under each set of names that the guard reads its facts by; of a rule the gravest finding. */
export function underNames(
  planned: PlannedResource,
  inquiry: Inquiry,
  judge: (inquiry: Inquiry) => Finding[],
): Finding[] {
  if (!renamesTags(inquiry.guard)) return judge(inquiry);
  const variants = namesAt(planned, inquiry.estate, inquiry);
  const gravest = new Map<string, Finding>();
  for (const names of variants) {
    for (const finding of judge(under(names, inquiry))) {
      if (isGraver(finding.verdict, gravest.get(finding.rule)?.verdict)) gravest.set(finding.rule, finding);
    }
  }
  return [...gravest.values()];
}

type Parted = Pick<Inquiry, "book" | "guard" | "context" | "parameterSets">;

function namesAt(
  planned: PlannedResource,
  estate: Estate,
  { book, guard, context, parameterSets: sets }: Parted,
): TagNames[] {
  const { type, location } = planned.resource;
  const place = estate.placeOf(planned);
  return nameSets(
    book.initiatives.flatMap((initiative) =>
      parameterSets(initiative, guard, place, { type, location }, context.approvedReviews, sets),
    ),
  );
}

/** Every set of names by which the guard reads facts of the planned resources. An assignment elsewhere renames nothing here. */
function namesInUse(
  { resources, index, context, book }: Omit<Evidence, "paths">,
  guard: Guard,
  now: string,
): TagNames[] {
  if (!renamesTags(guard)) return [DEFAULT_TAG_NAMES];
  const estate = new Estate(resources, index, context, DEFAULT_TAG_NAMES, now);
  const parted: Parted = { book, guard, context, parameterSets: new Map() };
  const judged = resources.filter(isJudged);
  const accounts = judged.filter(isOpenAiCapable);
  const all = (accounts.length > 0 ? accounts : judged).flatMap((planned) => namesAt(planned, estate, parted));
  return [...new Map(all.map((names) => [JSON.stringify(names), names])).values()];
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
  const now = instant(context.now);
  const guard = findGuard(book, context, resources, index);
  const inUse = namesInUse({ book, context, resources, index }, guard, now);
  const estates = inUse.map((names) => new Estate(resources, index, context, names, now));
  const across = (tagsOf: (estate: Estate) => Tags): Tags =>
    cameraUnder(estates.map((estate) => ({ tags: tagsOf(estate), names: estate.names })));
  return {
    cameraSource: (inUse[0] ?? DEFAULT_TAG_NAMES).cameraSource,
    tagsOf: (resource) => across((estate) => estate.tagsOf(resource)),
    tagsAbove: (resource) => [
      across((estate) => {
        const { resourceGroupTags } = estate.placeOf(resource);
        const described = !isUnknown(resourceGroupTags) || index.resourceGroupOf(resource) !== undefined;
        return described ? resourceGroupTags : undefined;
      }),
      across((estate) => {
        const { subscriptionTags } = estate.placeOf(resource);
        return isUnknown(subscriptionTags) ? undefined : subscriptionTags;
      }),
    ],
  };
}

/** The parameter sets that an initiative's rules are judged with for a resource. */
export function parametersFor(
  inquiry: Inquiry,
  initiative: string | undefined,
  place: Place,
  selected: Selected,
): readonly Parameters[] {
  const sets = parameterSets(
    initiativeNamed(inquiry.book, initiative),
    inquiry.guard,
    place,
    selected,
    inquiry.context.approvedReviews,
    inquiry.parameterSets,
  );
  return renamesTags(inquiry.guard) ? sets.filter((set) => agrees(set, inquiry.names)) : sets;
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
