import { isUnknown, Unknown } from "../../src/policy/unknown";
import { InputError } from "../../src/input/input-error";
import { readPlan } from "../../src/terraform";
import type { TerraformResource } from "../../src/terraform";
import { configured, plan, SUBSCRIPTION } from "./plan-fixture";

const read = (json: unknown): ReturnType<typeof readPlan> => readPlan(json, "plan.json");
const only = (json: unknown): TerraformResource => {
  const [resource] = read(json).resources;
  if (!resource) throw new Error("no resource");
  return resource;
};

describe("what is no plan", () => {
  const cases: [string, unknown, RegExp][] = [
    ["a number", 3, /holds a number, not a Terraform plan/],
    ["an array", [], /holds an array/],
    ["null", null, /holds null/],
    ["other JSON", { hello: "world" }, /no format_version/],
    ["raw state", { version: 4, serial: 1, lineage: "x", resources: [] }, /is a Terraform state file/],
    ["shown state", { format_version: "1.0", terraform_version: "1.11.4", values: {} }, /shows a Terraform state/],
    ["configuration", { resource: {} }, /is Terraform configuration/],
    [
      "providers schema",
      { format_version: "1.0", provider_schemas: {} },
      /neither planned_values nor resource_changes/,
    ],
    ["version 2", { format_version: "2.0", resource_changes: [] }, /format version "2.0"/],
    ["version 10", { format_version: "10.0", resource_changes: [] }, /format version "10.0"/],
    [
      "changes that are an object",
      plan({ rest: { resource_changes: {} } }),
      /plan\.json at \$\.resource_changes is not an array/,
    ],
    [
      "a change that is null",
      plan({ rest: { resource_changes: [null] } }),
      /at \$\.resource_changes\[0\] is not an object/,
    ],
    [
      "a change without address",
      plan({ rest: { resource_changes: [{ type: "a", name: "b", change: { actions: [] } }] } }),
      /\[0\]\.address is not a string/,
    ],
    [
      "actions of a wrong shape",
      plan({ rest: { resource_changes: [{ address: "a.b", type: "a", name: "b", change: { actions: "create" } }] } }),
      /change\.actions is not an array/,
    ],
    [
      "an action nobody knows",
      plan({ changes: [{ address: "azurerm_x.y", actions: ["explode"] }] }),
      /actions "explode" that are not known/,
    ],
    [
      "a type in another casing than the provider's",
      plan({ changes: [{ address: "azurerm_Cognitive_account.a", after: {} }] }),
      /plan\.json at \$\.resource_changes\[0\]\.type has the type "azurerm_Cognitive_account", which no provider has; write "azurerm_cognitive_account"\.$/,
    ],
    [
      "such a type of a data source",
      plan({ changes: [{ address: "data.AzureRM_subscription.a", actions: ["read"], after: {} }] }),
      /has the type "AzureRM_subscription", which no provider has/,
    ],
    [
      "such a type in state",
      plan({
        state: { resources: [{ address: "AZAPI_resource.a", mode: "managed", type: "AZAPI_resource", name: "a" }] },
      }),
      /at \$\.prior_state\.values\.root_module\.resources\[0\]\.type has the type "AZAPI_resource"/,
    ],
    ["checks of a wrong shape", plan({ rest: { checks: {} } }), /\$\.checks is not an array/],
  ];
  test.each(cases)("%s", (_name, json, message) => {
    expect(() => read(json)).toThrow(InputError);
    expect(() => read(json)).toThrow(message);
  });

  test("a type of another provider may be in any casing", () => {
    const document = read(plan({ changes: [{ address: "custom_Thing.a", after: {} }] }));
    expect(document.resources).toMatchObject([{ type: "custom_Thing" }]);
  });

  test("an empty plan is a plan", () => {
    const document = read({ format_version: "1.0", planned_values: {} });
    expect(document).toMatchObject({ kind: "plan", resources: [], errored: false, complete: true, failedChecks: [] });
  });
});

