import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import type { PlannedResource } from "../../arm/resource";
import { callEdge } from "../call";
import type { Edge, EdgeKind, Terrain } from "../edge";
import { evidenceOf, settingOwners, settingsOf, toldBy } from "../mentions";
import { FRONTS, isFront, isWorkload } from "../types";
import { typeKey } from "../../arm/type-key";

const PUBLIC_ADDRESS = "microsoft.network/publicipaddresses";
const MACHINES = ["microsoft.compute/virtualmachines", "microsoft.compute/virtualmachinescalesets"];
const INTERFACES = ["microsoft.network/networkinterfaces"];
/** Arguments by which a machine joins a pool of a gateway: that names the gateway and does not call it. */
const POOL = /backend_?address_?pool|inbound_?nat/i;
/** Arguments that give a gateway its own address: `frontend_ip_configuration[0].public_ip_address_id`, `frontend_public[0].ip_address`, `properties.publicIpAddressId`. */
const OWN_ADDRESS = /public_?ip_?address|^frontend_public\b/i;

/**
 * E7: API Management, an application gateway, a load balancer, Front Door, Traffic Manager or NGINXaaS stands in front of the account, or of a workload; whoever calls it may get to what
 * is behind.
 *
 * Evidence: a backend, an origin, an API's service URL, a named value, a policy's XML or NGINX's configuration that names the account, the workload or another gateway, and the pools that machines join (its identity's
 * role is E1, its Key Vault named values are E3): strong. A workload's setting that names the gateway or its public address: strong, whichever of its APIs is meant.
 * Cannot see: which API a caller uses; callers outside the plan; domain names of one's own whose records are not in the plan.
 */
export const apiManagement: EdgeKind = {
  id: "E7",
  title: "Gateway in front of the account or a workload",
  *find(terrain): Generator<Edge> {
    const byAddress = addressesOf(terrain);
    for (const part of terrain.parts(FRONTS)) {
      const gateway = terrain.node(part);
      for (const { target, attribute } of terrain.mentions(part)) {
        const behind = byAddress.get(target) ?? terrain.node(target);
        const { type } = behind.resource;
        const evidence = `${part.address}: ${attribute}`;
        if (typeKey(type) === COGNITIVE_ACCOUNT) yield callEdge("E7", gateway, behind, evidence, "strong");
        else if (behind !== gateway && (isWorkload(type) || isFront(type)))
          yield { edge: "E7", from: gateway, to: behind, attribute: evidence, strength: "strong" };
      }
    }
    yield* pooled(terrain);
    yield* callers(byAddress, terrain);
  },
};

/** A machine, or its network interface, says itself to which pools of a gateway it belongs. */
function* pooled(terrain: Terrain): Generator<Edge> {
  for (const machine of terrain.parts(MACHINES)) {
    const worker = terrain.node(machine);
    const interfaces = terrain.mentions(machine).flatMap(({ target }) => membersOf(target, terrain));
    for (const member of [machine, ...interfaces]) {
      for (const { target, attribute, path } of terrain.mentions(member)) {
        const gateway = terrain.node(target);
        if (isFront(gateway.resource.type) && (POOL.test(attribute) || POOL.test(path)))
          yield {
            edge: "E7",
            from: gateway,
            to: worker,
            attribute: `${member.address}: ${attribute}`,
            strength: "strong",
          };
      }
    }
  }
}

const members = new WeakMap<Terrain, Map<PlannedResource, PlannedResource[]>>();

/** A network interface, with what is laid over it; nothing of what is none. */
function membersOf(target: PlannedResource, terrain: Terrain): readonly PlannedResource[] {
  let all = members.get(terrain);
  if (all === undefined) {
    members.set(terrain, (all = new Map()));
    for (const each of terrain.of(INTERFACES)) {
      const own = terrain.node(each);
      all.set(own, [...(all.get(own) ?? []), each]);
    }
  }
  return all.get(terrain.node(target)) ?? [];
}

/** Public addresses by the gateway that has them. One that is named elsewhere, as an endpoint of Traffic Manager is, is what stands behind. */
function addressesOf(terrain: Terrain): ReadonlyMap<PlannedResource, PlannedResource> {
  const byAddress = new Map<PlannedResource, PlannedResource>();
  for (const part of terrain.parts(FRONTS)) {
    for (const { target, attribute, path } of terrain.mentions(part)) {
      const own = OWN_ADDRESS.test(attribute) || OWN_ADDRESS.test(path);
      if (own && typeKey(target.resource.type) === PUBLIC_ADDRESS) byAddress.set(target, terrain.node(part));
    }
  }
  return byAddress;
}

function* callers(byAddress: ReadonlyMap<PlannedResource, PlannedResource>, terrain: Terrain): Generator<Edge> {
  for (const part of settingOwners(terrain)) {
    for (const mention of settingsOf(part, terrain)) {
      const to = byAddress.get(mention.target) ?? terrain.node(mention.target);
      if (POOL.test(mention.attribute) || POOL.test(mention.path)) continue;
      if (isFront(to.resource.type))
        yield {
          edge: "E7",
          from: terrain.node(part),
          to,
          attribute: evidenceOf(part, mention),
          ...toldBy(part, mention, "strong"),
        };
    }
  }
}
