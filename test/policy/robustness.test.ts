import fc from "fast-check";
import {
  Unknown,
  PolicyError,
  callFunction,
  compilePolicy,
  loadAliases,
  type OpenObject,
  type OpenValue,
} from "../../src/policy";
import { functions } from "../../src/policy/functions";
import { casesOf, denyIf } from "./cases";

/** Runs what may refuse its input, but must not fail in any other way. */
function orRefused<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

const WORDS = [
  "if",
  "then",
  "allOf",
  "anyOf",
  "not",
  "field",
  "value",
  "count",
  "where",
  "name",
  "equals",
  "in",
  "like",
  "exists",
  "less",
  "effect",
  "details",
];
const HOSTILE = [
  "__proto__",
  "constructor",
  "toString",
  "",
  "tags['",
  "[",
  "[[",
  "[]",
  "[*]",
  "a[*].b[*]",
  "[field('a')]",
  "[current()]",
  "NaN",
  "1e999",
  "deny",
];
const keys = fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom(...HOSTILE), fc.string({ maxLength: 5 }));
const { json } = fc.letrec<{ json: OpenValue }>((tie) => ({
  json: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    fc.constantFrom<OpenValue>(null, true, 0, -0, 1e21, 2 ** 53, "deny", Unknown, ...HOSTILE),
    fc.string({ maxLength: 8 }),
    fc.array(tie("json"), { maxLength: 4 }),
    fc
      .array(fc.tuple(keys, tie("json")), { maxLength: 4 })
      .map((entries) => JSON.parse(`{${entries.map(([key]) => `${JSON.stringify(key)}:0`).join()}}`) as OpenObject)
      .chain((object) =>
        fc
          .array(tie("json"), { minLength: Object.keys(object).length, maxLength: Object.keys(object).length })
          .map((values) => {
            Object.keys(object).forEach((key, i) =>
              Object.defineProperty(object, key, {
                value: values[i],
                enumerable: true,
                configurable: true,
                writable: true,
              }),
            );
            return object;
          }),
      ),
  ),
}));

afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(12);
});

test("any value is a definition or is refused", () => {
  fc.assert(
    fc.property(json, json, (definition, resource) => {
      const policy = orRefused(() => compilePolicy(definition));
      orRefused(() =>
        policy?.evaluate({
          resource: (typeof resource === "object" && resource !== null ? resource : {}) as OpenObject,
          explain: true,
        }),
      );
    }),
    { numRuns: 2000 },
  );
});

const rules = casesOf<{ if?: OpenValue; resource: OpenObject }[]>("rules.yaml").flatMap(({ if: rule }) =>
  rule === undefined ? [] : [rule],
);

/** A rule in which one part is replaced by anything. */
function mutated(rule: OpenValue, path: readonly number[], by: OpenValue): OpenValue {
  const [step, ...rest] = path;
  if (step === undefined || typeof rule !== "object" || rule === null || rule === Unknown) return by;
  const copy = Array.isArray(rule) ? [...rule] : { ...(rule as OpenObject) };
  const names = Object.keys(copy);
  const name = names[step % Math.max(1, names.length)];
  if (name === undefined) return by;
  (copy as OpenObject)[name] = mutated((copy as OpenObject)[name], rest, by);
  return copy;
}

test("a mutated rule is a rule or is refused, and evaluates on anything", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...rules),
      fc.array(fc.nat({ max: 5 }), { maxLength: 5 }),
      json,
      json,
      (rule, path, by, properties) => {
        const policy = orRefused(() => compilePolicy(denyIf(mutated(rule, path, by))));
        const result = orRefused(() =>
          policy?.evaluate({ resource: { type: "t", properties, tags: properties } as OpenObject, explain: true }),
        );
        if (result !== undefined) expect([result.errors, result.facts, JSON.stringify(result)]).toHaveLength(3);
      },
    ),
    { numRuns: 2000 },
  );
});

test("any text in brackets is an expression or is refused", () => {
  const part = fc.oneof(
    fc.constantFrom(
      "field",
      "(",
      ")",
      "'a'",
      "'",
      ",",
      "[",
      "]",
      ".",
      "-",
      "1",
      "concat(",
      "parameters('p')",
      "current()",
      " ",
      "''",
    ),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const policy = orRefused(() => compilePolicy(denyIf({ value: `[${parts.join("")}]`, equals: "a" })));
      policy?.evaluate({ resource: { a: 1 }, parameters: { p: [1] } });
    }),
    { numRuns: 3000 },
  );
});

