import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EDGE_KINDS } from "../../src/pipeline";

const page = readFileSync(join(__dirname, "../../docs/edges.md"), "utf8");
/** Id -> whether the page says that it is followed. */
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
