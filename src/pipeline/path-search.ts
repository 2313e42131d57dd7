import type { PlannedResource } from "../arm/resource";
import type { Strength } from "../findings/finding";
import { strengthRank, type Edge } from "./edge";
import type { Graph } from "./search";

/** What paths are looked for. */
export interface Wanted {
  /** Where they begin. */
  sources: ReadonlySet<PlannedResource>;
  /** Everything that can be reached from there. */
  within: ReadonlySet<PlannedResource>;
  /** Of sources of one kind that lead to a sink only by weak edges the nearest stands for all: what cannot be seen may join everything to everything. Default: each is one of its own. */
  kindOf?: (source: PlannedResource) => unknown;
  /** Resources that join many to many, only by weak edges. What lies behind one is looked for once, for all sinks. */
  crossroads?: ReadonlySet<PlannedResource>;
}

/** A path to one sink. */
export interface FoundPath {
  edges: Edge[];
  /** That of the weakest edge. */
  strength: Strength;
}

/** Everything that leads to a resource, the nearest first. */
interface Upstream {
  /** The first edge on the shortest path. */
  next: ReadonlyMap<PlannedResource, Edge>;
  /** How many edges that path has. */
  length: ReadonlyMap<PlannedResource, number>;
}

/** What lies behind a crossroads. */
interface Behind extends Upstream {
  /** The sources of each kind, the nearest first. */
  sources: ReadonlyMap<unknown, readonly PlannedResource[]>;
}

/** A way from a source to the sink. */
interface Way {
  source: PlannedResource;
  length: number;
  /** The crossroads it leads over last, and what lies behind that; undefined where it leads over none. */
  over?: { crossroads: PlannedResource; behind: Behind };
}

/** Looks for the paths from sources to one sink after the other. */
export class PathSearch {
  private readonly behind = new Map<PlannedResource, Behind>();

  constructor(
    private readonly graph: Graph,
    private readonly wanted: Wanted,
  ) {}

  /**
   * For each source from which the sink can be reached: the shortest of the paths whose weakest edge is the strongest. Breadth first from the sink, once for each
   * strength, so linear in what leads to it without a crossroads.
   */
  to(sink: PlannedResource): Map<PlannedResource, FoundPath> {
    const { sources } = this.wanted;
    const found = new Map<PlannedResource, FoundPath>();
    for (const strength of ["decisive", "strong", "medium"] as const) {
      if (found.size === sources.size) return found;
      const { next } = this.upstream(sink, strengthRank(strength), NONE);
      for (const at of next.keys())
        if (sources.has(at) && !found.has(at)) found.set(at, { edges: follow(at, sink, next), strength });
    }
    if (found.size < sources.size) this.addWeak(sink, found);
    return found;
  }

  private addWeak(sink: PlannedResource, found: Map<PlannedResource, FoundPath>): void {
    const { sources, kindOf = itself, crossroads = NONE } = this.wanted;
    const near = this.upstream(sink, 0, crossroads);
    const ways = new Map<unknown, Way>();
    const offer = (kind: unknown, way: Way): void => {
      const before = ways.get(kind);
      if (before === undefined || way.length < before.length) ways.set(kind, way);
    };
    for (const [at, length] of near.length)
      if (sources.has(at) && !found.has(at)) offer(kindOf(at), { source: at, length });
    // Of equally long ways the one that goes longest without a crossroads tells most.
    const met = [...near.length].filter(([at]) => crossroads.has(at)).sort(([, a], [, b]) => b - a);
    for (const [at, length] of met) {
      const behind = this.behindOf(at);
      for (const [kind, all] of behind.sources) {
        const source = all.find((each) => !found.has(each));
        if (source === undefined) continue;
        offer(kind, { source, length: length + (behind.length.get(source) ?? 0), over: { crossroads: at, behind } });
      }
    }
    for (const { source, over } of [...ways.values()].sort((a, b) => a.length - b.length)) {
      const edges =
        over === undefined
          ? follow(source, sink, near.next)
          : [...follow(source, over.crossroads, over.behind.next), ...follow(over.crossroads, sink, near.next)];
      found.set(source, { edges, strength: "weak" });
    }
  }

  private behindOf(crossroads: PlannedResource): Behind {
    let behind = this.behind.get(crossroads);
    if (behind === undefined) {
      const { kindOf = itself } = this.wanted;
      const upstream = this.upstream(crossroads, 0, NONE);
      const sources = new Map<unknown, PlannedResource[]>();
      for (const at of upstream.next.keys()) {
        if (!this.wanted.sources.has(at)) continue;
        const kind = kindOf(at);
        const list = sources.get(kind);
        if (list) list.push(at);
        else sources.set(kind, [at]);
      }
      this.behind.set(crossroads, (behind = { ...upstream, sources }));
    }
    return behind;
  }

  /**
   * What leads to a resource by edges of at least a strength.
   * @param ends what is not looked behind
   */
  private upstream(to: PlannedResource, least: number, ends: ReadonlySet<PlannedResource>): Upstream {
    const { within } = this.wanted;
    const next = new Map<PlannedResource, Edge>();
    const length = new Map<PlannedResource, number>();
    let front: PlannedResource[] = [to];
    for (let steps = 1; front.length > 0; steps++) {
      const further: PlannedResource[] = [];
      for (const at of front) {
        for (const edge of this.graph.edgesTo(at)) {
          const { from } = edge;
          if (from === to || next.has(from) || !within.has(from) || strengthRank(edge.strength) < least) continue;
          next.set(from, edge);
          length.set(from, steps);
          if (!ends.has(from)) further.push(from);
        }
      }
      front = further;
    }
    return { next, length };
  }
}

const NONE: ReadonlySet<PlannedResource> = new Set();
const itself = (source: PlannedResource): unknown => source;

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
