import { COGNITIVE_ACCOUNT, isCognitiveAccount, isOpenAiAccount, kindOf } from "../arm/cognitive-account";
import type { ArmResource, PlannedResource } from "../arm/resource";
import { typeKey } from "../arm/type-key";
import type { Maybe, OpenObject, OpenValue } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";
import type { ResourceIndex } from "../arm/resource-index";
import type { Estate } from "./estate";
import { linkedTo } from "./guard";
import { baseOf, patched } from "./overlay";
import { FACTS, foldTags, settled, setTag, tagValue, withWritten, type TagNames, type Tags } from "./facts";
import type { Fact } from "./fact";
import { copyOf } from "./watch";
import type { FoldedTags, Place } from "./place";
import type { RuleContext } from "./rule-book";

/** A resource and its surroundings as a rule reads them, with facts folded in that Azure Policy could not reach. */
export interface View {
  resource: ArmResource;
  context: RuleContext;
  /** Whose tags were folded into which path prefix (`tags.`, `resourceGroup.tags.`), to tell a reader where a fact really stands. */
  folded: readonly FoldedTags[];
  /** The resource group, where the plan has it. */
  group: PlannedResource | undefined;
}

const EXEMPTION = "microsoft.authorization/policyexemptions";
const CHILD_OF_ACCOUNT = `${COGNITIVE_ACCOUNT}/`;

/** Whether a type is a child of one: a deployment, project, connection, filter. */
export const isAccountChildType = (type: string): boolean => typeKey(type).startsWith(CHILD_OF_ACCOUNT);

/**
 * Whether an account can serve OpenAI models: kind `OpenAI` or `AIServices`, which can become one another in place. A kind that is not known, or that a
 * patch does not show, may be one.
 */
export function isOpenAiCapable({ resource, overlay }: PlannedResource): boolean {
  if (overlay === true && resource.kind === undefined) return isCognitiveAccount(resource);
  return isOpenAiAccount(resource) !== false;
}

/** What the rules read a planned resource and its surroundings from, each object as it stands in its place. */
export interface Sight {
  resource: ArmResource;
  /** Undefined for what lies in no subscription. */
  subscription: OpenObject | undefined;
  /** Undefined for what lies in no resource group. */
  resourceGroup: OpenObject | undefined;
  /** Tags of the account that a child belongs to, under `tags`; undefined for what is no child of one. */
  account: OpenObject | undefined;
}

/** What is seen of a planned resource before anything is folded. */
export function sightOf(planned: PlannedResource, place: Place, estate: Estate): Sight {
  const resource = bodyOf(planned, estate);
  return {
    resource,
    subscription: subscriptionOf(place),
    resourceGroup:
      place.resourceGroup === undefined
        ? undefined
        : { name: place.resourceGroup, tags: place.resourceGroupTags ?? {} },
    account: isAccountChildType(resource.type)
      ? { tags: tagsOfAccount(accountOf(planned, estate), estate) }
      : undefined,
  };
}

function subscriptionOf({ subscriptionId, subscriptionTags }: Place): OpenObject | undefined {
  if (subscriptionId === undefined) return undefined;
  const id: Maybe<string> = isUnknown(subscriptionId) ? Unknown : `/subscriptions/${subscriptionId}`;
  return { id, subscriptionId, tags: subscriptionTags ?? {} };
}

const tagsOfAccount = (account: PlannedResource | undefined, estate: Estate): Maybe<OpenObject> =>
  account === undefined ? Unknown : (estate.tagsOf(account) ?? {});

/**
 * How the rules see a planned resource. The child of an account gets the account's facts as if its resource group held them: the rule on a
 * deployment cannot read its account's tags.
 */
export function viewOf(planned: PlannedResource, place: Place, estate: Estate, names: TagNames, now: string): View {
  const sight = sightOf(planned, place, estate);
  const folded: FoldedTags[] = [...writtenOn(planned, "tags.", planned.resource.tags, estate), ...place.written];
  if (sight.account !== undefined) {
    const account = accountOf(planned, estate);
    if (account !== undefined)
      folded.push(...writtenOn(account, "resourceGroup.tags.", place.resourceGroupTags, estate));
    const tags = tagsOfAccount(account, estate);
    folded.push({ prefix: "resourceGroup.tags.", from: account, tags, own: place.resourceGroupTags });
  }
  const context = contextOf(sight, names, now);
  return { resource: sight.resource, context, folded, group: estate.index.resourceGroupOf(planned) };
}

/** The levels above a resource as the rules read them. */
export function contextOf(
  { subscription, resourceGroup: group, account }: Sight,
  names: TagNames,
  now: string,
): RuleContext {
  const context: RuleContext = { utcNow: now };
  if (subscription !== undefined) context.subscription = subscription;
  if (group === undefined) return context;
  if (account === undefined) return { ...context, resourceGroup: group };
  const resourceGroup = copyOf(group);
  resourceGroup["tags"] = foldTags(group["tags"] as Tags, [account["tags"] as Tags], names, FACTS, now.slice(0, 10));
  return { ...context, resourceGroup };
}

/** What else the plan writes onto a resource's tags, as folded into what stands under a prefix. */
const writtenOn = (planned: PlannedResource, prefix: string, own: Tags, { writes }: Estate): FoldedTags[] =>
  writes.on(planned).map(({ from, tags, at }) => ({ prefix, from, tags, at, own }));

