import type { CheckContext } from "../governance";
import { mapResources, withDefaultSubscription, type TerraformDocument } from "../terraform";

/** The resources of each document, in the subscription that the context tells where a document leaves it to the environment. */
export function mapEstate(
  documents: readonly TerraformDocument[],
  { defaultSubscription }: CheckContext,
): ReturnType<typeof mapResources>[] {
  return documents.map((document) =>
    mapResources(defaultSubscription === undefined ? document : withDefaultSubscription(document, defaultSubscription)),
  );
}
