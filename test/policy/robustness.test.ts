import fc from "fast-check";
import { PolicyError, compilePolicy, loadAliases, type OpenValue } from "../../src/policy";
import { PROPERTIES, checkPrototypes } from "../support/fuzz/properties";
import { denyIf } from "./cases";

/** Runs what may refuse its input, but must not fail in any other way. */
function orRefused<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

/** Counts over a hundred elements each, one in the other. */
function counts(depth: number): OpenValue {
  const inner = depth === 1 ? { value: "[current('c1')]", equals: -1 } : counts(depth - 1);
  return { count: { value: "[range(0, 100)]", name: `c${depth}`, where: inner }, equals: 1 };
}

afterEach(checkPrototypes);

// `npm run fuzz` tries the same for as long as one likes.
test.each(Object.entries(PROPERTIES))("%s", (_, property) => {
  fc.assert(property, { numRuns: 1500 });
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
    ["like", `*?${"a".repeat(60_000)}b*`],
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

  test.each([
    ["in", { field: "list[*]", in: "[parameters('p')]" }, "match"],
    ["union", { value: "[length(union(field('objects'), parameters('o')))]", equals: 20_000 }, "noMatch"],
    ["intersection", { value: "[length(intersection(field('list'), parameters('p')))]", equals: 30_000 }, "match"],
    ["nested counts", counts(10), "noMatch"],
  ])("%s of arrays as large as Azure allows", (_, condition, outcome) => {
    const list = Array.from({ length: 30_000 }, (__, i) => `s${i}`);
    const objects = (sign: number) => Array.from({ length: 10_000 }, (__, i) => ({ a: sign * (i + 1) }));
    const parameters = { p: [...list.toReversed(), 1], o: objects(-1) };
    const resource = { list, objects: objects(1) };
    expect(compilePolicy(denyIf(condition)).evaluate({ resource, parameters }).outcome).toBe(outcome);
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
