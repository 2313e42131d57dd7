import { parentId } from "../arm/id";
import { anchorLinksOf, type PlannedResource } from "../arm/resource";
import type { ResourceIndex } from "../arm/resource-index";
import type { PathEdge, Strength } from "../findings/finding";
import { isUnknown } from "../policy/unknown";
import { strengthRank, type Edge, type EdgeKind, type Terrain } from "./edge";
import { EDGE_KINDS } from "./edges";
import { Hosts } from "./hosts";
import { Identities } from "./identities";
import { Lanes } from "./lanes";
import { mentionsOf } from "./mentions";
import { madeByResource, Outputs } from "./outputs";
import { PathSearch } from "./path-search";
import { Graph } from "./search";
import { isSink } from "./sinks";
import { findSources, type CameraTags, type Source } from "./sources";
import { isExtension } from "./types";
import { unseenEdges } from "./unseen";
import { stringsIn } from "./values";
import { typeKey } from "../arm/type-key";

/** A path from a camera source to a model. */
export interface PipelinePath {
  source: PlannedResource;
  sink: PlannedResource;
  edges: PathEdge[];
  /** The same edges with the resources they join. */
  route: Edge[];
  /** That of the weakest edge. */
  strength: Strength;
  /** What cannot be seen on the way, in words that follow "not seen:"; empty where all can. */
  opaque: string[];
}

/** What tracing gives. */
export interface Trace {
  /** What carries camera media, and the models it could get to. */
  sources: readonly PlannedResource[];
  sinks: readonly PlannedResource[];
  /** Empty where the plan has no camera source or no model: then nothing is looked for. */
  edges: Edge[];
  /** The best path of each pair of source and model. */
  paths: PipelinePath[];
}

/**
 * Follows a plan from every source of camera media to every model. Linear in resources, links, edges and what leads to each model.
 * @param kinds the kinds of evidence that count
 */
export function tracePipelines(
  resources: readonly PlannedResource[],
  index: ResourceIndex,
  tags: CameraTags,
  kinds: readonly EdgeKind[] = EDGE_KINDS,
): Trace {
  const staying = resources.filter(({ action }) => action !== "delete");
  const sinks = staying.filter(isSink);
  const sources = findSources(staying, index, tags);
  const ends = { sources: sources.map(({ resource }) => resource), sinks };
  if (sinks.length === 0 || sources.length === 0) return { ...ends, edges: [], paths: [] };

  const terrain = terrainOf(staying, index);
  const found = kinds.flatMap((kind) => [...kind.find(terrain)]);
  const seen = new Graph(found).edges;
  const bySource = new Map<PlannedResource, Source>();
  for (const source of sources) {
    const node = terrain.node(source.resource);
    const before = bySource.get(node);
    // A source that is one for certain outweighs one that may be, and the whole what is a part of it or is laid over it.
    if (before === undefined || weightOf(source, node) > weightOf(before, node)) bySource.set(node, source);
  }
  const unseen = unseenEdges(staying, terrain, new Set(seen.map(({ from }) => from)));
  const lanes = new Lanes(found, terrain);
  const graph = new Graph(lanes.within);
  for (const edge of [...(lanes.isWhole ? seen : found), ...unseen.edges]) graph.add(lanes.placed(edge));
  const search = new PathSearch(graph, {
    sources: new Set(bySource.keys()),
    within: graph.reachableFrom(bySource.keys()),
    kindOf: remembered((node: PlannedResource) => factsOf(bySource.get(node), index, tags)),
    crossroads: unseen.crossroads,
  });
  const paths = sinks.flatMap((sink) =>
    [...search.to(sink)].map(([node, { edges: placed, strength }]) => {
      const edges = lanes.unplaced(placed);
      const { resource, opaque } = bySource.get(node) ?? { resource: node };
      const hidden = new Set(
        edges.map((edge) => unseen.reasons.get(edge) ?? edge.unseen).filter((reason) => reason !== undefined),
      );
      const route = straightened(edges, unseen.crossroads);
      return {
        source: resource,
        sink,
        edges: route.map((edge) => shown(edge, sink.file)),
        route,
        strength,
        opaque: [...(opaque === undefined ? [] : [opaque]), ...hidden],
      };
    }),
  );
  paths.sort((a, b) => strengthRank(b.strength) - strengthRank(a.strength) || a.edges.length - b.edges.length);
  return { ...ends, edges: seen, paths };
}

