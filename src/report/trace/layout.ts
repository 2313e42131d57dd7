import { layersOf } from "./layers";
import type { DrawnEdge, DrawnNode } from "./drawing";

/** A point of a line, or the top left corner of a box. */
export interface Point {
  x: number;
  y: number;
}

export interface Layout {
  width: number;
  height: number;
  /** By node id: top left corner of its box. */
  boxes: ReadonlyMap<string, Point>;
  /** For each edge, in its order. */
  lines: readonly Line[];
}

export interface Line {
  /** Where it bends, from box to box. */
  points: readonly Point[];
  /** Middle of its label, and the room it has. */
  label: Point & { width: number };
}

export const BOX = { width: 440, height: 64 } as const;
export const LABEL = { width: 440, height: 48 } as const;
/** Where an edge passes a row. */
const LANE = 20;
const GAP = { x: 28, y: 22 } as const;
const MARGIN = 32;
const SWEEPS = 6;

/** A box, a label, or a lane. */
interface Slot {
  row: number;
  width: number;
  above: Slot[];
  below: Slot[];
  /** Position in its row. */
  order: number;
  /** Middle. */
  x: number;
}

/**
 * Places nodes in rows, edges going down as far as circles let them, and between two rows of nodes one of labels. An edge has a place of its own in each row
 * it passes, so that no line crosses a box and no label another. Within a row the order is that of the neighbours' middles.
 * @param top room to leave above the first row
 * @param labelWidth how much room the label of an edge needs
 */
export function layoutOf(
  nodes: readonly DrawnNode[],
  edges: readonly DrawnEdge[],
  top = 0,
  labelWidth: (edge: DrawnEdge) => number = () => LABEL.width,
): Layout {
  const layers = layersOf(nodes, edges);
  const rows: Slot[][] = [];
  const place = (row: number, width: number): Slot => {
    const slots = (rows[row] ??= []);
    const made: Slot = { row, width, above: [], below: [], order: slots.length, x: 0 };
    slots.push(made);
    return made;
  };
  const boxes = new Map(nodes.map(({ id }) => [id, place(2 * (layers.get(id) ?? 0), BOX.width)]));
  const routes = edges.map((edge) => {
    const [from, to] = edge.ends;
    return routeOf(boxes.get(from), boxes.get(to), labelWidth(edge), place);
  });
  for (let row = 0; row < rows.length; row++) rows[row] ??= [];

  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0;
    for (const row of down ? rows : [...rows].reverse()) sort(row, down ? "above" : "below");
  }
  const widths = rows.map((row) => row.reduce((sum, slot) => sum + slot.width + GAP.x, -GAP.x));
  const width = Math.max(BOX.width, ...widths);
  rows.forEach((row, i) => {
    let x = MARGIN + (width - (widths[i] ?? 0)) / 2;
    for (const slot of row) {
      slot.x = x + slot.width / 2;
      x += slot.width + GAP.x;
    }
  });
  const tops: number[] = [];
  let y = top + MARGIN;
  for (let row = 0; row < rows.length; row++) {
    tops.push(y);
    y += heightOf(row) + GAP.y;
  }
  const topOf = ({ row }: Slot): number => tops[row] ?? 0;
  return {
    width: width + 2 * MARGIN,
    height: y - GAP.y + MARGIN,
    boxes: new Map([...boxes].map(([id, slot]) => [id, { x: slot.x - BOX.width / 2, y: topOf(slot) }])),
    lines: routes.map((route) => lineOf(route, topOf)),
  };
}

const heightOf = (row: number): number => (row % 2 === 0 ? BOX.height : LABEL.height);

/** The places an edge has, from its first box to its last; the one after the first box is its label's. */
function routeOf(
  from: Slot | undefined,
  to: Slot | undefined,
  width: number,
  place: (row: number, width: number) => Slot,
): Slot[] {
  if (from === undefined || to === undefined) return [];
  const step = from.row <= to.row ? 1 : -1;
  const route = [from, place(from.row + step, width)];
  // Between two of one row the label lies below, and the line comes back up.
  for (let row = from.row + 2 * step; step * (to.row - row) > 0; row += step) route.push(place(row, LANE));
  route.push(to);
  for (let i = 1; i < route.length; i++) {
    const [a, b] = [route[i - 1] as Slot, route[i] as Slot];
    const [upper, lower] = a.row < b.row ? [a, b] : [b, a];
    upper.below.push(lower);
    lower.above.push(upper);
  }
  return route;
}

/** Orders a row by the middle of its neighbours; what has none stays about where it is. */
function sort(row: Slot[], side: "above" | "below"): void {
  const middles = new Map(
    row.map((slot) => {
      const near = slot[side];
      return [slot, near.length === 0 ? slot.order : near.reduce((sum, each) => sum + each.order, 0) / near.length];
    }),
  );
  row.sort((a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0) || a.order - b.order);
  row.forEach((slot, i) => (slot.order = i));
}

function lineOf(route: readonly Slot[], topOf: (slot: Slot) => number): Line {
  const points: Point[] = [];
  route.forEach((slot, i) => {
    const [before, after] = [route[i - 1], route[i + 1]];
    const [upper, lower] = [topOf(slot), topOf(slot) + heightOf(slot.row)];
    // In by the side that the way comes from, out by the one it goes to.
    if (before !== undefined) points.push({ x: slot.x, y: before.row < slot.row ? upper : lower });
    if (after !== undefined) points.push({ x: slot.x, y: after.row < slot.row ? upper : lower });
  });
  const label = route[1];
  return {
    points,
    label:
      label === undefined
        ? { x: 0, y: 0, width: 0 }
        : { x: label.x, y: topOf(label) + LABEL.height / 2, width: label.width },
  };
}
