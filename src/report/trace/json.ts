import { quietJson } from "../printable";
import type { Drawing } from "./drawing";

/** `version` 1 of what `trace --format json` prints: sources and models by address, the edges drawn, each path edge by edge and, of several inputs, with its files. */
export const json = ({ sources, models, edges, paths }: Drawing): string =>
  `${quietJson(
    {
      version: 1,
      sources,
      models,
      edges: edges.map(({ edge, from, to, attribute, strength, onPath }) => ({
        edge,
        from,
        to,
        attribute,
        strength,
        onPath,
      })),
      paths,
    },
    2,
  )}\n`;
