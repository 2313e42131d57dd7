import type { Edge, EdgeKind } from "../edge";
import { entered } from "../entities";
import { isCarrier } from "../types";

/**
 * E10: an IoT Hub writes what devices send into storage, an event hub or a queue; a provisioning service sends devices to its hubs.
 *
 * Evidence: the hub's file upload, its storage and other routing endpoints and routes, whether written in the hub or as resources of their own; the hubs linked to a provisioning service. Strong:
 * file upload is how devices deliver pictures and clips.
 * Cannot see: which devices upload what.
 */
export const iotHub: EdgeKind = {
  id: "E10",
  title: "IoT Hub file upload, endpoint or route; linked hub",
  *find(terrain): Generator<Edge> {
    for (const writer of terrain.of(["microsoft.devices/iothubs", "microsoft.devices/provisioningservices"])) {
      // A route or an endpoint of its own is a write laid over the hub.
      const hub = terrain.node(writer);
      for (const { target, attribute } of terrain.mentions(writer)) {
        const to = terrain.node(target);
        if (to === hub || !isCarrier(to.resource.type)) continue;
        const evidence = `${writer.address}: ${attribute}`;
        yield { edge: "E10", from: hub, to, attribute: evidence, strength: "strong", ...entered(target, terrain) };
      }
    }
  },
};
