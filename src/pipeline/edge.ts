import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import type { Strength } from "../findings/finding";
import type { Hosts } from "./hosts";
import type { Identities } from "./identities";
import type { Mention } from "./mention";
import type { Outputs } from "./outputs";
import type { TextAt } from "./values";

/** Evidence that media can go from one resource to another. */
export interface Edge {
  /** E1 to E18. */
  edge: string;
  from: PlannedResource;
  to: PlannedResource;
  /** `address: attribute` of the evidence. */
  attribute: string;
  strength: Strength;
  /** The queue, topic or event hub of a namespace that media leave or enter, where that is told for certain; else any of it. */
  fromPart?: PlannedResource;
  toPart?: PlannedResource;
  /** What of a weak edge is not seen, in words that follow "not seen:". */
  unseen?: string;
}

/** What the kinds of edges look at: resources that stay, by type, and the ways from a value to a resource. */
export interface Terrain {
  /** Resources of the given types, in lower case. A list of types that is asked for again is answered from memory. */
  of(types: readonly string[]): readonly PlannedResource[];
  /** Resources whose node (see {@link node}) is of one of the given types, in lower case: a function app, its slots and its connections. */
  parts(types: readonly string[]): readonly PlannedResource[];
  /** Every text of a resource's properties, by its path: `properties.siteConfig.appSettings[2].value`. */
  texts(resource: PlannedResource): readonly TextAt[];
  /** Everything a resource's properties name. */
  mentions(resource: PlannedResource): readonly Mention[];
  index: ResourceIndex;
  hosts: Hosts;
  outputs: Outputs;
  identities: Identities;
  /** The resource that stands for another in a path: the storage account of a container, the site of a slot. */
  node(resource: PlannedResource): PlannedResource;
}

/** One kind of evidence. */
export interface EdgeKind {
  /** E1 to E18 (docs/edges.md). */
  id: string;
  /** What it is evidence of. */
  title: string;
  find(terrain: Terrain): Iterable<Edge>;
}

const ORDER: readonly Strength[] = ["weak", "medium", "strong", "decisive"];
/** 0 for the weakest. */
export const strengthRank = (strength: Strength): number => ORDER.indexOf(strength);
