import type { PlannedResource } from "../arm/resource";
import { isUnknown } from "../policy/unknown";
import { ACCOUNT } from "./types";

/** Where a pipeline ends: an account that can serve OpenAI models. A kind that is not known may. */
export function isSink({ resource, overlay }: PlannedResource): boolean {
  if (overlay === true || resource.type.toLowerCase() !== ACCOUNT) return false;
  const { kind } = resource;
  return isUnknown(kind) || (typeof kind === "string" && ["openai", "aiservices"].includes(kind.toLowerCase()));
}
