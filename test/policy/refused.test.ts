import {
  PolicyError,
  Unknown,
  compilePolicy,
  loadAliases,
  type EvaluateInput,
  type OpenValue,
  type Policy,
} from "../../src/policy";
import { casesOf, denyIf } from "./cases";

interface RefusedCase {
  name: string;
  if?: OpenValue;
  definition?: OpenValue;
  code: string;
  path: string;
  message?: string;
}

function refusal(work: () => unknown): PolicyError {
  try {
    work();
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

test.each(casesOf<RefusedCase[]>("refused.yaml"))("$name", ({ if: condition, definition, code, path, message }) => {
  const error = refusal(() => compilePolicy(definition ?? denyIf(condition)));
  expect({ code: error.code, path: error.path }).toEqual({ code, path });
  if (message !== undefined) expect(error.message).toContain(message);
});

const many = (count: number, part: OpenValue): OpenValue[] => Array.from({ length: count }, () => part);
const nested = (depth: number): OpenValue =>
  depth === 0 ? { field: "type", equals: "a" } : { not: nested(depth - 1) };
const calls = (depth: number): string => (depth === 0 ? "'x'" : `toLower(${calls(depth - 1)})`);
const one = { field: "type", equals: "a" };

/** Azure's limits, by what passes and what does not. */
test.each<[string, OpenValue, OpenValue]>([
  ["conditions", { allOf: many(4000, one) }, { allOf: many(4096, one) }],
  ["nesting", nested(500), nested(600)],
  [
    "expression length",
    { value: `['${"x".repeat(81_000)}']`, equals: "a" },
    { value: `['${"x".repeat(82_000)}']`, equals: "a" },
  ],
  ["depth of calls", { value: `[${calls(60)}]`, equals: "x" }, { value: `[${calls(65)}]`, equals: "x" }],
  [
    "arguments",
    { value: `[concat(${many(128, "'a'").join()})]`, equals: "a" },
    { value: `[concat(${many(129, "'a'").join()})]`, equals: "a" },
  ],
  [
    "calls",
    { allOf: many(2000, { value: "[utcNow()]", equals: "a" }) },
    { allOf: many(2049, { value: "[utcNow()]", equals: "a" }) },
  ],
  [
    "counts over values",
    { allOf: many(10, { count: { value: [1] }, equals: 1 }) },
    { allOf: many(11, { count: { value: [1] }, equals: 1 }) },
  ],
  [
    "counts over one array",
    { allOf: many(5, { count: { field: "properties.a[*]" }, equals: 0 }) },
    { allOf: many(6, { count: { field: "properties.A[*]" }, equals: 0 }) },
  ],
])("the limit on %s", (_, within, beyond) => {
  expect(compilePolicy(denyIf(within)).evaluate({ resource: { type: "b" } }).outcome).toBeDefined();
  expect(refusal(() => compilePolicy(denyIf(beyond))).code).toBe("limitExceeded");
});

test("an alias that no table knows is refused where the caller asks for that", () => {
  const rule = denyIf({ field: "Microsoft.New/things/x", equals: 1 });
  const error = refusal(() => compilePolicy(rule, { onUnknownAlias: "error" }));
  expect({ code: error.code, path: error.path }).toEqual({ code: "aliasNotFound", path: "$.if.field" });
  const aliases = loadAliases("Microsoft.New/things/x,properties.y");
  expect(
    compilePolicy(rule, { aliases, onUnknownAlias: "error" }).evaluate({ resource: { properties: { y: 1 } } }).outcome,
  ).toBe("match");
});

test("parameters that the definition does not accept", () => {
  const policy = compilePolicy({
    parameters: {
      effect: { type: "String", allowedValues: ["Audit", "Deny"], defaultValue: "Deny" },
      list: { type: "Array", allowedValues: ["a", "b"], defaultValue: [] },
      days: { type: "Integer", defaultValue: 1 },
    },
    policyRule: { if: { field: "type", in: "[parameters('list')]" }, then: { effect: "[parameters('effect')]" } },
  });
  const evaluate = (parameters: Record<string, OpenValue>) => policy.evaluate({ resource: { type: "a" }, parameters });
  expect(evaluate({ EFFECT: "Audit", list: ["a"] }).effect).toBe("Audit");
  expect(refusal(() => evaluate({ effect: "audit" })).message).toContain('does not allow "audit"');
  const unknownName = refusal(() => evaluate({ efect: "Audit" }));
  expect({ code: unknownName.code, path: unknownName.path, message: unknownName.message }).toEqual({
    code: "parameterNotFound",
    path: "$.parameters.efect",
    message: 'the definition declares no parameter "efect"; it declares effect, list, days',
  });
  expect(refusal(() => evaluate({ effect: "Disabled" })).message).toBe(
    'the parameter "effect" does not allow "Disabled"; it allows "Audit", "Deny"',
  );
  expect(refusal(() => evaluate({ list: ["a", "c"] })).path).toBe("$.parameters.list");
  expect(refusal(() => evaluate({ list: "a" })).message).toContain("an array");
  expect(refusal(() => evaluate({ days: 1.5 })).message).toContain("a whole number");
});

describe("the schema of a parameter", () => {
  const withSchema = (schema: OpenValue) =>
    compilePolicy({
      parameters: { allowed: { type: "Object", schema, defaultValue: {} } },
      policyRule: denyIf({ value: "[parameters('allowed')]", containsKey: "ranges" }),
    });
  const ranges = {
    type: "object",
    properties: {
      ranges: { type: "array", items: { type: "object", required: ["min"], properties: { min: { type: "integer" } } } },
    },
    additionalProperties: false,
  };
  const evaluate = (policy: Policy, allowed: OpenValue) =>
    policy.evaluate({ resource: { type: "a" }, parameters: { allowed } });

  test("a value that fits is taken, as is one that is not known", () => {
    expect(evaluate(withSchema(ranges), { ranges: [{ min: 1 }] }).outcome).toBe("match");
    expect(evaluate(withSchema(ranges), { ranges: Unknown }).outcome).toBe("undetermined");
  });

  test.each<[string, OpenValue, string, string]>([
    ["of another type, deep within", { ranges: [{ min: 1 }, { min: "1" }] }, ".ranges[1].min", "must be integer"],
    ["that lacks something", { ranges: [{}] }, ".ranges[0]", "must have required property 'min'"],
    ["with something more", { others: 1 }, "", "must NOT have additional properties"],
  ])("a value %s is refused", (_, allowed, path, problem) => {
    const error = refusal(() => evaluate(withSchema(ranges), allowed));
    expect([error.path, error.message]).toEqual([
      `$.parameters.allowed${path}`,
      `the parameter "allowed" does not fit its schema: ${problem}`,
    ]);
  });

  test("a schema that is none is refused with the definition, or with the first value", () => {
    expect(refusal(() => withSchema("text")).path).toBe("$.parameters.allowed.schema");
    for (const schema of [{ type: "nothing" }, { $async: true }, { $ref: "https://example.com/other" }]) {
      expect(refusal(() => evaluate(withSchema(schema), {})).path).toBe("$.parameters.allowed.schema");
    }
  });

  test("the draft that a schema names does not matter", () => {
    const schema = { ...ranges, $schema: "http://json-schema.org/draft-04/schema#" };
    expect(evaluate(withSchema(schema), { ranges: [] }).outcome).toBe("match");
  });
});

test("an empty list of allowed values allows everything, as built-ins have it", () => {
  const policy = compilePolicy({
    parameters: { group: { type: "String", allowedValues: [], defaultValue: "Administrators" } },
    policyRule: denyIf({ field: "name", equals: "[parameters('group')]" }),
  });
  expect(policy.evaluate({ resource: { name: "Users" }, parameters: { group: "users" } }).outcome).toBe("match");
});

test("a definition of which a part is not known is refused", () => {
  const error = refusal(() => compilePolicy(denyIf({ field: "name", in: ["a", Unknown] })));
  expect([error.path, error.code]).toEqual(["$.if.in[1]", "invalidDefinition"]);
});

test("a parameter without value and default is an error, as in Azure, not a pass in silence", () => {
  const rule = {
    parameters: { p: { type: "String" } },
    policyRule: denyIf({ value: "[parameters('p')]", equals: "a" }),
  };
  expect(compilePolicy(rule).evaluate({ resource: { type: "a" } }).errors).toEqual([
    { message: 'parameters: "p" has no value and no default', path: "$.policyRule.if" },
  ]);
});

test("a resource that is none", () => {
  const policy = compilePolicy(denyIf({ field: "type", equals: "a" }));
  for (const resource of [null, undefined, "text"]) {
    expect(refusal(() => policy.evaluate({ resource } as never)).code).toBe("invalidResource");
  }
});

test.each([
  ["nothing", undefined],
  ["no resource", {}],
  ["a resource that is null", { resource: null }],
  ["a related resource that is not in a list", { resource: {}, related: {} }],
])("to evaluate on %s is refused", (_, input) => {
  const policy = compilePolicy({ if: { field: "type", exists: true }, then: { effect: "deny" } });
  expect(refusal(() => policy.evaluate(input as unknown as EvaluateInput)).code).toBe("invalidResource");
});

test("related resources may be unknown as a whole", () => {
  const then = { effect: "auditIfNotExists", details: { type: "c/d" } };
  const policy = compilePolicy({ if: { field: "type", equals: "a/b" }, then });
  const result = policy.evaluate({ resource: { type: "a/b" }, related: Unknown });
  expect([result.outcome, result.unknown]).toEqual(["undetermined", ["related.c/d"]]);
});

test("an effect whose parameter has no value says so", () => {
  const then = { effect: "[parameters('effect')]" };
  const parameters = { effect: { type: "String" } };
  const policy = compilePolicy({ parameters, policyRule: { if: { field: "type", exists: true }, then } });
  expect(refusal(() => policy.evaluate({ resource: { type: "a" } })).message).toContain("give its parameter one");
});
