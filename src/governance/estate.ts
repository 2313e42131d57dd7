import { normalized } from "../arm/id";
import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import { typeKey } from "../arm/type-key";
import type { Maybe, OpenValue } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";
import type { CheckContext } from "./context";
import { isCognitiveAccount } from "../arm/cognitive-account";
import {
  FACTS,
  foldTags,
  settled,
  stricter,
  tagValue,
  withPossible,
  withWritten,
  type TagNames,
  type Tags,
} from "./facts";
import { shownValue } from "./shown-value";
import { listed } from "./listed";
import type { FoldedTags, Place } from "./place";
import { TagWrites, type TagWrite } from "./tag-writes";

const SUBSCRIPTION = "microsoft.resources/subscriptions";
const GROUP = "microsoft.resources/resourcegroups";

interface SubscriptionFacts {
  tags: Tags;
  managementGroups: Maybe<readonly string[]>;
}

/**
 * What is known of the subscriptions and resource groups that the planned resources lie in, from the context and from the plan itself. Where both
 * describe one, the stricter fact counts and a note says so.
 */
export class Estate {
  private readonly disagreements: string[] = [];
  private readonly open = new Set<string>();
  private readonly subscriptions = new Map<string, SubscriptionFacts>();
  private readonly groupTags = new Map<string, Tags>();
  private readonly places = new Map<PlannedResource, Place>();
  private readonly ownTags = new Map<PlannedResource, Tags>();
  /** Resource groups by id, without patches of them. */
  private readonly groups = new Map<string, PlannedResource>();
  private readonly today: string;
  /** Tags that are written apart from what bears them. */
  readonly writes: TagWrites;

  /** @param now ISO 8601 */
  constructor(
    resources: readonly PlannedResource[],
    readonly index: ResourceIndex,
    context: CheckContext,
    readonly names: TagNames,
    now: string,
  ) {
    this.today = now.slice(0, 10);
    this.writes = new TagWrites(resources, index);
    for (const { id, tags, managementGroups } of context.subscriptions ?? []) {
      this.subscriptions.set(id.toLowerCase(), {
        tags: tags === undefined ? Unknown : settled(tags, names),
        managementGroups: managementGroups ?? Unknown,
      });
    }
    for (const { id, tags } of context.resourceGroups ?? []) {
      this.groupTags.set(normalized(id), tags === undefined ? Unknown : settled(tags, names));
    }
    for (const planned of resources) {
      // A patch describes nothing: what it writes is among the writes.
      if (planned.action === "delete" || planned.overlay === true) continue;
      const type = typeKey(planned.resource.type);
      if (type === SUBSCRIPTION) this.addSubscription(planned);
      const { id } = planned.resource;
      if (type === GROUP && typeof id === "string") this.groups.set(normalized(id), planned);
    }
  }

  /** Sentences about descriptions that disagree, and about rules that nobody describes enough for. */
  get notes(): readonly string[] {
    if (this.open.size === 0) return this.disagreements;
    const rules = listed([...this.open].sort());
    return [
      ...this.disagreements,
      `Too little is known for ${rules}, which would only report; docs/context.md tells more.`,
    ];
  }

  /** Remembers a rule that would only report and could not be decided. */
  noteOpen(rule: string): void {
    this.open.add(rule);
  }

  /** The tags of a planned resource with what else the plan writes onto it. */
  tagsOf(planned: PlannedResource): Tags {
    if (this.ownTags.has(planned)) return this.ownTags.get(planned);
    const own = settled(planned.resource.tags, this.names);
    const tags = this.withAstray(planned, this.withWrites(own, this.writes.on(planned)));
    this.ownTags.set(planned, tags);
    return tags;
  }

  /** Tags with those of writes that may be aimed at any account. */
  private withAstray({ resource }: PlannedResource, tags: Tags): Tags {
    const { anywhere } = this.writes;
    if (anywhere.length === 0 || !isCognitiveAccount(resource)) return tags;
    return withPossible(
      tags,
      anywhere.map((write) => settled(write.tags, this.names)),
      this.names,
    );
  }

  private withWrites(own: Tags, writes: readonly TagWrite[]): Tags {
    if (writes.length === 0) return own;
    return withWritten(
      own,
      writes.map(({ tags }) => settled(tags, this.names)),
      this.names,
    );
  }

  /** Where a planned resource lies. */
  placeOf(resource: PlannedResource): Place {
    const known = this.places.get(resource);
    if (known) return known;
    const place = this.findPlace(resource);
    this.places.set(resource, place);
    return place;
  }