const weightOf = ({ resource, opaque }: Source, node: PlannedResource): number =>
  (opaque === undefined ? 2 : 0) + (resource === node ? 1 : 0);

/** All that a rule can read of a source, as text: sources of which it is the same are judged alike. */
function factsOf(source: Source | undefined, index: ResourceIndex, { tagsOf, tagsAbove }: CameraTags): string {
  if (source === undefined) return "";
  const { resource, opaque } = source;
  const above = tagsAbove?.(resource) ?? [index.resourceGroupOf(resource)?.resource.tags];
  const read = [resource.resource.type, resource.resource.kind, tagsOf?.(resource) ?? resource.resource.tags, ...above];
  return JSON.stringify([opaque !== undefined, ...read], (_, value: unknown) =>
    isUnknown(value) ? "(unknown)" : value,
  );
}

function terrainOf(resources: readonly PlannedResource[], index: ResourceIndex): Terrain {
  const byType = new Map<string, PlannedResource[]>();
  for (const resource of resources) {
    const type = typeKey(resource.resource.type);
    const list = byType.get(type);
    if (list) list.push(resource);
    else byType.set(type, [resource]);
  }
  const made = madeByResource(resources);
  const hosts = new Hosts(resources, made, index);
  const outputs = new Outputs(made);
  const texts = remembered(({ resource }: PlannedResource) => stringsIn(resource.properties, "properties"));
  return {
    parts: remembered((types: readonly string[]) => {
      const wanted = [...byType.keys()].filter((type) =>
        types.some((each) => type === each || type.startsWith(`${each}/`)),
      );
      return wanted.flatMap((type) => byType.get(type) ?? []);
    }),
    of: remembered((types: readonly string[]) => types.flatMap((type) => byType.get(type) ?? [])),
    texts,
    mentions: remembered((resource: PlannedResource) => mentionsOf(resource, { index, hosts, outputs, texts })),
    index,
    hosts,
    outputs,
    identities: new Identities(resources, index, made),
    node: remembered((resource: PlannedResource) => {
      const top = topmost(resource, index);
      return hosts.ownerOf(top) ?? top;
    }),
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
    const whole = index.wholeOf(at);
    at = index.parentOf(whole) ?? ancestorOf(whole, index) ?? extendedBy(whole, index) ?? whole;
  }
  return at;
}

/** What a resource is a part of where its own parent is not in the plan (the operation of a policy), or where several links tell it (API and gateway). */
function ancestorOf(resource: PlannedResource, index: ResourceIndex): PlannedResource | undefined {
  const { id } = resource.resource;
  for (let above = typeof id === "string" ? parentId(id) : undefined; above !== undefined; above = parentId(above)) {
    const found = index.byId(above);
    if (found) return found;
  }
  const parents = anchorLinksOf(resource, "parent").flatMap((link) => index.targets(link));
  const shortest = (type: string): number => type.split("/").length;
  return parents.sort((a, b) => shortest(a.resource.type) - shortest(b.resource.type))[0];
}

/** The cluster that an extension brings its applications to. */
function extendedBy(extension: PlannedResource, index: ResourceIndex): PlannedResource | undefined {
  const { resource, scope } = extension;
  if (!isExtension(resource.type)) return undefined;
  const own = typeof scope.on === "string" ? index.byId(scope.on) : undefined;
  // Links are worked out when they are read, and this is asked of every resource.
  return own ?? extension.links.filter(({ path }) => path === "scope").flatMap((link) => index.targets(link))[0];
}

/** A path without its crossroads: the edge to one and the edge from it are one edge, told by the one of the two that has evidence. */
function straightened(edges: readonly Edge[], crossroads: ReadonlySet<PlannedResource>): Edge[] {
  const out: Edge[] = [];
  for (const edge of edges) {
    const before = out[out.length - 1];
    if (before === undefined || !crossroads.has(edge.from)) out.push(edge);
    else out[out.length - 1] = { ...(before.attribute === "" ? edge : before), from: before.from, to: edge.to };
  }
  return out;
}

/** An edge as findings show it: addresses in place of resources. @param file that of the model */
const shown = ({ edge, from, to, attribute, strength }: Edge, file: string): PathEdge => ({
  edge,
  from: from.address,
  to: to.address,
  attribute,
  strength,
  ...(from.file !== file && { fromFile: from.file }),
  ...(to.file !== file && { toFile: to.file }),
});
