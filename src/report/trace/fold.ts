import { parseAddress } from "../../arm/address";
import type { Drawing, DrawnEdge, DrawnNode } from "./drawing";

/** So many alike are drawn one by one; more are drawn as one. */
export const FEW = 4;
/** Rounds in which likeness spreads along edges: longer than most paths. */
const ROUNDS = 12;

/**
 * A drawing in which many nodes alike stand as one: the instances of a `count` or `for_each`, and whatever has the same type and the same edges to what is
 * alike in turn. Fifty cameras that each upload into storage of their own are one row of boxes, not fifty. Paths stay as they are.
 */
export function folded(drawing: Drawing): Drawing {
  const instances = merged(drawing, ({ address, type, part }) =>
    [parseAddress(address).stripped, type, part].join("\n"),
  );
  const colours = coloursOf(instances);
  return merged(instances, (node) => colours.get(node.id) ?? node.id);
}

/** Nodes of one kind as one node, where there are more than a few of the kind. */
function merged(drawing: Drawing, kindOf: (node: DrawnNode) => string): Drawing {
  const groups = new Map<string, DrawnNode[]>();
  for (const node of drawing.nodes) {
    const kind = kindOf(node);
    const group = groups.get(kind);
    if (group) group.push(node);
    else groups.set(kind, [node]);
  }
  const standIn = new Map<string, DrawnNode>();
  for (const group of groups.values()) {
    if (sizeOf(group) <= FEW || group.length < 2) continue;
    const one = asOne(group);
    for (const { id } of group) standIn.set(id, one);
  }
  if (standIn.size === 0) return drawing;
  const nodes = new Set(drawing.nodes.map((node) => standIn.get(node.id) ?? node));
  return { ...drawing, nodes: [...nodes], edges: bundled(drawing.edges, standIn) };
}

const sizeOf = (nodes: readonly DrawnNode[]): number =>
  nodes.reduce((sum, { members }) => sum + (members?.length ?? 1), 0);

function asOne(group: readonly DrawnNode[]): DrawnNode {
  const [first] = group as [DrawnNode];
  const members = group.flatMap((node) => node.members ?? [node.address]);
  const { file, ...one } = first;
  const together = file !== undefined && group.every((node) => node.file === file);
  return { ...one, ...(together && { file }), address: commonAddress(group.map(({ address }) => address)), members };
}

/** Edges between what now stands as one; of each kind and strength one. */
function bundled(edges: readonly DrawnEdge[], standIn: ReadonlyMap<string, DrawnNode>): DrawnEdge[] {
  const groups = new Map<string, DrawnEdge[]>();
  for (const edge of edges) {
    const [from, to] = edge.ends.map((id) => standIn.get(id)?.id ?? id) as [string, string];
    if (from === to) continue;
    const key = [from, to, edge.edge, edge.strength].join();
    const moved = { ...edge, ends: [from, to] as const };
    const group = groups.get(key);
    if (group) group.push(moved);
    else groups.set(key, [moved]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [DrawnEdge];
    return {
      ...first,
      attribute: commonEvidence(group.map(({ attribute }) => attribute)),
      onPath: group.some(({ onPath }) => onPath),
    };
  });
}

/** For each node what it looks like from itself and from its neighbours, theirs included: the same for nodes that nothing tells apart. */
function coloursOf({ nodes, edges }: Drawing): Map<string, string> {
  let colours = new Map(nodes.map(({ id, type, part }) => [id, `${type} ${part}`]));
  let count = new Set(colours.values()).size;
  for (let round = 0; round < ROUNDS; round++) {
    const seen = new Map<string, Set<string>>(nodes.map(({ id }) => [id, new Set()]));
    for (const { ends, edge, strength } of edges) {
      const [from, to] = ends;
      seen.get(from)?.add(`> ${edge} ${strength} ${colours.get(to)}`);
      seen.get(to)?.add(`< ${edge} ${strength} ${colours.get(from)}`);
    }
    const names = new Map<string, string>();
    const next = new Map<string, string>();
    for (const [id, around] of seen) {
      const look = [colours.get(id), ...[...around].sort()].join("\n");
      let name = names.get(look);
      if (name === undefined) names.set(look, (name = `c${names.size}`));
      next.set(id, name);
    }
    colours = next;
    if (names.size === count) break;
    count = names.size;
  }
  return colours;
}

/** Instances of one block with `*` for the keys in which they differ; else the first, and how many more. */
export function commonAddress(addresses: readonly string[]): string {
  const [first = "", ...others] = [...new Set(addresses)];
  if (others.length === 0) return first;
  const parsed = parseAddress(first);
  const rest = others.map(parseAddress);
  if (rest.some(({ stripped }) => stripped !== parsed.stripped)) return `${first} and ${others.length} more`;
  return parsed.stripped
    .split(".")
    .map((step, i) => {
      const key = parsed.keys[i];
      if (key === undefined && rest.every(({ keys }) => keys[i] === undefined)) return step;
      return rest.every(({ keys }) => keys[i] === key) ? `${step}[${key}]` : `${step}[*]`;
    })
    .join(".");
}

/** The same of `address: attribute`. */
function commonEvidence(evidence: readonly string[]): string {
  const parts = evidence.map((each) => {
    const at = each.lastIndexOf(": ");
    return at < 0 ? { address: "", attribute: each } : { address: each.slice(0, at), attribute: each.slice(at + 2) };
  });
  const [first] = parts;
  const others = new Set(evidence).size - 1;
  if (first === undefined || parts.some(({ attribute }) => attribute !== first.attribute))
    return others > 0 ? `${evidence[0]} and ${others} more` : (evidence[0] ?? "");
  const address = commonAddress(parts.map((part) => part.address));
  return address === "" ? first.attribute : `${address}: ${first.attribute}`;
}
