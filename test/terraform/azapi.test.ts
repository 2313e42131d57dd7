import { Unknown } from "../../src/policy/unknown";
import { mapResources, readPlan, readStack } from "../../src/terraform";
import type { PlannedResource } from "../../src/arm/resource";
import { configured, plan, type PlannedChange } from "./plan-fixture";

const RG = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg";
const ACCOUNT = "Microsoft.CognitiveServices/accounts@2025-06-01";
const base = { type: ACCOUNT, name: "acc", parent_id: RG };
const azapi = { azapi: { name: "azapi", full_name: "registry.terraform.io/azure/azapi", expressions: {} } };

/** Maps one azapi resource; `written` is its configuration. */
function mapOne(
  change: Omit<PlannedChange, "address"> & { address?: string },
  written: Record<string, unknown> = {},
  providers: Record<string, unknown> = azapi,
): PlannedResource | undefined {
  const address = change.address ?? "azapi_resource.a";
  const json = plan({ changes: [{ ...change, address }], resources: [configured(address, written)], providers });
  return mapResources(readPlan(json, "p")).resources[0];
}

describe("azapi_resource", () => {
  test("body, location, tags and identity beside it, id and name", () => {
    const planned = mapOne({
      after: {
        ...base,
        location: "Sweden Central",
        tags: { a: "b", n: null },
        identity: [{ type: "UserAssigned", identity_ids: ["/id"] }],
        body: { kind: "OpenAI", properties: { x: null } },
      },
    });
    expect(planned?.resource).toEqual({
      id: `${RG}/providers/Microsoft.CognitiveServices/accounts/acc`,
      type: "Microsoft.CognitiveServices/accounts",
      name: "acc",
      apiVersion: "2025-06-01",
      kind: "OpenAI",
      properties: { x: null },
      location: "Sweden Central",
      tags: { a: "b", n: "" },
      identity: { type: "UserAssigned", userAssignedIdentities: { "/id": {} } },
    });
    expect(planned?.scope).toEqual({ subscriptionId: "11111111-1111-1111-1111-111111111111", resourceGroup: "rg" });
  });

  test("what the body says comes before what stands beside it", () => {
    const planned = mapOne({
      after: {
        ...base,
        location: "a",
        tags: { x: "1" },
        body: { location: "b", tags: {}, identity: { type: "None" } },
      },
    });
    expect(planned?.resource).toMatchObject({ location: "b", tags: {}, identity: { type: "None" } });
  });

  const placed: [string, string, string, string | undefined][] = [
    ["Microsoft.Resources/resourceGroups", "/subscriptions/s", "/subscriptions/s/resourceGroups/acc", undefined],
    [
      "Microsoft.CognitiveServices/accounts/deployments",
      `${RG}/providers/Microsoft.CognitiveServices/accounts/a`,
      `${RG}/providers/Microsoft.CognitiveServices/accounts/a/deployments/acc`,
      undefined,
    ],
    [
      "Microsoft.Authorization/policyAssignments",
      "/providers/Microsoft.Management/managementGroups/mg",
      "/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.Authorization/policyAssignments/acc",
      "/providers/Microsoft.Management/managementGroups/mg",
    ],
    [
      "Microsoft.Authorization/policyExemptions",
      RG,
      `${RG}/providers/Microsoft.Authorization/policyExemptions/acc`,
      RG,
    ],
    ["Microsoft.Management/managementGroups", "/", "/providers/Microsoft.Management/managementGroups/acc", undefined],
  ];
  test.each(placed)("%s in %s", (type, parent, id, on) => {
    const planned = mapOne({ after: { ...base, type: `${type}@2024-01-01`, parent_id: parent } });
    expect(planned?.resource.id).toBe(id);
    expect(planned?.scope.on).toBe(on);
  });

  test("members of the body in any casing; two spellings of one are not known", () => {
    expect(
      mapOne({ after: { ...base, body: { Properties: { publicNetworkAccess: "Enabled" }, KIND: "OpenAI" } } })
        ?.resource,
    ).toMatchObject({ properties: { publicNetworkAccess: "Enabled" }, kind: "OpenAI" });
    expect(mapOne({ after: { ...base, body: { Properties: {}, properties: {} } } })?.resource.properties).toBe(Unknown);
  });

  test("what stands beside a body that has it in another casing is sent as well: nobody can tell which counts", () => {
    const identity = [{ type: "SystemAssigned" }];
    const beside = { location: "eastus", tags: { a: "beside" }, identity };
    const inside = { Location: "westus", Tags: { a: "inside" }, IDENTITY: { type: "None" } };
    for (const body of [inside, JSON.stringify(inside)])
      expect(mapOne({ after: { ...base, ...beside, body } })?.resource).toMatchObject({
        location: Unknown,
        tags: Unknown,
        identity: Unknown,
      });
    expect(mapOne({ after: { ...base, body: inside } })?.resource.tags).toEqual({ a: "inside" });
    expect(mapOne({ after: { ...base, ...beside, body: { tags: { a: "inside" } } } })?.resource.tags).toEqual({
      a: "inside",
    });
  });

  test("azapi 1: the body is text", () => {
    expect(mapOne({ after: { ...base, body: '{"kind":"OpenAI"}' } })?.resource.kind).toBe("OpenAI");
    expect(mapOne({ after: { ...base, body: "{" } })?.resource).toMatchObject({ kind: Unknown, properties: Unknown });
  });

  test("a type that is not known could be that of an account, of any kind", () => {
    const change = { address: "azapi_resource.a", after: { body: { kind: "OpenAI" } }, unknown: { type: true } };
    const mapped = mapResources(readPlan(plan({ changes: [change], providers: azapi }), "p"));
    expect(mapped.resources[0]?.resource).toMatchObject({
      type: "Microsoft.CognitiveServices/accounts",
      kind: Unknown,
    });
    expect(mapped.notes.join()).toMatch(/azapi_resource\.a has a type that is not known/);
  });
});

