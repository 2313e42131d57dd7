import type { PlannedResource } from "../arm/resource";
import { isWithin, parseArmId } from "../arm/id";
import { isUnknown } from "../policy/unknown";
import type { Terrain } from "./edge";
import type { RoleGrant } from "./role";
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
  return candidates.filter(({ resource: { id } }) => typeof id === "string" && (isWithin(on, id) || isWithin(id, on)));
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
  if (type === GROUP) return candidates.filter((resource) => terrain.index.resourceGroupOf(resource) === target);
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
