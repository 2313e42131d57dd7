import {
  Unknown,
  compilePolicy,
  evaluateRequest,
  type EvaluateInput,
  type OpenObject,
  type OpenValue,
} from "../../src/policy";
import { casesOf } from "./cases";

interface ChangeCase extends EvaluateInput {
  name: string;
  effect: string;
  details: OpenValue;
  patched: OpenValue;
}

const always: OpenValue = { not: { field: "type", equals: "never" } };

test.each(casesOf<ChangeCase[]>("changes.yaml"))("$name", ({ effect, details, patched, ...input }) => {
  const before = JSON.stringify(input.resource);
  const result = compilePolicy({ if: always, then: { effect, details } }).evaluate(input);
  expect(result.effect).toBe(effect);
  expect(result.patched).toEqual(patched);
  expect(JSON.stringify(input.resource)).toBe(before);
});

test("names that objects inherit are ordinary names", () => {
  const operations = ["__proto__", "constructor"].map((name) => ({
    operation: "addOrReplace",
    field: `tags['${name}']`,
    value: name,
  }));
  const { patched } = compilePolicy({ if: always, then: { effect: "modify", details: { operations } } }).evaluate({
    resource: { tags: {} },
  });
  expect(JSON.stringify(patched)).toBe('{"tags":{"__proto__":"__proto__","constructor":"constructor"}}');
  expect(Object.getPrototypeOf(patched?.["tags"])).toBe(Object.prototype);
});

test("a result without changes has none", () => {
  const result = compilePolicy({ if: always, then: { effect: "deny" } }).evaluate({ resource: { type: "a" } });
  expect([result.changes, result.patched]).toEqual([[], undefined]);
});

describe("several policies on one request", () => {
  const modify = (value: string, conflictEffect: string, condition: OpenValue = always): OpenObject => ({
    if: condition,
    then: {
      effect: "modify",
      details: { conflictEffect, operations: [{ operation: "addOrReplace", field: "tags.env", value }] },
    },
  });
  const denyUnlessProd: OpenObject = { if: { field: "tags.env", notEquals: "prod" }, then: { effect: "deny" } };
  const audit: OpenObject = { if: { field: "tags.env", equals: "prod" }, then: { effect: "audit" } };
  const request = (resource: OpenObject, ...rules: OpenObject[]) =>
    evaluateRequest(
      rules.map((rule) => ({ policy: compilePolicy(rule) })),
      { resource },
    );

  test("modify comes before deny, wherever it stands, and audit sees what it made", () => {
    const { decision, resource, results } = request(
      { tags: { env: "dev" } },
      denyUnlessProd,
      audit,
      modify("prod", "deny"),
    );
    expect(decision).toBe("allowed");
    expect(resource).toEqual({ tags: { env: "prod" } });
    expect(results.map(({ outcome }) => outcome)).toEqual(["noMatch", "match", "match"]);
  });

  test("deny refuses what no modify mends", () => {
    expect(request({ tags: { env: "dev" } }, denyUnlessProd, audit).decision).toBe("denied");
  });

  test("a modify of which nobody knows whether it applies leaves the deny open", () => {
    const maybe = modify("prod", "deny", { field: "properties.x", equals: 1 });
    const { decision, resource } = request({ tags: { env: "dev" }, properties: { x: Unknown } }, maybe, denyUnlessProd);
    expect(decision).toBe("undetermined");
    expect(resource["tags"]).toEqual({ env: Unknown });
  });

  test.each([
    ["deny", "deny", "denied", undefined],
    ["deny", "audit", "allowed", "one"],
    ["audit", "deny", "allowed", "two"],
    ["audit", "disabled", "allowed", undefined],
  ])("two that modify one field, with conflict effects %s and %s: %s", (first, second, decision, env) => {
    const result = request({ tags: {} }, modify("one", first), modify("two", second));
    expect(result.decision).toBe(decision);
    expect(result.conflicts).toEqual(["tags.env"]);
    if (decision === "allowed") expect(result.resource).toEqual({ tags: env === undefined ? {} : { env } });
  });

  test("two that agree are no conflict", () => {
    expect(request({}, modify("one", "deny"), modify("one", "deny"))).toMatchObject({
      decision: "allowed",
      resource: { tags: { env: "one" } },
      conflicts: [],
    });
  });

  test("an append that finds another value refuses the request", () => {
    const append: OpenObject = {
      if: always,
      then: { effect: "append", details: [{ field: "tags.env", value: "prod" }] },
    };
    expect(request({ tags: { env: "dev" } }, append)).toMatchObject({ decision: "denied", conflicts: ["tags.env"] });
    expect(request({ tags: { env: "prod" } }, append)).toMatchObject({ decision: "allowed", conflicts: [] });
  });
});
