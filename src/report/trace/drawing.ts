import type { PlannedResource } from "../../arm/resource";
import type { PathEdge, Strength } from "../../findings/finding";

/** An edge between resources of a plan. */
interface Edge extends Omit<PathEdge, "from" | "to"> {
  from: PlannedResource;
  to: PlannedResource;
}

/** What tracing gives, as far as it is drawn. */
export interface Trace {
  sources: readonly PlannedResource[];
  sinks: readonly PlannedResource[];
  edges: readonly Edge[];
  paths: readonly {
    source: PlannedResource;
    sink: PlannedResource;
    route: readonly Edge[];
    edges: readonly PathEdge[];
    strength: Strength;
    opaque: readonly string[];
  }[];
}

/** What is drawn: plain data, the same for every format. */
export interface Drawing {
  /** Addresses. */
  sources: string[];
  models: string[];
  nodes: DrawnNode[];
  edges: DrawnEdge[];
  paths: DrawnPath[];
}

export interface DrawnNode {
  /** `n0`, `n1`, ...: safe in every format. */
  id: string;
  address: string;
  /** ARM type. */
  type: string;
  part: "camera" | "model" | "hop";
  /** The input file, where the drawing is of several: an address is one resource in each of them. */
  file?: string;
  /** Addresses of what it stands for, where it stands for many. */
  members?: readonly string[];
}

/** `Microsoft.Devices/IotHubs, in plan.json`; `50 x Microsoft.Devices/IotHubs` of what stands for many. */
export const typeLabel = ({ type, members, file }: DrawnNode): string =>
  inFile(members === undefined ? type : `${members.length} x ${type}`, file, ",");

/** What stands in a file that has to be named. */
export const inFile = (what: string, file: string | undefined, mark = ""): string =>
  file === undefined ? what : `${what}${mark} in ${file}`;

export interface DrawnEdge extends PathEdge {
  /** Ids of nodes. */
  ends: readonly [from: string, to: string];
  /** Whether it is on a path from a camera to a model. */
  onPath: boolean;
}

export interface DrawnPath {
  source: string;
  model: string;
  /** Their input files, where the drawing is of several. */
  sourceFile?: string;
  modelFile?: string;
  strength: Strength;
  edges: PathEdge[];
  /** What cannot be seen on the way. */
  opaque: string[];
}

/**
 * Makes a drawing of a trace.
 * @param all every edge that was found; otherwise those on paths only
 */
export function drawingOf(trace: Trace, all = false): Drawing {
  const nodes = new Map<PlannedResource, DrawnNode>();
  const sources = new Set(trace.sources);
  const sinks = new Set(trace.sinks);
  const drawn = [...trace.paths.flatMap(({ route }) => route), ...(all ? trace.edges : [])];
  const shown = [...trace.sources, ...trace.sinks, ...drawn.flatMap(({ from, to }) => [from, to])];
  const several = new Set(shown.map(({ file }) => file)).size > 1;
  const nodeOf = (resource: PlannedResource): DrawnNode => {
    let node = nodes.get(resource);
    if (node === undefined) {
      const part = sinks.has(resource) ? "model" : sources.has(resource) ? "camera" : "hop";
      const { address, file } = resource;
      node = { id: `n${nodes.size}`, address, type: resource.resource.type, part, ...(several && { file }) };
      nodes.set(resource, node);
    }
    return node;
  };
  const edges = new Map<string, DrawnEdge>();
  const add = ({ edge, from, to, attribute, strength }: Edge, onPath: boolean): void => {
    const ends = [nodeOf(from).id, nodeOf(to).id] as const;
    const key = ends.join();
    if (!edges.has(key))
      edges.set(key, { edge, from: from.address, to: to.address, attribute, strength, ends, onPath });
  };
  for (const { route } of trace.paths) for (const edge of route) add(edge, true);
  if (all) for (const edge of trace.edges) add(edge, false);
  return {
    sources: [...new Map(trace.sources.map(({ address, file }) => [`${file}\n${address}`, address])).values()],
    models: trace.sinks.map(({ address }) => address),
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    paths: trace.paths.map(({ source, sink, strength, edges: steps, opaque }) => ({
      source: source.address,
      model: sink.address,
      ...(several && { sourceFile: source.file, modelFile: sink.file }),
      strength,
      edges: [...steps],
      opaque: [...opaque],
    })),
  };
}