test("any function takes any arguments or refuses them", () => {
  fc.assert(
    fc.property(fc.constantFrom(...functions.keys()), fc.array(json, { maxLength: 4 }), (name, given) => {
      orRefused(() => callFunction(name, given));
    }),
    { numRuns: 5000 },
  );
});

describe("what is large or deep", () => {
  const deep = (levels: number): OpenValue => {
    let value: OpenValue = 1;
    for (let i = 0; i < levels; i++) value = { a: value };
    return value;
  };

  test.each(["equals", "contains", "like", "containsKey"])("%s on a resource that nests without end", (name) => {
    const properties = { p: deep(100_000) };
    const policy = compilePolicy(denyIf({ field: "properties.p", [name]: "[parameters('p')]" }));
    expect(() =>
      orRefused(() => policy.evaluate({ resource: { properties }, parameters: { p: deep(100_000) } })),
    ).not.toThrow();
  });

  test("a function on a value that nests too deep is an error", () => {
    const policy = compilePolicy(denyIf({ value: "[string(field('properties'))]", contains: "a" }));
    expect(policy.evaluate({ resource: { properties: deep(200) } }).errors?.[0]?.message).toContain("128 deep");
  });

  test("a chain of properties beyond the limit is refused", () => {
    expect(() => compilePolicy(denyIf({ value: `[field('a')${".b".repeat(30_000)}]`, equals: "a" }))).toThrow(
      expect.objectContaining({ code: "limitExceeded" }),
    );
  });

  test.each([
    ["like", `${"a*".repeat(5000)}b`],
    ["like", `*${"?a".repeat(500)}*b`],
    ["match", "#".repeat(131_072)],
    ["matchInsensitively", "?".repeat(131_072)],
  ])("%s with a hostile pattern on a text of 131072 characters", (name, pattern) => {
    const policy = compilePolicy(denyIf({ field: "name", [name]: pattern }));
    expect(policy.evaluate({ resource: { name: "a".repeat(131_072) } }).outcome).toBe(
      name === "matchInsensitively" ? "match" : "noMatch",
    );
  });

  test("a value of more parts than Azure allows is an error, whether a function reads it or makes it", () => {
    const length = compilePolicy(denyIf({ value: "[length(field('p'))]", greater: 1 }));
    const array = (elements: number) => Array.from({ length: elements }, () => 1);
    expect(length.evaluate({ resource: { p: array(32_767) } }).outcome).toBe("match");
    const tooMany = length.evaluate({ resource: { p: array(32_768) } });
    expect([tooMany.outcome, tooMany.errors?.[0]?.message]).toEqual([
      "noMatch",
      "length: a value holds more than 32768 values, Azure's limit",
    ]);
    const made = compilePolicy(denyIf({ value: "[length(union(field('p'), field('q')))]", greater: 1 }));
    const halves = { p: array(20_000).map((_, i) => i), q: array(20_000).map((_, i) => -1 - i) };
    expect(made.evaluate({ resource: halves }).errors?.[0]?.message).toBe(
      "union: the result holds more than 32768 values, Azure's limit",
    );
  });

  test("a result longer than Azure allows is an error", () => {
    const policy = compilePolicy(denyIf({ value: "[concat(field('name'), field('name'))]", equals: "a" }));
    expect(policy.evaluate({ resource: { name: "a".repeat(131_072) } }).errors?.[0]?.message).toContain("131072");
  });
});

test("an alias table that is none is refused", () => {
  expect(() => loadAliases("{")).toThrow(PolicyError);
  expect(() => loadAliases("[1]")).toThrow("namespace");
  expect(() => loadAliases("no comma here")).toThrow("line 1");
  expect(() => loadAliases(undefined)).toThrow(PolicyError);
});

test.each([
  [
    "over a value, past Azure's limit",
    20_000,
    { value: "[split(field('x'), ',')]", where: { value: "[current()]", equals: "b" } },
  ],
  ["over a field", 200_000, { field: "list[*]", where: { field: "list[*]", equals: "b" } }],
])("a count %s of %i elements ends, explained or not", (_, length, count) => {
  const policy = compilePolicy({ if: { count, greater: 0 }, then: { effect: "deny" } });
  const list = Array.from({ length }, () => "a");
  const resource = { type: "a", x: list.join(","), list };
  expect(policy.evaluate({ resource, explain: true }).outcome).toBe("noMatch");
  expect(policy.evaluate({ resource }).errors?.length ?? 0).toBe("value" in count ? 1 : 0);
});
