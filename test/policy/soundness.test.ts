import fc from "fast-check";
import {
  Unknown,
  compilePolicy,
  type EvaluationResult,
  type OpenObject,
  type OpenValue,
  type Outcome,
  type Policy,
} from "../../src/policy";
import { denyIf } from "./cases";

/**
 * Replaces Unknown by values of a small domain, in every way, and asks the rule each time. Where the answers differ the rule must say that
 * nothing is determined; where it gives an answer, every substitution must give the same.
 */
const DOMAIN: readonly OpenValue[] = [undefined, null, "", "a", "A1", 1, true, ["a"], { a: 1 }, []];

const leaf = fc.constantFrom<OpenValue>(
  "a",
  "A1",
  "b",
  1,
  2,
  true,
  null,
  "",
  Unknown,
  Unknown,
  ["a", "b"],
  [Unknown],
  ["a", Unknown],
  { a: 1 },
  { a: Unknown },
);
const resources = fc
  .record(
    {
      p: leaf,
      q: leaf,
      list: fc.oneof(leaf, fc.array(fc.record({ n: leaf }, { requiredKeys: [] }), { maxLength: 3 })),
      tags: leaf,
    },
    { requiredKeys: [] },
  )
  .map(({ tags, ...properties }): OpenObject => ({ type: "t", properties, ...(tags === undefined ? {} : { tags }) }))
  .filter((resource) => holes(resource) <= 3);

/** A resource with the subscription it lies in and the parameters of the assignment. */
const requests = fc
  .record({
    resource: resources,
    subscription: fc.oneof(leaf, fc.record({ tags: leaf }, { requiredKeys: [] })),
    parameters: fc.record({ r: leaf, list: fc.oneof(leaf, fc.array(leaf, { maxLength: 2 })) }),
  })
  .filter((request) => holes(request as OpenObject) <= 3);

function holes(value: OpenValue): number {
  if (value === Unknown) return 1;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum, part) => sum + holes(part as OpenValue), 0);
}

/** Every way to fill the holes of a value; undefined in an object leaves the property out. */
function fillings(value: OpenValue): OpenValue[] {
  if (value === Unknown) return [...DOMAIN];
  if (Array.isArray(value)) {
    return value.reduce<OpenValue[][]>(
      (sofar, part) =>
        sofar.flatMap((prefix) => fillings(part).map((filled) => [...prefix, filled === undefined ? null : filled])),
      [[]],
    );
  }
  if (typeof value !== "object" || value === null) return [value];
  return Object.entries(value as OpenObject).reduce<OpenObject[]>(
    (sofar, [name, part]) =>
      sofar.flatMap((prefix) =>
        fillings(part).map((filled) => (filled === undefined ? prefix : { ...prefix, [name]: filled })),
      ),
    [{}],
  );
}

const right = fc.constantFrom<OpenValue>("a", "A1", "*", "?#", 1, "1", true, null, "");
const comparing = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      "equals",
      "notEquals",
      "like",
      "notLike",
      "match",
      "notMatchInsensitively",
      "contains",
      "notContains",
      "containsKey",
      "notContainsKey",
    ),
    right,
  ),
  fc.tuple(
    fc.constantFrom("less", "lessOrEquals", "greater", "greaterOrEquals"),
    fc.constantFrom<OpenValue>("a", 1, "1"),
  ),
  fc.tuple(
    fc.constantFrom("in", "notIn"),
    fc.constantFrom<OpenValue>([], ["a"], [null, "b"], [1, "A1"], ["c", "d", "e", "f", "g", "h", "i", "a"]),
  ),
  fc.tuple(fc.constant("exists"), fc.boolean()),
  fc.tuple(
    fc.constantFrom("equals", "notEquals", "like", "notContains", "contains", "less", "greaterOrEquals", "containsKey"),
    fc.constant<OpenValue>("[parameters('r')]"),
  ),
  fc.tuple(fc.constantFrom("in", "notIn"), fc.constant<OpenValue>("[parameters('list')]")),
);
const fields = fc.constantFrom(
  "properties.p",
  "properties.q",
  "properties.list",
  "properties.list[*]",
  "properties.list[*].n",
  "properties.p.a",
  "tags.a",
  "tags",
);
const values = fc.constantFrom(
  "[field('properties.p')]",
  "[tryGet(field('tags'), 'a')]",
  "[if(equals(field('properties.p'), 'a'), field('properties.q'), 'a')]",
  "[coalesce(field('properties.p'), field('properties.q'))]",
  "[length(field('properties.list'))]",
  "[length(field('properties.list[*].n'))]",
  "[empty(field('properties.q'))]",
  "[and(equals(field('properties.p'), 'a'), equals(field('properties.q'), 'a'))]",
  "[or(contains(field('properties.p'), 'a'), not(field('properties.q')))]",
  "[toLower(field('properties.p'))]",
  "[concat(field('properties.p'), 'x')]",
  "[first(field('properties.list'))]",
  "[createArray(field('properties.p'), 'a')]",
  "[string(field('properties.q'))]",
  "[union(field('properties.list'), createArray('a'))]",
  "[subscription().tags.a]",
  "[coalesce(tryGet(coalesce(tryGet(subscription(), 'tags'), json('{}')), 'a'), '')]",
  "[parameters('r')]",
  "[contains(parameters('list'), field('properties.p'))]",
  "[if(equals(parameters('r'), 'a'), 'b', field('properties.q'))]",
);
const numbers = fc.tuple(
  fc.constantFrom("equals", "notEquals", "less", "lessOrEquals", "greater", "greaterOrEquals", "in"),
  fc.nat({ max: 3 }),
);
const inner = fc.oneof(
  fc
    .tuple(fc.constantFrom("properties.list[*]", "properties.list[*].n"), comparing)
    .map(([field, [name, against]]) => ({ field, [name]: against })),
  comparing.map(([name, against]) => ({ value: "[current('properties.list[*]')]", [name]: against })),
);

