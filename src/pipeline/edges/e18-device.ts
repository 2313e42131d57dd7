import type { PlannedResource } from "../../arm/resource";
import { isCameraByType } from "../cameras";
import type { Edge, EdgeKind, Terrain } from "../edge";
import { at } from "../values";
import { isCarrier } from "../types";
import { typeKey } from "../../arm/type-key";

export const DEVICES = [
  "microsoft.deviceregistry/assetendpointprofiles",
  "microsoft.deviceregistry/namespaces/devices",
  "microsoft.iotoperations/instances/akriconnectortemplates",
];
export const INSTANCE = "microsoft.iotoperations/instances";
export const OUTPUTS = [
  "microsoft.iotoperations/instances/dataflowendpoints",
  "microsoft.iotoperations/instances/registryendpoints",
];
/** Where devices can deliver by themselves. */
const DOORS = ["microsoft.devices/iothubs", "microsoft.eventgrid/namespaces", "microsoft.iotcentral/iotapps"];

/**
 * E18: a camera under Azure IoT Operations.
 *
 * Evidence: a Device Registry endpoint or device with a Media or ONVIF endpoint and the IoT Operations instance at the same custom location (decisive: the
 * type says camera); a dataflow endpoint of that instance and the storage account, event hub or MQTT broker its host names (strong). A camera, or an
 * instance with cameras, whose way out the plan does not show is taken to deliver to the plan's IoT hubs, IoT Central applications and MQTT brokers (medium).
 * Cannot see: what a dataflow selects; media that stays at the edge.
 */
export const device: EdgeKind = {
  id: "E18",
  title: "Media or ONVIF device under IoT Operations",
  *find(terrain): Generator<Edge> {
    const instances = terrain.of([INSTANCE]);
    const outputs = terrain.of(OUTPUTS);
    const told = new Set(outputs.map(terrain.node));
    const silent = new Set<PlannedResource>();
    for (const camera of terrain.of(DEVICES)) {
      if (isCameraByType(camera) === false) continue;
      const hosts = instances.filter((instance) => together(camera, instance, terrain));
      for (const to of hosts) {
        if (to === camera || terrain.node(camera) === to) continue;
        yield {
          edge: "E18",
          from: terrain.node(camera),
          to,
          attribute: `${camera.address}: extendedLocation`,
          strength: "decisive",
        };
      }
      for (const from of hosts.length > 0 ? hosts : [camera]) {
        const node = terrain.node(from);
        if (told.has(node) || silent.has(node)) continue;
        silent.add(node);
        yield* anyDoor(node, `${camera.address}: type`, terrain);
      }
    }
    for (const output of outputs) yield* outgoing(output, terrain);
  },
};

/** What the plan shows no way out of delivers somewhere all the same. */
function* anyDoor(from: PlannedResource, attribute: string, terrain: Terrain): Generator<Edge> {
  for (const door of terrain.of(DOORS))
    yield { edge: "E18", from, to: terrain.node(door), attribute, strength: "medium" };
}

/** At the same custom location, by name or by reference, or the only two there are to be at one. */
function together(camera: PlannedResource, instance: PlannedResource, terrain: Terrain): boolean {
  if (terrain.node(camera) === instance) return true;
  const [a, b] = [location(camera), location(instance)];
  if (typeof a === "string" && typeof b === "string") return a.toLowerCase() === b.toLowerCase();
  const [x, y] = [locationTargets(camera, terrain), locationTargets(instance, terrain)];
  return x.length === 0 || y.length === 0 || x.some((target) => y.includes(target));
}

const location = ({ resource }: PlannedResource): unknown => at(resource["extendedLocation"], "name");

const locationTargets = (resource: PlannedResource, { index }: Terrain): PlannedResource[] =>
  resource.links
    .flatMap((link) => index.targets(link))
    .filter(({ resource: { type } }) => typeKey(type) === "microsoft.extendedlocation/customlocations");

function* outgoing(output: PlannedResource, terrain: Terrain): Generator<Edge> {
  const from = terrain.node(output);
  for (const { target, attribute } of terrain.mentions(output)) {
    const to = terrain.node(target);
    if (to === from || !isCarrier(to.resource.type)) continue;
    yield { edge: "E18", from, to, attribute: `${output.address}: ${attribute}`, strength: "strong" };
  }
}