describe("actions", () => {
  const before = { name: "old" };
  const after = { name: "new" };
  const cases: [string[], string, unknown, unknown][] = [
    [["create"], "create", after, undefined],
    [["update"], "update", after, before],
    [["no-op"], "no-op", after, undefined],
    [["delete"], "delete", before, undefined],
    [["delete", "create"], "replace", after, before],
    [["create", "delete"], "replace", after, before],
    [["create", "forget"], "create", after, undefined],
    [["forget"], "existing", before, undefined],
  ];
  test.each(cases)("%j is %s", (actions, action, values, prior) => {
    const gone = actions.every((a) => a === "delete" || a === "forget");
    const resource = only(plan({ changes: [{ address: "azurerm_x.y", actions, before, after: gone ? null : after }] }));
    expect(resource.action).toBe(action);
    expect(resource.values).toEqual(values);
    expect(resource.before).toEqual(prior);
  });

  test("a data source that is read during apply exists, with what is not known", () => {
    const resource = only(
      plan({
        changes: [
          { address: "module.m.data.azurerm_subscription.s", actions: ["read"], after: {}, unknown: { tags: true } },
        ],
      }),
    );
    expect(resource).toMatchObject({ mode: "data", action: "existing" });
    expect(isUnknown(resource.values.tags)).toBe(true);
  });

  test("state that the plan does not touch exists; what moved is not there twice", () => {
    const state = {
      resources: [
        { address: "azurerm_x.kept", mode: "managed", type: "azurerm_x", name: "kept", values: { a: 1 } },
        { address: "azurerm_x.old", mode: "managed", type: "azurerm_x", name: "old", values: {} },
        { address: "azurerm_x.new", mode: "managed", type: "azurerm_x", name: "new", values: {} },
      ],
      child_modules: [
        {
          resources: [{ address: "module.m.data.azurerm_y.z", mode: "data", type: "azurerm_y", name: "z", values: {} }],
        },
      ],
    };
    const { resources } = read(
      plan({ changes: [{ address: "azurerm_x.new", actions: ["no-op"], previousAddress: "azurerm_x.old" }], state }),
    );
    expect(resources.map(({ address, action }) => [address, action])).toEqual([
      ["azurerm_x.new", "no-op"],
      ["azurerm_x.kept", "existing"],
      ["module.m.data.azurerm_y.z", "existing"],
    ]);
  });
});

describe("what is not known", () => {
  test("stands in place, at any depth, and the rest is shared with the plan", () => {
    const after = { block: [{ known: 1 }, {}], list: ["a", null], map: { a: "1" }, untouched: { x: 1 } };
    const unknown = { block: [{}, { late: true }], list: [false, true], map: { b: true }, whole: true, untouched: {} };
    const { values } = only(plan({ changes: [{ address: "azurerm_x.y", after, unknown }] }));
    expect(values).toEqual({
      block: [{ known: 1 }, { late: Unknown }],
      list: ["a", Unknown],
      map: { a: "1", b: Unknown },
      whole: Unknown,
      untouched: { x: 1 },
    });
    expect(values.untouched).toBe(after.untouched);
    expect(after.list).toEqual(["a", null]);
  });

  test("a literal null in a list is null", () => {
    const { values } = only(
      plan({ changes: [{ address: "azurerm_x.y", after: { list: [null] }, unknown: { list: [false] } }] }),
    );
    expect(values.list).toEqual([null]);
  });
});

describe("configuration", () => {
  test.each<[string, Record<string, unknown> | undefined, unknown]>([
    ["nothing unknown", { a: 1, b: null, c: { d: [1] } }, undefined],
    ["unknown attributes", { a: 1, c: { d: [1, null] } }, { b: true, c: { d: [false, true] } }],
    ["all unknown", { a: 1 }, true],
    ["names of every object", { a: 1 }, { constructor: true }],
  ])("one attribute is what it is among all of them: %s", (_, after, unknown) => {
    // Of a data source that is yet to be read nothing at all may be known.
    const actions = unknown === true ? ["read"] : ["create"];
    const resource = only(plan({ changes: [{ address: "data.azurerm_x.y", after, unknown, actions } as never] }));
    const names = ["a", "b", "c", "constructor", "toString"];
    expect(names.map((name) => resource.value(name))).toEqual(
      names.map((name) => (Object.hasOwn(resource.values, name) ? resource.values[name] : undefined)),
    );
  });

  test("counts what is written, blocks too, and not what a dynamic block makes", () => {
    const resource = only(
      plan({
        changes: [{ address: "azurerm_x.y" }],
        resources: [
          configured("azurerm_x.y", {
            a: { constant_value: 1 },
            f: {},
            acl: [{ ip: { references: ["var.x"] } }, { ip: { constant_value: [] } }],
          }),
        ],
      }),
    );
    const { configured: written } = resource;
    const paths = ["a", "f", "acl", "acl.ip", "acl.other", "other"];
    expect(paths.map((path) => written?.get(path))).toEqual([1, 1, 2, 2, undefined, undefined]);
    expect(paths.map((path) => written?.has(path))).toEqual([true, true, true, true, false, false]);
  });

  test("write-only values are found there", () => {
    const resource = only(
      plan({
        changes: [{ address: "azurerm_subnet.s", after: { network_security_group_id_wo: null } }],
        resources: [
          configured("azurerm_subnet.s", {
            network_security_group_id_wo: { constant_value: "/nsg" },
            route_table_id_wo: { references: ["var.rt"] },
          }),
        ],
      }),
    );
    expect(Object.fromEntries(resource.hidden)).toEqual({
      network_security_group_id_wo: "/nsg",
      route_table_id_wo: Unknown,
    });
  });

  test("provisioners are told", () => {
    const resource = only(
      plan({
        changes: [{ address: "null_resource.n" }],
        resources: [configured("null_resource.n", {}, { provisioners: [{ type: "local-exec" }] })],
      }),
    );
    expect(resource.opaque).toEqual(["local-exec provisioner"]);
  });
});

