import fc from "fast-check";
import { overlayUnknown } from "../../src/terraform/plan/overlay";
import type { Json, JsonMap } from "../../src/terraform/plan/format";
import { PlanResource, type Surroundings } from "../../src/terraform/plan/plan-resource";
import { Unknown } from "../../src/policy/unknown";

const attributes: JsonMap = { name: "a", tags: { a: "b" }, block: [{ x: 1, y: null }, { x: 2 }], list: [null, "c"] };

test.each<[string, Json, unknown]>([
  ["an attribute", { name: true }, { ...attributes, name: Unknown }],
  ["an attribute that is left out", { id: true }, { ...attributes, id: Unknown }],
  ["an item of a map", { tags: { c: true } }, { ...attributes, tags: { a: "b", c: Unknown } }],
  ["a part of a block", { block: [{}, { x: true }] }, { ...attributes, block: [{ x: 1, y: null }, { x: Unknown }] }],
  ["an item of a list", { list: [true, false] }, { ...attributes, list: [Unknown, "c"] }],
  [
    "one element behind those that are there",
    { list: [false, false, false, true] },
    {
      ...attributes,
      list: [null, "c", null, Unknown],
    },
  ],
  ["one element of a list that is left out", { new: [{}, true] }, { ...attributes, new: [null, Unknown] }],
  ["nothing", { tags: {}, block: [{}, {}], list: [false, false] }, attributes],
])("%s is unknown where the marks say so", (_, marks, laid) => {
  expect(overlayUnknown(attributes, marks)).toEqual(laid);
});

/** Few names, so that marks and attributes meet. */
const name = fc.constantFrom("a", "b", "c", "__proto__");
const tree = (leaf: fc.Arbitrary<Json>): fc.Arbitrary<JsonMap> =>
  fc.letrec<{ node: Json; map: JsonMap }>((tie) => ({
    map: fc.dictionary(name, tie("node"), { maxKeys: 4 }),
    node: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie("node"), { maxLength: 3 }), tie("map")),
  })).map;

test("an attribute that is asked for alone is the one among all of them, and the plan stays as it is", () => {
  const values = tree(fc.constantFrom<Json>("x", 1, null, true));
  fc.assert(
    fc.property(values, fc.oneof(tree(fc.boolean()), fc.boolean()), (after, unknown) => {
      const before = structuredClone(after);
      const resource = planned(after, unknown);
      const all = resource.values;
      for (const each of ["a", "b", "c", "d"]) expect(resource.value(each)).toEqual(all[each]);
      expect(after).toEqual(before);
    }),
  );
});

const planned = (after: JsonMap, unknown: Json): PlanResource => {
  const name = { address: "azurerm_iothub.hub", type: "azurerm_iothub", name: "hub", provider: "" };
  const surroundings: Surroundings = {
    configure: () => ({ config: undefined, place: undefined }),
    resolve: () => ({ references: [], open: false }),
    providerKey: String,
  };
  return new PlanResource({ ...name, mode: "managed", action: "create", after, unknown }, surroundings);
};
