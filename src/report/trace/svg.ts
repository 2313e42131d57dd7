import type { Strength } from "../../findings/finding";
import { parseAddress } from "../../arm/address";
import { quietLines } from "../printable";
import { escapedXml as escaped } from "../xml";
import { inFile, typeLabel, type Drawing, type DrawnEdge, type DrawnNode } from "./drawing";
import { folded } from "./fold";
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
/** How many characters of a size, in pixels, a box or a label holds. */
const CHARACTERS = { 11: 66, 12: 60, 13: 55 } as const;
/** Height of a line in a box. */
const LINE = 18;
/** How many addresses a tooltip tells. */
const TOLD = 60;

const NO_LINE: Line = { points: [], label: { x: 0, y: 0, width: 0 } };

/** A drawing of its own, top to bottom, legible without anything else: what is too long for its place is told whole by its tooltip. */
export function svg(whole: Drawing): string {
  const drawing = folded(whole);
  const { width, height, boxes, lines } = layoutOf(drawing.nodes, drawing.edges, HEADING, labelWidth);
  const size = `${Math.ceil(Math.max(width, 640))}`;
  const heading = summary(drawing);
  return quietLines(
    `${[
      `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${Math.ceil(height)}" viewBox="0 0 ${size} ${Math.ceil(height)}" font-family="system-ui, sans-serif" role="img">`,
      `<title>${escaped(heading)}</title>`,
      '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 10 5 0 10z" fill="#374151"/></marker></defs>',
      `<rect width="100%" height="100%" fill="#fafafa"/>`,
      `<text x="24" y="30" font-size="15" font-weight="600" fill="#111827">${escaped(heading)}</text>`,
      ...drawing.edges.map((edge, i) => lineOf(edge, lines[i] ?? NO_LINE)),
      ...drawing.nodes.map((node) => boxOf(node, boxes.get(node.id) ?? NO_LINE.label)),
      ...drawing.edges.map((edge, i) => labelOf(edge, lines[i] ?? NO_LINE)),
      "</svg>",
    ].join("\n")}\n`,
  );
}

function boxOf(node: DrawnNode, { x, y }: Point): string {
  const { address, part, members, file } = node;
  const [fill, stroke, radius] = FILLS[part];
  const { module, resource } = split(address);
  const lines: TextLine[] = [{ text: resource, size: 13, fill: "#111827" }];
  if (module !== "") lines.push({ text: module, size: 11, fill: "#374151" });
  lines.push({ text: typeLabel(node), size: 11, fill: "#4b5563" });
  const top = y + (BOX.height - LINE * lines.length) / 2 + 13;
  return (
    `<g><title>${(members ?? [inFile(address, file)]).slice(0, TOLD).map(escaped).join("\n")}</title>` +
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="${radius}" fill="${fill}" stroke="${stroke}" stroke-width="1.4"/>` +
    lines.map((line, i) => textOf(line, x + BOX.width / 2, top + i * LINE)).join("") +
    "</g>"
  );
}

/** The modules of an address, and what is in them. */
function split(address: string): { module: string; resource: string } {
  const { stripped, keys } = parseAddress(address);
  const steps = stripped.split(".").map((step, i) => (keys[i] === undefined ? step : `${step}[${keys[i]}]`));
  let modules = 0;
  while (steps[modules] === "module" && steps.length - modules > 2) modules += 2;
  return { module: steps.slice(0, modules).join("."), resource: steps.slice(modules).join(".") };
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
function labelOf(edge: DrawnEdge, { label: { x, y, width } }: Line): string {
  return (
    `<g><title>${escaped(edge.attribute)}</title>` +
    `<rect x="${x - width / 2}" y="${y - LABEL.height / 2}" width="${width}" height="${LABEL.height}" fill="#fafafa"/>` +
    labelLines(edge)
      .map((line, i) => textOf(line, x, y - LABEL.height / 2 + 13 + i * 15))
      .join("") +
    "</g>"
  );
}

function labelLines({ edge, strength, attribute, onPath }: DrawnEdge): TextLine[] {
  const at = attribute.lastIndexOf(": ");
  const lines: TextLine[] = [
    { text: `${edge} ${strength}`, size: 12, weight: 600, fill: onPath ? "#111827" : "#6b7280" },
    { text: attribute.slice(at < 0 ? 0 : at + 2), size: 11, fill: "#374151" },
  ];
  if (at >= 0) lines.push({ text: split(attribute.slice(0, at)).resource, size: 11, fill: "#4b5563" });
  return lines;
}

/** The room its longest line needs: as much of the whole as it has of the characters that fill the whole. */
const labelWidth = (edge: DrawnEdge): number =>
  Math.ceil(
    LABEL.width * Math.min(1, Math.max(...labelLines(edge).map(({ text, size }) => text.length / CHARACTERS[size]))),
  );

type Size = keyof typeof CHARACTERS;

interface TextLine {
  text: string;
  size: Size;
  fill: string;
  weight?: number;
}

const textOf = ({ text, size, fill, weight }: TextLine, x: number, y: number): string =>
  `<text x="${x}" y="${y}" font-size="${size}" ${weight === undefined ? "" : `font-weight="${weight}" `}text-anchor="middle" fill="${fill}">${escaped(shortened(text, CHARACTERS[size]))}</text>`;

/** The middle left out: an address begins with its module and its key, and ends in its name. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = Math.floor(length * 0.42);
  return `${text.slice(0, head)}…${text.slice(head + 1 - length)}`;
}
