/** Camera sources, model sinks, the edges between them, and the search for a path. */
export type { Edge, EdgeKind, Terrain } from "./edge";
export { EDGE_KINDS } from "./edges";
export type { CameraTags } from "./sources";
export { tracePipelines, type PipelinePath, type Trace } from "./trace";
