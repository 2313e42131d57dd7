import fc from "fast-check";
import { fold, sameFolded } from "../../src/policy/fold";

/** Letters that meet others when they are folded, alone or as two. */
const LETTERS = [
  ..."aAbBzZ[`{@-",
  "ß",
  "ẞ",
  "ss",
  "SS",
  "σ",
  "ς",
  "Σ",
  "İ",
  "i",
  "ı",
  "I",
  "K",
  "k",
  "ﬁ",
  "fi",
  "\u0307",
];

describe("two texts differ in case only", () => {
  test("exactly where their folded forms are the same", () => {
    const text = fc.array(fc.constantFrom(...LETTERS), { maxLength: 4 }).map((letters) => letters.join(""));
    fc.assert(
      fc.property(text, text, (a, b) => sameFolded(a, b) === (fold(a) === fold(b))),
      { numRuns: 20_000 },
    );
  });

  test("also where they are not as long", () => {
    expect(sameFolded("Straße", "STRASSE")).toBe(true);
    expect(sameFolded("Straße", "STRASSEN")).toBe(false);
    expect(sameFolded("", "a")).toBe(false);
  });
});