describe("what azapi calls unknown and is not", () => {
  const after = { ...base, body: { properties: {}, tags: { t: "1" } } };
  const unknown = { tags: true, location: true, body: { properties: { x: true } } };
  test("tags and location that nobody wrote are those of the body, or none", () => {
    expect(mapOne({ after, unknown }, { body: { references: ["local.b"] } })?.resource).toMatchObject({
      tags: { t: "1" },
      properties: { x: Unknown },
    });
  });
  test("or the provider's", () => {
    const providers = {
      azapi: {
        ...azapi.azapi,
        expressions: { default_location: { constant_value: "westeurope" }, default_tags: { references: ["var.t"] } },
      },
    };
    expect(
      mapOne({ after: { ...base, body: { properties: {} } }, unknown }, { body: {} }, providers)?.resource,
    ).toMatchObject({ location: "westeurope", tags: Unknown });
  });
  test("where the type may take no default, it is not known; where it takes none, there is none", () => {
    const providers = {
      azapi: { ...azapi.azapi, expressions: { default_tags: { constant_value: { team: "a" } } } },
    };
    const tagsOf = (type: string): unknown =>
      mapOne({ after: { ...base, type, body: { properties: {} } }, unknown }, { body: {} }, providers)?.resource.tags;
    expect(tagsOf("Microsoft.New/things@2026-01-01")).toBe(Unknown);
    expect(tagsOf("Microsoft.Authorization/roleAssignments@2022-04-01")).toBeUndefined();
    expect(tagsOf(ACCOUNT)).toEqual({ team: "a" });
  });
  test("a stack holds none of what the provider adds", () => {
    const subscription_id = "11111111-1111-1111-1111-111111111111";
    const { resources } = mapResources(
      readStack(
        {
          provider: { azapi: { subscription_id, default_location: "westeurope", default_tags: { team: "a" } } },
          resource: {
            azapi_resource: {
              plain: { ...base, body: { kind: "OpenAI" } },
              own: { ...base, location: "", tags: {}, body: {} },
              group: { type: "Microsoft.Resources/resourceGroups@2024-03-01", name: "rg" },
            },
          },
        },
        "f",
      ),
    );
    const by = (name: string): unknown => resources.find((r) => r.address === `azapi_resource.${name}`)?.resource;
    expect(by("plain")).toMatchObject({ location: "westeurope", tags: { team: "a" } });
    expect(by("own")).not.toHaveProperty("location");
    expect(by("own")).not.toHaveProperty("tags");
    expect(by("group")).toMatchObject({ id: `/subscriptions/${subscription_id}/resourceGroups/rg` });
  });
  test("written ones are unknown", () => {
    expect(
      mapOne({ after: { ...base, body: { properties: {} } }, unknown }, { body: {}, tags: { references: ["var.t"] } })
        ?.resource.tags,
    ).toBe(Unknown);
  });
  test("a stack whose body nobody can read may hold tags in it, where none stand beside it", () => {
    const body = "${jsondecode(var.body)}";
    const provider = { azapi: { default_tags: { team: "a" } } };
    const azapi_resource = { none: { ...base, body }, beside: { ...base, body, tags: { a: "b" } } };
    const { resources } = mapResources(readStack({ provider, resource: { azapi_resource } }, "f"));
    expect(resources.map(({ resource }) => resource.tags)).toEqual([Unknown, { a: "b" }]);
  });
  test("with a body that is wholly unknown they are unknown", () => {
    expect(mapOne({ after: base, unknown: { body: true, tags: true } }, { body: {} })?.resource).toMatchObject({
      tags: Unknown,
      kind: Unknown,
      properties: Unknown,
    });
  });
});

