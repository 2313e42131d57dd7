import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EDGE_KINDS } from "../../src/pipeline";
import { FRONT_CASES } from "./support/front-cases";
import { RELAY_CASES } from "./support/relay-cases";

const page = readFileSync(join(__dirname, "../../docs/edges.md"), "utf8");
/** Id -> the other cells of its row: evidence, strength, followed, what it cannot see. */
const rows = new Map(
  [...page.matchAll(/^\| (E\d+) +\|(.*)$/gm)].map(([, id, rest]) => [
    id,
    (rest ?? "").split("|").map((cell) => cell.trim()),
  ]),
);

test("docs/edges.md has a row for every edge and says which are followed", () => {
  expect([...rows.keys()]).toEqual(Array.from({ length: 18 }, (_, i) => `E${i + 1}`));
  const followed = [...rows].filter(([, cells]) => cells[2] === "yes").map(([id]) => id);
  expect(followed.sort()).toEqual(EDGE_KINDS.map(({ id }) => id).sort());
});

test("every row says what its edge cannot see", () => {
  expect([...rows].filter(([, cells]) => (cells[3] ?? "") === "").map(([id]) => id)).toEqual([]);
});

test.each(Object.entries({ ...FRONT_CASES, ...RELAY_CASES }))(
  "the row of %s names the strengths of its cases",
  (id, cases) => {
    const strengths = new Set(cases.flatMap(({ edges }) => edges.map((edge) => edge.split(" ").pop())));
    for (const strength of strengths) expect(rows.get(id)?.[1]).toContain(strength);
  },
);
