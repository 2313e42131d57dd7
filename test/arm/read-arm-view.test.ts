import { armView } from "../../src/arm/arm-view";
import { readArmView } from "../../src/arm/read-arm-view";
import type { PlannedResource } from "../../src/arm/resource";
import { Unknown, type OpenObject, type OpenValue } from "../../src/policy";

/** What comes back of a resource that was printed as JSON and read again. */
function roundTrip(resource: OpenObject, more: Partial<PlannedResource> = {}): OpenValue {
  const planned = { address: "a.b", action: "create", resource, sensitive: [], ...more } as unknown as PlannedResource;
  return readArmView(JSON.parse(JSON.stringify(armView([planned])[0])) as OpenValue);
}

const TYPE = { type: "a/b", name: "x" };

test.each<[string, OpenObject]>([
  ["a property", { properties: { known: 1, open: Unknown } }],
  ["a part that is unknown as a whole", { properties: Unknown }],
  ["elements of an array, and what is in them", { properties: { list: [1, Unknown, { a: Unknown, b: [[Unknown]] }] } }],
  ["names with dots and brackets", { tags: { "cost.center": Unknown, "cost[0]": Unknown, cost: "x" } }],
  ["beside a name that begins alike", { properties: { a: {}, ab: Unknown, "a.b": "c" } }],
  ["nothing unknown", { properties: { a: null, b: [], c: {} } }],
])("%s comes back as it was", (_, part) => {
  expect(roundTrip({ ...TYPE, ...part })).toStrictEqual({ ...TYPE, ...part });
});

test("of a patch nothing is known beside what it says, and so nothing of the parts that it may touch", () => {
  expect(roundTrip({ ...TYPE, properties: { a: 1 } }, { overlay: true })).toMatchObject({
    ...TYPE,
    properties: Unknown,
    tags: Unknown,
    kind: Unknown,
  });
});

test.each<[string, OpenValue]>([
  ["the output of az resource show", { id: "/x", type: "a/b", unknown: ["properties"] }],
  ["an unknown that is no list of paths", { address: "a.b", type: "a/b", unknown: [1] }],
  ["a list", [{ address: "a.b", unknown: [] }]],
  ["a text", "a.b"],
])("%s is no item of the list and stays as it is", (_, value) => {
  expect(readArmView(value)).toBe(value);
});
