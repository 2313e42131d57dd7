import * as fc from "fast-check";
import { repeatsKey } from "../../constructs/gate/repeated-keys";

const repeats = (text: string): boolean => repeatsKey(text, JSON.parse(text));

test.each([
  ['{"a": 1, "a": 2}', true],
  ['{"a": {"b": 1}, "a": {"b": 1}}', true],
  ['{"a": [{"b": 1, "b": 1}]}', true],
  ['{"a\\\\": 1, "a\\\\": 2}', true],
  ['{"a": {"b": 1}, "c": {"b": 1}}', false],
  ['{"a": "say \\"b\\": 1"}', false],
  ['{"": "", "b" : ":"}', false],
  ["[]", false],
])("%s: %s", (text, expected) => {
  expect(repeats(text)).toBe(expected);
});

test("no JSON value, however it is indented, repeats a name", () => {
  fc.assert(fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => !repeats(JSON.stringify(value, null, indent))));
});

test("every object with a name written once more does", () => {
  const objects = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1, noNullPrototype: true });
  fc.assert(
    fc.property(objects, (value) => {
      const text = JSON.stringify(value);
      fc.pre(Object.keys(JSON.parse(text) as object).length > 0);
      const [name] = Object.keys(JSON.parse(text) as object);
      return repeats(`{${JSON.stringify(name)}: 0, ${text.slice(1)}`);
    }),
  );
});
