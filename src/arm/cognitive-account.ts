import type { Maybe } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";
import type { ArmResource } from "./resource";

/** Lower case. */
export const COGNITIVE_ACCOUNT = "microsoft.cognitiveservices/accounts";

/** Kinds whose accounts can serve OpenAI models; each can become the other in place. */
const OPENAI_KINDS: ReadonlySet<string> = new Set(["openai", "aiservices"]);
/** Kinds that recognise what a camera sees. Documents, moderation, text and speech are no camera's media. */
const VISION_KINDS: ReadonlySet<string> = new Set([
  "face",
  "computervision",
  "customvision.training",
  "customvision.prediction",
]);

/** Whether a resource is a Cognitive Services account. */
export const isCognitiveAccount = ({ type }: Pick<ArmResource, "type">): boolean =>
  type.toLowerCase() === COGNITIVE_ACCOUNT;

/** Whether an account can serve OpenAI models; Unknown where its kind is. */
export function isOpenAiAccount(resource: ArmResource): Maybe<boolean> {
  if (!isCognitiveAccount(resource)) return false;
  const { kind } = resource;
  if (isUnknown(kind)) return Unknown;
  return kind !== undefined && OPENAI_KINDS.has(kind.toLowerCase());
}

/** Whether an account is a Face, Vision or Custom Vision one: what media shows comes out of it. */
export function isVisionAccount(resource: ArmResource): boolean {
  return (
    isCognitiveAccount(resource) && typeof resource.kind === "string" && VISION_KINDS.has(resource.kind.toLowerCase())
  );
}
