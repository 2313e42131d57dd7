import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import { typeKey } from "../arm/type-key";
import { isUnknown } from "../policy/unknown";
import type { Edge } from "./edge";
import { at } from "./values";

/** Queues, topics and event hubs, and their parts. Types in lower case. */
const ENTITY = /^microsoft\.(servicebus\/namespaces\/(queues|topics)|eventhub\/namespaces\/eventhubs)(\/|$)/;
const ENTITY_ID = /^.*\/namespaces\/[^/]+\/(?:queues|topics|eventhubs)\/[^/]+/i;

/** What keeps queues, topics and event hubs apart from each other. */
export const NAMESPACES = ["microsoft.servicebus/namespaces", "microsoft.eventhub/namespaces"];

/**
 * The queue, topic or event hub of the plan that a resource is, or is a part of: a subscription of a topic, a key that opens one queue. Undefined where it is about
 * more (a namespace, its keys), or where the plan does not show for certain what it is about.
 */
export function entityOf({ resource }: PlannedResource, index: ResourceIndex): PlannedResource | undefined {
  const { id, type } = resource;
  if (!ENTITY.test(typeKey(type)) || typeof id !== "string") return undefined;
  const own = ENTITY_ID.exec(id)?.[0];
  const found = own === undefined ? undefined : index.byId(own);
  return found !== undefined && ENTITY.test(typeKey(found.resource.type)) ? found : undefined;
}

/** For an edge to what a mention names, or out of it: the entity that it is about. */
export function entered(target: PlannedResource, { index }: { index: ResourceIndex }): Pick<Edge, "toPart"> {
  const toPart = entityOf(target, index);
  return toPart === undefined ? {} : { toPart };
}
export function left(target: PlannedResource, { index }: { index: ResourceIndex }): Pick<Edge, "fromPart"> {
  const fromPart = entityOf(target, index);
  return fromPart === undefined ? {} : { fromPart };
}

/** The entity that something is written on; undefined where it is written on more, or nobody can tell. */
export function entityScope(extension: PlannedResource, index: ResourceIndex): PlannedResource | undefined {
  const { on } = extension.scope;
  const id = typeof on === "string" ? ENTITY_ID.exec(on)?.[0] : undefined;
  if (typeof on === "string") return id === undefined ? undefined : entityIn(index.byId(id), index);
  const named = extension.links.filter(({ path }) => path === "scope").flatMap((link) => index.targets(link));
  return named.length === 1 ? entityIn(named[0], index) : undefined;
}

const entityIn = (found: PlannedResource | undefined, index: ResourceIndex): PlannedResource | undefined =>
  found && entityOf(found, index);

/** Whether what comes into an entity, or into a subscription of one, may go on into another of the namespace by itself: it says so, or what it says is not all seen. */
export function mayForward({ resource: { type, properties }, overlay }: PlannedResource): boolean {
  if (!ENTITY.test(typeKey(type))) return false;
  if (overlay === true) return true;
  return ["forwardTo", "forwardDeadLetteredMessagesTo"].some((name) => {
    const to = at(properties, name);
    return isUnknown(to) || (typeof to === "string" && to !== "");
  });
}