describe("checks and completeness", () => {
  test("failed checks and those that could not be evaluated are told by instance, with their messages", () => {
    const checks = [
      {
        address: { to_display: "azurerm_a.b" },
        status: "pass",
        instances: [{ address: { to_display: "azurerm_a.b" }, status: "pass" }],
      },
      {
        address: { to_display: "azurerm_cognitive_account.a" },
        status: "fail",
        instances: [
          {
            address: { to_display: 'azurerm_cognitive_account.a["x"]' },
            status: "fail",
            problems: [{ message: "flagged" }, { message: "twice" }],
          },
          { address: { to_display: 'azurerm_cognitive_account.a["y"]' }, status: "pass" },
        ],
      },
      { address: { to_display: "check.c" }, status: "error" },
    ];
    expect(read(plan({ rest: { checks } })).failedChecks).toEqual([
      { address: 'azurerm_cognitive_account.a["x"]', messages: ["flagged", "twice"] },
      { address: "check.c", messages: [] },
    ]);
  });

  test.each([
    [{ errored: true }, { errored: true, complete: true }],
    [{ complete: false }, { errored: false, complete: false }],
    [{ complete: undefined }, { errored: false, complete: true }],
    [{ deferred_changes: [{}] }, { errored: false, complete: false }],
  ])("%j", (rest, expected) => {
    expect(read(plan({ rest }))).toMatchObject(expected);
  });
});

describe("providers", () => {
  const azurerm = (expressions: Record<string, unknown>, more = {}): Record<string, unknown> => ({
    name: "azurerm",
    full_name: "registry.terraform.io/hashicorp/azurerm",
    expressions,
    ...more,
  });
  const subscription = (json: unknown, key: string): unknown => read(json).providers.get(key)?.subscriptionId;

  test("a constant, in lower case", () => {
    expect(
      subscription(
        plan({
          providers: {
            azurerm: azurerm({ subscription_id: { constant_value: "ABCDEF00-1111-2222-3333-444444444444" } }),
          },
        }),
        "azurerm",
      ),
    ).toBe("abcdef00-1111-2222-3333-444444444444");
  });
  test("a variable of the plan", () => {
    const json = plan({
      providers: { "azurerm.ai": azurerm({ subscription_id: { references: ["var.s"] } }) },
      rest: { variables: { s: { value: SUBSCRIPTION } } },
    });
    expect(subscription(json, "azurerm.ai")).toBe(SUBSCRIPTION);
  });
  test("a variable that a module passes down", () => {
    const json = plan({
      providers: {
        "module.m:azurerm": azurerm({ subscription_id: { references: ["var.inner"] } }, { module_address: "module.m" }),
      },
      modules: { m: { expressions: { inner: { references: ["var.outer"] } }, module: {} } },
      rest: { variables: { outer: { value: SUBSCRIPTION } } },
    });
    expect(subscription(json, "module.m:azurerm")).toBe(SUBSCRIPTION);
  });
  test.each([
    ["nothing", {}],
    ["what is no GUID", { subscription_id: { references: ["var.s"] } }],
    ["two references", { subscription_id: { references: ["var.s", "var.t"] } }],
  ])("%s: unknown", (_name, expressions) => {
    expect(
      isUnknown(
        subscription(
          plan({ providers: { azurerm: azurerm(expressions) }, rest: { variables: { s: { value: "prod" } } } }),
          "azurerm",
        ),
      ),
    ).toBe(true);
  });
  test("what a data source of the same provider read tells it", () => {
    const json = plan({
      providers: { azurerm: azurerm({}) },
      resources: [configured("data.azurerm_client_config.c", {})],
      state: {
        resources: [
          {
            address: "data.azurerm_client_config.c",
            mode: "data",
            type: "azurerm_client_config",
            name: "c",
            values: { subscription_id: SUBSCRIPTION },
          },
        ],
      },
    });
    expect(subscription(json, "azurerm")).toBe(SUBSCRIPTION);
  });
  test("a key without a configuration of its own is that of the module above", () => {
    const json = plan({
      changes: [{ address: "module.a.module.b.azurerm_x.y" }],
      modules: {
        a: {
          module: {
            module_calls: {
              b: {
                module: {
                  resources: [{ ...configured("azurerm_x.y", {}), provider_config_key: "module.a.module.b:azurerm" }],
                },
              },
            },
          },
        },
      },
    });
    expect(only(json).providerKey).toBe("azurerm");
  });
});
