import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import type { PlannedResource } from "../../arm/resource";
import { callEdge } from "../call";
import type { Edge, EdgeKind, Terrain } from "../edge";
import { isCarrier, isFront } from "../types";
import { typeKey } from "../../arm/type-key";

/**
 * E13: a Service Linker connection gives a workload another service's address and access.
 *
 * Evidence: the linker's target, and the workload it is written on. Medium: the application may not use it. Carriers count in both directions.
 * Cannot see: linkers made in the portal.
 */
export const serviceLinker: EdgeKind = {
  id: "E13",
  title: "Service Linker connection",
  *find(terrain): Generator<Edge> {
    for (const linker of terrain.of(["microsoft.servicelinker/linkers"])) {
      for (const worker of ownersOf(linker, terrain)) {
        for (const { target, attribute } of terrain.mentions(linker)) {
          const other = terrain.node(target);
          const { type } = other.resource;
          if (other === worker) continue;
          const evidence = { attribute: `${linker.address}: ${attribute}`, strength: "medium" } as const;
          if (typeKey(type) === COGNITIVE_ACCOUNT)
            yield callEdge("E13", worker, other, evidence.attribute, evidence.strength);
          if (isCarrier(type)) yield { edge: "E13", from: other, to: worker, ...evidence };
          if (isCarrier(type) || isFront(type)) yield { edge: "E13", from: worker, to: other, ...evidence };
        }
      }
    }
  },
};

function ownersOf(linker: PlannedResource, { index, node }: Terrain): PlannedResource[] {
  const linked = linker.links.filter(({ path }) => path === "scope").flatMap((link) => index.targets(link));
  const { on } = linker.scope;
  const named = typeof on === "string" ? index.byId(on) : undefined;
  return [...new Set([...linked, ...(named ? [named] : [])].map(node))];
}
