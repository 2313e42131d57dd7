import { checkSchema, InputError } from "../../src/input";

const SCHEMA = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: {
    name: { type: "string", minLength: 1 },
    mode: { enum: ["All", "Indexed"] },
    kind: { const: "Custom" },
    days: { type: "integer", minimum: 1, description: "a number of days from 1" },
    ids: {
      type: "array",
      items: { type: "string", pattern: "^[a-z]+$", description: "a word" },
      uniqueItems: true,
      maxItems: 3,
      minItems: 1,
    },
    tags: { type: "object", additionalProperties: { type: "string" } },
    short: { type: "string", maxLength: 3 },
    bare: { type: "number", multipleOf: 2 },
    nothing: { type: "object", additionalProperties: false },
    either: {
      anyOf: [
        { const: "(unknown)" },
        { type: "object", additionalProperties: false, properties: { id: { type: "string" } } },
      ],
    },
  },
};

function refusal(value: unknown): string {
  try {
    checkSchema(SCHEMA, value, "f.json");
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  return "right";
}

test("a value that is right", () => {
  expect(
    refusal({ name: "x", mode: "All", kind: "Custom", days: 1, ids: ["a"], tags: { "a-b": "c" }, either: { id: "1" } }),
  ).toBe("right");
  expect(refusal({ name: "x", either: "(unknown)" })).toBe("right");
});

test.each<[string, unknown, string]>([
  ["another kind", [], "f.json at $ has a value of the wrong kind; write an object."],
  ["a missing key", {}, 'f.json at $ has no "name"; add "name".'],
  [
    "a key that is nearly right",
    { name: "x", Mods: 1 },
    'f.json at $ has an unknown key "Mods"; did you mean "mode"? Known here: name, mode, kind, days, ids, tags, short, bare, nothing, either.',
  ],
  [
    "a key that is near to none",
    { name: "x", unrelated: 1 },
    'f.json at $ has an unknown key "unrelated"; use one of name, mode, kind, days, ids, tags, short, bare, nothing, either.',
  ],
  [
    "a key where none may be",
    { name: "x", nothing: { a: 1 } },
    'f.json at $.nothing has an unknown key "a"; take it away.',
  ],
  [
    "a choice",
    { name: "x", mode: "some" },
    "f.json at $.mode has a value that is not allowed; use one of All, Indexed.",
  ],
  ["a constant", { name: "x", kind: "BuiltIn" }, 'f.json at $.kind has a value that is not allowed; write "Custom".'],
  ["an empty text", { name: "" }, "f.json at $.name is empty; write a value."],
  ["an empty list", { name: "x", ids: [] }, "f.json at $.ids is empty; add an element."],
  [
    "a long text",
    { name: "x", short: "long" },
    "f.json at $.short is longer than 3 characters; shorten it: Azure refuses it.",
  ],
  [
    "a long list",
    { name: "x", ids: ["a", "b", "c", "d"] },
    "f.json at $.ids has more than 3 elements; take some away.",
  ],
  ["an element twice", { name: "x", ids: ["a", "a"] }, "f.json at $.ids holds an element twice; take one away."],
  [
    "a pattern, with the mend that the schema describes",
    { name: "x", ids: ["A1"] },
    "f.json at $.ids[0] has a value that does not fit; write a word.",
  ],
  [
    "a number that is too small",
    { name: "x", days: 0 },
    "f.json at $.days has a value that does not fit; write a number of days from 1.",
  ],
  [
    "a kind, with the mend that the schema describes",
    { name: "x", days: "1" },
    "f.json at $.days has a value of the wrong kind; write a number of days from 1.",
  ],
  [
    "a rule without a wording",
    { name: "x", bare: 3 },
    "f.json at $.bare has a value that does not fit; correct it: it must be multiple of 2.",
  ],
  [
    "a key that is no word",
    { name: "x", tags: { "a-b/c~d": 1 } },
    'f.json at $.tags["a-b/c~d"] has a value of the wrong kind; write string.',
  ],
  [
    "the branch that was meant",
    { name: "x", either: { idd: "1" } },
    'f.json at $.either has an unknown key "idd"; did you mean "id"? Known here: id.',
  ],
])("%s", (_, value, message) => {
  expect(refusal(value)).toBe(message);
});

test("no value is ever quoted: it may be a secret", () => {
  for (const value of [
    { name: 7, days: "hunter2" },
    { name: "x", mode: "hunter2" },
    { name: "x", ids: ["hunter2"] },
  ]) {
    expect(refusal(value)).not.toContain("hunter2");
  }
});

test("a value nested without end", () => {
  const schema = {
    $ref: "#/definitions/node",
    definitions: { node: { type: "object", properties: { in: { $ref: "#/definitions/node" } } } },
  };
  let value: object = {};
  for (let i = 0; i < 100_000; i++) value = { in: value };
  expect(() => checkSchema(schema, value, "f.json")).toThrow("f.json is nested too deeply; write it flatter.");
});
