import { parseAddress } from "../arm/address";
import type { Finding } from "../findings/finding";
import { pathsOf } from "./parts";
import type { Drawing, DrawnEdge, DrawnNode, DrawnPath } from "./trace/drawing";

/** More than that is no picture any more; `aoai-guard trace` draws them all. */
const MOST_NODES = 60;

/** The paths of findings in one drawing; undefined where there is none, or too much for one picture. In two input files an address is two resources. */
export function drawingOfPaths(findings: readonly Finding[]): Drawing | undefined {
  const nodes = new Map<string, DrawnNode>();
  const edges = new Map<string, DrawnEdge>();
  const paths = new Map<string, DrawnPath>();
  const nodeOf = (file: string, address: string, part: DrawnNode["part"], type = terraformType(address)): DrawnNode => {
    const key = `${file}\n${address}`;
    const known = nodes.get(key);
    const node = known ?? { id: `n${nodes.size}`, address, type, part, file };
    if (known === undefined) nodes.set(key, node);
    else if (known.part === "hop") Object.assign(known, { part, type });
    return node;
  };
  for (const { evidence, resource } of findings) {
    for (const path of pathsOf(evidence)) {
      const [first, last] = [path[0], path.at(-1)];
      if (first === undefined || last === undefined) continue;
      const file = resource.file ?? "";
      nodeOf(first.fromFile ?? file, first.from, "camera");
      nodeOf(last.toFile ?? file, last.to, "model", last.to === resource.address ? resource.type : undefined);
      for (const edge of path) {
        const from = nodeOf(edge.fromFile ?? file, edge.from, "hop");
        const ends = [from.id, nodeOf(edge.toFile ?? file, edge.to, "hop").id] as const;
        edges.set(ends.join(), { ...edge, ends, onPath: true });
      }
      const strength =
        path.map((edge) => edge.strength).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0] ?? "weak";
      paths.set(JSON.stringify([file, path]), {
        source: first.from,
        model: last.to,
        strength,
        edges: path,
        opaque: [],
      });
      if (nodes.size > MOST_NODES) return undefined;
    }
  }
  if (paths.size === 0) return undefined;
  const several = new Set([...nodes.values()].map(({ file }) => file)).size > 1;
  if (!several) for (const node of nodes.values()) delete node.file;
  const of = (part: DrawnNode["part"]): string[] =>
    [...nodes.values()].filter((node) => node.part === part).map(({ address }) => address);
  return {
    sources: of("camera"),
    models: of("model"),
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    paths: [...paths.values()],
  };
}

const terraformType = (address: string): string => parseAddress(address).stripped.split(".").at(-2) ?? "";

/** Weakest first. */
const ORDER: readonly DrawnPath["strength"][] = ["weak", "medium", "strong", "decisive"];
