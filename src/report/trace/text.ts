import { parseAddress } from "../../arm/address";
import { printable, quietLines } from "../printable";
import { inFile, type Drawing, type DrawnEdge, type DrawnPath } from "./drawing";
import { FEW } from "./fold";
import type { PathEdge } from "../../findings/finding";
import { summary } from "./summary";

/** Each path from camera to model, one resource a line, with the evidence of each edge between; then the edges that are on no path. */
export function text(drawing: Drawing): string {
  const lines = [summary(drawing)];
  for (const alike of shapesOf(drawing.paths)) {
    const shown = alike.length > FEW ? alike.slice(0, 1) : alike;
    for (const path of shown) {
      const { strength, edges, opaque } = path;
      lines.push("", printable(`${sourceOf(path)} => ${inFile(path.model, path.modelFile)} (${strength})`));
      if (edges[0] !== undefined) lines.push(printable(`  ${edges[0].from}`));
      for (const edge of edges) lines.push(step(edge), printable(`  ${edge.to}`));
      for (const reason of opaque) lines.push(printable(`  not seen: ${reason}`));
    }
    if (shown.length < alike.length) {
      lines.push(`  ${alike.length - 1} more paths run the same way, from`);
      for (const path of alike.slice(1)) lines.push(printable(`    ${sourceOf(path)}`));
    }
  }
  const others = drawing.edges.filter(({ onPath }) => !onPath);
  if (others.length > 0) lines.push("", "On no path:", ...others.map(other));
  return quietLines(`${lines.join("\n")}\n`);
}

/** Paths by the way they run: the same kinds of edges, of the same strengths, past the same types. */
function shapesOf(paths: readonly DrawnPath[]): DrawnPath[][] {
  const shapes = new Map<string, DrawnPath[]>();
  for (const path of paths) {
    const way = path.edges.map(({ edge, strength, to }) => `${edge} ${strength} ${typeOf(to)}`);
    const key = [path.model, path.modelFile ?? "", path.opaque.length > 0, typeOf(path.source), ...way].join("\n");
    const shape = shapes.get(key);
    if (shape) shape.push(path);
    else shapes.set(key, [path]);
  }
  return [...shapes.values()];
}

const sourceOf = ({ source, sourceFile }: DrawnPath): string => inFile(source, sourceFile);

/** The Terraform type in an address. */
const typeOf = (address: string): string => parseAddress(address).stripped.split(".").at(-2) ?? address;

const step = ({ edge, strength, attribute }: PathEdge): string => printable(`    |  ${edge} ${strength}: ${attribute}`);
const other = ({ from, to, edge, strength, attribute }: DrawnEdge): string =>
  printable(`  ${from} -> ${to}  ${edge} ${strength}: ${attribute}`);