describe("ways round a plan", () => {
  const compliant = { ...base, body: { properties: { publicNetworkAccess: "Disabled", disableLocalAuth: true } } };

  test("sensitive_body that is constant is sent, and is a secret", () => {
    const planned = mapOne(
      { after: compliant },
      { sensitive_body: { constant_value: { properties: { publicNetworkAccess: "Enabled" } } } },
    );
    expect(planned?.resource.properties).toEqual({ publicNetworkAccess: "Enabled", disableLocalAuth: true });
    expect(planned?.sensitive).toEqual(["properties.publicNetworkAccess"]);
  });
  test("in another casing both are sent, and nobody can tell which counts", () => {
    const planned = mapOne(
      { after: compliant },
      { sensitive_body: { constant_value: { properties: { PublicNetworkAccess: "Disabled" } } } },
    );
    expect(planned?.resource.properties).toEqual({ publicNetworkAccess: Unknown, disableLocalAuth: true });
  });
  test("a secret part whose version stays is not sent again", () => {
    const version = { sensitive_body_version: { "properties.publicNetworkAccess": "1", "properties.x": "1" } };
    const change = { before: { ...compliant, ...version }, actions: ["update"] };
    const written = {
      sensitive_body: { constant_value: { properties: { publicNetworkAccess: "Enabled", x: "s" } } },
    };
    expect(mapOne({ ...change, after: { ...compliant, ...version } }, written)?.resource.properties).toEqual({
      publicNetworkAccess: "Disabled",
      disableLocalAuth: true,
      x: Unknown,
    });
    const raised = { sensitive_body_version: { "properties.publicNetworkAccess": "2" } };
    expect(mapOne({ ...change, after: { ...compliant, ...raised } }, written)?.resource.properties).toEqual({
      publicNetworkAccess: "Enabled",
      disableLocalAuth: true,
    });
  });
  describe("lists of a secret body", () => {
    const rules = (items: unknown[]): unknown => ({ properties: { rules: items } });
    const merged = (below: unknown[], above: unknown[], options: Record<string, unknown> = {}): unknown =>
      (
        mapOne(
          { after: { ...base, body: rules(below), ...options } },
          { sensitive_body: { constant_value: rules(above) } },
        )?.resource.properties as Record<string, unknown>
      ).rules;
    const keyed = { list_unique_id_property: { "properties.rules": "id" } };
    test.each([
      ["of one length merge item by item", [{ a: 1 }, { b: 2 }], [{ c: 3 }, { b: 4 }], {}, [{ a: 1, c: 3 }, { b: 4 }]],
      ["of other lengths are replaced", [{ a: 1 }], [{ c: 3 }, { b: 4 }], {}, [{ c: 3 }, { b: 4 }]],
      [
        "whose items have names merge by name",
        [{ name: "x", a: 1 }, { name: "y" }],
        [{ name: "y", b: 2 }, { name: "z" }],
        {},
        [{ name: "x", a: 1 }, { name: "y", b: 2 }, { name: "z" }],
      ],
      ["merge by what they are told", [{ id: "x", a: 1 }], [{ id: "y" }], keyed, [{ id: "x", a: 1 }, { id: "y" }]],
      ["that are empty are what the other is", [{ name: "x" }], [], {}, []],
    ])("%s", (_name, below, above, options, expected) => expect(merged(below, above, options)).toEqual(expected));
    test("by a query are not known", () => {
      const query = { list_unique_id_property: { "properties.rules": "category || group" } };
      expect(merged([{ category: "x" }], [{ category: "y" }], query)).toBe(Unknown);
    });
  });
  test("sensitive_body that is not makes the whole body unknown", () => {
    expect(mapOne({ after: compliant }, { sensitive_body: { references: ["var.s"] } })?.resource.properties).toBe(
      Unknown,
    );
  });
  test("or what sensitive_body_version names", () => {
    const planned = mapOne(
      { after: { ...compliant, sensitive_body_version: { "properties.disableLocalAuth": "1" } } },
      { sensitive_body: { references: ["var.s"] } },
    );
    expect(planned?.resource.properties).toEqual({ publicNetworkAccess: "Disabled", disableLocalAuth: Unknown });
  });
  test("ignore_body_changes: an update keeps what is there, a create does not", () => {
    const written = { ignore_body_changes: { constant_value: ["properties.publicNetworkAccess"] } };
    expect(
      mapOne({ after: compliant, before: compliant, actions: ["update"] }, written)?.resource.properties,
    ).toMatchObject({ publicNetworkAccess: Unknown, disableLocalAuth: true });
    expect(mapOne({ after: compliant }, written)?.resource.properties).toMatchObject({
      publicNetworkAccess: "Disabled",
    });
  });
  test("an api-version among the query parameters wins", () => {
    expect(
      mapOne({ after: { ...base, create_query_parameters: { "api-version": ["2017-04-18"] } } })?.resource.apiVersion,
    ).toBe("2017-04-18");
    const query = { "api-version": ["2017-04-18"] };
    expect(
      mapOne({ address: "azapi_update_resource.u", after: { ...base, update_query_parameters: query } })?.resource,
    ).toMatchObject({ apiVersion: "2017-04-18" });
    expect(
      mapOne({
        address: "azapi_resource_action.a",
        after: { type: ACCOUNT, resource_id: `${RG}/providers/A.B/c/d`, method: "PUT", query_parameters: query },
      })?.resource,
    ).toMatchObject({ apiVersion: "2017-04-18" });
  });
  test("ignore_null_property drops nulls, explicit nulls are otherwise kept", () => {
    const body = { properties: { a: null, l: [null, 1] } };
    expect(mapOne({ after: { ...base, body } })?.resource.properties).toEqual({ a: null, l: [null, 1] });
    expect(mapOne({ after: { ...base, body, ignore_null_property: true } })?.resource.properties).toEqual({ l: [1] });
  });

  const action = "azapi_resource_action.a";
  const target = `${RG}/providers/Microsoft.CognitiveServices/accounts/acc`;
  const patch = {
    type: ACCOUNT,
    resource_id: target,
    method: "PATCH",
    body: { properties: { publicNetworkAccess: "Enabled" } },
  };
  test.each([
    ["PATCH is laid over the resource", patch, "create", true],
    ["PUT writes it", { ...patch, method: "PUT" }, "create", false],
    ["a request on destroy is a write", { ...patch, when: "destroy" }, "create", true],
  ])("azapi_resource_action: %s", (_name, after, planned, overlay) => {
    expect(mapOne({ address: action, after })).toMatchObject({
      action: planned,
      overlay,
      resource: { id: target, properties: { publicNetworkAccess: "Enabled" } },
    });
  });
  test("azapi_resource_action: deleted, it sends what it has for destroy, else nothing", () => {
    expect(
      mapOne({ address: action, actions: ["delete"], before: { ...patch, when: "destroy" }, after: null }),
    ).toMatchObject({ action: "update" });
    expect(mapOne({ address: action, actions: ["delete"], before: patch, after: null })).toBeUndefined();
  });
  test("azapi_resource_action: DELETE deletes, POST tells only what it is about, PUT of a path writes a child", () => {
    expect(mapOne({ address: action, after: { ...patch, method: "DELETE" } })).toMatchObject({ action: "delete" });
    expect(mapOne({ address: action, after: { ...patch, method: "POST", action: "listKeys" } })).toMatchObject({
      action: "existing",
      overlay: true,
      resource: { id: target },
    });
    expect(
      mapOne({ address: action, after: { ...patch, method: "PUT", action: "deployments/x" } })?.resource,
    ).toMatchObject({ type: "Microsoft.CognitiveServices/accounts/deployments", name: "acc/x" });
  });

  test("azapi_update_resource is laid over, found by id or by parent", () => {
    const body = { properties: { publicNetworkAccess: "Enabled" } };
    expect(
      mapOne({ address: "azapi_update_resource.u", after: { type: ACCOUNT, resource_id: target, body } }),
    ).toMatchObject({ overlay: true, resource: { id: target, name: "acc" } });
    expect(mapOne({ address: "azapi_update_resource.u", after: { ...base, body } })).toMatchObject({
      overlay: true,
      resource: { id: target },
    });
  });

  test("azapi_data_plane_resource and ephemeral actions are named", () => {
    const json = plan({ changes: [{ address: "azapi_data_plane_resource.d", after: {} }], providers: azapi });
    const { notes, unmapped } = mapResources(readPlan(json, "p"));
    expect(unmapped).toEqual({ azapi_data_plane_resource: 1 });
    expect(notes.join("\n")).toMatch(
      /azapi_data_plane_resource\.d writes past Azure Resource Manager[\s\S]*ephemeral azapi_resource_action/,
    );
  });

  test("a stack shows the ephemeral action", () => {
    const { resources } = mapResources(readStack({ ephemeral: { azapi_resource_action: { e: patch } } }, "f"));
    expect(resources).toMatchObject([
      {
        address: "ephemeral.azapi_resource_action.e",
        overlay: true,
        resource: { properties: { publicNetworkAccess: "Enabled" } },
      },
    ]);
  });
});

