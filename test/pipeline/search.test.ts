import fc from "fast-check";
import type { PlannedResource } from "../../src/arm/resource";
import type { Strength } from "../../src/findings/finding";
import { strengthRank, type Edge } from "../../src/pipeline/edge";
import { PathSearch, type Wanted } from "../../src/pipeline/path-search";
import { Graph } from "../../src/pipeline/search";
import { planned } from "./support/planned";

const NODES: readonly PlannedResource[] = Array.from({ length: 6 }, (_, i) =>
  planned(`azurerm_x.n${i}`, "Microsoft.X/y"),
);
const STRENGTHS: readonly Strength[] = ["weak", "medium", "strong", "decisive"];
const node = (i: number): PlannedResource => NODES[i]!;
const edge = (from: number, to: number, strength: Strength): Edge => ({
  edge: "E1",
  from: node(from),
  to: node(to),
  attribute: `${from}-${to}`,
  strength,
});
const everything = new Set(NODES);
const find = (edges: Edge[], sink: number, sources: number[], more: Partial<Wanted> = {}) =>
  new PathSearch(new Graph(edges), { sources: new Set(sources.map(node)), within: everything, ...more }).to(node(sink));

describe("the path that is shown", () => {
  test("is the shortest of equally strong ones", () => {
    const edges = [edge(0, 1, "strong"), edge(1, 2, "strong"), edge(0, 2, "strong")];
    expect(find(edges, 2, [0]).get(node(0))?.edges).toEqual([edge(0, 2, "strong")]);
  });

  test("is a longer one whose weakest edge is stronger", () => {
    const edges = [edge(0, 2, "medium"), edge(0, 1, "strong"), edge(1, 2, "decisive")];
    const path = find(edges, 2, [0]).get(node(0));
    expect(path?.strength).toBe("strong");
    expect(path?.edges).toHaveLength(2);
  });

  test("takes the stronger of parallel edges, the earlier of equal ones", () => {
    const [weak, first, second] = [edge(0, 1, "weak"), edge(0, 1, "strong"), { ...edge(0, 1, "strong"), edge: "E2" }];
    expect(find([weak, first, second], 1, [0]).get(node(0))?.edges).toEqual([first]);
  });

  test("ends in circles nowhere", () => {
    expect(find([edge(0, 1, "strong"), edge(1, 0, "strong")], 2, [0]).size).toBe(0);
  });
});

/** The best bottleneck of any path, by trying all of them. */
function widest(
  edges: readonly Edge[],
  from: PlannedResource,
  to: PlannedResource,
  seen: ReadonlySet<PlannedResource>,
): number {
  if (from === to) return Infinity;
  const ways = edges.filter((each) => each.from === from && !seen.has(each.to));
  return Math.max(
    -1,
    ...ways.map((each) => Math.min(strengthRank(each.strength), widest(edges, each.to, to, new Set([...seen, from])))),
  );
}

test("finds a path exactly where there is one, with the strength of the best", () => {
  const edges = fc.array(
    fc
      .record({ from: fc.nat(5), to: fc.nat(5), strength: fc.constantFrom(...STRENGTHS) })
      .filter(({ from, to }) => from !== to),
    { maxLength: 14 },
  );
  fc.assert(
    fc.property(edges, (list) => {
      const all = list.map(({ from, to, strength }) => edge(from, to, strength));
      const found = find(all, 5, [0]).get(node(0));
      const best = widest(all, node(0), node(5), new Set());
      if (best < 0) return found === undefined;
      return (
        found !== undefined &&
        strengthRank(found.strength) === best &&
        found.edges[0]?.from === node(0) &&
        found.edges.at(-1)?.to === node(5) &&
        Math.min(...found.edges.map(({ strength }) => strengthRank(strength))) === best
      );
    }),
  );
});

describe("where crossroads join many to many", () => {
  /** Node 4 is a crossroads: only weak edges lead to it and from it. Sources 0 to 2, of which 0 and 1 are of one kind. */
  const joined = fc
    .array(
      fc
        .record({ from: fc.nat(5), to: fc.nat(5), strength: fc.constantFrom(...STRENGTHS) })
        .filter(({ from, to }) => from !== to),
      { maxLength: 16 },
    )
    .map((list) => list.map(({ from, to, strength }) => edge(from, to, from === 4 || to === 4 ? "weak" : strength)));
  const kindOf = (source: PlannedResource): boolean => source === node(2);

  test("the paths are as strong and as long as without looking behind one for all sinks", () => {
    fc.assert(
      fc.property(joined, (edges) => {
        const plain = find(edges, 5, [0, 1, 2], { kindOf });
        const shared = find(edges, 5, [0, 1, 2], { kindOf, crossroads: new Set([node(4)]) });
        const facts = (paths: typeof plain) =>
          [...paths].map(
            ([
              source,
              {
                strength,
                edges: { length },
              },
            ]) => [strength === "weak" ? kindOf(source) : source.address, strength, length],
          );
        expect(new Set(facts(shared).map(String))).toEqual(new Set(facts(plain).map(String)));
      }),
      { numRuns: 1000 },
    );
  });

  test("each path is one, from its source to the sink", () => {
    fc.assert(
      fc.property(joined, (edges) => {
        for (const [source, path] of find(edges, 5, [0, 1, 2], { kindOf, crossroads: new Set([node(4)]) })) {
          const stops = [source, ...path.edges.map(({ to }) => to)];
          expect(path.edges.map(({ from }) => from)).toEqual(stops.slice(0, -1));
          expect(stops.at(-1)).toBe(node(5));
          expect(new Set(stops).size).toBe(stops.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("of two ways of one length the one without a crossroads is shown", () => {
    const edges = [edge(0, 4, "weak"), edge(4, 5, "weak"), edge(0, 3, "weak"), edge(3, 5, "weak")];
    const found = find(edges, 5, [0], { crossroads: new Set([node(4)]) }).get(node(0));
    expect(found?.edges).toEqual([edge(0, 3, "weak"), edge(3, 5, "weak")]);
  });
});
