import fc from "fast-check";
import { parse } from "yaml";
import { writeYaml } from "../../src/input/write-yaml";

const LOUD = [
  "\n::error::x",
  "\r\n##vso[task.x]y",
  "##[error]x",
  "::error::x",
  "\u001b[2J",
  "\u202e",
  "\u2028::x",
  "\u0085::x",
];

test("plain values are written as people write them", () => {
  expect(writeYaml({ name: "a-b", list: [{ id: "/x/y", n: 1, none: null }], map: { a: "b c" } })).toBe(
    "name: a-b\nlist:\n  - id: /x/y\n    n: 1\n    none: null\nmap:\n  a: b c\n",
  );
});

test.each(LOUD)("%j is neither a command nor a line of its own, and reads back", (loud) => {
  const long = "address ".repeat(20);
  const value = { [loud]: loud, list: [loud, `${long}${loud}`], key: { [`k${loud}`]: `a${loud}b` } };
  const text = writeYaml(value);
  expect(text).not.toMatch(/^\s*::|##\[|##vso\[/m);
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028-\u202e]/u);
  expect(text.split("\n").length).toBe(7);
  expect(parse(text)).toEqual(value);
});

test("whatever is written reads back", () => {
  const texts = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(...LOUD, "~", "yes", "1", "# a", "- a", " a ", ""),
  );
  fc.assert(
    fc.property(
      fc.dictionary(
        texts.filter((key) => key !== "__proto__"),
        fc.array(texts),
      ),
      (value) => {
        expect(parse(writeYaml(value))).toEqual({ ...value });
      },
    ),
  );
});
