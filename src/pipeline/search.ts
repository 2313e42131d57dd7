import type { PlannedResource } from "../arm/resource";
import { strengthRank, type Edge } from "./edge";

/** The edges of a plan by where they start and end; of parallel ones the strongest. */
export class Graph {
  private readonly outgoing = new Map<PlannedResource, Map<PlannedResource, Edge>>();
  private readonly incoming = new Map<PlannedResource, Map<PlannedResource, Edge>>();

  constructor(edges: Iterable<Edge>) {
    for (const edge of edges) this.add(edge);
  }

  /** Adds an edge; of two between the same resources the stronger stays, the earlier where they are equal. */
  add(edge: Edge): void {
    let targets = this.outgoing.get(edge.from);
    if (targets === undefined) this.outgoing.set(edge.from, (targets = new Map()));
    const parallel = targets.get(edge.to);
    if (parallel !== undefined && strengthRank(parallel.strength) >= strengthRank(edge.strength)) return;
    targets.set(edge.to, edge);
    const sources = this.incoming.get(edge.to);
    if (sources) sources.set(edge.from, edge);
    else this.incoming.set(edge.to, new Map([[edge.from, edge]]));
  }

  get edges(): Edge[] {
    return [...this.outgoing.values()].flatMap((targets) => [...targets.values()]);
  }

  /** Everything that can be reached from the given resources, themselves included. */
  reachableFrom(starts: Iterable<PlannedResource>): ReadonlySet<PlannedResource> {
    const reached = new Set(starts);
    for (const at of reached) for (const to of this.outgoing.get(at)?.keys() ?? []) reached.add(to);
    return reached;
  }

  /** The edges that lead to a resource. */
  edgesTo(resource: PlannedResource): Iterable<Edge> {
    return this.incoming.get(resource)?.values() ?? [];
  }
}
