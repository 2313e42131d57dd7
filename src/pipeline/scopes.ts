import type { PlannedResource } from "../arm/resource";
import { isWithin, normalized, parseArmId } from "../arm/id";
import { isUnknown } from "../policy/unknown";
import type { Terrain } from "./edge";
import type { RoleGrant } from "./role";
import type { ResourceIndex } from "../arm/resource-index";
import { CARRIERS } from "./types";
import { typeKey } from "../arm/type-key";

const GROUP = "microsoft.resources/resourcegroups";
const SUBSCRIPTION = "microsoft.resources/subscriptions";
const MANAGEMENT_GROUP = "microsoft.management/managementgroups";

/** The resources of the given types that what is written on a scope reaches: the one itself, or all below a group, subscription or management group. */
export function reachedBy(extension: PlannedResource, types: readonly string[], terrain: Terrain): PlannedResource[] {
  const { on } = extension.scope;
  // An id says more than what the configuration may take it from.
  const own = typeof on === "string" ? terrain.index.byId(on) : undefined;
  if (own) return below(own, types, terrain);
  const linked = extension.links.filter(({ path }) => path === "scope").flatMap((link) => terrain.index.targets(link));
  if (linked.length > 0) return linked.flatMap((target) => below(target, types, terrain));
  if (on === undefined || isUnknown(on)) return [];
  const type = parseArmId(on)?.type.toLowerCase();
  const candidates = terrain.of(types);
  if (type === MANAGEMENT_GROUP) return [...candidates];
  if (type === SUBSCRIPTION) {
    const id = parseArmId(on)?.subscriptionId;
    return candidates.filter(({ scope }) => isUnknown(scope.subscriptionId) || scope.subscriptionId === id);
  }
  // What a resource lies in, or a part of it that is not in the plan: a project of an account, a container.
  return nestOf(candidates).on(on);
}

/** Of resources of the given types, those that something is written on themselves, not on what is above them. */
export function writtenOn(
  extension: PlannedResource,
  types: readonly string[],
  terrain: Terrain,
): readonly PlannedResource[] {
  const { on } = extension.scope;
  const own = typeof on === "string" ? [terrain.index.byId(on)] : [];
  const named = extension.links.filter(({ path }) => path === "scope").flatMap((link) => terrain.index.targets(link));
  const all = new Set([...own, ...named].filter((found) => found !== undefined).map(terrain.node));
  return [...all].filter(({ resource }) => types.includes(typeKey(resource.type)));
}

/** The carriers that a role is about where it is assigned: those of its own resource providers, and whatever it is written on itself. */
export function carriersOf(
  assignment: PlannedResource,
  role: RoleGrant | "unknown",
  terrain: Terrain,
): PlannedResource[] {
  const reached = reachedBy(assignment, CARRIERS, terrain);
  if (role === "unknown" || role.on === undefined) return reached;
  const { on } = assignment.scope;
  const named = new Set(
    assignment.links
      .filter(({ path }) => path === "scope")
      .flatMap((link) => terrain.index.targets(link))
      .map(terrain.node),
  );
  return reached.filter((carrier) => {
    const { id, type } = carrier.resource;
    const itself = named.has(carrier) || (typeof on === "string" && typeof id === "string" && isWithin(id, on));
    return itself || role.on?.includes(type.slice(0, type.indexOf("/")).toLowerCase());
  });
}

function below(target: PlannedResource, types: readonly string[], terrain: Terrain): PlannedResource[] {
  const type = typeKey(target.resource.type);
  const candidates = terrain.of(types);
  if (type === GROUP) return [...nestOf(candidates).inGroup(target, terrain.index)];
  if (type === MANAGEMENT_GROUP) return [...candidates];
  if (type === SUBSCRIPTION) {
    const { subscriptionId } = target.scope;
    return candidates.filter(
      ({ scope }) =>
        isUnknown(subscriptionId) || isUnknown(scope.subscriptionId) || scope.subscriptionId === subscriptionId,
    );
  }
  const node = terrain.node(target);
  return types.includes(typeKey(node.resource.type)) ? [node] : [];
}

/** Finds those of some resources that a scope holds, without going through all of them for each scope. */
class Nest {
  private groups: Map<PlannedResource | undefined, PlannedResource[]> | undefined;
  private ids: NestedIds | undefined;

  constructor(private readonly resources: readonly PlannedResource[]) {}

  /** Those that lie in a resource group of the plan. */
  inGroup(group: PlannedResource, index: ResourceIndex): readonly PlannedResource[] {
    if (this.groups === undefined) {
      this.groups = new Map();
      for (const resource of this.resources) addTo(this.groups, index.resourceGroupOf(resource), resource);
    }
    return this.groups.get(group) ?? [];
  }

  /** Those that lie at or below an id, and those that it lies below. */
  on(id: string): PlannedResource[] {
    const { own, inside } = (this.ids ??= nestedIds(this.resources));
    const at = normalized(id);
    const around = stepsUp(at).flatMap((above) => own.get(above) ?? []);
    return [...around, ...(own.get(at) ?? []), ...(inside.get(at) ?? [])];
  }
}

/** Ids in lower case, as they are compared. */
interface NestedIds {
  /** Id -> the resources with it. */
  own: Map<string, PlannedResource[]>;
  /** Each id that a resource lies below -> those resources. */
  inside: Map<string, PlannedResource[]>;
}

function nestedIds(resources: readonly PlannedResource[]): NestedIds {
  const ids: NestedIds = { own: new Map(), inside: new Map() };
  for (const resource of resources) {
    const { id } = resource.resource;
    if (typeof id !== "string") continue;
    const at = normalized(id);
    addTo(ids.own, at, resource);
    for (const above of stepsUp(at)) addTo(ids.inside, above, resource);
  }
  return ids;
}

const nests = new WeakMap<readonly PlannedResource[], Nest>();

function nestOf(resources: readonly PlannedResource[]): Nest {
  let nest = nests.get(resources);
  if (nest === undefined) nests.set(resources, (nest = new Nest(resources)));
  return nest;
}

/** Every id that one lies below, the nearest first, and at last the tenant (""). */
function stepsUp(id: string): string[] {
  const above: string[] = [];
  for (let end = id.lastIndexOf("/"); end >= 0; end = end === 0 ? -1 : id.lastIndexOf("/", end - 1))
    above.push(id.slice(0, end));
  return above;
}

function addTo<K>(lists: Map<K, PlannedResource[]>, key: K, resource: PlannedResource): void {
  const list = lists.get(key);
  if (list) list.push(resource);
  else lists.set(key, [resource]);
}
