import { parseArmId } from "../../arm/id";
import type { PlannedResource } from "../../arm/resource";
import { isUnknown } from "../../policy/unknown";
import type { Inquiry } from "../inquiry";
import { denied, open, type Weakening } from "./weakening";

/**
 * A subscription that is moved out of the management group through which the guard reaches it. Where it lies now the context says; a group
 * is known to be guarded where the guard is assigned at it, or at a group above it in a chain that the context shows.
 */
export function movedSubscription(planned: PlannedResource, { guard, context, book }: Inquiry): Weakening[] {
  if (planned.action === "existing" || planned.action === "no-op") return [];
  const { name } = planned.resource;
  const [group, subscription] = typeof name === "string" ? name.toLowerCase().split("/") : [];
  const guarded = guard.assignments.flatMap(({ assignment, initiative }) => {
    const at = typeof assignment.scope === "string" ? parseArmId(assignment.scope) : undefined;
    return at?.managementGroup === undefined || at.subscriptionId !== undefined
      ? []
      : [{ group: at.managementGroup.toLowerCase(), initiative: initiative.name }];
  });
  if (guarded.length === 0) return [];
  const holds = (chain: readonly string[]): string[] =>
    book.initiatives
      .map((initiative) => initiative.name)
      .filter((initiative) => guarded.some((each) => each.initiative === initiative && chain.includes(each.group)));
  const chains = (context.subscriptions ?? []).flatMap(({ id, managementGroups }) =>
    managementGroups === undefined ? [] : [{ id: id.toLowerCase(), groups: managementGroups.map(lower) }],
  );
  const now = chains.find(({ id }) => id === subscription)?.groups;
  const lost = (into: readonly string[]): string[] => {
    const kept = holds(into);
    return (now === undefined ? holds(guarded.map((each) => each.group)) : holds(now)).filter(
      (initiative) => !kept.includes(initiative),
    );
  };
  if (group === undefined || subscription === undefined || isUnknown(name)) {
    return [open("may move a subscription out of the guard's reach", "name")];
  }
  if (planned.action === "delete") {
    if (now !== undefined && !now.includes(group)) return [];
    const out = now === undefined ? holds([group]) : lost([]);
    return out.length === 0 ? [] : [denied(`takes subscription ${subscription} out of management group ${group}`)];
  }
  const chain = chains.flatMap(({ groups }) => (groups.includes(group) ? [groups.slice(groups.indexOf(group))] : []));
  const into = chain[0] ?? [group];
  if (lost(into).length === 0) return [];
  // A group under which nothing is known to lie may lie below a guarded one.
  if (now === undefined) {
    return planned.action === "create"
      ? []
      : [open(`may move subscription ${subscription} out of the guard's reach`, "subscription.managementGroups")];
  }
  return [
    denied(`moves subscription ${subscription} to management group ${group}, which the guard is not known to reach`),
  ];
}

const lower = (text: string): string => text.toLowerCase();
