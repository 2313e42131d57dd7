import * as fc from "fast-check";
import { repeatedKey, repeatsKey } from "../../src/input/repeated-keys";

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
  expect(repeatedKey(text) !== undefined).toBe(expected);
});

test.each([
  ['{"resource": {"a": {"x": 1}}, "resource": {}}', "$.resource"],
  ['[1, {"a b": [{}, {"/c~": {"d": 1, "d": 2}}]}]', '$[1]["a b"][1]["/c~"].d'],
  ['{"a": ["{", ",", "]"], "b": {"\\u0061": 1, "a": 2}}', "$.b.a"],
])("%s: at %s", (text, path) => {
  expect(repeatedKey(text)).toBe(path);
});

test("what is nested deeper than the stack is counted", () => {
  expect(repeats(`${'{"a":['.repeat(50_000)}${"]}".repeat(50_000)}`)).toBe(false);
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
