import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import { callEdge } from "../call";
import type { Edge, EdgeKind } from "../edge";
import { CONNECTIONS, isCarrier, isFront, isWorkload } from "../types";
import { typeKey } from "../../arm/type-key";

/**
 * E6: a connection of a Foundry account, project, hub or Machine Learning workspace.
 *
 * Evidence: the connection's target or the resource id in its metadata. To an account or a gateway strong, from its owner; from storage, a database or a search
 * service medium, into its owner, which reads there.
 * Cannot see: what a connection of a generic category (GenericRest, CustomKeys, RemoteTool) is used for; connections made in the portal.
 */
export const connection: EdgeKind = {
  id: "E6",
  title: "Foundry or Machine Learning connection",
  *find(terrain): Generator<Edge> {
    for (const made of terrain.of(CONNECTIONS)) {
      const owner = terrain.node(made);
      for (const { target, attribute } of terrain.mentions(made)) {
        const other = terrain.node(target);
        if (other === owner) continue;
        const { type } = other.resource;
        const evidence = `${made.address}: ${attribute}`;
        if (typeKey(type) === COGNITIVE_ACCOUNT) yield callEdge("E6", owner, other, evidence, "strong");
        else if (isFront(type)) yield { edge: "E6", from: owner, to: other, attribute: evidence, strength: "strong" };
        else if (isCarrier(type) || isWorkload(type))
          yield { edge: "E6", from: other, to: owner, attribute: evidence, strength: "medium" };
      }
    }
  },
};
