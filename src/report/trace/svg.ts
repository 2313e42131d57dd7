import type { Strength } from "../../findings/finding";
import { escapedXml as escaped } from "../xml";
import type { Drawing, DrawnEdge, DrawnNode } from "./drawing";
import { BOX, LABEL, layoutOf, type Line, type Point } from "./layout";
import { summary } from "./summary";

const LINES: Readonly<Record<Strength, string>> = {
  decisive: 'stroke-width="3"',
  strong: 'stroke-width="1.8"',
  medium: 'stroke-width="1.4" stroke-dasharray="8 5"',
  weak: 'stroke-width="1.4" stroke-dasharray="2 5"',
};
const FILLS: Readonly<Record<DrawnNode["part"], readonly [fill: string, stroke: string, radius: number]>> = {
  camera: ["#fde8d7", "#b45309", 24],
  model: ["#dbe7fb", "#1d4ed8", 2],
  hop: ["#ffffff", "#6b7280", 6],
};
/** Room for the heading. */
const HEADING = 34;
/** How many characters of 12 and 11 pixels a box and an edge's label hold. */
const CHARACTERS = { box: 50, label: 58 } as const;

const NO_LINE: Line = { points: [], label: { x: 0, y: 0 } };

/** A drawing of its own, top to bottom, legible without anything else: what is too long for its place is told whole by its tooltip. */
export function svg(drawing: Drawing): string {
  const { width, height, boxes, lines } = layoutOf(drawing.nodes, drawing.edges, HEADING);
  const size = `${Math.ceil(Math.max(width, 640))}`;
  const heading = summary(drawing);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${Math.ceil(height)}" viewBox="0 0 ${size} ${Math.ceil(height)}" font-family="system-ui, sans-serif" role="img">`,
    `<title>${escaped(heading)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 10 5 0 10z" fill="#374151"/></marker></defs>',
    `<rect width="100%" height="100%" fill="#fafafa"/>`,
    `<text x="24" y="30" font-size="15" font-weight="600" fill="#111827">${escaped(heading)}</text>`,
    ...drawing.edges.map((edge, i) => lineOf(edge, lines[i] ?? NO_LINE)),
    ...drawing.nodes.map((node) => boxOf(node, boxes.get(node.id) ?? NO_LINE.label)),
    ...drawing.edges.map((edge, i) => labelOf(edge, lines[i] ?? NO_LINE)),
    "</svg>",
  ].join("\n")}\n`;
}

function boxOf({ address, type, part }: DrawnNode, { x, y }: Point): string {
  const [fill, stroke, radius] = FILLS[part];
  const middle = x + BOX.width / 2;
  return (
    `<g><title>${escaped(address)}</title>` +
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="${radius}" fill="${fill}" stroke="${stroke}" stroke-width="1.4"/>` +
    `<text x="${middle}" y="${y + 22}" font-size="13" text-anchor="middle" fill="#111827">${escaped(shortened(address, CHARACTERS.box))}</text>` +
    `<text x="${middle}" y="${y + 40}" font-size="11" text-anchor="middle" fill="#4b5563">${escaped(shortened(type, CHARACTERS.box))}</text></g>`
  );
}

function lineOf({ strength, onPath }: DrawnEdge, { points }: Line): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${first.x} ${first.y}`;
  let before = first;
  for (const point of rest) {
    const bend = (before.y + point.y) / 2;
    path += before.x === point.x ? `V${point.y}` : `C${before.x} ${bend} ${point.x} ${bend} ${point.x} ${point.y}`;
    before = point;
  }
  return `<path d="${path}" fill="none" stroke="${onPath ? "#374151" : "#b6bcc6"}" ${LINES[strength]} marker-end="url(#arrow)"/>`;
}

/** On its line, which it hides where it stands. */
function labelOf({ edge, strength, attribute, onPath }: DrawnEdge, { label: { x, y } }: Line): string {
  return (
    `<g><title>${escaped(attribute)}</title>` +
    `<rect x="${x - LABEL.width / 2}" y="${y - LABEL.height / 2}" width="${LABEL.width}" height="${LABEL.height}" fill="#fafafa"/>` +
    `<text x="${x}" y="${y - 3}" font-size="12" font-weight="600" text-anchor="middle" fill="${onPath ? "#111827" : "#6b7280"}">${escaped(`${edge} ${strength}`)}</text>` +
    `<text x="${x}" y="${y + 12}" font-size="11" text-anchor="middle" fill="#4b5563">${escaped(shortened(attribute, CHARACTERS.label))}</text></g>`
  );
}

/** The middle left out: an address begins with its module and its key, and ends in its name. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = Math.floor(length * 0.42);
  return `${text.slice(0, head)}…${text.slice(head + 1 - length)}`;
}