const overValues = fc.tuple(comparing, numbers).map(([[name, against], [condition, number]]) => ({
  count: {
    value: "[createArray(tryGet(subscription(), 'tags', 'a'), field('properties.p'), 'A1')]",
    name: "v",
    where: { value: "[current('v')]", [name]: against },
  },
  [condition]: condition === "in" ? [number] : number,
}));

const { rule } = fc.letrec<{ rule: OpenObject }>((tie) => ({
  rule: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.tuple(fields, comparing).map(([field, [name, against]]) => ({ field, [name]: against })),
    fc.tuple(values, comparing).map(([value, [name, against]]) => ({ value, [name]: against })),
    fc.tuple(inner, fc.boolean(), numbers).map(([where, whole, [name, number]]) => ({
      count: { field: "properties.list[*]", ...(whole ? {} : { where }) },
      [name]: name === "in" ? [number] : number,
    })),
    overValues,
    fc.array(tie("rule"), { maxLength: 3 }).map((allOf) => ({ allOf })),
    fc.array(tie("rule"), { maxLength: 3 }).map((anyOf) => ({ anyOf })),
    tie("rule").map((not) => ({ not })),
  ),
}));

/** A rule without declared parameters takes any value for them: what is tested is the rule, not the assignment. */
const compiled = (condition: OpenObject, then: OpenObject): Policy => compilePolicy({ if: condition, then });

function outcomeOf(policy: Policy, { resource, subscription, parameters, related }: OpenObject): EvaluationResult {
  return policy.evaluate({
    resource: resource as OpenObject,
    context: { subscription: (subscription ?? null) as OpenObject | null },
    parameters: (parameters ?? {}) as OpenObject,
    ...(Array.isArray(related) ? { related: related as OpenObject[] } : {}),
  });
}

/** Where the answers of all substitutions differ, the rule has to be undetermined; where it is not, they have to give its answer. */
function expectSound(policy: Policy, request: OpenObject): void {
  const outcomes = new Set<Outcome>(fillings(request).map((filled) => outcomeOf(policy, filled as OpenObject).outcome));
  expect(outcomes.has("undetermined")).toBe(false);
  const result = outcomeOf(policy, request);
  if (result.outcome === "undetermined") expect(result.unknown).not.toEqual([]);
  else expect([...outcomes]).toEqual([result.outcome]);
}

test("no substitution of the unknown values contradicts the outcome", () => {
  fc.assert(
    fc.property(rule, requests, (condition, request) => {
      expectSound(compiled(condition, { effect: "deny" }), request as OpenObject);
    }),
    { numRuns: 2000 },
  );
});

test("nor where related resources decide", () => {
  const related = fc.record({ type: fc.constant("t/r"), resource: fc.oneof(fc.constant(null), resources) });
  fc.assert(
    fc.property(
      rule,
      rule,
      fc
        .record({ resource: resources, related: fc.array(related, { maxLength: 2 }) })
        .filter((request) => holes(request as unknown as OpenObject) <= 3),
      (condition, existenceCondition, request) => {
        const details = { type: "t/r", existenceCondition };
        expectSound(compiled(condition, { effect: "auditIfNotExists", details }), {
          ...request,
          subscription: null,
          parameters: { r: "a", list: ["a"] },
        } as unknown as OpenObject);
      },
    ),
    { numRuns: 500 },
  );
});

test("a rule whose unknown values do not matter is decided", () => {
  const policy = compilePolicy(
    denyIf({
      anyOf: [
        { field: "properties.p", equals: "a" },
        { field: "properties.q", equals: "a" },
      ],
    }),
  );
  expect(policy.evaluate({ resource: { properties: { p: Unknown, q: "a" } } }).outcome).toBe("match");
});
