import fc from "fast-check";
import { WORD_LISTS, wordsIn } from "../../src/governance/words";

const WORDS = WORD_LISTS.flatMap(({ words }) => words);

test.each(WORDS)("%s is found, however it is separated", (word) => {
  const camel = word.replace(/ (\p{L})/gu, (_, letter: string) => letter.toUpperCase());
  for (const text of [word, word.toUpperCase(), word.replaceAll(" ", "-"), `a 1_${word}.x`, camel, `x-${camel}2`])
    expect(wordsIn(text).map(({ word: found }) => found.toLowerCase().replace(/[^\p{L}]/gu, ""))).toContain(
      word.replaceAll(" ", ""),
    );
});

test.each(["", "interface", "policeman", "w12-oai", "ai-platform@contoso.example", "a rtspx b", "surface face"])(
  "nothing is found in %p",
  (text) => expect(wordsIn(text)).toEqual([]),
);

test("text around a word does not hide it, as long as no letter touches it", () => {
  const around = fc.string({ unit: fc.constantFrom("a", "Z", "-", " ", "_", "0", "é", "pol", "B"), maxLength: 8 });
  fc.assert(
    fc.property(around, fc.constantFrom(...WORDS), around, (before, word, after) =>
      wordsIn(`${before} ${word} ${after}`).some(({ word: found }) => found.toLowerCase() === word),
    ),
  );
});
