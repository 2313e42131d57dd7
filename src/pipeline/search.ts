import type { PlannedResource } from "../arm/resource";
import type { Strength } from "../findings/finding";
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

  /**
   * For each of the wanted resources from which the sink can be reached: the shortest of the paths whose weakest edge is the strongest. Breadth first
   * from the sink, once for each strength, so linear in resources and edges.
   * @param kindOf of sources of one kind that lead to the sink only by weak edges the nearest stands for all: what cannot be seen may join everything to everything
   */
  pathsTo(
    sink: PlannedResource,
    wanted: ReadonlySet<PlannedResource>,
    within: ReadonlySet<PlannedResource>,
    kindOf?: (source: PlannedResource) => string,
  ): Map<PlannedResource, { edges: Edge[]; strength: Strength }> {
    const found = new Map<PlannedResource, { edges: Edge[]; strength: Strength }>();
    const kinds = new Set<string>();
    for (const strength of ["decisive", "strong", "medium", "weak"] as const) {
      if (found.size === wanted.size) break;
      const next = this.nextTowards(sink, strengthRank(strength), within);
      for (const at of next.keys()) {
        if (!wanted.has(at) || found.has(at)) continue;
        if (strength === "weak" && kindOf !== undefined) {
          const kind = kindOf(at);
          if (kinds.has(kind)) continue;
          kinds.add(kind);
        }
        found.set(at, { edges: follow(at, sink, next), strength });
      }
    }
    return found;
  }

  /** For each resource that leads to the sink by edges of at least a strength: the first of them on its shortest path. */
  private nextTowards(
    sink: PlannedResource,
    least: number,
    within: ReadonlySet<PlannedResource>,
  ): Map<PlannedResource, Edge> {
    const next = new Map<PlannedResource, Edge>();
    let front: PlannedResource[] = [sink];
    while (front.length > 0) {
      const further: PlannedResource[] = [];
      for (const at of front) {
        for (const edge of this.incoming.get(at)?.values() ?? []) {
          const { from } = edge;
          if (from === sink || next.has(from) || !within.has(from) || strengthRank(edge.strength) < least) continue;
          next.set(from, edge);
          further.push(from);
        }
      }
      front = further;
    }
    return next;
  }
}

function follow(source: PlannedResource, sink: PlannedResource, next: ReadonlyMap<PlannedResource, Edge>): Edge[] {
  const edges: Edge[] = [];
  for (let at = source; at !== sink;) {
    const edge = next.get(at);
    if (edge === undefined) break;
    edges.push(edge);
    at = edge.to;
  }
  return edges;
}