  private findPlace(resource: PlannedResource): Place {
    const { scope } = resource;
    const group = this.index.resourceGroupOf(resource);
    const subscriptionId = known(scope.subscriptionId) ?? known(group?.scope.subscriptionId) ?? scope.subscriptionId;
    const resourceGroup =
      known(scope.resourceGroup) ?? known(group?.resource.name) ?? scope.resourceGroup ?? group?.resource.name;
    const facts = this.subscriptionFacts(subscriptionId);
    const groups = scope.managementGroup === undefined ? facts.managementGroups : namesOf(scope.managementGroup);
    const subscription = typeof subscriptionId === "string" ? `/subscriptions/${subscriptionId}` : undefined;
    const onSubscription = subscription === undefined ? [] : this.writes.onId(subscription);
    const groupId =
      subscription !== undefined && typeof resourceGroup === "string"
        ? `${subscription}/resourceGroups/${resourceGroup}`
        : undefined;
    const groupTags = resourceGroup === undefined ? {} : this.tagsOfGroup(group, groupId, resourceGroup);
    const onGroup = this.writesOnGroup(group, groupId);
    return {
      id: resource.resource.id ?? Unknown,
      subscriptionId,
      subscriptionTags: this.withWrites(facts.tags, onSubscription),
      managementGroups: groups,
      resourceGroup,
      resourceGroupTags: this.withWrites(groupTags, onGroup),
      written:
        onGroup.length + onSubscription.length === 0
          ? NONE
          : [
              ...onGroup.map((write) => folded("resourceGroup.tags.", write, groupTags)),
              ...onSubscription.map((write) => folded("subscription.tags.", write, facts.tags)),
            ],
    };
  }

  private subscriptionFacts(id: Maybe<string> | undefined): SubscriptionFacts {
    if (id === undefined) return { tags: {}, managementGroups: [] };
    const facts = isUnknown(id) ? undefined : this.subscriptions.get(id.toLowerCase());
    return facts ?? { tags: Unknown, managementGroups: Unknown };
  }

  private writesOnGroup(group: PlannedResource | undefined, id: string | undefined): readonly TagWrite[] {
    if (this.writes.areNone) return NONE;
    const all = [
      ...(group === undefined ? [] : this.writes.on(group)),
      ...(id === undefined ? [] : this.writes.onId(id)),
    ];
    return [...new Set(all)];
  }

  private tagsOfGroup(group: PlannedResource | undefined, id: string | undefined, name: Maybe<string>): Tags {
    const told = id === undefined || this.groupTags.size === 0 ? undefined : this.groupTags.get(normalized(id));
    const shown = group?.overlay === true && id !== undefined ? this.groups.get(normalized(id)) : group;
    const describes = shown !== undefined && typeKey(shown.resource.type) === GROUP && shown.overlay !== true;
    const planned = describes ? settled(shown.resource.tags ?? {}, this.names) : undefined;
    if (told === undefined) return planned ?? Unknown;
    if (planned === undefined) return told;
    return this.reconcile(`resource group ${isUnknown(name) ? "" : name}`, told, planned, shown);
  }

  private addSubscription(subscription: PlannedResource): void {
    const { resource, scope, action } = subscription;
    const id = typeof resource.id === "string" ? resource.id.split("/")[2] : scope.subscriptionId;
    if (typeof id !== "string") return;
    const told = this.subscriptions.get(id.toLowerCase());
    // A data source without tags has read that there are none; a resource that Terraform creates has none.
    const planned: Tags =
      resource.tags === undefined && action === "no-op" ? Unknown : settled(resource.tags ?? {}, this.names);
    this.subscriptions.set(id.toLowerCase(), {
      tags: told === undefined ? planned : this.reconcile(`subscription ${id}`, told.tags, planned, subscription),
      managementGroups: told?.managementGroups ?? Unknown,
    });
  }

  /** Two descriptions of one thing. Where the context does not say, what the plan shows stands, and the other way round. */
  private reconcile(what: string, told: Tags, planned: Tags, of: PlannedResource | undefined): Tags {
    if (isUnknown(told)) return planned;
    if (isUnknown(planned)) return told;
    for (const fact of FACTS) {
      const name = this.names[fact];
      const [a, b] = [tagValue(told, name), tagValue(planned, name)];
      if (isUnknown(a) || isUnknown(b) || (a ?? "").toLowerCase() === (b ?? "").toLowerCase()) continue;
      const counts = stricter(fact, a, b);
      const shown = (value: OpenValue): string =>
        value === undefined ? "not set" : `"${shownValue(of, `tags.${name}`, value)}"`;
      this.note(
        `The context and the plan disagree about ${name} of ${what} (${shown(a)}, ${shown(b)}); ${shown(counts)} counts.`,
      );
    }
    return foldTags(told, [planned], this.names, FACTS, this.today);
  }

  private note(text: string): void {
    if (!this.disagreements.includes(text)) this.disagreements.push(text);
  }
}

const NONE: readonly never[] = [];
const known = (value: Maybe<string> | undefined): string | undefined => (typeof value === "string" ? value : undefined);
const namesOf = (group: Maybe<string>): Maybe<readonly string[]> => (isUnknown(group) ? Unknown : [group]);
const folded = (prefix: string, { from, tags, at }: TagWrite, own: Tags): FoldedTags => ({
  prefix,
  from,
  tags,
  at,
  own,
});
