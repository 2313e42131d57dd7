import { InputError } from "../../src/input/input-error";
import { armView } from "../../src/arm/arm-view";
import { Unknown } from "../../src/policy/unknown";
import { mapResources, readDocument, readPlan, readStack } from "../../src/terraform";
import { configured, plan } from "./plan-fixture";

const account = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: "a",
  resource_group_name: "rg",
  kind: "OpenAI",
  ...more,
});
const map = (json: unknown): ReturnType<typeof mapResources> => mapResources(readPlan(json, "p"));

/** JSON text with a value nested `depth` deep. */
const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);

describe("hostile plans end with a result or a sentence", () => {
  test("values nested without end are not known below a depth", () => {
    const json = plan({
      changes: [
        {
          address: "azurerm_cognitive_account.a",
          after: account({ tags: nested(5000) as Record<string, unknown> }),
          unknown: { tags: nested(5000) },
        },
      ],
    });
    expect(() => armView(map(json).resources)).not.toThrow();
  });

  test.each([
    [
      "a value of azapi",
      { address: "azapi_resource.a", after: { type: "A.B/c@1", name: "a", location: nested(3000) } },
    ],
    [
      "a body of azapi",
      { address: "azapi_resource.a", after: { type: "A.B/c@1", body: nested(3000), ignore_null_property: true } },
    ],
  ])("%s nested without end", (_name, change) => {
    const json = plan({
      changes: [change],
      resources: [
        configured("azapi_resource.a", { body: { references: ["azapi_resource.b.id", "azapi_resource.b"] } }),
      ],
    });
    for (const planned of map(json).resources) expect(() => planned.links).not.toThrow();
  });

  test("marks of more blocks than there are", () => {
    const probe = [{ port: 80, transport: "HTTP" }];
    const template = [{ container: [{ name: "c", image: "i", startup_probe: probe }] }];
    const marks = [{ container: [{ startup_probe: [false, false, true] }] }];
    const app = {
      address: "azurerm_container_app.a",
      after: { name: "a", resource_group_name: "rg", template },
      unknown: { template: marks },
    };
    expect(() => armView(map(plan({ changes: [app] })).resources)).not.toThrow();
  });

  test.each([
    ["null", null],
    ["no expressions", { address: "azurerm_cognitive_account.a", mode: "managed", expressions: null }],
    ["an address that is none", { address: { a: 1 }, mode: "managed" }],
    ["expressions nested without end", configured("azurerm_cognitive_account.a", { kind: nested(3000) })],
  ])("a resource of the configuration that is %s", (_name, resource) => {
    const json = plan({
      changes: [{ address: "azurerm_cognitive_account.a", after: account(), unknown: { kind: true } }],
      resources: [resource as ReturnType<typeof configured>],
    });
    expect(() => map(json).resources.map(({ links }) => links)).not.toThrow();
  });

  test("modules 200 deep", () => {
    let module: Record<string, unknown> = {
      resources: [configured("azurerm_cognitive_account.a", { kind: { references: ["var.kind"] } })],
    };
    for (let i = 0; i < 200; i++)
      module = { module_calls: { m: { expressions: { kind: { references: ["var.kind"] } }, module } } };
    const address = `${"module.m.".repeat(200)}azurerm_cognitive_account.a`;
    const json = plan({
      changes: [{ address, after: account() }],
      modules: (module.module_calls ?? {}) as Record<string, unknown>,
    });
    expect(map(json).resources[0]).toMatchObject({ address, resource: { kind: "OpenAI" } });
  });

  test("variables that mention one another at every level", () => {
    const both = { references: ["var.a", "var.b"] };
    let module: Record<string, unknown> = { resources: [configured("azurerm_cognitive_account.a", { kind: both })] };
    for (let i = 0; i < 60; i++) module = { module_calls: { m: { expressions: { a: both, b: both }, module } } };
    const json = plan({
      changes: [{ address: `${"module.m.".repeat(60)}azurerm_cognitive_account.a`, after: account() }],
      modules: (module.module_calls ?? {}) as Record<string, unknown>,
    });
    expect(map(json).resources[0]?.links).toEqual([]);
  });

  test.each([
    ["text", (i: number) => `\${local.l${i}}\${local.l${i}}`, "x"],
    ["lists", (i: number) => [`\${local.l${i}}`, `\${local.l${i}}`], ["x"]],
    ["a circle", (i: number) => `\${local.l${i % 40}}\${local.l${i}}`, "${local.l0}"],
  ])("locals that double at every level: %s", (_name, written, last) => {
    const locals = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`l${i}`, i === 59 ? last : written(i + 1)]),
    );
    const stack = readStack({ locals, resource: { azurerm_a: { x: { v: "${local.l0}" } } } }, "f");
    expect(JSON.stringify(stack.resources[0]?.values.v).length).toBeLessThan(2_000_000);
  });

  test("keys named __proto__ stay data", () => {
    const text = JSON.stringify(
      plan({
        changes: [
          {
            address: "azurerm_cognitive_account.a",
            after: account({ tags: { PROTO: "x" } }),
            unknown: { tags: { PROTO: true } },
          },
        ],
      }),
    ).replaceAll("PROTO", "__proto__");
    const view = armView(map(JSON.parse(text)).resources);
    expect(JSON.stringify(view)).not.toContain("polluted");
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    const stack = JSON.parse(
      '{"resource":{"azurerm_a":{"__proto__":{"tags":{"__proto__":{"polluted":true}}}}},"locals":{"__proto__":{"polluted":true}}}',
    ) as unknown;
    expect(() => mapResources(readStack(stack, "f"))).not.toThrow();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("types and attributes named like members of every object", () => {
    const json = plan({
      changes: [
        { address: "constructor.toString" },
        { address: "data.hasOwnProperty.x" },
        { address: "azurerm_cognitive_account.a", after: { constructor: "x", ...account() } },
      ],
    });
    expect(map(json).resources).toHaveLength(1);
  });

  test("the same address twice", () => {
    const json = plan({
      changes: [
        { address: "azurerm_cognitive_account.a", after: account() },
        { address: "azurerm_cognitive_account.a", after: account({ kind: "AIServices" }) },
      ],
    });
    expect(map(json).resources.map(({ resource }) => resource.kind)).toEqual(["OpenAI", "AIServices"]);
  });

  test("attributes of other types than the schema's", () => {
    const odd = [1, "x", true, null, [], {}, [[1]], [null], { a: [{}] }];
    const attributes = [
      "name",
      "resource_group_name",
      "kind",
      "sku_name",
      "identity",
      "tags",
      "network_acls",
      "customer_managed_key",
      "fqdns",
      "local_auth_enabled",
      "storage",
      "cognitive_account_id",
      "model",
      "sku",
      "parameters",
      "policy_rule",
      "site_config",
      "app_settings",
      "endpoint",
      "route",
      "file_upload",
      "template_content",
      "body",
      "type",
      "parent_id",
    ];
    const types = [
      "azurerm_cognitive_account",
      "azurerm_cognitive_deployment",
      "azurerm_policy_definition",
      "azurerm_subscription_policy_assignment",
      "azurerm_linux_function_app",
      "azurerm_iothub",
      "azurerm_eventgrid_event_subscription",
      "azurerm_container_group",
      "azurerm_resource_group_template_deployment",
      "azapi_resource",
      "azapi_resource_action",
      "azurerm_role_assignment",
    ];
    for (const type of types) {
      for (const value of odd) {
        const after = Object.fromEntries(attributes.map((name) => [name, value]));
        expect(() => armView(map(plan({ changes: [{ address: `${type}.x`, after }] })).resources)).not.toThrow();
      }
    }
  });

  test("configuration of a wrong shape", () => {
    const broken = [
      { root_module: 3 },
      { root_module: { resources: {} } },
      { provider_config: [] },
      { root_module: { resources: [null] } },
      { root_module: { module_calls: { m: null } } },
    ];
    for (const configuration of broken) {
      try {
        map(plan({ changes: [{ address: "azurerm_cognitive_account.a", after: account() }], rest: { configuration } }));
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }
  });

  test("state of a wrong shape", () => {
    for (const prior_state of [
      { values: 3 },
      { values: { root_module: [] } },
      { values: { root_module: { resources: [null, 3], child_modules: [null] } } },
    ]) {
      expect(() => map(plan({ rest: { prior_state } }))).toThrow(InputError);
    }
  });

  test("what is neither plan nor stack", () => {
    for (const json of [undefined, null, 0, "", "x", true, [], {}, [{}], { resource: 1 }]) {
      expect(() => readDocument(json, "f")).toThrow(InputError);
    }
  });
});

describe("a plan of another shape is refused with its place", () => {
  const address = "azurerm_cognitive_account.a";
  const parts = (change: Record<string, unknown>, more: Record<string, unknown> = {}): Record<string, unknown> => {
    const json = plan({ changes: [{ address, after: account() }], rest: more });
    const [first] = json.resource_changes as Record<string, unknown>[];
    const { change: inner, ...rest } = change;
    return {
      ...json,
      resource_changes: [{ ...first, ...rest, change: { ...(first?.change as object), ...(inner as object) } }],
    };
  };
  const at = "$.resource_changes[0]";
  test.each<[string, unknown]>([
    [`${at}.provider_name`, parts({ provider_name: 5 })],
    [`${at}.change.after`, parts({ change: { after: null } })],
    [`${at}.change.after_unknown`, parts({ change: { after_unknown: "x" } })],
    [`${at}.change.after_unknown`, parts({ change: { after_unknown: [true] } })],
    [`${at}.change.after_unknown`, parts({ change: { after_unknown: true } })],
    [`${at}.change.after_sensitive`, parts({ change: { after_sensitive: [true] } })],
    [`${at}.change.after`, parts({ change: { actions: ["no-op"], before: account(), after: null } })],
    [`${at}.change.actions`, parts({ mode: "managed", change: { actions: ["read"] } })],
    ["$.prior_state.values.root_module", parts({}, { prior_state: { values: { root_module: 5 } } })],
    [
      "$.prior_state.values.root_module.child_modules",
      parts({}, { prior_state: { values: { root_module: { child_modules: 5 } } } }),
    ],
    [
      "$.prior_state.values.root_module.child_modules[0].resources[0].type",
      parts(
        {},
        {
          prior_state: { values: { root_module: { child_modules: [{ resources: [{ address: "a", type: 1 }] }] } } },
        },
      ),
    ],
    ["$.errored", parts({}, { errored: "true" })],
    ["$.complete", parts({}, { complete: "false" })],
    ["$.checks[0].instances", parts({}, { checks: [{ status: "fail", instances: 5 }] })],
    [
      "$.checks[0].instances[0].problems[0]",
      parts({}, { checks: [{ status: "fail", instances: [{ problems: [null] }] }] }),
    ],
    [
      "$.resource_changes",
      {
        format_version: "1.2",
        planned_values: { root_module: { child_modules: [{ resources: [{ address, mode: "managed" }] }] } },
      },
    ],
  ])("%s", (path, json) => {
    expect(() => readPlan(json, "p")).toThrow(InputError);
    expect(() => readPlan(json, "p")).toThrow(`p at ${path} `);
  });

  test("configuration of another shape tells nothing", () => {
    const json = plan({
      changes: [{ address, after: account() }],
      resources: [{ ...configured(address, {}), provider_config_key: 5, provisioners: 5 }],
      providers: { azurerm: { name: 5, full_name: 5, version_constraint: 5 } },
    });
    expect(map(json).notes.join()).toContain("cannot be seen");
  });

  test.each([
    [7, Unknown],
    [["OpenAI"], Unknown],
    [null, undefined],
  ])("a kind that is no text: %j", (kind, expected) => {
    const body = { kind, tags: { a: { b: 1 }, c: "d" } };
    const after = { type: "Microsoft.CognitiveServices/accounts@2024-10-01", name: "a", body };
    const [planned] = map(plan({ changes: [{ address: "azapi_resource.a", after }] })).resources;
    expect(planned?.resource.kind).toBe(expected);
    expect(planned?.resource.tags).toEqual({ a: Unknown, c: "d" });
  });
});
