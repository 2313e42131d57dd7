import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import { callEdge } from "../call";
import type { Edge, EdgeKind } from "../edge";
import { evidenceOf, settingOwners, settingsOf } from "../mentions";
import { FRONTS, isFront } from "../types";

/**
 * E7: API Management stands in front of the account; whoever calls the gateway may get to it.
 *
 * Evidence: a backend's URL, an API's service URL, a named value, or a policy's XML that names the account (its identity's role is E1, its Key Vault named values are
 * E3): strong. A workload's setting that names the gateway: strong, whichever of its APIs is meant.
 * Cannot see: which API a caller uses; callers outside the plan.
 */
export const apiManagement: EdgeKind = {
  id: "E7",
  title: "API Management in front of the account",
  *find(terrain): Generator<Edge> {
    for (const part of terrain.parts(FRONTS)) {
      const gateway = terrain.node(part);
      for (const { target, attribute } of terrain.mentions(part)) {
        const account = terrain.node(target);
        if (account.resource.type.toLowerCase() === COGNITIVE_ACCOUNT)
          yield callEdge("E7", gateway, account, `${part.address}: ${attribute}`, "strong");
      }
    }
    for (const part of settingOwners(terrain)) {
      for (const mention of settingsOf(part, terrain)) {
        const to = terrain.node(mention.target);
        if (isFront(to.resource.type))
          yield { edge: "E7", from: terrain.node(part), to, attribute: evidenceOf(part, mention), strength: "strong" };
      }
    }
  },
};
