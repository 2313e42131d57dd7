/**
 * What the context file would have to say so that an undetermined finding is decided. Keys and shapes are those of the file (docs/context.md); `NAME` and
 * the empty tags stand for what only the reader knows.
 */
export interface MissingContext {
  guard?: { scope: string }[];
  subscriptions?: { id: string; tags?: Record<string, string>; managementGroups?: string[] }[];
  resourceGroups?: { id: string; tags: Record<string, string> }[];
}

/** Stands for the name of a management group. A context file that still holds it is refused. */
export const PLACEHOLDER_GROUP = "NAME";

/** What to do where not even the subscription is known that a context could describe. */
export const WRITE_SUBSCRIPTION =
  "The plan does not show the subscription: write subscription_id into the provider block, or defaultSubscription into the context where the environment names it.";

/** What to do where the subscription is known, but no name of a resource group that a context could describe. */
export const WRITE_GROUP =
  "The plan does not show the resource group: take its name from the group itself (azurerm_resource_group.x.name) or write it out, since a plan leaves out what a local or a map of values takes it from.";

const OUTSIDE = /^(subscription|resourceGroup|parameters|assignment|assignments|guard|exemptions|managementGroups)\b/;

/** Whether an unknown path is a fact of what the resource is made in, not of the resource itself. */
export const isOutside = (path: string): boolean => OUTSIDE.test(path);

/** What several findings miss, each thing once. */
export function mergeMissing(parts: readonly MissingContext[]): MissingContext {
  const guard = new Map(parts.flatMap((part) => (part.guard ?? []).map((each) => [each.scope, each])));
  const groups = new Map(parts.flatMap((part) => (part.resourceGroups ?? []).map((each) => [each.id, each])));
  const subscriptions = new Map<string, NonNullable<MissingContext["subscriptions"]>[number]>();
  for (const each of parts.flatMap((part) => part.subscriptions ?? []))
    subscriptions.set(each.id, { ...subscriptions.get(each.id), ...each });
  return {
    ...(guard.size > 0 ? { guard: [...guard.values()] } : {}),
    ...(subscriptions.size > 0 ? { subscriptions: [...subscriptions.values()] } : {}),
    ...(groups.size > 0 ? { resourceGroups: [...groups.values()] } : {}),
  };
}

/** As parts of a sentence: `subscriptions: [{ id: ..., tags: {} }]`. */
export function inlineContext(missing: MissingContext): string[] {
  return Object.entries(missing).map(
    ([key, items]: [string, Record<string, unknown>[]]) => `${key}: [${items.map(inline).join(", ")}]`,
  );
}

/** As the lines of a YAML file. */
export function contextFile(missing: MissingContext): string[] {
  return Object.entries(missing).flatMap(([key, items]: [string, Record<string, unknown>[]]) => [
    `${key}:`,
    ...items.flatMap((item) =>
      Object.entries(item).map(([name, value], i) => `  ${i === 0 ? "-" : " "} ${name}: ${inline(value)}`),
    ),
  ]);
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    return entries.length === 0 ? "{}" : `{ ${entries.map(([key, each]) => `${key}: ${inline(each)}`).join(", ")} }`;
  }
  const text = String(value);
  // Names come from the plan: what YAML could read in another way is quoted.
  return /^[\p{L}\p{N}/][\p{L}\p{N}/._-]*$/u.test(text) ? text : JSON.stringify(text);
}
