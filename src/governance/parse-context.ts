import { isDeepStrictEqual } from "node:util";
import { checkSchema } from "../input/check-schema";
import { checkedDate } from "../input/date";
import { InputError } from "../input/input-error";
import { refuseOtherDocument } from "../input/other-document";
import { normalized, parseArmId } from "../arm/id";
import { PLACEHOLDER_GROUP } from "../findings/missing-context";
import type { JsonObject, JsonValue } from "../policy/json";
import type { CheckContext, GuardContext, ResourceGroupContext, SubscriptionContext } from "./context";
import { CONTEXT_SCHEMA } from "./context.schema";

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Checks what a context file holds and brings it into one form: subscription ids as lower-case GUIDs, tag values as text, parameters as plain values.
 * @param raw the parsed YAML or JSON; null or undefined is an empty file, which is refused: most often what should have written it did not
 * @param file the file as the user named it
 * @throws InputError with the JSON path; a key that is nearly a known one is told which, and a file that is another document where it belongs
 */
export function parseContext(raw: unknown, file: string): CheckContext {
  if (raw === null || raw === undefined)
    throw new InputError(file, "is empty", "write what is known (docs/context.md), or {} where nothing is");
  refuseOtherDocument(raw, file, "context");
  checkSchema(CONTEXT_SCHEMA, raw, file);
  const context = raw as CheckContext;
  const at = <T, R>(list: T[] | undefined, key: string, read: (item: T, path: string) => R): R[] | undefined =>
    list?.map((item, i) => read(item, `$.${key}[${i}]`));
  const parsed: CheckContext = withoutUndefined({
    now: context.now === undefined ? undefined : checkedDate(context.now, file, "$.now"),
    defaultSubscription:
      context.defaultSubscription === undefined
        ? undefined
        : subscriptionGuid(context.defaultSubscription, file, "$.defaultSubscription"),
    subscriptions: once(
      at(context.subscriptions, "subscriptions", (item, path) => subscription(item, file, path)),
      "subscriptions",
      file,
    ),
    resourceGroups: once(
      at(context.resourceGroups, "resourceGroups", (item, path) => resourceGroup(item, file, path)),
      "resourceGroups",
      file,
    ),
    guard: at(context.guard, "guard", (item, path) => guard(item, file, path)),
    assignments: context.assignments,
    exemptions: context.exemptions,
    approvedReviews: context.approvedReviews,
  });
  FILES.set(parsed, file);
  return parsed;
}

/** What is wrong with a context may show later, when it meets the library. */
const FILES = new WeakMap<CheckContext, string>();

/** The file that a context was read from, as the user named it. */
export const fileOf = (context: CheckContext): string => FILES.get(context) ?? "context";

/** Two descriptions of one thing that say different things: nobody can tell which is true. */
function once<T extends { id: string }>(list: T[] | undefined, key: string, file: string): T[] | undefined {
  const first = new Map<string, number>();
  return list?.filter((item, i) => {
    const id = normalized(item.id);
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, i);
      return true;
    }
    if (isDeepStrictEqual({ ...list[before], id }, { ...item, id })) return false;
    const problem = `describes ${show(item.id)} otherwise than $.${key}[${before}] does`;
    throw new InputError(file, problem, "keep the one that is true", `$.${key}[${i}]`);
  });
}

function subscription(item: SubscriptionContext, file: string, path: string): SubscriptionContext {
  const id = subscriptionGuid(item.id, file, `${path}.id`);
  const managementGroups = item.managementGroups?.map(groupName);
  managementGroups?.forEach((group, i) => refusePlaceholder(group, file, `${path}.managementGroups[${i}]`));
  return withoutUndefined({ id, tags: textTags(item.tags), managementGroups });
}

/** The GUID of a subscription, in lower case, of itself or of an id. */
function subscriptionGuid(written: string, file: string, path: string): string {
  const id = written
    .toLowerCase()
    .replace(/^\/subscriptions\//, "")
    .replace(/\/$/, "");
  if (!GUID.test(id))
    throw new InputError(file, `has ${show(written)}, which is no subscription id`, "write its GUID", path);
  return id;
}

function resourceGroup(item: ResourceGroupContext, file: string, path: string): ResourceGroupContext {
  const id = parseArmId(item.id);
  if (id?.type.toLowerCase() !== "microsoft.resources/resourcegroups") {
    const mend = 'write "/subscriptions/GUID/resourceGroups/NAME"';
    throw new InputError(file, `has ${show(item.id)}, which is no resource group id`, mend, `${path}.id`);
  }
  return withoutUndefined({ id: item.id, tags: textTags(item.tags) });
}

function guard(item: GuardContext, file: string, path: string): GuardContext {
  checkScope(item.scope, file, `${path}.scope`);
  item.notScopes?.forEach((scope, i) => checkScope(scope, file, `${path}.notScopes[${i}]`));
  return withoutUndefined({ ...item, parameters: item.parameters && plainParameters(item.parameters) });
}

function checkScope(scope: string, file: string, path: string): void {
  if (parseArmId(scope)) {
    if (scope.toLowerCase().includes("/managementgroups/")) refusePlaceholder(groupName(scope), file, path);
    return;
  }
  const mend =
    'write the full id: "/providers/Microsoft.Management/managementGroups/NAME", "/subscriptions/GUID" or "/subscriptions/GUID/resourceGroups/NAME"';
  throw new InputError(file, `has ${show(scope)}, which is no ARM scope`, mend, path);
}

/**
 * The lines of context that reports print to be copied hold `NAME` for a management group. Copied as they are they would agree with each other,
 * and the guard would seem to be assigned above the account.
 */
function refusePlaceholder(group: string, file: string, path: string): void {
  if (group !== PLACEHOLDER_GROUP) return;
  const mend = `write the name of a management group; "az account management-group list" prints them`;
  throw new InputError(file, `still has ${show(PLACEHOLDER_GROUP)}, which stands for your own value`, mend, path);
}

/** ARM's `{ name: { value } }`, or plain values: plain values. */
export function plainParameters(parameters: JsonObject): JsonObject {
  const plain = (value: JsonValue): JsonValue =>
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).join() === "value"
      ? (value["value"] as JsonValue)
      : value;
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, plain(value)]));
}

/** `corp` of a name or of a management group's id. */
const groupName = (group: string): string => group.slice(group.lastIndexOf("/") + 1);
const textTags = (tags: Record<string, unknown> | undefined): Record<string, string> | undefined =>
  tags && Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, String(value)]));
const show = (value: string): string => JSON.stringify(value);

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
