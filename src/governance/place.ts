import { isWithin, parseArmId, type ArmId } from "../arm/id";
import type { Maybe } from "../policy/json";
import { and, FALSE, TRUE, truth, UNKNOWN, type Truth } from "../policy/truth";
import { isUnknown } from "../policy/unknown";
import type { PlannedResource } from "../arm/resource";
import { typeKey } from "../arm/type-key";
import type { Tags } from "./facts";

/** Tags of another resource that were folded into those under a path prefix (`tags.`, `resourceGroup.tags.`). */
export interface FoldedTags {
  prefix: string;
  /** The resource the facts come from; undefined for an account that the plan does not show. */
  from: PlannedResource | undefined;
  /** Where they stand in it; default `tags`. */
  at?: string;
  tags: Tags;
  /** The tags that were there before. */
  own: Tags;
}

/** Where a resource lies, and what is known of the levels above it. */
export interface Place {
  /** ARM id of the resource; Unknown where it is not known yet. */
  id: Maybe<string>;
  /** Lower-case GUID; undefined for what lies in no subscription. */
  subscriptionId: Maybe<string> | undefined;
  subscriptionTags: Tags;
  /** Names of the management groups above the subscription, or of the one it is written at, nearest first. */
  managementGroups: Maybe<readonly string[]>;
  /** Undefined for what lies in no resource group. */
  resourceGroup: Maybe<string> | undefined;
  resourceGroupTags: Tags;
  /** What the plan writes onto the levels above apart from them. */
  written: readonly FoldedTags[];
}

/**
 * Whether something assigned at a scope applies to what lies at a place: to everything below the scope.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/scope
 */
export function covers(scope: Maybe<string>, place: Place): Truth {
  if (isUnknown(scope)) return UNKNOWN;
  if (scope === "" || scope === "/") return TRUE;
  const parsed = parsedScope(scope);
  if (parsed === undefined) return FALSE;
  switch (typeKey(parsed.type)) {
    case "microsoft.management/managementgroups":
      return isMember(parsed.name, place.managementGroups);
    case "microsoft.resources/subscriptions":
      return sameText(parsed.subscriptionId, place.subscriptionId);
    case "microsoft.resources/resourcegroups":
      return and(
        sameText(parsed.subscriptionId, place.subscriptionId),
        sameText(parsed.resourceGroup, place.resourceGroup),
      );
    default:
      return coversResource(scope, place);
  }
}

/** Whether a scope covers all that lies in a subscription, or none of it. */
export function coversWhole(scope: Maybe<string>): boolean {
  if (isUnknown(scope) || scope === "" || scope === "/") return true;
  const type = parsedScope(scope)?.type;
  return type === undefined || WHOLE.has(typeKey(type));
}

const WHOLE: ReadonlySet<string> = new Set([
  "microsoft.management/managementgroups",
  "microsoft.resources/subscriptions",
]);

/** Every resource of an estate is held against the same few scopes. */
const SCOPES = new Map<string, ArmId | undefined>();
const MOST_SCOPES = 1000;

function parsedScope(scope: string): ArmId | undefined {
  let parsed = SCOPES.get(scope);
  if (parsed === undefined && !SCOPES.has(scope)) {
    if (SCOPES.size >= MOST_SCOPES) SCOPES.clear();
    SCOPES.set(scope, (parsed = parseArmId(scope)));
  }
  return parsed;
}

/** A single resource as scope: its children too. An id that is not known yet can still lie elsewhere for certain. */
function coversResource(scope: string, place: Place): Truth {
  if (!isUnknown(place.id)) return truth(isWithin(scope, place.id));
  const parsed = parseArmId(scope);
  return and(
    UNKNOWN,
    sameText(parsed?.subscriptionId, place.subscriptionId),
    sameText(parsed?.resourceGroup, place.resourceGroup),
  );
}

function isMember(group: string, groups: Maybe<readonly string[]>): Truth {
  if (isUnknown(groups)) return UNKNOWN;
  return truth(groups.some((name) => name.toLowerCase() === group.toLowerCase()));
}

function sameText(wanted: string | undefined, actual: Maybe<string> | undefined): Truth {
  if (wanted === undefined || actual === undefined) return FALSE;
  if (isUnknown(actual)) return UNKNOWN;
  return truth(wanted.toLowerCase() === actual.toLowerCase());
}
