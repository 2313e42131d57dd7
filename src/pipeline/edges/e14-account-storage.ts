import { COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import type { Edge, EdgeKind } from "../edge";
import { isCarrier } from "../types";
import { mayHave } from "../values";

/**
 * E14: the account's own storage is where media lies.
 *
 * Evidence: the storage account in `userOwnedStorage` (azurerm: the `storage` block). Medium: the service keeps its files there, and can read what others put there.
 * Cannot see: which containers it uses.
 */
export const accountStorage: EdgeKind = {
  id: "E14",
  title: "The account's own storage",
  *find(terrain): Generator<Edge> {
    for (const part of terrain.of([COGNITIVE_ACCOUNT])) {
      if (!mayHave(part.resource.properties, "userOwnedStorage")) continue;
      for (const { target, attribute, path } of terrain.mentions(part)) {
        const [from, to] = [terrain.node(target), terrain.node(part)];
        if (!isCarrier(from.resource.type) || !/^properties(\.userOwnedStorage|$)/i.test(path)) continue;
        yield { edge: "E14", from, to, attribute: `${part.address}: ${attribute}`, strength: "medium" };
      }
    }
  },
};
