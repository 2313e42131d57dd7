import fc from "fast-check";
import { FALSE, TRUE, UNKNOWN, and, not, or, outcomeOf, type Truth } from "../../src/policy";

const truths = fc.constantFrom<Truth>(FALSE, UNKNOWN, TRUE);
const lists = fc.array(truths, { maxLength: 5 });

/** All ways to replace each unknown by true or false. */
function settled(list: readonly Truth[]): Truth[][] {
  return list.reduce<Truth[][]>(
    (sofar, truth) =>
      sofar.flatMap((prefix) =>
        (truth === UNKNOWN ? [FALSE, TRUE] : [truth]).map((value) => [...prefix, value as Truth]),
      ),
    [[]],
  );
}

/** What all settlements agree on; unknown where they do not. */
function agreed(list: readonly Truth[], combine: (...truths: Truth[]) => Truth): Truth {
  const results = new Set(settled(list).map((values) => combine(...values)));
  return results.size === 1 ? ([...results][0] as Truth) : UNKNOWN;
}

test("and, or and not come out as all settlements of the unknowns agree", () => {
  fc.assert(
    fc.property(lists, (list) => {
      expect(and(...list)).toBe(agreed(list, and));
      expect(or(...list)).toBe(agreed(list, or));
      expect(list.map(not)).toEqual(list.map((truth) => agreed([truth], (value) => not(value as Truth))));
    }),
  );
});

test("De Morgan, double negation, order and nothing", () => {
  fc.assert(
    fc.property(lists, (list) => {
      expect(not(and(...list))).toBe(or(...list.map(not)));
      expect(and(...[...list].reverse())).toBe(and(...list));
      expect(list.map(not).map(not)).toEqual(list);
    }),
  );
  expect([and(), or()].map(outcomeOf)).toEqual(["match", "noMatch"]);
});
