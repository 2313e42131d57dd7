import type { Maybe } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";
import type { ArmResource } from "./resource";
import { typeKey } from "./type-key";

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
  "emotion",
]);
/**
 * Kinds that hold Face and Vision beside text and speech, under one endpoint and key. That one is called says nothing of what it is called for: only where
 * the clause forbids the use outright does it count as recognising (D1).
 * Source: https://learn.microsoft.com/azure/ai-services/multi-service-resource
 */
const MULTI_SERVICE_KINDS: ReadonlySet<string> = new Set(["cognitiveservices", "allinone"]);

/** Whether a resource is a Cognitive Services account. */
export const isCognitiveAccount = ({ type }: Pick<ArmResource, "type">): boolean => typeKey(type) === COGNITIVE_ACCOUNT;

/** Whether an account can serve OpenAI models; Unknown where its kind is. */
export function isOpenAiAccount(resource: ArmResource): Maybe<boolean> {
  if (!isCognitiveAccount(resource)) return false;
  const kind = kindOf(resource);
  return isUnknown(kind) ? Unknown : OPENAI_KINDS.has(kind.toLowerCase());
}

/**
 * The kind of an account, as a rule may compare it. Unknown where a body gives none, or none that is a text: Azure makes an account of some kind all the
 * same, or refuses it, and neither shows here.
 */
export function kindOf({ kind }: { kind?: unknown }): Maybe<string> {
  const text = typeof kind === "string" ? kind.trim() : "";
  return text === "" ? Unknown : text;
}

/** Whether an account is a Face, Vision or Custom Vision one: what media shows comes out of it. */
export const isVisionAccount = (resource: ArmResource): boolean => isOfKind(resource, VISION_KINDS);

/** Whether an account is a multi-service one: Face and Vision among others. */
export const isMultiServiceAccount = (resource: ArmResource): boolean => isOfKind(resource, MULTI_SERVICE_KINDS);

/** Whether what media shows can come out of an account, for whatever else it is there. */
export const canRecognise = (resource: ArmResource): boolean =>
  isVisionAccount(resource) || isMultiServiceAccount(resource);

function isOfKind(resource: ArmResource, kinds: ReadonlySet<string>): boolean {
  const kind = isCognitiveAccount(resource) ? kindOf(resource) : Unknown;
  return !isUnknown(kind) && kinds.has(kind.toLowerCase());
}
