import { isMultiServiceAccount, isVisionAccount } from "../arm/cognitive-account";
import type { PlannedResource } from "../arm/resource";
import { typeKey } from "../arm/type-key";
import type { PathEdge, Strength } from "../findings/finding";

/** A path from a camera source to a model, as the tracer gives it. */
export interface TracedPath {
  source: PlannedResource;
  sink: PlannedResource;
  edges: readonly PathEdge[];
  /** That of the weakest edge. */
  strength: Strength;
  /** Why a hop cannot be seen into; empty where all can. */
  opaque: readonly string[];
}

/** Whether the evidence of a path is enough to refuse: no hop is opaque and no edge is weak. */
export const isConclusive = ({ strength, opaque }: TracedPath): boolean => strength !== "weak" && opaque.length === 0;

/** Paths by the account they end at, conclusive ones first. */
export function pathsBySink(paths: readonly TracedPath[]): ReadonlyMap<PlannedResource, readonly TracedPath[]> {
  const bySink = new Map<PlannedResource, TracedPath[]>();
  for (const path of paths) {
    const list = bySink.get(path.sink);
    if (list) list.push(path);
    else bySink.set(path.sink, [path]);
  }
  for (const list of bySink.values()) list.sort((a, b) => Number(isConclusive(b)) - Number(isConclusive(a)));
  return bySink;
}

/** Whether a source is a service that recognises what a camera sees: Face, Vision, Video Indexer. */
export const isVisionService = ({ resource }: PlannedResource): boolean =>
  isVisionAccount(resource) || typeKey(resource.type) === "microsoft.videoindexer/accounts";

/** Whether a source is an account that holds Face and Vision beside text and speech: no camera by itself, but what D1 forbids can come out of it. */
export const isMultiService = ({ resource }: PlannedResource): boolean => isMultiServiceAccount(resource);
