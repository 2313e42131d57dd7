import { armId, parentId, parseArmId, parentType } from "../../arm/id";
import type { PlannedResource, ResourceScope } from "../../arm/resource";
import type { Maybe, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "./block";

/** Where a resource is written, and which attributes name it. A segment that begins with `=` is literal, one with `~` the last step of the id in that attribute, one with `^` the name of what that id lies in, `@subscription` is the provider's. */
export interface Place {
  /**
   * `group`: in a resource group of the provider's subscription; `subscription`, `tenant`: at that level; `parent`: below the resource whose id an
   * attribute holds; `sibling`: in the resource group of that resource; `extension`: on the scope whose id an attribute holds; `self`: on that resource itself (a patch).
   */
  kind: "group" | "subscription" | "tenant" | "parent" | "sibling" | "extension" | "self";
  /** Attribute with the id of the parent or scope; of a resource group its name. */
  anchor: string;
  /** Attributes of the name's segments, in order. For `group` the whole name, for `parent` what is added to the parent's. */
  segments: readonly string[];
  /** Quirk of some resources: the parent's resource group, but the provider's subscription. */
  providerSubscription?: boolean;
  /** The anchor holds a bare GUID or name instead of an id. */
  anchorPrefix?: string;
  /** The anchor is a child of the parent: the resource lives beside it. */
  beside?: boolean;
  /** Used instead where the anchor is left out (the other spelling of another provider version, or the default scope). */
  otherwise?: Place;
}

export interface Located {
  id: Maybe<string>;
  name: Maybe<string>;
  scope: ResourceScope;
}

export const inGroup = (...segments: string[]): Place => ({ kind: "group", anchor: "resource_group_name", segments });
export const inSubscription = (...segments: string[]): Place => ({ kind: "subscription", anchor: "", segments });
export const atTenant = (...segments: string[]): Place => ({ kind: "tenant", anchor: "", segments });
export const below = (anchor: string, ...segments: string[]): Place => ({ kind: "parent", anchor, segments });
export const onScope = (anchor: string, ...segments: string[]): Place => ({ kind: "extension", anchor, segments });
export const onto = (anchor: string): Place => ({ kind: "self", anchor, segments: [] });
/** The first place whose anchor is written. */
export const either = (first: Place, second: Place): Place => ({ ...first, otherwise: second });

/** The place that counts for this resource: the first of the alternatives whose anchor is there. */
export function choosePlace(place: Place, block: Block): Place {
  let at = place;
  while (at.otherwise && isBlank(block.read(at.anchor))) at = at.otherwise;
  return at;
}

/**
 * Works out id, name and scope.
 * @param anchor the planned resource that the anchor refers to, where its id is not known as a value
 */
export function locate(type: string, place: Place, block: Block, anchor?: PlannedResource): Located {
  const name = nameOf(place.segments, block);
  const subscriptionId = block.context.subscriptionId;
  switch (place.kind) {
    case "group": {
      const group = block.read(place.anchor);
      const resourceGroup = typeof group === "string" ? group : Unknown;
      const known = typeof subscriptionId === "string" && typeof group === "string" && typeof name === "string";
      const id = known ? armId(`/subscriptions/${subscriptionId}/resourceGroups/${group}`, type, name) : Unknown;
      return { id, name, scope: { subscriptionId, resourceGroup } };
    }
    case "subscription": {
      const scope = typeof subscriptionId === "string" ? `/subscriptions/${subscriptionId}` : undefined;
      const id = scope !== undefined && typeof name === "string" ? armId(scope, type, name) : Unknown;
      return { id, name, scope: { subscriptionId } };
    }
    case "tenant":
      return { id: typeof name === "string" ? armId("", type, name) : Unknown, name, scope: {} };
    case "parent":
      return locateChild(type, place, block, name, anchor);
    case "sibling":
      return locateSibling(type, place, block, name, anchor);
    case "extension":
      return locateExtension(type, place, block, name, anchor);
    case "self": {
      const value = anchorId(place, block, anchor);
      const parsed = value === undefined ? undefined : parseArmId(value);
      if (!parsed)
        return { id: Unknown, name: anchor?.resource.name ?? Unknown, scope: anchor?.scope ?? UNKNOWN_GROUP };
      return { id: parsed.id, name: parsed.name, scope: scopeOf(parsed) };
    }
  }
}

/** The segments of a name, where all of them are known. */
function nameOf(segments: readonly string[], block: Block): Maybe<string> {
  let name = "";
  for (let i = 0; i < segments.length; i++) {
    const part = segmentOf(segments[i] as string, block);
    if (typeof part !== "string" || part === "") return Unknown;
    name = i === 0 ? part : `${name}/${part}`;
  }
  return name;
}

function segmentOf(segment: string, block: Block): OpenValue {
  if (segment === "@subscription") return block.context.subscriptionId;
  if (segment.startsWith("~")) return lastStep(block.read(segment.slice(1)));
  if (segment.startsWith("^")) return lastStep(parentStep(block.read(segment.slice(1))));
  return segment.startsWith("=") ? segment.slice(1) : block.read(segment);
}

function locateChild(type: string, place: Place, block: Block, name: Maybe<string>, anchor?: PlannedResource): Located {
  const given = anchorId(place, block, anchor);
  const value = given !== undefined && place.beside ? parentId(given) : given;
  const parsed = value === undefined ? undefined : parseArmId(value);
  if (!parsed) {
    const bare = block.read(place.anchor);
    const above = anchor?.resource.name ?? (typeof bare === "string" && !bare.includes("/") ? bare : undefined);
    const full = typeof above === "string" && typeof name === "string" ? `${above}/${name}` : Unknown;
    return { id: Unknown, name: full, scope: anchor?.scope ?? UNKNOWN_GROUP };
  }
  // The anchor may be further up than the parent (a storage account for a container): the id then gains the types between, named "default".
  const types = type.split("/").slice(parsed.type.split("/").length);
  const segments = typeof name === "string" ? name.split("/") : [];
  const subscription = place.providerSubscription ? block.context.subscriptionId : parsed.subscriptionId;
  if (typeof name !== "string" || isUnknown(subscription)) {
    return {
      id: Unknown,
      name: typeof name === "string" ? `${parsed.name}/${name}` : Unknown,
      scope: { ...scopeOf(parsed), subscriptionId: subscription },
    };
  }
  const base = place.providerSubscription
    ? parsed.id.replace(/^\/subscriptions\/[^/]+/i, `/subscriptions/${subscription}`)
    : parsed.id;
  const id = `${base.replace(/\/$/, "")}${types.map((step, i) => `/${step}/${segments[i] ?? ""}`).join("")}`;
  return { id, name: `${parsed.name}/${name}`, scope: { ...scopeOf(parsed), subscriptionId: subscription } };
}

function locateSibling(
  type: string,
  place: Place,
  block: Block,
  name: Maybe<string>,
  anchor?: PlannedResource,
): Located {
  const value = anchorId(place, block, anchor);
  const beside = value === undefined ? anchor?.scope : parseArmId(value);
  const subscriptionId = place.providerSubscription ? block.context.subscriptionId : beside?.subscriptionId;
  const resourceGroup = beside?.resourceGroup;
  const known = typeof subscriptionId === "string" && typeof resourceGroup === "string" && typeof name === "string";
  const id = known ? armId(`/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`, type, name) : Unknown;
  return { id, name, scope: { subscriptionId: subscriptionId ?? Unknown, resourceGroup: resourceGroup ?? Unknown } };
}

function locateExtension(
  type: string,
  place: Place,
  block: Block,
  name: Maybe<string>,
  anchor?: PlannedResource,
): Located {
  const value = anchorId(place, block, anchor);
  if (value === undefined) return { id: Unknown, name, scope: { ...(anchor?.scope ?? UNKNOWN_GROUP), on: Unknown } };
  const on = value === "/" ? "" : value.replace(/\/$/, "");
  const parsed = parseArmId(on);
  const id = typeof name === "string" ? armId(on, type, name) : Unknown;
  return { id, name, scope: { ...(parsed ? scopeOf(parsed) : {}), on: on === "" ? "/" : on } };
}

/** The id in the anchor attribute, else that of the planned resource it refers to. */
function anchorId(place: Place, block: Block, anchor?: PlannedResource): string | undefined {
  const value = block.read(place.anchor);
  if (typeof value === "string" && value !== "") {
    if (value.startsWith("/")) return value;
    if (place.anchorPrefix) return `${place.anchorPrefix}${value}`;
  }
  const id = anchor?.resource.id;
  return typeof id === "string" ? id : undefined;
}

/** The ARM type that the anchor of a place must have to be joined by reference; undefined where any will do. */
export function anchorType(type: string, place: Place): string | undefined {
  if (place.beside) return undefined;
  if (place.kind === "parent") {
    let above: string | undefined = type;
    for (let i = 0; i < place.segments.length && above !== undefined; i++) above = parentType(above);
    return above;
  }
  return place.kind === "self" ? type : undefined;
}

function scopeOf(parsed: { subscriptionId?: string; resourceGroup?: string; managementGroup?: string }): ResourceScope {
  const scope: ResourceScope = {};
  if (parsed.subscriptionId !== undefined) scope.subscriptionId = parsed.subscriptionId;
  if (parsed.resourceGroup !== undefined) scope.resourceGroup = parsed.resourceGroup;
  if (parsed.managementGroup !== undefined) scope.managementGroup = parsed.managementGroup;
  return scope;
}

function lastStep(value: OpenValue): OpenValue {
  return typeof value === "string" ? value.slice(value.lastIndexOf("/") + 1) : value;
}

/** An id without its last type and name. */
function parentStep(value: OpenValue): OpenValue {
  return typeof value === "string" ? value.split("/").slice(0, -2).join("/") : value;
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}

const UNKNOWN_GROUP: ResourceScope = { subscriptionId: Unknown, resourceGroup: Unknown };
