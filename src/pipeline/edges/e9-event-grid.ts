import type { PlannedResource } from "../../arm/resource";
import type { Edge, EdgeKind, Terrain } from "../edge";
import { entered } from "../entities";
import type { Mention } from "../mention";
import { isCarrier } from "../types";
import { typeKey } from "../../arm/type-key";

/** Event subscriptions, wherever they hang. */
export const SUBSCRIPTIONS = [
  "microsoft.eventgrid/eventsubscriptions",
  "microsoft.eventgrid/systemtopics/eventsubscriptions",
  "microsoft.eventgrid/topics/eventsubscriptions",
  "microsoft.eventgrid/domains/topics/eventsubscriptions",
  "microsoft.eventgrid/namespaces/topics/eventsubscriptions",
];
const SYSTEM_TOPIC = "microsoft.eventgrid/systemtopics";
/** Where events go that could not be delivered: no path to a model. */
const DEAD_LETTER = /dead_?letter/i;

/**
 * E9: Event Grid tells a workload or queue of what happened in a source, most often a new blob.
 *
 * Evidence: an event subscription, on the source itself or on its system topic, and its destination; the topic that an MQTT broker routes to. Strong. From a storage account the event holds the
 * address of the picture; from an IoT Hub the message itself.
 * Cannot see: filters that let no media through; webhooks outside the plan.
 */
export const eventGrid: EdgeKind = {
  id: "E9",
  title: "Event Grid subscription",
  *find(terrain): Generator<Edge> {
    for (const subscription of terrain.of(SUBSCRIPTIONS)) {
      const sources = eventSources(subscription, terrain);
      for (const mention of terrain.mentions(subscription)) {
        if (!isEventDestination(mention)) continue;
        const { target, attribute } = mention;
        const to = terrain.node(target);
        for (const from of sources) {
          if (from === to) continue;
          const evidence = `${subscription.address}: ${attribute}`;
          yield { edge: "E9", from, to, attribute: evidence, strength: "strong", ...entered(target, terrain) };
        }
      }
    }
    yield* routed(terrain);
  },
};

/** `properties.destination...`, `deliveryWithResourceIdentity.destination...`, or the provider's own names for them; not where undelivered events go. */
export const isEventDestination = ({ attribute, path }: Pick<Mention, "attribute" | "path">): boolean =>
  !DEAD_LETTER.test(attribute) &&
  !DEAD_LETTER.test(path) &&
  (/destination|delivery/i.test(path) ||
    /endpoint|webhook|eventhub|hybrid_connection|service_bus|^body/i.test(attribute));

/** An MQTT broker routes what devices publish to a topic. */
function* routed(terrain: Terrain): Generator<Edge> {
  for (const broker of terrain.of(["microsoft.eventgrid/namespaces"])) {
    for (const { target, attribute } of terrain.mentions(broker)) {
      const [from, to] = [terrain.node(broker), terrain.node(target)];
      if (from === to || !isCarrier(to.resource.type)) continue;
      yield { edge: "E9", from, to, attribute: `${broker.address}: ${attribute}`, strength: "strong" };
    }
  }
}

/** What the events are about: the resource the subscription is on; of a system topic, the topic's source. */
export function eventSources(subscription: PlannedResource, terrain: Terrain): PlannedResource[] {
  const { index } = terrain;
  const scoped = subscription.links.filter(({ path }) => path === "scope").flatMap((link) => index.targets(link));
  const { on } = subscription.scope;
  if (scoped.length === 0 && typeof on === "string") {
    const found = index.byId(on);
    if (found) scoped.push(found);
  }
  const parent = index.parentOf(subscription);
  const origins = parent ? [...scoped, parent] : scoped;
  return origins.flatMap((origin) =>
    typeKey(origin.resource.type) === SYSTEM_TOPIC ? topicSources(origin, terrain) : [terrain.node(origin)],
  );
}

function topicSources(topic: PlannedResource, terrain: Terrain): PlannedResource[] {
  return terrain
    .mentions(topic)
    .filter(({ attribute, path }) => /source/i.test(attribute) || /source/i.test(path))
    .map(({ target }) => terrain.node(target));
}
