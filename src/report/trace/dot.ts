import type { Strength } from "../../findings/finding";
import { printable } from "../printable";
import { typeLabel, type Drawing, type DrawnNode } from "./drawing";
import { folded } from "./fold";
import { summary } from "./summary";

const STYLES: Readonly<Record<Strength, string>> = {
  decisive: "style=bold, penwidth=2.5",
  strong: "style=solid, penwidth=1.5",
  medium: "style=dashed",
  weak: "style=dotted",
};
const PARTS: Readonly<Record<DrawnNode["part"], string>> = {
  camera: 'shape=box, style="rounded,filled", fillcolor="#fde8d7"',
  model: 'shape=box, style=filled, fillcolor="#dbe7fb"',
  hop: "shape=box",
};

/** A digraph for Graphviz. Source: https://graphviz.org/doc/info/lang.html (quoted ids; backslash and quote escaped). */
export function dot(whole: Drawing): string {
  const drawing = folded(whole);
  const lines = [
    "digraph trace {",
    `  label=${quoted(summary(drawing))};`,
    '  labelloc="t"; rankdir="TB"; fontname="sans-serif"; node [fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=10];',
    ...drawing.nodes.map(
      (node) => `  ${node.id} [label=${quoted(node.address, typeLabel(node))}, ${PARTS[node.part]}];`,
    ),
    ...drawing.edges.map(
      ({ ends: [from, to], edge, strength, attribute, onPath }) =>
        `  ${from} -> ${to} [label=${quoted(`${edge} ${strength}`, attribute)}, ${STYLES[strength]}${onPath ? "" : ', color="#999999"'}];`,
    ),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

const quoted = (...lines: readonly string[]): string =>
  `"${lines.map((line) => printable(line).replace(/[\\"]/g, "\\$&")).join("\\n")}"`;
