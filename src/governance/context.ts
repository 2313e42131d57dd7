import type { JsonObject } from "../policy/json";

/**
 * What the checker is told about the world outside the plan (`--context FILE`). All ids are compared without case.
 * A subscription that is not listed is unknown; one listed with `tags: {}` is known to have none.
 */
export interface CheckContext {
  /** ISO 8601 date or date-time; default the clock. */
  now?: string;
  /** GUID of the subscription that the environment names (ARM_SUBSCRIPTION_ID, `az login`) where a provider configuration names none. */
  defaultSubscription?: string;
  subscriptions?: SubscriptionContext[];
  resourceGroups?: ResourceGroupContext[];
  /** Where the library's own initiatives are assigned. With `assignments` both absent: unknown; an empty list: known to be none. */
  guard?: GuardContext[];
  /** ARM JSON, as `az policy assignment list` prints it. */
  assignments?: JsonObject[];
  /** ARM JSON, as `az policy exemption list` prints it. */
  exemptions?: JsonObject[];
  /** Ids of reviews; when given, any other id is worthless. */
  approvedReviews?: string[];
}

export interface SubscriptionContext {
  /** GUID or `/subscriptions/GUID`. */
  id: string;
  /** Absent: unknown. */
  tags?: Record<string, string>;
  /** Names, nearest first. Absent: unknown. */
  managementGroups?: string[];
}

export interface ResourceGroupContext {
  /** `/subscriptions/GUID/resourceGroups/NAME` */
  id: string;
  tags?: Record<string, string>;
}

export interface GuardContext {
  /** Full ARM id of the scope of the assignment. */
  scope: string;
  /** Default: `Default`. */
  enforcementMode?: string;
  notScopes?: string[];
  /** Plain values or ARM's `{ value }`. */
  parameters?: JsonObject;
  overrides?: JsonObject[];
  resourceSelectors?: JsonObject[];
  /** Content hash of the initiative assigned there, as `aoai-guard policy hash` prints it. Absent: taken to be this library's. */
  contentHash?: string;
}
