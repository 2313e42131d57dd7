import { armView } from "../../src/arm/arm-view";
import { addressMatches, parseAddress } from "../../src/arm/address";
import { ResourceIndex } from "../../src/arm/resource-index";
import type { ArmLink, PlannedResource } from "../../src/arm/resource";
import { Unknown } from "../../src/policy/unknown";

const RG = "/subscriptions/s/resourceGroups/rg";
const link = (path: string, to: string, output = "id"): ArmLink => ({ path, attribute: path, to, output });
const resource = (address: string, more: Partial<PlannedResource> = {}): PlannedResource => ({
  address,
  terraformType: "t",
  action: "create",
  resource: { id: Unknown, type: "A.B/c", name: "n" },
  scope: {},
  links: [],
  sensitive: [],
  file: "f",
  ...more,
});

describe("addresses", () => {
  test.each([
    ["a.b", "a.b", true],
    ["a.b", "a.b[0]", true],
    ["a.b[0]", "a.b[0]", true],
    ["a.b[0]", "a.b[1]", false],
    ["module.m.a.b", 'module.m["x"].a.b["y"]', true],
    ['module.m["x"].a.b', 'module.m["x"].a.b["y"]', true],
    ['module.m["x"].a.b', 'module.m["z"].a.b["y"]', false],
    ['a.b["x.y]\\"z"]', 'a.b["x.y]\\"z"]', true],
    ["a.b", "a.c", false],
    ["a.b", "data.a.b", false],
  ])("%s means %s: %s", (pattern, address, expected) => {
    expect(addressMatches(parseAddress(pattern), parseAddress(address))).toBe(expected);
    const index = new ResourceIndex([resource(address)]);
    expect(index.byAddress(pattern)).toHaveLength(expected ? 1 : 0);
  });
});

test("of many instances those are found that the pattern means", () => {
  const [modules, keys] = [
    ["", "module.m.", 'module.m["a"].', 'module.m["b"].'],
    ["", "[0]", "[1]", '["x"]', '["y"]'],
  ];
  const addresses = modules.flatMap((module) => keys.map((key) => `${module}a.b${key}`));
  const index = new ResourceIndex([...addresses, ...addresses].map((address) => resource(address)));
  for (const pattern of [...addresses, "a.b[7]", 'module.m["c"].a.b', "a.c[0]"]) {
    const meant = addresses.filter((address) => addressMatches(parseAddress(pattern), parseAddress(address)));
    expect(index.byAddress(pattern).map(({ address }) => address)).toEqual([...meant, ...meant]);
  }
});

test.each([
  ["a block that had no index before", 'module.m["x"].a.b', 'module.m["x"].a.b[0]'],
  ["modules deeper than any", `${"module.m[0].".repeat(16)}a.b`, `${"module.m[0].".repeat(16)}a.b[1]`],
])("a whole address means also the instances that go on after it: %s", (_, before, after) => {
  const index = new ResourceIndex([
    resource(before),
    resource(after),
    resource(before.replace(/\["?[x0]"?\]/, '["z"]')),
  ]);
  expect(index.byAddress(before).map(({ address }) => address)).toEqual([before, after]);
  expect(index.byAddress(after).map(({ address }) => address)).toEqual([after]);
});

describe("ids", () => {
  const id = `${RG}/providers/A.B/c/n`;
  const at = (action: PlannedResource["action"], more: Partial<PlannedResource> = {}): PlannedResource =>
    resource(action, { action, resource: { id, type: "A.B/c" }, ...more });
  test("without case; what is written comes before patches, what exists and what goes", () => {
    const all = [at("delete"), at("existing"), at("create", { overlay: true, address: "patch" }), at("update")];
    for (let n = 1; n <= all.length; n++) {
      for (const list of [all.slice(0, n), all.slice(0, n).reverse()])
        expect(new ResourceIndex(list).byId(id.toUpperCase())).toBe(all[n - 1]);
    }
    expect(new ResourceIndex(all).byId(`${id}x`)).toBeUndefined();
  });
});

