import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import { callEdge } from "../call";
import type { Edge, EdgeKind } from "../edge";
import { isCarrier } from "../types";
import { typeKey } from "../../arm/type-key";

/**
 * E5: a search service is joined to the account, or to what it indexes, by a shared private link.
 *
 * Evidence: the link's target. To an account strong: its vectorizers and prompt skills call models. From storage or a database medium: it is where an indexer
 * would read.
 * Cannot see: skillsets and indexers, which are data of the service.
 */
export const sharedPrivateLink: EdgeKind = {
  id: "E5",
  title: "Shared private link of a search service",
  *find(terrain): Generator<Edge> {
    for (const link of terrain.of(["microsoft.search/searchservices/sharedprivatelinkresources"])) {
      const search = terrain.node(link);
      for (const { target, attribute } of terrain.mentions(link)) {
        const other = terrain.node(target);
        const evidence = `${link.address}: ${attribute}`;
        if (typeKey(other.resource.type) === COGNITIVE_ACCOUNT) yield callEdge("E5", search, other, evidence, "strong");
        else if (isCarrier(other.resource.type))
          yield { edge: "E5", from: other, to: search, attribute: evidence, strength: "medium" };
      }
    }
  },
};
