import { builtInAliases, compilePolicy, loadAliases, Unknown, type OpenObject } from "../../src/policy";
import { ALIAS_DATA } from "../../src/policy/aliases/data";
import { corpusIsHere, readGzip } from "./corpus";
import { denyIf } from "./cases";

const providers = [
  {
    namespace: "Microsoft.Test",
    resourceTypes: [
      {
        resourceType: "things",
        capabilities: "SupportsTags, SupportsLocation",
        aliases: [
          {
            name: "Microsoft.Test/things/tier",
            defaultPath: "sku.tier",
            defaultMetadata: { attributes: "Modifiable" },
            paths: [{ path: "properties.tier", apiVersions: ["2015-01-01-Preview"] }],
          },
          {
            name: "Microsoft.Test/things/rules[*]",
            defaultPath: "properties.rules[*]",
            paths: [{ path: "properties.old[*]", apiVersions: ["2015-01-01-preview"] }],
          },
          {
            name: "Microsoft.Test/things/rules[*].port",
            defaultPath: "properties.rules[*].properties.port",
            paths: [{ path: "properties.old[*].port", apiVersions: ["2015-01-01-preview"] }],
          },
          {
            name: "Microsoft.Test/things/state",
            defaultPath: "properties.state",
            defaultMetadata: { attributes: "None" },
          },
        ],
      },
      { resourceType: "things/parts", capabilities: "None", aliases: [] },
    ],
  },
];

const outcome = (condition: OpenObject, resource: OpenObject, apiVersion?: string) =>
  compilePolicy(denyIf(condition), { aliases: loadAliases(providers) }).evaluate({ resource, apiVersion }).outcome;

test("the path follows the API version, its case aside", () => {
  const condition = { field: "microsoft.test/THINGS/tier", equals: "S" };
  const resource = { sku: { tier: "S" }, properties: { tier: "P" } };
  expect(outcome(condition, resource)).toBe("match");
  expect(outcome(condition, resource, "2024-01-01")).toBe("match");
  expect(outcome(condition, resource, "2015-01-01-PREVIEW")).toBe("noMatch");
});

test("without an API version another version's path serves, if nothing is at the default one", () => {
  const condition = { field: "Microsoft.Test/things/tier", equals: "P" };
  expect(outcome(condition, { properties: { tier: "P" } })).toBe("match");
  expect(outcome(condition, { properties: { tier: "P" } }, "2024-01-01")).toBe("noMatch");
});

test("a count and the fields in it follow the API version together", () => {
  const condition = {
    count: {
      field: "Microsoft.Test/things/rules[*]",
      where: { field: "Microsoft.Test/things/rules[*].port", equals: 22 },
    },
    equals: 1,
  };
  const resource = {
    properties: { rules: [{ properties: { port: 22 } }, { port: 22 }], old: [{ port: 80 }, { port: 443 }] },
  };
  expect(outcome(condition, resource)).toBe("match");
  expect(outcome(condition, resource, "2015-01-01-preview")).toBe("noMatch");
});

test("Indexed covers what the capabilities of the type say", () => {
  const definition = { properties: { mode: "Indexed", policyRule: denyIf({ field: "name", exists: true }) } };
  const policy = compilePolicy(definition, { aliases: loadAliases(JSON.stringify({ value: providers })) });
  const evaluate = (type: string) => policy.evaluate({ resource: { type, name: "x" } }).outcome;
  expect([
    evaluate("microsoft.test/Things"),
    evaluate("Microsoft.Test/things/parts"),
    evaluate("Microsoft.Test/others"),
  ]).toEqual(["match", "noMatch", "match"]);
});

test("modify may write only what is modifiable", () => {
  const modify = (field: string) => ({
    if: { field: "type", equals: "a" },
    then: { effect: "modify", details: { operations: [{ operation: "addOrReplace", field, value: 1 }] } },
  });
  const aliases = loadAliases(providers[0]);
  expect(() => compilePolicy(modify("Microsoft.Test/things/tier"), { aliases })).not.toThrow();
  expect(() => compilePolicy(modify("Microsoft.Test/things/state"), { aliases })).toThrow(
    expect.objectContaining({ code: "aliasNotModifiable", path: "$.then.details.operations[0].field" }),
  );
});

test("CSV, with and without quotes", () => {
  const table = loadAliases('Microsoft.A/b/c,properties.x\r\n"Microsoft.A/b/d","sku.d"\n\n');
  expect(table.find("microsoft.a/B/C")).toEqual([{ name: "Microsoft.A/b/c", path: "properties.x" }]);
  expect(table.find("Microsoft.A/b/d")).toEqual([{ name: "Microsoft.A/b/d", path: "sku.d" }]);
  expect(table.find("constructor")).toEqual([]);
});