describe("relatives", () => {
  const group = resource("rg", { resource: { id: RG, type: "Microsoft.Resources/resourceGroups", name: "rg" } });
  const account = resource("acc", {
    resource: { id: `${RG}/providers/A.B/c/n`, type: "A.B/c" },
    scope: { subscriptionId: "s", resourceGroup: "RG" },
  });
  const byId = resource("d1", { resource: { id: `${RG}/providers/A.B/c/n/d/x`, type: "A.B/c/d" } });
  const byLink = resource("d2", { links: [link("parent", "acc")] });
  const torn = resource("d3", { links: [link("parent", "acc"), link("parent", "rg")] });
  const index = new ResourceIndex([group, account, byId, byLink, torn]);
  test("the parent by id, else by the only link", () => {
    expect(index.parentOf(byId)).toBe(account);
    expect(index.parentOf(byLink)).toBe(account);
    expect(index.parentOf(torn)).toBeUndefined();
    expect(index.parentOf(account)).toBeUndefined();
  });
  test("the resource group by id, by link, or of the parent", () => {
    expect(index.resourceGroupOf(account)).toBe(group);
    expect(index.resourceGroupOf(byLink)).toBe(group);
    const linked = resource("x", { links: [link("resourceGroup", "rg", "name")] });
    expect(new ResourceIndex([group, linked]).resourceGroupOf(linked)).toBe(group);
  });
  test("a deposed object is not taken for what took its place", () => {
    const gone = resource("acc", { action: "delete" });
    for (const list of [
      [account, gone],
      [gone, account],
    ])
      expect(new ResourceIndex([...list, byLink]).parentOf(byLink)).toBe(account);
    expect(new ResourceIndex([gone, byLink]).parentOf(byLink)).toBe(gone);
    expect(new ResourceIndex([account, { ...account }, byLink]).parentOf(byLink)).toBeUndefined();
  });
  test("parents in a circle end", () => {
    const a = resource("a", { links: [link("parent", "b")] });
    const b = resource("b", { links: [link("parent", "a")] });
    expect(new ResourceIndex([a, b]).resourceGroupOf(a)).toBeUndefined();
  });
  test("links from elsewhere", () => {
    expect(index.linksTo(account).map(({ from }) => from.address)).toEqual(["d2", "d3"]);
    expect(index.linksTo(byId)).toEqual([]);
  });
});

describe("armView", () => {
  const view = (more: Partial<PlannedResource>): unknown => armView([resource("a", more)])[0];
  test("unknown parts are listed, and left out", () => {
    expect(
      view({
        resource: {
          id: Unknown,
          type: "A.B/c",
          name: "n",
          properties: { x: Unknown, l: [1, Unknown, { y: Unknown }] },
        },
      }),
    ).toEqual({
      address: "a",
      action: "create",
      type: "A.B/c",
      name: "n",
      properties: { l: [1, null, {}] },
      unknown: ["id", "properties.x", "properties.l[1]", "properties.l[2].y"],
    });
  });
  test("sensitive leaves are covered, below an object too, in every element of a list", () => {
    const properties = { key: "s", keys: { a: "1", n: 2 }, l: [{ v: "x", w: "y" }] };
    expect(
      view({
        resource: { type: "t", properties },
        sensitive: ["properties.key", "properties.keys", "properties.l[*].v"],
      }),
    ).toMatchObject({
      properties: {
        key: "(sensitive)",
        keys: { a: "(sensitive)", n: "(sensitive)" },
        l: [{ v: "(sensitive)", w: "y" }],
      },
    });
  });
  test("beside a patch nothing is known", () => {
    expect(view({ overlay: true })).toMatchObject({
      unknown: expect.arrayContaining(["properties", "tags", "location"]) as unknown,
    });
  });
});
