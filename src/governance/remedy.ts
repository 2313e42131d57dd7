import {
  inlineContext,
  PLACEHOLDER_GROUP,
  WRITE_GROUP,
  WRITE_SUBSCRIPTION,
  type MissingContext,
} from "../findings/missing-context";
import { isUnknown } from "../policy/unknown";
import type { Place } from "./place";

/** What would decide a finding that is undetermined because of where its resource lies. */
export interface Remedy {
  /** Sentences with a space before; "" where nothing is known to help. */
  hint: string;
  missingContext?: MissingContext;
}

/**
 * How to tell what is not known of a place: what the context could say, or where to write the subscription or the name of the group.
 * @param wanted unknown paths as rules name them (`subscription.tags.x`, `subscription.managementGroups`); what ends none of them is left out
 * @param more what else the context could say
 */
export function remedyFor(place: Place, wanted: readonly string[], more: MissingContext = {}): Remedy {
  const isWanted = (path: string): boolean => wanted.some((unknown) => unknown.startsWith(path));
  const missing = { ...more, ...missingOf(place, isWanted) };
  const lines = inlineContext(missing);
  const ends = lines.length > 0 ? ` These lines of context end that: ${lines.join("; ")}.` : "";
  const write = unnamed(place, isWanted);
  return {
    hint: write === undefined ? ends : `${ends} ${write}`,
    ...(lines.length > 0 ? { missingContext: missing } : {}),
  };
}

/** What to write so that there is something to describe. */
function unnamed(place: Place, isWanted: (path: string) => boolean): string | undefined {
  if (isUnknown(place.subscriptionId))
    return isWanted("subscription") || isWanted("resourceGroup") ? WRITE_SUBSCRIPTION : undefined;
  return isUnknown(place.resourceGroup) && isUnknown(place.resourceGroupTags) && isWanted("resourceGroup")
    ? WRITE_GROUP
    : undefined;
}

function missingOf(place: Place, isWanted: (path: string) => boolean): MissingContext {
  const { subscriptionId: id, resourceGroup } = place;
  if (typeof id !== "string") return {};
  const about = {
    ...(isUnknown(place.subscriptionTags) && isWanted("subscription.tags") ? { tags: {} } : {}),
    ...(isUnknown(place.managementGroups) && isWanted("subscription.managementGroups")
      ? { managementGroups: [PLACEHOLDER_GROUP] }
      : {}),
  };
  const group =
    typeof resourceGroup === "string" && isUnknown(place.resourceGroupTags) && isWanted("resourceGroup.tags");
  return {
    ...(Object.keys(about).length > 0 ? { subscriptions: [{ id, ...about }] } : {}),
    ...(group ? { resourceGroups: [{ id: `/subscriptions/${id}/resourceGroups/${resourceGroup}`, tags: {} }] } : {}),
  };
}
