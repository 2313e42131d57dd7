import fc from "fast-check";
import { wildcard } from "../../src/policy/conditions/wildcard";

/** What a pattern means, told by a regular expression; only for patterns and texts so short that going back costs nothing. */
function asExpression(pattern: string): RegExp {
  const parts: Record<string, string> = { "*": "[^]*", "?": "[^]" };
  return new RegExp(`^${[...pattern].map((character) => parts[character] ?? character).join("")}$`);
}

test("a pattern matches what the regular expression of the same meaning matches", () => {
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", "?", "*"), maxLength: 10 });
  const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 });
  fc.assert(
    fc.property(pattern, text, (p, t) => wildcard(p)(t) === asExpression(p).test(t)),
    { numRuns: 5000 },
  );
});

test("the search for long parts finds a part where it is, and nowhere else", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 4000, maxLength: 5000 });
  const holes = fc.array(fc.nat(399), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(letters, fc.nat(3500), holes, fc.nat(399), (text, at, places, wrong) => {
      const part = [...text.slice(at, at + 400)];
      for (const place of places) part[place] = "?";
      expect(wildcard(`*${part.join("")}*`)(text)).toBe(true);
      part[wrong] = "d";
      expect(wildcard(`*?${part.join("")}*`)(text)).toBe(false);
    }),
    { numRuns: 50 },
  );
});
