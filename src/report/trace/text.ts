import { printable, quietLines } from "../printable";
import type { Drawing, DrawnEdge } from "./drawing";
import type { PathEdge } from "../../findings/finding";
import { summary } from "./summary";

/** Each path from camera to model, one resource a line, with the evidence of each edge between; then the edges that are on no path. */
export function text(drawing: Drawing): string {
  const lines = [summary(drawing)];
  for (const { source, model, strength, edges, opaque } of drawing.paths) {
    lines.push("", printable(`${source} => ${model} (${strength})`));
    if (edges[0] !== undefined) lines.push(printable(`  ${edges[0].from}`));
    for (const edge of edges) lines.push(step(edge), printable(`  ${edge.to}`));
    for (const reason of opaque) lines.push(printable(`  not seen: ${reason}`));
  }
  const others = drawing.edges.filter(({ onPath }) => !onPath);
  if (others.length > 0) lines.push("", "On no path:", ...others.map(other));
  return quietLines(`${lines.join("\n")}\n`);
}

const step = ({ edge, strength, attribute }: PathEdge): string => printable(`    |  ${edge} ${strength}: ${attribute}`);
const other = ({ from, to, edge, strength, attribute }: DrawnEdge): string =>
  printable(`  ${from} -> ${to}  ${edge} ${strength}: ${attribute}`);
