import type { PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import type { PathEdge, Strength } from "../findings/finding";
import { strengthRank, type Edge, type Terrain } from "./edge";
import { EDGE_KINDS } from "./edges";
import { inferenceAssignments } from "./edges/e1-role-assignment";
import { Hosts } from "./hosts";
import { Identities } from "./identities";
import { mentionsOf } from "./mentions";
import { Graph } from "./search";
import { isSink } from "./sinks";
import { findSources, type CameraTagNames, type Source } from "./sources";
import { isCarrier, isWorkload } from "./types";

/** A path from a camera source to a model. */
export interface PipelinePath {
  source: PlannedResource;
  sink: PlannedResource;
  edges: PathEdge[];
  /** That of the weakest edge. */
  strength: Strength;
  /** What cannot be seen on the way, in words that follow "not seen:"; empty where all can. */
  opaque: string[];
}

/** What tracing gives. */
export interface Trace {
  /** Empty where the plan has no camera source or no model: then nothing is looked for. */
  edges: Edge[];
  /** The best path of each pair of source and model. */
  paths: PipelinePath[];
}

/** Follows a plan from every source of camera media to every model. Linear in resources, links and edges, times the number of models. */
export function tracePipelines(
  resources: readonly PlannedResource[],
  index: ResourceIndex,
  tagNames: CameraTagNames,
): Trace {
  const staying = resources.filter(({ action }) => action !== "delete");
  const sinks = staying.filter(isSink);
  if (sinks.length === 0) return { edges: [], paths: [] };
  const sources = findSources(staying, index, tagNames);
  if (sources.length === 0) return { edges: [], paths: [] };

  const terrain = terrainOf(staying, index);
  const graph = new Graph(EDGE_KINDS.flatMap((kind) => [...kind.find(terrain)]));
  const bySource = new Map<PlannedResource, Source>();
  for (const source of sources) {
    const node = terrain.node(source.resource);
    // A source that is one for certain outweighs one that may be.
    if (bySource.get(node)?.opaque !== undefined || !bySource.has(node)) bySource.set(node, source);
  }
  const opaqueEdges = new Map([
    ...addUnseenWorkloads(graph, bySource.keys()),
    ...addUnknownPrincipals(graph, bySource.keys(), terrain),
  ]);
  const within = graph.reachableFrom(bySource.keys());
  const wanted: ReadonlySet<PlannedResource> = new Set(bySource.keys());
  const paths = sinks.flatMap((sink) =>
    [...graph.pathsTo(sink, wanted, within)].map(([node, { edges, strength }]) => {
      const { resource, opaque } = bySource.get(node) ?? { resource: node };
      const hidden = edges.map((edge) => opaqueEdges.get(edge)).filter((reason) => reason !== undefined);
      return {
        source: resource,
        sink,
        edges: edges.map(shown),
        strength,
        opaque: [...(opaque === undefined ? [] : [opaque]), ...hidden],
      };
    }),
  );
  paths.sort((a, b) => strengthRank(b.strength) - strengthRank(a.strength) || a.edges.length - b.edges.length);
  return { edges: graph.edges, paths };
}

function terrainOf(resources: readonly PlannedResource[], index: ResourceIndex): Terrain {
  const byType = new Map<string, PlannedResource[]>();
  for (const resource of resources) {
    const type = resource.resource.type.toLowerCase();
    const list = byType.get(type);
    if (list) list.push(resource);
    else byType.set(type, [resource]);
  }
  const hosts = new Hosts(resources);
  return {
    of: remembered((types: readonly string[]) => types.flatMap((type) => byType.get(type) ?? [])),
    mentions: remembered((resource: PlannedResource) => mentionsOf(resource, { index, hosts })),
    index,
    hosts,
    identities: new Identities(resources, index),
    node: remembered((resource: PlannedResource) => topmost(resource, index)),
  };
}

/** A function that computes each answer once. */
function remembered<K, V>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = find(key)));
    return value;
  };
}

/** What stands for a resource in a path: the topmost resource it is a part of, and the write of the resource itself where one is laid over it. */
function topmost(resource: PlannedResource, index: ResourceIndex): PlannedResource {
  const seen = new Set<PlannedResource>();
  let at = resource;
  while (!seen.has(at)) {
    seen.add(at);
    const { id } = at.resource;
    const whole = typeof id === "string" ? (index.byId(id) ?? at) : at;
    const parent = index.parentOf(whole);
    at = parent ?? whole;
  }
  return at;
}

/**
 * A role at a model for a principal that nobody can tell yet may be for any workload that camera media reaches. Such an edge is weak and says why.
 */
function addUnknownPrincipals(
  graph: Graph,
  sources: Iterable<PlannedResource>,
  terrain: Terrain,
): ReadonlyMap<Edge, string> {
  const reasons = new Map<Edge, string>();
  let workloads: PlannedResource[] | undefined;
  for (const { assignment, accounts } of inferenceAssignments(terrain)) {
    if (terrain.identities.principalOf(assignment).known) continue;
    workloads ??= [...graph.reachableFrom(sources)].filter(({ resource }) => isWorkload(resource.type));
    for (const from of workloads) {
      for (const to of accounts) {
        const edge: Edge = { edge: "E1", from, to, attribute: `${assignment.address}: principal_id`, strength: "weak" };
        reasons.set(edge, `whose principal ${assignment.address} is about`);
        graph.add(edge);
      }
    }
  }
  return reasons;
}

/**
 * A workload that the plan only reads and that can call a model may take in whatever camera media reaches: its settings cannot be seen. Such an edge is weak
 * and says why.
 */
function addUnseenWorkloads(graph: Graph, sources: Iterable<PlannedResource>): ReadonlyMap<Edge, string> {
  const reasons = new Map<Edge, string>();
  const unseen = new Set(graph.edges.map(({ from }) => from).filter(isUnseenWorkload));
  if (unseen.size === 0) return reasons;
  const carriers = [...graph.reachableFrom(sources)].filter(({ resource }) => isCarrier(resource.type));
  for (const to of unseen) {
    for (const from of carriers) {
      const edge: Edge = { edge: "E12", from, to, attribute: `${to.address}: settings`, strength: "weak" };
      reasons.set(edge, `what feeds ${to.address}`);
      graph.add(edge);
    }
  }
  return reasons;
}

/** A data source shows what a workload is, not its settings. */
const isUnseenWorkload = ({ action, address, resource }: PlannedResource): boolean =>
  action === "existing" && /(^|\.)data\./.test(address) && isWorkload(resource.type);

/** An edge as findings show it: addresses in place of resources. */
const shown = ({ edge, from, to, attribute, strength }: Edge): PathEdge => ({
  edge,
  from: from.address,
  to: to.address,
  attribute,
  strength,
});
