import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import type { Edge, EdgeKind } from "../edge";
import { typeKey } from "../../arm/type-key";

/**
 * E8: Video Indexer is connected to an account.
 *
 * Evidence: `properties.openAiServices.resourceId` of a Microsoft.VideoIndexer account (azapi only). Decisive: the service hands what it sees to the model.
 * Cannot see: a connection made in the portal.
 */
export const videoIndexer: EdgeKind = {
  id: "E8",
  title: "Video Indexer connected to an account",
  *find(terrain): Generator<Edge> {
    for (const indexer of terrain.of(["microsoft.videoindexer/accounts"])) {
      for (const { target, attribute, path } of terrain.mentions(indexer)) {
        const to = terrain.node(target);
        if (typeKey(to.resource.type) !== COGNITIVE_ACCOUNT || !/openAiServices|body/i.test(path)) continue;
        yield {
          edge: "E8",
          from: terrain.node(indexer),
          to,
          attribute: `${indexer.address}: ${attribute}`,
          strength: "decisive",
        };
      }
    }
  },
};
