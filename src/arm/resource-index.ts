import { isUnknown } from "../policy/unknown";
import { addressMatches, parseAddress, type ParsedAddress } from "./address";
import { normalized, parentId } from "./id";
import { anchorLinksOf, type ArmLink, type PlannedResource } from "./resource";

/** A link seen from the resource it points to. */
export interface IncomingLink {
  from: PlannedResource;
  link: ArmLink;
}

interface Entry {
  address: ParsedAddress;
  resource: PlannedResource;
}

/** Resources that share an address but for their indexes. Their addresses are taken apart when an index is asked for. */
class Instances {
  private entriesOnce: readonly Entry[] | undefined;
  /** Step of the address -> its index -> the instances that have it there. Made for the steps that are asked for. */
  private byKey: Map<number, Map<string | undefined, Entry[]>> | undefined;
  /** Whether they have their indexes at the same steps; where not, a whole address may be a pattern for a longer one. */
  alike = true;

  /** @param indexed at which steps they have an index, as bits */
  constructor(
    readonly resources: PlannedResource[],
    private readonly indexed: number,
  ) {}

  add(resource: PlannedResource, indexed: number): void {
    this.resources.push(resource);
    if (indexed !== this.indexed) this.alike = false;
  }

  /** Those that have the indexes which a pattern gives. */
  matching(pattern: ParsedAddress): PlannedResource[] {
    const found: PlannedResource[] = [];
    for (const { address, resource } of this.narrowed(pattern)) {
      if (addressMatches(pattern, address)) found.push(resource);
    }
    return found;
  }

  private get entries(): readonly Entry[] {
    return (this.entriesOnce ??= this.resources.map((resource) => ({
      address: parseAddress(resource.address),
      resource,
    })));
  }

  /** The instances that have one of the indexes which a pattern gives: the fewest that any of them leaves. */
  private narrowed({ keys }: ParsedAddress): readonly Entry[] {
    let least = this.entries;
    if (least.length < FEW) return least;
    keys.forEach((key, step) => {
      if (key === undefined) return;
      const found = this.tableOf(step).get(key) ?? [];
      if (found.length < least.length) least = found;
    });
    return least;
  }

  private tableOf(step: number): ReadonlyMap<string | undefined, readonly Entry[]> {
    const tables = (this.byKey ??= new Map<number, Map<string | undefined, Entry[]>>());
    let table = tables.get(step);
    if (table === undefined) {
      tables.set(step, (table = new Map()));
      for (const entry of this.entries) {
        const at = entry.address.keys[step];
        const list = table.get(at);
        if (list) list.push(entry);
        else table.set(at, [entry]);
      }
    }
    return table;
  }
}

/** Fewer than this are looked through. */
const FEW = 16;

/**
 * Finds planned resources by address, id and link. The tables are built when first asked for and cost one pass each. A resource that goes away
 * is found too: look at `action`. What was found of a resource stays: an index is for resources that no longer change.
 */
export class ResourceIndex {
  private addresses: Map<string, Instances> | undefined;
  /** Address with its indexes -> the resources that have it, and all instances of their block. */
  private readonly whole = new Map<string, { resources: PlannedResource[]; instances: Instances }>();
  private ids: Map<string, PlannedResource> | undefined;
  /** Whether several resources have one id. */
  private sharedIds = false;
  private incoming: Map<PlannedResource, IncomingLink[]> | undefined;
  private readonly parents = new Map<PlannedResource, PlannedResource | undefined>();
  private readonly groups = new Map<PlannedResource, PlannedResource | undefined>();
  /** Subscription -> name -> the group: most resources of an estate share theirs, and an id is long. */
  private readonly groupsByName = new Map<string, Map<string, PlannedResource | undefined>>();

  constructor(readonly resources: readonly PlannedResource[]) {}

  /** All resources an address means; one without index means every instance, of its modules too. */
  byAddress(address: string): readonly PlannedResource[] {
    const table = this.addressTable();
    if (!address.includes("[")) return table.get(address)?.resources ?? NONE;
    const same = this.whole.get(address);
    if (same?.instances.alike === true) return same.resources;
    const pattern = parseAddress(address);
    return table.get(pattern.stripped)?.matching(pattern) ?? NONE;
  }

  /** The resource with an ARM id, compared without case. Where several describe it, what the plan writes whole comes before patches and before what exists. */
  byId(id: string): PlannedResource | undefined {
    return this.idTable().get(normalized(id));
  }

  /** The resource that has the id of another one, which is mostly itself: see {@link byId}. */
  wholeOf(resource: PlannedResource): PlannedResource {
    const table = this.idTable();
    const { id } = resource.resource;
    return this.sharedIds && typeof id === "string" ? (table.get(normalized(id)) ?? resource) : resource;
  }

  /** What a link points to. */
  targets(link: ArmLink): readonly PlannedResource[] {
    return this.byAddress(link.to);
  }

