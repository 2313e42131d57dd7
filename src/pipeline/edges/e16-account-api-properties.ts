import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import type { Edge, EdgeKind } from "../edge";
import { isCarrier } from "../types";
import { mayHave } from "../values";

/**
 * E16: the account itself reads an event hub or a storage account.
 *
 * Evidence: `apiProperties.eventHubConnectionString` and `apiProperties.storageAccountConnectionString` of the account. Medium: some kinds ignore them.
 * Cannot see: whether the service uses them.
 */
export const accountApiProperties: EdgeKind = {
  id: "E16",
  title: "Connection strings in the account's apiProperties",
  *find(terrain): Generator<Edge> {
    for (const part of terrain.of([COGNITIVE_ACCOUNT])) {
      if (!mayHave(part.resource.properties, "apiProperties")) continue;
      for (const { target, attribute, path } of terrain.mentions(part)) {
        const [from, to] = [terrain.node(target), terrain.node(part)];
        if (!isCarrier(from.resource.type) || !/^properties\.apiProperties/i.test(path)) continue;
        yield { edge: "E16", from, to, attribute: `${part.address}: ${attribute}`, strength: "medium" };
      }
    }
  },
};
