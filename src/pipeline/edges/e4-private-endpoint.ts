import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import type { PlannedResource } from "../../arm/resource";
import type { OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import { callEdge } from "../call";
import type { Edge, EdgeKind, Terrain } from "../edge";
import { settingOwners } from "../mentions";
import { subnetsOf, subnetsOfWorkload } from "../networks";
import { typeKey } from "../../arm/type-key";
import { at } from "../values";

const ENDPOINTS = ["microsoft.network/privateendpoints"];
/** What an endpoint of an account is asked for. Source: https://learn.microsoft.com/azure/private-link/private-endpoint-overview#private-link-resource */
const GROUP = "account";
/** Where an endpoint says what it leads to, or all that says it. */
const TARGET =
  /private_service_connection(\[\d+\])?(\.private_connection_resource_id)?$|privateLinkServiceId$|^body(\.properties)?$/;

/**
 * E4: a private endpoint brings the account into the network of a workload.
 *
 * Evidence: a private endpoint whose connection is to the account, in a subnet of the virtual network in which the workload, its network interface or its
 * environment is. Medium: it shows reach, not use.
 * Cannot see: peered networks, name resolution.
 */
export const privateEndpoint: EdgeKind = {
  id: "E4",
  title: "Private endpoint in the workload's network",
  *find(terrain): Generator<Edge> {
    for (const { endpoint, workers } of endpointsOf(terrain)) {
      for (const { target, attribute } of terrain.mentions(endpoint)) {
        const account = terrain.node(target);
        if (typeKey(account.resource.type) !== COGNITIVE_ACCOUNT) continue;
        for (const worker of workers)
          yield callEdge("E4", worker, account, `${endpoint.address}: ${attribute}`, "medium");
      }
    }
  },
};

/** Workloads beside an endpoint of an account of which it is not seen which one it is. */
export function* endpointsNotSeen(terrain: Terrain): Generator<{ worker: PlannedResource; attribute: string }> {
  for (const { endpoint, workers } of endpointsOf(terrain)) {
    const hidden = endpoint.unseen?.find((path) => TARGET.test(path));
    if (hidden === undefined || !mayLeadToAccount(endpoint.resource.properties)) continue;
    for (const worker of workers) yield { worker, attribute: `${endpoint.address}: ${hidden}` };
  }
}

/** Private endpoints, and the workloads in their networks. */
function* endpointsOf(terrain: Terrain): Generator<{ endpoint: PlannedResource; workers: Set<PlannedResource> }> {
  const endpoints = terrain.of(ENDPOINTS);
  if (endpoints.length === 0) return;
  const inNetwork = new Map<string, Set<PlannedResource>>();
  for (const part of settingOwners(terrain)) {
    for (const { network } of subnetsOfWorkload(part, terrain)) {
      const there = inNetwork.get(network) ?? new Set();
      inNetwork.set(network, there.add(terrain.node(part)));
    }
  }
  if (inNetwork.size === 0) return;
  for (const endpoint of endpoints) {
    const networks = new Set(subnetsOf(endpoint, terrain).map(({ network }) => network));
    const workers = new Set([...networks].flatMap((network) => [...(inNetwork.get(network) ?? [])]));
    if (workers.size > 0) yield { endpoint, workers };
  }
}

/** Whether one of an endpoint's connections is, or may be, for an account. */
function mayLeadToAccount(properties: OpenValue): boolean {
  return ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"].some((kind) => {
    const connections = at(properties, kind);
    if (!Array.isArray(connections)) return isUnknown(connections);
    return connections.some((connection: OpenValue) => {
      const groups = at(connection, "properties", "groupIds");
      return (
        !Array.isArray(groups) ||
        groups.some(
          (group: OpenValue) => isUnknown(group) || (typeof group === "string" && group.toLowerCase() === GROUP),
        )
      );
    });
  });
}