test("children are placed below parents that are known by reference only", () => {
  const json = plan({
    providers: azapi,
    changes: [
      { address: "azapi_resource.a", after: { ...base, body: {} } },
      {
        address: "azapi_resource.d",
        after: { type: "Microsoft.CognitiveServices/accounts/deployments@2025-06-01", name: "gpt", body: {} },
        unknown: { parent_id: true },
      },
    ],
    resources: [
      configured("azapi_resource.a", {}),
      configured("azapi_resource.d", { parent_id: { references: ["azapi_resource.a.id", "azapi_resource.a"] } }),
    ],
  });
  const { resources } = mapResources(readPlan(json, "p"));
  expect(resources[1]?.resource).toMatchObject({
    id: `${RG}/providers/Microsoft.CognitiveServices/accounts/acc/deployments/gpt`,
    name: "acc/gpt",
  });
});

describe("the spelling of a body", () => {
  const resource = (type: string, body: unknown): unknown =>
    mapOne({ after: { ...base, type: `${type}@2024-04-01`, body } })?.resource;

  test.each([
    [
      "Microsoft.Authorization/roleAssignments",
      { Properties: { PrincipalId: "p", ROLEDEFINITIONID: "r" } },
      { properties: { principalId: "p", roleDefinitionId: "r" } },
    ],
    [
      "Microsoft.Web/sites",
      { properties: { SiteConfig: { appsettings: [{ Name: "X", VALUE: "Y" }] } } },
      { properties: { siteConfig: { appSettings: [{ name: "X", value: "Y" }] } } },
    ],
    [
      "Microsoft.CognitiveServices/accounts/deployments",
      { properties: { Model: { FORMAT: "OpenAI", Name: "gpt-4o" } } },
      { properties: { model: { format: "OpenAI", name: "gpt-4o" } } },
    ],
    ["Microsoft.Web/sites/config", { Properties: { Value: "x" } }, { properties: { Value: "x" } }],
    ["Microsoft.X/y", { tags: { Name: "x" } }, { tags: { Name: "x" } }],
    [
      "Microsoft.Authorization/policyAssignments",
      { properties: { parameters: { Value: { Value: { Name: 1 } } } } },
      { properties: { parameters: { Value: { value: { Name: 1 } } } } },
    ],
    ["Microsoft.X/y", { properties: { Sku: 1, sku: 2 } }, { properties: { sku: Unknown } }],
  ])("%s %j", (type, body, expected) => {
    expect(resource(type, body)).toMatchObject(expected);
  });

  test("a text that writes a name twice is not known", () => {
    expect(resource("Microsoft.CognitiveServices/accounts", '{"kind":"OpenAI","kind":"SpeechServices"}')).toMatchObject(
      { kind: Unknown, properties: Unknown, tags: Unknown },
    );
  });

  test("a reference stands where the value does", () => {
    const planned = mapOne(
      { after: { ...base, body: { properties: {} } }, unknown: { body: { properties: { PrincipalId: true } } } },
      { body: { references: ["azurerm_x.y.principal_id", "azurerm_x.y"] } },
    );
    expect(planned?.links).toContainEqual(expect.objectContaining({ path: "properties.principalId" }));
  });
});

test("tags written on a resource are placed on it", () => {
  const account = `${RG}/providers/Microsoft.CognitiveServices/accounts/acc`;
  const after = { type: "Microsoft.Resources/tags@2024-03-01", name: "default", parent_id: account, body: {} };
  expect(mapOne({ after })).toMatchObject({
    resource: { id: `${account}/providers/Microsoft.Resources/tags/default` },
    scope: { on: account },
  });
});

test("an action below something that is yet to be created has the child's type", () => {
  const after = { type: "Microsoft.Web/sites@2024-04-01", action: "config/appsettings", method: "PUT", body: {} };
  const planned = mapOne({ address: "azapi_resource_action.a", after, unknown: { resource_id: true } });
  expect(planned?.resource.type).toBe("Microsoft.Web/sites/config");
});
