import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import type { PlannedResource } from "../../arm/resource";
import { callEdge } from "../call";
import type { Edge, EdgeKind } from "../edge";
import { settingOwners } from "../mentions";
import { subnetsOf, subnetsOfWorkload } from "../networks";
import { typeKey } from "../../arm/type-key";

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
    const endpoints = terrain.of(["microsoft.network/privateendpoints"]);
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
      for (const { target, attribute } of terrain.mentions(endpoint)) {
        const account = terrain.node(target);
        if (typeKey(account.resource.type) !== COGNITIVE_ACCOUNT) continue;
        for (const network of networks) {
          for (const worker of inNetwork.get(network) ?? [])
            yield callEdge("E4", worker, account, `${endpoint.address}: ${attribute}`, "medium");
        }
      }
    }
  },
};