/** The same view with facts of other resources folded into the resource's own tags. */
export function withFacts(
  view: View,
  others: readonly Pick<FoldedTags, "from" | "tags">[],
  names: TagNames,
  facts: readonly Fact[],
): View {
  const own = view.resource.tags;
  const resource = copyOf(view.resource);
  resource.tags = foldTags(
    own,
    others.map((other) => other.tags),
    names,
    facts,
  );
  const folded = others.map((other) => ({ prefix: "tags.", from: other.from, tags: other.tags, own }));
  return { ...view, resource, folded: [...view.folded, ...folded] };
}

/** The account that a child belongs to, however deep the child is. */
function accountOf(child: PlannedResource, estate: Estate): PlannedResource | undefined {
  let at: PlannedResource | undefined = child;
  for (let depth = 0; at && depth < 4 && !isCognitiveAccount(at.resource); depth++) at = estate.index.parentOf(at);
  return at && isCognitiveAccount(at.resource) ? at : undefined;
}

/** The resource's body, with `Unknown` in place of what a patch does not show, and the id of an assignment that the plan makes. */
function bodyOf(planned: PlannedResource, estate: Estate): ArmResource {
  const { resource } = planned;
  if (typeKey(resource.type) === EXEMPTION) return withAssignment(planned, estate.index);
  if (planned.overlay === true) return patchedBody(planned, estate);
  const tags = estate.tagsOf(planned);
  const body = tags === resource.tags ? resource : { ...resource, tags: tags ?? null };
  if (!isCognitiveAccount(resource)) return body;
  const kind = kindOf(resource);
  return kind === resource.kind ? body : { ...body, kind };
}

/** A patch over what it patches. Facts that stand there already, or that another patch writes, stay where they are stricter. */
function patchedBody(patch: PlannedResource, estate: Estate): ArmResource {
  const { names } = estate;
  const base = baseOf(patch, estate.index);
  const own = settled(patch.resource.tags, names);
  const body = patched(own === undefined ? patch.resource : { ...patch.resource, tags: own }, base?.resource);
  const others = base === undefined ? estate.writes.on(patch).map(({ tags }) => tags) : [estate.tagsOf(base)];
  const tags = withWritten(settled(body.tags, names), others, names);
  return tags === body.tags ? body : { ...body, tags: tags ?? null };
}

/** The rules about exemptions tell the assignment by its id, which ends in the name that the plan already knows. */
function withAssignment(exemption: PlannedResource, index: ResourceIndex): ArmResource {
  const { resource } = exemption;
  const { properties } = resource;
  if (properties === undefined || isUnknown(properties) || !isUnknown(properties["policyAssignmentId"]))
    return resource;
  const assignment = linkedTo(exemption, "properties.policyAssignmentId", index);
  const name = assignment?.resource.name;
  if (assignment === undefined || typeof name !== "string") return resource;
  const scope = typeof assignment.scope.on === "string" ? assignment.scope.on : "";
  const policyAssignmentId = `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`;
  return { ...resource, properties: { ...properties, policyAssignmentId } };
}

/** Where a fact really stands: a path of the resource itself, or of the one whose tags were folded in there. */
export interface Origin {
  /** As a reader finds it: `tags.a`, `azurerm_iothub.x: tags.a`. */
  label: string;
  /** The planned resource it stands in, where it stands in one. */
  planned: PlannedResource | undefined;
  /** Path in that resource. */
  path: string;
  /** What stands there, where that is a part of what the rule read. */
  value: OpenValue;
}

/**
 * Finds out where a fact that a rule read at a path really stands.
 * @param value what the rule read; undefined where it was unknown
 */
export function originOf(view: View, planned: PlannedResource, path: string, value: OpenValue): Origin {
  for (const { prefix, from, at = "tags", tags, own } of view.folded) {
    if (!path.startsWith(prefix)) continue;
    const name = path.slice(prefix.length);
    const read = isUnknown(value) || value === undefined ? Unknown : value;
    const [theirs, ours] = [tagValue(tags, name), tagValue(own, name)];
    const differs = isUnknown(read) ? !isUnknown(ours) && isUnknown(theirs) : ours !== read && isPart(theirs, read);
    const whose = from?.address ?? "the account, which the plan does not show";
    if (differs) return { label: `${whose}: ${at}.${name}`, planned: from, path: `${at}.${name}`, value: theirs };
  }
  const holder = path.startsWith("resourceGroup.") ? view.group : planned;
  return { label: path, planned: holder, path: path.replace(/^resourceGroup\./, ""), value };
}

/** Whether a value is what a rule read, or some of the uses that it read. */
function isPart(theirs: Maybe<string> | undefined, read: OpenValue): boolean {
  if (theirs === read) return true;
  if (typeof theirs !== "string" || typeof read !== "string" || !read.includes("+")) return false;
  const uses = (text: string): string[] =>
    text
      .toLowerCase()
      .split("+")
      .map((use) => use.trim());
  return uses(theirs).every((use) => uses(read).includes(use));
}

/** Tags of one fact. */
export function tagsWith(names: TagNames, facts: Partial<Record<Fact, Maybe<string>>>): OpenObject {
  const tags: OpenObject = {};
  for (const [fact, value] of Object.entries(facts)) setTag(tags, names[fact as Fact], value);
  return tags;
}
