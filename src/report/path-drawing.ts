import { parseAddress } from "../arm/address";
import type { Finding } from "../findings/finding";
import { pathsOf } from "./parts";
import type { Drawing, DrawnEdge, DrawnNode, DrawnPath } from "./trace/drawing";

/** More than that is no picture any more; `aoai-guard trace` draws them all. */
const MOST_NODES = 60;

/** The paths of findings in one drawing; undefined where there is none, or too much for one picture. */
export function drawingOfPaths(findings: readonly Finding[]): Drawing | undefined {
  const nodes = new Map<string, DrawnNode>();
  const edges = new Map<string, DrawnEdge>();
  const paths = new Map<string, DrawnPath>();
  const nodeOf = (address: string, part: DrawnNode["part"], type = terraformType(address)): DrawnNode => {
    const known = nodes.get(address);
    const node = known ?? { id: `n${nodes.size}`, address, type, part };
    if (known === undefined) nodes.set(address, node);
    else if (known.part === "hop") Object.assign(known, { part, type });
    return node;
  };
  for (const { evidence, resource } of findings) {
    for (const path of pathsOf(evidence)) {
      const [first, last] = [path[0], path.at(-1)];
      if (first === undefined || last === undefined) continue;
      nodeOf(first.from, "camera");
      nodeOf(last.to, "model", last.to === resource.address ? resource.type : undefined);
      for (const edge of path) {
        const ends = [nodeOf(edge.from, "hop").id, nodeOf(edge.to, "hop").id] as const;
        edges.set(ends.join(), { ...edge, ends, onPath: true });
      }
      const strength =
        path.map((edge) => edge.strength).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0] ?? "weak";
      paths.set(JSON.stringify(path), { source: first.from, model: last.to, strength, edges: path, opaque: [] });
      if (nodes.size > MOST_NODES) return undefined;
    }
  }
  if (paths.size === 0) return undefined;
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
