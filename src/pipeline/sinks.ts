import { isOpenAiAccount } from "../arm/cognitive-account";
import type { PlannedResource } from "../arm/resource";

/** Where a pipeline ends: an account that can serve OpenAI models. A kind that is not known may. */
export const isSink = ({ resource, overlay }: PlannedResource): boolean =>
  overlay !== true && isOpenAiAccount(resource) !== false;