  /** The ARM parent (the account of a deployment): by its id, else by the link `parent`. */
  parentOf(resource: PlannedResource): PlannedResource | undefined {
    return remembered(this.parents, resource, () => this.findParent(resource));
  }

  private findParent(resource: PlannedResource): PlannedResource | undefined {
    const id = resource.resource.id;
    if (typeof id === "string") {
      const above = parentId(id);
      const found = above === undefined ? undefined : this.byId(above);
      if (found) return found;
    }
    return this.single(resource, "parent");
  }

  /** The resource group it lies in, where that is in the plan too: by its id, else by the link `resourceGroup`, else that of its parent. */
  resourceGroupOf(resource: PlannedResource): PlannedResource | undefined {
    return remembered(this.groups, resource, () => this.findGroup(resource));
  }

  private findGroup(resource: PlannedResource): PlannedResource | undefined {
    const seen = new Set<PlannedResource>();
    for (let at: PlannedResource | undefined = resource; at && !seen.has(at); at = this.parentOf(at)) {
      seen.add(at);
      const { subscriptionId, resourceGroup } = at.scope;
      if (typeof subscriptionId === "string" && typeof resourceGroup === "string") {
        const found = this.groupNamed(subscriptionId, resourceGroup);
        if (found) return found;
      }
      const linked = this.single(at, "resourceGroup");
      if (linked) return linked;
    }
    return undefined;
  }

  private groupNamed(subscriptionId: string, name: string): PlannedResource | undefined {
    let names = this.groupsByName.get(subscriptionId);
    if (names === undefined) this.groupsByName.set(subscriptionId, (names = new Map()));
    return remembered(names, name, () => this.byId(`/subscriptions/${subscriptionId}/resourceGroups/${name}`));
  }

  /** Links of other resources that point to this one. */
  linksTo(resource: PlannedResource): readonly IncomingLink[] {
    if (!this.incoming) {
      this.incoming = new Map();
      for (const from of this.resources) {
        for (const link of from.links) {
          for (const target of this.targets(link)) {
            const list = this.incoming.get(target);
            if (list) list.push({ from, link });
            else this.incoming.set(target, [{ from, link }]);
          }
        }
      }
    }
    return this.incoming.get(resource) ?? [];
  }

  /** The only target of a link with this path; undefined where there is none, or more than one. */
  private single(resource: PlannedResource, path: "parent" | "resourceGroup"): PlannedResource | undefined {
    const links = anchorLinksOf(resource, path);
    if (links.length === 0) return undefined;
    const found = new Set(
      links.flatMap((link) => staying(this.targets(link))).filter((target) => target !== resource && !target.overlay),
    );
    return found.size === 1 ? [...found][0] : undefined;
  }

  private addressTable(): Map<string, Instances> {
    if (!this.addresses) {
      this.addresses = new Map();
      for (const resource of this.resources) {
        const { address } = resource;
        const { stripped, keys } = parseAddress(address);
        const indexed = indexedSteps(keys);
        let instances = this.addresses.get(stripped);
        if (instances) instances.add(resource, indexed);
        else this.addresses.set(stripped, (instances = new Instances([resource], indexed)));
        if (indexed === 0) continue;
        const same = this.whole.get(address);
        if (same) same.resources.push(resource);
        else this.whole.set(address, { resources: [resource], instances });
      }
    }
    return this.addresses;
  }

  private idTable(): Map<string, PlannedResource> {
    if (!this.ids) {
      this.ids = new Map();
      for (const resource of this.resources) {
        const id = resource.resource.id;
        if (typeof id !== "string" || isUnknown(id)) continue;
        const key = normalized(id);
        const before = this.ids.get(key);
        if (before) this.sharedIds = true;
        if (!before || rank(resource) > rank(before)) this.ids.set(key, resource);
      }
    }
    return this.ids;
  }
}

const NONE: readonly PlannedResource[] = [];

/** At which steps there is an index, as bits; NaN, which is like nothing, where there are more steps than bits. */
function indexedSteps(keys: readonly (string | undefined)[]): number {
  if (keys.length > 31) return NaN;
  let bits = 0;
  for (let i = 0; i < keys.length; i++) if (keys[i] !== undefined) bits |= 1 << i;
  return bits;
}

/** Targets of a link without what goes away, if anything stays: a deposed object has the address of what took its place. */
export function staying(targets: readonly PlannedResource[]): readonly PlannedResource[] {
  if (targets.length < 2) return targets;
  const left = targets.filter(({ action }) => action !== "delete");
  return left.length > 0 ? left : targets;
}

function remembered<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  const before = known.get(key);
  if (before !== undefined || known.has(key)) return before as V;
  const found = find();
  known.set(key, found);
  return found;
}

function rank(resource: PlannedResource): number {
  if (resource.action === "delete") return 0;
  if (resource.action === "existing") return 1;
  return resource.overlay ? 2 : 3;
}