test("the aliases that ship with the package", () => {
  const pathOf = (name: string) => builtInAliases().find(name)[0]?.path;
  expect(pathOf("Microsoft.CognitiveServices/accounts/deployments/model.name")).toBe("properties.model.name");
  expect(pathOf("microsoft.cognitiveservices/accounts/sku.name")).toBe("sku.name");
  expect(pathOf("Microsoft.CognitiveServices/accounts/privateEndpointConnections[*].privateEndpoint.id")).toBe(
    "properties.privateEndpointConnections[*].properties.privateEndpoint.id",
  );
  expect(pathOf("Microsoft.Compute/imageId")).toBe("properties.storageProfile.imageReference.id");
  expect(pathOf("Microsoft.CognitiveServices/accounts/nothing")).toBeUndefined();
  expect(pathOf("Nobody.Knows/this/x")).toBeUndefined();
});

const onCorpus = corpusIsHere() ? test : test.skip;

onCorpus("agree with what Get-AzPolicyAlias listed", () => {
  const listed = new Map<string, string>();
  for (const line of readGzip("policy-aliases-2024.csv.gz").split("\n")) {
    const [name = "", path = ""] = line.replaceAll('"', "").split(",");
    if (!listed.has(name.toLowerCase())) listed.set(name.toLowerCase(), path.trim());
  }
  const later = /\/(projects\/)?connections\/category$/;
  const wrong: string[] = [];
  let count = 0;
  for (const namespace of Object.keys(ALIAS_DATA)) {
    const prefix = `${namespace}/`;
    for (const [name, path] of listed) {
      if (!name.startsWith(prefix)) continue;
      const known = builtInAliases().find(name);
      count += known.length;
      if (known.length > 0 && known[0]?.path !== path && !later.test(name)) wrong.push(name);
    }
  }
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(7000);
});

test.each([
  ["a header", "Name,DefaultPath\nMicrosoft.Test/things/a,properties.a"],
  [
    "quoted columns and a byte order mark",
    '\ufeff"Name","DefaultPath"\r\n"Microsoft.Test/things/a","properties.a"\r\n',
  ],
  ["further columns", "Microsoft.Test/things/a , properties.a,Modifiable"],
])("a CSV with %s", (_, csv) => {
  expect(loadAliases(csv).find("microsoft.test/things/A")).toEqual([
    { name: "Microsoft.Test/things/a", path: "properties.a" },
  ]);
});

test("a comma or a quote within quotes is part of the column; quotes that do not end are refused", () => {
  const table = loadAliases(`"Microsoft.Test/things/a,b","properties[""a,b""]"`);
  expect(table.find("Microsoft.Test/things/a,b")[0]?.path).toBe('properties["a,b"]');
  expect(() => loadAliases('"Microsoft.Test/things/a,properties.a')).toThrow("line 1");
});

describe("an alias that several resource types share", () => {
  const alias = (path: string) => ({ name: "Microsoft.Test/publisher", defaultPath: path });
  const list = (path: string) => ({ name: "Microsoft.Test/disks[*]", defaultPath: path });
  const aliases = loadAliases([
    {
      namespace: "Microsoft.Test",
      resourceTypes: [
        { resourceType: "machines", aliases: [alias("properties.image"), list("properties.disks[*]")] },
        { resourceType: "sets", aliases: [alias("properties.profile.image"), list("properties.profile.disks[*]")] },
      ],
    },
  ]);
  const evaluate = (condition: OpenObject, resource: OpenObject) => {
    const { outcome: is, unknown } = compilePolicy(denyIf(condition), { aliases }).evaluate({ resource });
    return [is, ...unknown];
  };
  const image = { field: "Microsoft.Test/publisher", equals: "a" };
  const disks = { count: { field: "Microsoft.Test/disks[*]" }, equals: 1 };

  test("leads to the path of the type, and where that is not known to none for certain", () => {
    const set = { properties: { profile: { image: "a", disks: [1] } } };
    expect(evaluate(image, { type: "microsoft.test/SETS", ...set })).toEqual(["match"]);
    expect(evaluate(image, { type: "Microsoft.Test/machines", ...set })).toEqual(["noMatch"]);
    expect(evaluate(image, { type: Unknown, ...set })).toEqual(["undetermined", "type"]);
    expect(evaluate(disks, { type: Unknown, ...set })).toEqual(["undetermined", "type"]);
    expect(evaluate({ value: "[field('Microsoft.Test/publisher')]", equals: "a" }, { type: Unknown, ...set })).toEqual([
      "undetermined",
      "type",
    ]);
  });

  test("is certain where every path leads to the same", () => {
    const both = { type: Unknown, properties: { image: "a", disks: [1], profile: { image: "a", disks: [2] } } };
    expect(evaluate(image, both)).toEqual(["match"]);
    expect(evaluate(disks, both)).toEqual(["match"]);
  });

  test("in field() leads to the path of the resource that is requested, not of the related one", () => {
    const existenceCondition = { field: "Microsoft.Test/publisher", equals: "[field('Microsoft.Test/publisher')]" };
    const then = { effect: "auditIfNotExists", details: { type: "Microsoft.Test/sets", existenceCondition } };
    const policy = compilePolicy({ if: { field: "type", equals: "Microsoft.Test/machines" }, then }, { aliases });
    const resource = { type: "Microsoft.Test/machines", properties: { image: "a" } };
    const related = [{ type: "Microsoft.Test/sets", properties: { profile: { image: "a" } } }];
    expect(policy.evaluate({ resource, related }).outcome).toBe("noMatch");
  });
});
