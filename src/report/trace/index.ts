import { dot } from "./dot";
import type { Drawing } from "./drawing";
import { json } from "./json";
import { mermaid } from "./mermaid";
import { svg } from "./svg";
import { text } from "./text";

export { drawingOf, type Drawing } from "./drawing";

export type TraceFormat = "text" | "json" | "dot" | "mermaid" | "svg";

/** Draws what `trace` found, as one document that ends in a newline. */
export type TraceReporter = (drawing: Drawing) => string;

/** One reporter a format. */
export const traceReporters: Readonly<Record<TraceFormat, TraceReporter>> = { text, json, dot, mermaid, svg };
