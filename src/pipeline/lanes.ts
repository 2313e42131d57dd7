import type { PlannedResource } from "../arm/resource";
import type { Edge, Terrain } from "./edge";
import { mayForward, NAMESPACES } from "./entities";

/**
 * Keeps the queues, topics and event hubs of one namespace apart. What is written into one comes out of that one, where the plan tells for certain which it is, and to
 * whoever reads the namespace; what is written into the namespace, or into one that nobody can tell, comes out of all:
 *
 * `writer -> queue -> way out -> reader of any`, `writer to any -> namespace -> every queue -> its reader`
 *
 * Namespaces of which no edge tells more, and those with an entity that forwards to another, stay whole.
 */
export class Lanes {
  /** Namespace -> its way out. */
  private readonly split = new Map<PlannedResource, PlannedResource>();
  private readonly entities = new Map<PlannedResource, PlannedResource>();
  private readonly ways = new Set<Edge>();
  /** What stands in the graph -> the edge as it was found. */
  private readonly found = new Map<Edge, Edge>();

  constructor(edges: readonly Edge[], terrain: Terrain) {
    const told = edges.filter(({ fromPart, toPart }) => fromPart !== undefined || toPart !== undefined);
    if (told.length === 0) return;
    const forwarding = new Set(terrain.parts(NAMESPACES).filter(mayForward).map(terrain.node));
    for (const { from, to, fromPart, toPart } of told) {
      if (fromPart !== undefined && !forwarding.has(from)) this.add(from, fromPart);
      if (toPart !== undefined && !forwarding.has(to)) this.add(to, toPart);
    }
    for (const [namespace, out] of this.split) this.addWay(namespace, out);
    for (const [entity, namespace] of this.entities) {
      this.addWay(namespace, entity);
      this.addWay(entity, this.split.get(namespace) ?? namespace);
    }
  }

  /** Whether no namespace has parts that are told apart. */
  get isWhole(): boolean {
    return this.split.size === 0;
  }

  /** Edges that are no evidence: within a namespace. */
  get within(): Iterable<Edge> {
    return this.ways;
  }

  /** An edge between the parts of namespaces that it is about. */
  placed(edge: Edge): Edge {
    const from = this.split.get(edge.from);
    if (from === undefined && !this.split.has(edge.to)) return edge;
    const placed: Edge = {
      ...edge,
      from: from === undefined ? edge.from : this.entityOr(edge.fromPart, from),
      to: this.split.has(edge.to) ? this.entityOr(edge.toPart, edge.to) : edge.to,
    };
    this.found.set(placed, edge);
    return placed;
  }

  /** A path as it was found: without the ways within namespaces. */
  unplaced(edges: readonly Edge[]): Edge[] {
    if (this.isWhole) return [...edges];
    return edges.filter((edge) => !this.ways.has(edge)).map((edge) => this.found.get(edge) ?? edge);
  }

  private add(namespace: PlannedResource, entity: PlannedResource): void {
    this.entities.set(entity, namespace);
    if (!this.split.has(namespace)) this.split.set(namespace, { ...namespace });
  }

  private addWay(from: PlannedResource, to: PlannedResource): void {
    this.ways.add({ edge: "", from, to, attribute: "", strength: "decisive" });
  }

  private entityOr(part: PlannedResource | undefined, whole: PlannedResource): PlannedResource {
    return part !== undefined && this.entities.has(part) ? part : whole;
  }
}
