import type { Maybe, OpenObject, OpenValue } from "../policy/json";
import { and, FALSE, or, TRUE, truth, UNKNOWN, type Truth } from "../policy/truth";
import { isUnknown } from "../policy/unknown";

/** What selectors look at. */
export interface Selected {
  /** ARM type. */
  type: string;
  /** Undefined where the resource has none. */
  location: Maybe<string> | undefined;
  /** Reference id in the initiative; undefined for an assignment of a single definition. */
  referenceId?: string | undefined;
}

/** What a selector of each kind compares with its list. What is not listed here (principals) is not known before the request. */
const KINDS: Readonly<Record<string, (selected: Selected) => Maybe<string> | undefined>> = {
  resourcelocation: ({ location }) => location,
  resourcetype: ({ type }) => type,
  // `subscriptionLevelResources` is the only value that Azure takes.
  resourcewithoutlocation: ({ location }) => (location === undefined ? "subscriptionLevelResources" : undefined),
  policydefinitionreferenceid: ({ referenceId }) => referenceId,
};

/**
 * Whether a resource is selected by `resourceSelectors` of an assignment or exemption: by any one of them; by no selector at all where there is none.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure#resource-selectors
 */
export function selects(resourceSelectors: Maybe<readonly OpenValue[]>, selected: Selected): Truth {
  if (isUnknown(resourceSelectors)) return UNKNOWN;
  if (resourceSelectors.length === 0) return TRUE;
  return or(...resourceSelectors.map((selector) => matchesSelectors(property(selector, "selectors"), selected)));
}

/** Whether all of a list of selectors hold; an absent list holds. */
export function matchesSelectors(selectors: OpenValue, selected: Selected): Truth {
  if (selectors === undefined || selectors === null) return TRUE;
  if (!Array.isArray(selectors)) return UNKNOWN;
  return and(...selectors.map((selector) => matchesOne(selector, selected)));
}

function matchesOne(selector: OpenValue, selected: Selected): Truth {
  const kind = property(selector, "kind");
  const actualOf = typeof kind === "string" ? KINDS[kind.toLowerCase()] : undefined;
  if (actualOf === undefined) return UNKNOWN;
  const actual = actualOf(selected);
  const within = isIn(property(selector, "in"), actual);
  const without = isIn(property(selector, "notIn"), actual);
  return and(within ?? TRUE, without === undefined ? TRUE : ((2 - without) as Truth));
}

/** Undefined where the list is absent. */
function isIn(list: OpenValue, actual: Maybe<string> | undefined): Truth | undefined {
  if (list === undefined || list === null || (Array.isArray(list) && list.length === 0)) return undefined;
  if (!Array.isArray(list) || isUnknown(actual)) return UNKNOWN;
  if (actual === undefined) return FALSE;
  const key = comparable(actual);
  return or(...list.map((item) => (typeof item === "string" ? truth(comparable(item) === key) : UNKNOWN)));
}

/** Locations are compared without blanks as well: `Sweden Central` is `swedencentral`. */
const comparable = (value: string): string => value.toLowerCase().replaceAll(" ", "");

/** A property of an open value; `Unknown` of an unknown one. */
export function property(value: OpenValue, name: string): OpenValue {
  if (isUnknown(value)) return value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const object: OpenObject = value;
  return object[name];
}
