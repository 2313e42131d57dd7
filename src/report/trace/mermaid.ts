import type { Strength } from "../../findings/finding";
import { printable } from "../printable";
import { typeLabel, type Drawing, type DrawnNode } from "./drawing";
import { folded } from "./fold";
import { summary } from "./summary";

const ARROWS: Readonly<Record<Strength, string>> = { decisive: "==>", strong: "-->", medium: "-.->", weak: "-.->" };
const SHAPES: Readonly<Record<DrawnNode["part"], readonly [open: string, close: string]>> = {
  camera: ["([", "])"],
  model: ["[[", "]]"],
  hop: ["[", "]"],
};

/** A flowchart. Labels are quoted, and what could end or change one is written as an entity code. Source: https://mermaid.js.org/syntax/flowchart.html */
export function mermaid(whole: Drawing): string {
  const drawing = folded(whole);
  const lines = [
    "flowchart TB",
    `  %% ${summary(drawing)}`,
    ...drawing.nodes.map((node) => {
      const { id, address, part } = node;
      const [open, close] = SHAPES[part];
      return `  ${id}${open}"${escaped(address)}<br/>${escaped(typeLabel(node))}"${close}${part === "hop" ? "" : `:::${part}`}`;
    }),
    ...drawing.edges.map(
      ({ ends: [from, to], edge, strength, attribute }) =>
        `  ${from} ${ARROWS[strength]}|"${escaped(`${edge} ${strength}`)}<br/>${escaped(attribute)}"| ${to}`,
    ),
    "  classDef camera fill:#fde8d7,stroke:#b45309,color:#1f2937",
    "  classDef model fill:#dbe7fb,stroke:#1d4ed8,color:#1f2937",
  ];
  return `${lines.join("\n")}\n`;
}

const escaped = (text: string): string =>
  printable(text).replace(/[^\p{L}\p{N} ._,:/=[\]()*'-]/gu, (character) =>
    character === '"' ? "#quot;" : `#${character.codePointAt(0)};`,
  );
