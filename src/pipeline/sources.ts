import { COGNITIVE_ACCOUNT } from "../arm/cognitive-account";
import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import type { Maybe, OpenObject, OpenValue } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";
import { isCameraByType } from "./cameras";
import { INGEST } from "./types";
import { typeKey } from "../arm/type-key";

/** Where camera media enters. */
export interface Source {
  resource: PlannedResource;
  /** Why it may be one, where that is not known. */
  opaque?: string;
}

type Tags = Maybe<OpenObject> | null | undefined;

/** Where cameras are declared. */
export interface CameraTags {
  /** Name of the tag that tells a camera. */
  cameraSource: string;
  /** The tags of a resource; default: those that it is written with. */
  tagsOf?: (resource: PlannedResource) => Tags;
  /** The tags of what holds a resource, as far as they are known; default: those of its resource group in the plan. */
  tagsAbove?: (resource: PlannedResource) => readonly Tags[];
}

const ingest: ReadonlySet<string> = new Set(INGEST);
/** What holds other resources declares for those it holds, and what is fed declares for itself: neither is where media enters. */
const NEVER: ReadonlySet<string> = new Set([
  "microsoft.resources/resourcegroups",
  "microsoft.resources/subscriptions",
  COGNITIVE_ACCOUNT,
]);

/** The camera sources of a plan: declared by tag (an ingest resource also by what holds it), or of a type that is one. */
export function findSources(
  resources: readonly PlannedResource[],
  index: ResourceIndex,
  {
    cameraSource,
    tagsOf = ({ resource }) => resource.tags,
    tagsAbove = (resource) => [index.resourceGroupOf(resource)?.resource.tags],
  }: CameraTags,
): Source[] {
  const sources: Source[] = [];
  const declares = (resource: PlannedResource, type: string): Maybe<boolean> => {
    const own = camera(tagsOf(resource), cameraSource);
    if (!ingest.has(type)) return own === true;
    if (own === true) return true;
    const all = [own, ...tagsAbove(resource).map((tags) => camera(tags, cameraSource))];
    return all.includes(true) || (all.some(isUnknown) ? Unknown : false);
  };
  for (const resource of resources) {
    const type = typeKey(resource.resource.type);
    const byType = isCameraByType(resource);
    if (byType === true) {
      sources.push({ resource });
      continue;
    }
    const declared = NEVER.has(type) ? false : declares(resource, type);
    if (declared === true) sources.push({ resource });
    else if (isUnknown(byType)) sources.push({ resource, opaque: `whether ${resource.address} is a camera` });
    else if (isUnknown(declared)) sources.push({ resource, opaque: `the tags of ${resource.address}` });
  }
  return sources;
}

/** Whether tags declare a camera: any value but none. */
function camera(tags: Tags, name: string): Maybe<boolean> {
  if (tags === null || tags === undefined) return false;
  if (isUnknown(tags)) return Unknown;
  const values = Object.keys(tags)
    .filter((each) => each.toLowerCase() === name.toLowerCase())
    .map((key) => tags[key]);
  const stated = (value: OpenValue): boolean =>
    value !== undefined && value !== null && !["", "none"].includes(String(value).trim().toLowerCase());
  if (values.some((value) => !isUnknown(value) && stated(value))) return true;
  return values.some(isUnknown) ? Unknown : false;
}
