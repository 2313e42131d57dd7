import type { Survey } from "./survey";

/** How many of several are named one by one. */
const NAMED = 3;

/** The keys of a context that a person may have written. */
export interface WrittenContext {
  subscriptions?: { id: string; tags?: object; managementGroups?: readonly string[] }[] | undefined;
  guard?: readonly unknown[] | undefined;
  assignments?: readonly unknown[] | undefined;
  exemptions?: readonly unknown[] | undefined;
  resourceGroups?: readonly unknown[] | undefined;
  approvedReviews?: readonly unknown[] | undefined;
}

/** Sentences: what the context still does not tell, each with the command that prints it. */
export function missingOf(context: WrittenContext, survey: Survey): string[] {
  const { subscriptions = [] } = context;
  const [first] = subscriptions;
  const id = first?.id ?? "GUID";
  const lines: string[] = [];
  if (first === undefined) lines.push("any subscription: az account show");
  lines.push(
    ...each(
      subscriptions.filter(({ tags }) => tags === undefined),
      (one) => `the tags of ${one}: az tag list --resource-id /subscriptions/${one}`,
    ),
    ...each(
      subscriptions.filter(({ managementGroups }) => managementGroups === undefined),
      (one) => groupsOf(one, survey),
    ),
  );
  const list = (kind: string): string =>
    `az policy ${kind} list --scope /subscriptions/${id} --disable-scope-strict-match`;
  if (context.guard === undefined && context.assignments === undefined)
    lines.push(`where the guard is assigned: ${list("assignment")}`);
  else if (context.guard === undefined && context.assignments?.length === 0)
    lines.push(
      `an assignment of the guard: none of the ${survey.others} that were given is one, and the check will deny D10`,
    );
  if (
    survey.seen.assignments &&
    !survey.seen.assignmentsAbove &&
    subscriptions.some(({ managementGroups = [] }) => managementGroups.length > 0)
  )
    lines.push(`what is assigned to the management groups, unless nothing is: ${list("assignment")}`);
  if (context.exemptions === undefined) lines.push(`exemptions in Azure, should there be any: ${list("exemption")}`);
  if (context.resourceGroups === undefined)
    lines.push(`the tags of resource groups that the plan does not make: az group list --subscription ${id}`);
  if (context.approvedReviews === undefined)
    lines.push("approvedReviews: no command prints them; write the ids of the reviews that count, or every id counts");
  return lines;
}

function each(subscriptions: readonly { id: string }[], sentence: (id: string) => string): string[] {
  const rest = subscriptions.length - NAMED;
  return [
    ...subscriptions.slice(0, NAMED).map(({ id }) => sentence(id)),
    ...(rest > 0
      ? [`the same of ${rest} more subscriptions; --subscription GUID leaves out those that no plan is for`]
      : []),
  ];
}

function groupsOf(id: string, survey: Survey): string {
  const { groups, open } = survey.groups.above(id);
  if (open === undefined || groups.length === 0)
    return `the management groups above ${id}: az account management-group entities list`;
  return `what is above the management group ${open}, for ${id}: az account management-group show --name ${open}`;
}
