import { Unknown, compilePolicy } from "../../src/policy";
import { denyIf } from "./cases";

const rule = denyIf({
  allOf: [
    { field: "type", equals: "Microsoft.Web/sites" },
    { not: { value: "[parameters('mode')]", in: ["a", "b"] } },
    { count: { field: "properties.list[*]", where: { field: "properties.list[*]", like: "x*" } }, greater: 1 },
    { field: "properties.flag", equals: true },
  ],
});

test("an explanation shows every condition with its values, where it stands and what was read", () => {
  const { explanation } = compilePolicy(rule).evaluate({
    resource: { type: "microsoft.web/sites", properties: { list: ["x1", "y", "x2"], flag: Unknown } },
    parameters: { mode: "c" },
    explain: true,
  });
  expect(explanation).toEqual({
    path: "$.if",
    operator: "allOf",
    outcome: "undetermined",
    parts: [
      {
        path: "$.if.allOf[0]",
        operator: "equals",
        outcome: "match",
        field: "type",
        actual: "microsoft.web/sites",
        expected: "Microsoft.Web/sites",
        reads: [{ path: "type", value: "microsoft.web/sites" }],
      },
      {
        path: "$.if.allOf[1]",
        operator: "not",
        outcome: "match",
        parts: [
          {
            path: "$.if.allOf[1].not",
            operator: "in",
            outcome: "noMatch",
            value: "[parameters('mode')]",
            actual: "c",
            expected: ["a", "b"],
            reads: [{ path: "parameters.mode", value: "c" }],
          },
        ],
      },
      {
        path: "$.if.allOf[2]",
        operator: "greater",
        outcome: "match",
        count: { field: "properties.list[*]", where: { field: "properties.list[*]", like: "x*" } },
        actual: 2,
        expected: 1,
        reads: [
          { path: "properties.list[0]", value: "x1" },
          { path: "properties.list[2]", value: "x2" },
        ],
      },
      {
        path: "$.if.allOf[3]",
        operator: "equals",
        outcome: "undetermined",
        field: "properties.flag",
        actual: Unknown,
        expected: true,
        reads: [{ path: "properties.flag", value: Unknown }],
      },
    ],
  });
});

test("what does not match is explained too, without stopping at the first that fails", () => {
  const result = compilePolicy(rule).evaluate({
    resource: { type: "other" },
    parameters: { mode: "a" },
    explain: true,
  });
  expect(result.outcome).toBe("noMatch");
  expect(result.explanation?.parts?.map(({ outcome }) => outcome)).toEqual([
    "noMatch",
    "noMatch",
    "noMatch",
    "noMatch",
  ]);
});

test("no explanation unless asked for, and nothing to tell of what does not match", () => {
  const result = compilePolicy(rule).evaluate({ resource: { type: "other" }, parameters: { mode: "a" } });
  expect(result).toEqual({ outcome: "noMatch", unknown: [], facts: [], changes: [] });
});

test("facts are bounded, named once and free of parameters", () => {
  const list = Array.from({ length: 80 }, (_, i) => `x${i}`);
  const condition = {
    allOf: [
      { field: "properties.list[*]", like: "x*" },
      { field: "name", equals: "[parameters('n')]" },
      { field: "name", exists: true },
    ],
  };
  const { facts } = compilePolicy(denyIf(condition)).evaluate({
    resource: { name: "a", properties: { list } },
    parameters: { n: "a" },
  });
  expect(facts).toHaveLength(50);
  const { facts: few } = compilePolicy(denyIf({ allOf: condition.allOf.slice(1) })).evaluate({
    resource: { name: "a" },
    parameters: { n: "a" },
  });
  expect(few).toEqual([{ path: "name", value: "a" }]);
});

test("a policy knows the resource types that its rule can match", () => {
  const types = (condition: object) => compilePolicy(denyIf(condition as never)).resourceTypes;
  const type = (...values: string[]) => ({ field: "type", in: values });
  expect(types(rule["if"] as object)).toEqual(["microsoft.web/sites"]);
  expect(types({ allOf: [type("A/b", "C/d"), type("c/D", "e/f")] })).toEqual(["c/d"]);
  expect(types({ anyOf: [type("A/b"), { allOf: [type("c/d"), { field: "name", equals: "x" }] }] })).toEqual([
    "a/b",
    "c/d",
  ]);
  expect(types({ anyOf: [type("A/b"), { field: "name", equals: "x" }] })).toBeUndefined();
  expect(types({ field: "type", equals: "[parameters('t')]" })).toBeUndefined();
  expect(types({ not: type("a/b") })).toBeUndefined();
});
