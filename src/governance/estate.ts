import { normalized } from "../arm/id";
import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import type { Maybe, OpenValue } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";
import type { CheckContext } from "./context";
import { FACTS, foldTags, stricter, tagValue, type TagNames, type Tags } from "./facts";
import { shownValue } from "./message";
import type { Place } from "./place";

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
  /** Sentences about descriptions that disagree. */
  readonly notes: string[] = [];
  private readonly subscriptions = new Map<string, SubscriptionFacts>();
  private readonly groupTags = new Map<string, Tags>();
  private readonly places = new Map<PlannedResource, Place>();
  private readonly today: string;

  /** @param now ISO 8601 */
  constructor(
    resources: readonly PlannedResource[],
    readonly index: ResourceIndex,
    context: CheckContext,
    private readonly names: TagNames,
    now: string,
  ) {
    this.today = now.slice(0, 10);
    for (const { id, tags, managementGroups } of context.subscriptions ?? []) {
      this.subscriptions.set(id.toLowerCase(), {
        tags: tags ?? Unknown,
        managementGroups: managementGroups ?? Unknown,
      });
    }
    for (const { id, tags } of context.resourceGroups ?? []) this.groupTags.set(normalized(id), tags ?? Unknown);
    for (const resource of resources) {
      if (resource.action !== "delete" && resource.resource.type.toLowerCase() === SUBSCRIPTION)
        this.addSubscription(resource);
    }
  }

  /** Where a planned resource lies. */
  placeOf(resource: PlannedResource): Place {
    const known = this.places.get(resource);
    if (known) return known;
    const place = this.findPlace(resource);
    this.places.set(resource, place);
    return place;
  }

  /**
   * The sentence that says how to tell what is not known of a place: the lines of context, or where to write the subscription; "" where neither helps.
   * @param wanted unknown paths as rules name them (`subscription.tags.x`, `subscription.managementGroups`); lines that end none of them are left out
   * @param more lines that help as well
   */
  hint(place: Place, wanted: readonly string[], more: readonly string[] = []): string {
    const isWanted = (path: string): boolean => wanted.some((unknown) => unknown.startsWith(path));
    const lines = [...more, ...this.missingLines(place, isWanted)];
    const ends = lines.length > 0 ? ` These lines of context end that: ${lines.join("; ")}.` : "";
    if (!isUnknown(place.subscriptionId) || !(isWanted("subscription") || isWanted("resourceGroup"))) return ends;
    return `${ends} The plan does not show the subscription: write subscription_id into the provider block.`;
  }

  private missingLines(place: Place, isWanted: (path: string) => boolean): string[] {
    const { subscriptionId, resourceGroup } = place;
    if (typeof subscriptionId !== "string") return [];
    const about: string[] = [];
    if (isUnknown(place.subscriptionTags) && isWanted("subscription.tags")) about.push("tags: {}");
    if (isUnknown(place.managementGroups) && isWanted("subscription.managementGroups")) {
      about.push("managementGroups: [NAME]");
    }
    const lines = about.length > 0 ? [`subscriptions: [{ id: ${subscriptionId}, ${about.join(", ")} }]`] : [];
    if (typeof resourceGroup === "string" && isUnknown(place.resourceGroupTags) && isWanted("resourceGroup.tags")) {
      lines.push(
        `resourceGroups: [{ id: /subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}, tags: {} }]`,
      );
    }
    return lines;
  }

  private findPlace(resource: PlannedResource): Place {
    const { scope } = resource;
    const group = this.index.resourceGroupOf(resource);
    const subscriptionId = known(scope.subscriptionId) ?? known(group?.scope.subscriptionId) ?? scope.subscriptionId;
    const resourceGroup =
      known(scope.resourceGroup) ?? known(group?.resource.name) ?? scope.resourceGroup ?? group?.resource.name;
    const facts = this.subscriptionFacts(subscriptionId);
    const groups = scope.managementGroup === undefined ? facts.managementGroups : namesOf(scope.managementGroup);
    return {
      id: resource.resource.id ?? Unknown,
      subscriptionId,
      subscriptionTags: facts.tags,
      managementGroups: groups,
      resourceGroup,
      resourceGroupTags: resourceGroup === undefined ? {} : this.tagsOfGroup(group, subscriptionId, resourceGroup),
    };
  }

  private subscriptionFacts(id: Maybe<string> | undefined): SubscriptionFacts {
    if (id === undefined) return { tags: {}, managementGroups: [] };
    const facts = isUnknown(id) ? undefined : this.subscriptions.get(id.toLowerCase());
    return facts ?? { tags: Unknown, managementGroups: Unknown };
  }

  private tagsOfGroup(
    group: PlannedResource | undefined,
    subscriptionId: Maybe<string> | undefined,
    name: Maybe<string>,
  ): Tags {
    const id =
      typeof subscriptionId === "string" && typeof name === "string"
        ? `/subscriptions/${subscriptionId}/resourceGroups/${name}`
        : undefined;
    const told = id === undefined ? undefined : this.groupTags.get(normalized(id));
    const planned = group?.resource.type.toLowerCase() === GROUP ? (group.resource.tags ?? {}) : undefined;
    if (told === undefined) return planned ?? Unknown;
    if (planned === undefined) return told;
    return this.reconcile(`resource group ${isUnknown(name) ? "" : name}`, told, planned, group);
  }

  private addSubscription(subscription: PlannedResource): void {
    const { resource, scope, action } = subscription;
    const id = typeof resource.id === "string" ? resource.id.split("/")[2] : scope.subscriptionId;
    if (typeof id !== "string") return;
    const told = this.subscriptions.get(id.toLowerCase());
    // A data source without tags has read that there are none; a resource that Terraform creates has none.
    const planned: Tags = resource.tags === undefined && action === "no-op" ? Unknown : (resource.tags ?? {});
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
    if (!this.notes.includes(text)) this.notes.push(text);
  }
}

const known = (value: Maybe<string> | undefined): string | undefined => (typeof value === "string" ? value : undefined);
const namesOf = (group: Maybe<string>): Maybe<readonly string[]> => (isUnknown(group) ? Unknown : [group]);
