import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import type { PlannedResource } from "../../arm/resource";
import { callEdge } from "../call";
import type { Edge, EdgeKind } from "../edge";
import { settingOwners } from "../mentions";
import { mayHave } from "../values";
import { subnetsOf, subnetsOfWorkload } from "../networks";

/**
 * E15: the account's firewall admits the subnet of a workload.
 *
 * Evidence: a virtual network rule of the account, and a workload in that very subnet. Medium: it shows reach, not use.
 * Cannot see: address ranges; workloads whose subnet is not in the plan.
 */
export const networkRule: EdgeKind = {
  id: "E15",
  title: "The account's firewall admits a workload's subnet",
  *find(terrain): Generator<Edge> {
    const admitted = terrain
      .of([COGNITIVE_ACCOUNT])
      .filter(mayAdmit)
      .flatMap((account) => subnetsOf(account, terrain).map((place) => ({ account, ...place })));
    if (admitted.length === 0) return;
    const inSubnet = new Map<string, Set<PlannedResource>>();
    for (const part of settingOwners(terrain)) {
      for (const { subnet } of subnetsOfWorkload(part, terrain))
        inSubnet.set(subnet, (inSubnet.get(subnet) ?? new Set()).add(terrain.node(part)));
    }
    for (const { account, subnet, attribute } of admitted) {
      for (const worker of inSubnet.get(subnet) ?? [])
        yield callEdge("E15", worker, terrain.node(account), `${account.address}: ${attribute}`, "medium");
    }
  },
};

/** Whether an account may name a subnet at all. */
const mayAdmit = ({ resource: { properties } }: PlannedResource): boolean =>
  mayHave(properties, "networkAcls", "virtualNetworkRules") || mayHave(properties, "networkInjections");
