import { COGNITIVE_ACCOUNT } from "../arm/cognitive-account";
import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import type { Maybe, OpenObject } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";
import { isCameraByType } from "./cameras";
import { INGEST } from "./types";

/** Where camera media enters. */
export interface Source {
  resource: PlannedResource;
  /** Why it may be one, where that is not known. */
  opaque?: string;
}

/** Names of the tags that tell a camera; a subset of those of governance. */
export interface CameraTagNames {
  cameraSource: string;
}

const ingest: ReadonlySet<string> = new Set(INGEST);
/** What holds other resources declares for those it holds, and what is fed declares for itself: neither is where media enters. */
const NEVER: ReadonlySet<string> = new Set([
  "microsoft.resources/resourcegroups",
  "microsoft.resources/subscriptions",
  COGNITIVE_ACCOUNT,
]);

/** The camera sources of a plan: declared by tag (an ingest resource also by its resource group's), or of a type that is one. */
export function findSources(
  resources: readonly PlannedResource[],
  index: ResourceIndex,
  names: CameraTagNames,
): Source[] {
  const sources: Source[] = [];
  const groups = camerasOfGroups(resources, names);
  for (const resource of resources) {
    const type = resource.resource.type.toLowerCase();
    const byType = isCameraByType(resource);
    if (byType === true) {
      sources.push({ resource });
      continue;
    }
    const declared = NEVER.has(type) ? false : declares(resource, type, index, names, groups);
    if (declared === true) sources.push({ resource });
    else if (isUnknown(byType)) sources.push({ resource, opaque: `whether ${resource.address} is a camera` });
    else if (isUnknown(declared)) sources.push({ resource, opaque: `the tags of ${resource.address}` });
  }
  return sources;
}

function declares(
  resource: PlannedResource,
  type: string,
  index: ResourceIndex,
  { cameraSource }: CameraTagNames,
  groups: ReadonlyMap<PlannedResource, Maybe<boolean>>,
): Maybe<boolean> {
  const own = camera(resource.resource.tags, cameraSource);
  if (!isUnknown(own) && own) return true;
  if (!ingest.has(type)) return false;
  if (groups.size === 0) return own;
  const group = index.resourceGroupOf(resource);
  const inherited = group === undefined ? false : (groups.get(group) ?? false);
  if (!isUnknown(inherited) && inherited) return true;
  return isUnknown(own) || isUnknown(inherited) ? Unknown : false;
}

/** The resource groups that declare a camera, or may. */
function camerasOfGroups(
  resources: readonly PlannedResource[],
  { cameraSource }: CameraTagNames,
): ReadonlyMap<PlannedResource, Maybe<boolean>> {
  const groups = new Map<PlannedResource, Maybe<boolean>>();
  for (const resource of resources) {
    if (resource.resource.type.toLowerCase() !== "microsoft.resources/resourcegroups") continue;
    const declared = camera(resource.resource.tags, cameraSource);
    if (declared !== false) groups.set(resource, declared);
  }
  return groups;
}

/** Whether tags declare a camera: any value but none. */
function camera(tags: Maybe<OpenObject> | null | undefined, name: string): Maybe<boolean> {
  if (tags === null || tags === undefined) return false;
  if (isUnknown(tags)) return Unknown;
  const key = Object.keys(tags).find((each) => each.toLowerCase() === name.toLowerCase());
  const value = key === undefined ? undefined : tags[key];
  if (isUnknown(value)) return Unknown;
  return typeof value === "string" && !["", "none"].includes(value.trim().toLowerCase());
}
