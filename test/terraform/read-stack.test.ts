import { InputError } from "../../src/input/input-error";
import { isUnknown, Unknown } from "../../src/policy/unknown";
import { mapResources, readDocument, readStack, type TerraformResource } from "../../src/terraform";

const read = (json: unknown): ReturnType<typeof readStack> => readStack(json, "cdk.tf.json");
const resource = (json: unknown, address: string): TerraformResource => {
  const found = read(json).resources.find((r) => r.address === address);
  if (!found) throw new Error(`no ${address}`);
  return found;
};
const values = (json: unknown, address = "azurerm_a.x"): unknown => resource(json, address).values;
const links = (json: unknown, attribute: string, address = "azurerm_a.x"): unknown =>
  resource(json, address).references.get(attribute);

describe("shapes", () => {
  const body = { name: "n" };
  test.each([
    ["objects", { resource: { azurerm_a: { x: body } } }],
    ["an array at the top", { resource: [{ azurerm_a: { x: body } }] }],
    ["arrays at every level", { resource: [{ azurerm_a: [{ x: [body] }] }] }],
    ["two blocks of a kind", { resource: [{ azurerm_b: { y: {} } }, { azurerm_a: { x: body } }] }],
  ])("%s", (_name, json) => expect(values(json)).toEqual(body));

  test("arguments of Terraform itself are not attributes", () => {
    const json = {
      resource: {
        azurerm_a: {
          x: {
            name: "n",
            "//": {},
            count: 2,
            depends_on: [],
            lifecycle: {},
            provider: "azurerm.ai",
            provisioner: [{ "local-exec": {} }],
            connection: {},
          },
        },
      },
    };
    expect(values(json)).toEqual(body);
    expect(resource(json, "azurerm_a.x")).toMatchObject({
      providerKey: "azurerm.ai",
      opaque: ["local-exec provisioner"],
    });
  });

  test("the construct path is in the metadata, unless the caller knows better", () => {
    const json = { resource: { azurerm_a: { x: { "//": { metadata: { path: "Stack/a" } } } } } };
    expect(resource(json, "azurerm_a.x").constructPath).toBe("Stack/a");
    const told = readStack(json, "f", { constructPaths: new Map([["azurerm_a.x", "Other/b"]]) });
    expect(told.resources[0]?.constructPath).toBe("Other/b");
  });

  test("count 0 and an empty for_each make nothing", () => {
    expect(
      read({ resource: { azurerm_a: { x: { count: 0 }, y: { for_each: {} }, z: { for_each: [] } } } }).resources,
    ).toEqual([]);
  });

  test.each([
    ["a plan", { format_version: "1.2", planned_values: {} }, /Terraform output/],
    ["another thing", { a: 1 }, /no Terraform configuration/],
    ["an array", [], /not a JSON object/],
    ["a resource that is text", { resource: "x" }, /cdk\.tf\.json at \$\.resource is not an object/],
    ["a body that is text", { resource: { azurerm_a: { x: "y" } } }, /\$\.resource\.azurerm_a\.x is not an object/],
    [
      "a type in another casing than the provider's",
      { resource: { azurerm_a: { x: {} }, azurerm_Cognitive_account: { x: {} } } },
      /cdk\.tf\.json at \$\.resource\.azurerm_Cognitive_account\.x has the type "azurerm_Cognitive_account", which no provider has; write "azurerm_cognitive_account"\.$/,
    ],
    ["such a type of a data source", { data: { Azurerm_subscription: { x: {} } } }, /write "azurerm_subscription"/],
    ["such an ephemeral type", { ephemeral: { azapi_Resource_action: { x: {} } } }, /write "azapi_resource_action"/],
    [
      "a type with a letter that looks like another",
      { resource: { azurerm_cognıtive_account: { x: {} } } },
      /documentation/,
    ],
  ])("%s is refused", (_name, json, message) => {
    expect(() => read(json)).toThrow(InputError);
    expect(() => read(json)).toThrow(message);
  });

  test("a type of another provider may be in any casing", () =>
    expect(read({ resource: { custom_Thing: { x: {} } } }).resources).toMatchObject([{ type: "custom_Thing" }]));

  test("an empty stack is a stack", () => expect(read({})).toMatchObject({ kind: "stack", resources: [] }));
});

describe("expressions", () => {
  const other = {
    azurerm_b: { y: { name: "why", nested: { list: [{ v: 5 }] }, via: "${local.l}" }, many: { count: 2, name: "m" } },
  };
  const locals = { l: "el", deep: { a: ["${azurerm_b.y.name}"] }, loop: "${local.loop}", other: "${azurerm_b.y.id}" };
  const json = (value: unknown): unknown => ({
    resource: { azurerm_a: { x: { v: value } }, ...other },
    locals,
    variable: { v: { default: "d" } },
    data: { azurerm_s: { d: {} } },
  });
  const cases: [string, unknown, unknown][] = [
    ["plain text", "x", "x"],
    ["an escaped interpolation", "$${x} 100%%{y}", "${x} 100%{y}"],
    ["a constant of another resource", "${azurerm_b.y.name}", "why"],
    ["text around it", "a-${azurerm_b.y.name}-${local.l}", "a-why-el"],
    ["a part of it", "${azurerm_b.y.nested.list[0].v}", 5],
    ["a local of a resource of a local", "${local.deep.a[0]}", "why"],
    ["a constant through a local", "${azurerm_b.y.via}", "el"],
    ["a computed attribute", "${azurerm_b.y.id}", Unknown],
    ["text around that", "x${azurerm_b.y.id}", Unknown],
    ["a variable, default or not", "${var.v}", Unknown],
    ["a data source", "${data.azurerm_s.d.tags}", Unknown],
    ["one of many", "${azurerm_b.many[0].name}", Unknown],
    ["a function", '${jsonencode({"a" = 1})}', Unknown],
    ["a directive", "%{ if true }x%{ endif }", Unknown],
    ["a circle", "${local.loop}", Unknown],
    ["each", "${each.value.name}", Unknown],
    ["a literal", "${true}", true],
    ["what does not close", "${azurerm_b.y.name", Unknown],
    ["in lists and objects", { a: ["${azurerm_b.y.name}", "${var.v}"] }, { a: ["why", Unknown] }],
  ];
  test.each(cases)("%s", (_name, written, value) => expect(values(json(written))).toEqual({ v: value }));

  test("a dynamic block is not known", () => {
    const stack = {
      resource: {
        azurerm_a: { x: { dynamic: { identity: { for_each: "${var.x}", content: { id: "${azurerm_b.y.id}" } } } } },
        ...other,
      },
    };
    expect(values(stack)).toEqual({ identity: Unknown });
  });

  test("references are kept, with the key of a map", () => {
    const stack = json({
      URL: "${azurerm_b.y.endpoint}",
      KEY: "@x(${azurerm_b.y.primary_access_key})",
      D: "${data.azurerm_s.d.id}",
      L: "${local.other}",
      M: "${azurerm_b.many[1].id}",
    });
    expect(links(stack, "v.URL")).toEqual([{ address: "azurerm_b.y", output: "endpoint" }]);
    expect(links(stack, "v.KEY")).toEqual([{ address: "azurerm_b.y", output: "primary_access_key" }]);
    expect(links(stack, "v.D")).toEqual([{ address: "data.azurerm_s.d", output: "id" }]);
    expect(links(stack, "v.L")).toEqual([{ address: "azurerm_b.y", output: "id" }]);
    expect(links(stack, "v.M")).toEqual([{ address: "azurerm_b.many", output: "id" }]);
  });

  test("what a resource is given and passes on", () => {
    const stack = {
      resource: {
        azurerm_a: { x: { s: "${terraform_data.t.output}", own: "${azurerm_a.x.own}" } },
        azurerm_b: { y: {} },
        terraform_data: { t: { input: "${azurerm_b.y.key}" }, u: { input: "${terraform_data.u.output}" } },
      },
    };
    const [x] = readStack(stack, "f").resources;
    expect(x?.references.get("s")).toEqual([
      { address: "terraform_data.t", output: "output" },
      { address: "azurerm_b.y", output: "key" },
    ]);
  });

  test("references inside functions are found", () => {
    expect(links(json('${lookup(azurerm_b.y.identity[0], "principal_id", local.other)}'), "v")).toEqual([
      { address: "azurerm_b.y", output: "identity[0]" },
      { address: "azurerm_b.y", output: "id" },
    ]);
  });
});

describe("as a whole", () => {
  const stack = {
    terraform: { required_providers: { azurerm: { source: "azurerm", version: "4.55.0" } } },
    provider: {
      azurerm: [
        { features: [{}], subscription_id: "11111111-1111-1111-1111-111111111111" },
        { alias: "ai", subscription_id: "${var.s}" },
      ],
    },
    resource: {
      azurerm_resource_group: { rg: { name: "rg", location: "West Europe" } },
      azurerm_cognitive_account: {
        a: {
          name: "acc",
          resource_group_name: "${azurerm_resource_group.rg.name}",
          location: "${azurerm_resource_group.rg.location}",
          kind: "OpenAI",
          sku_name: "S0",
          provider: "azurerm",
        },
      },
      azurerm_cognitive_deployment: {
        d: {
          name: "gpt",
          cognitive_account_id: "${azurerm_cognitive_account.a.id}",
          model: { format: "OpenAI", name: "gpt-4o" },
          sku: [{ name: "Standard" }],
        },
      },
    },
    data: { azurerm_subscription: { current: {} } },
    module: { m: { source: "./m" } },
  };

  test("providers, with aliases and versions", () => {
    const { providers } = read(stack);
    expect(providers.get("azurerm")).toMatchObject({
      source: "registry.terraform.io/hashicorp/azurerm",
      version: "4.55.0",
      subscriptionId: "11111111-1111-1111-1111-111111111111",
    });
    expect(isUnknown(providers.get("azurerm.ai")?.subscriptionId)).toBe(true);
  });

  test("modules are named as not seen", () => expect(read(stack).notes.join()).toMatch(/module\.m/));

  test("provider defaults are filled in, children find their parents, data sources know nothing but where they are", () => {
    const { resources } = mapResources(read(stack));
    const by = (address: string): unknown => resources.find((r) => r.address === address)?.resource;
    expect(by("azurerm_cognitive_account.a")).toMatchObject({
      location: "westeurope",
      properties: { disableLocalAuth: false, publicNetworkAccess: "Enabled" },
    });
    expect(by("azurerm_cognitive_deployment.d")).toMatchObject({
      id: "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/acc/deployments/gpt",
      name: "acc/gpt",
      sku: { capacity: 1 },
      properties: { versionUpgradeOption: "OnceNewDefaultVersionAvailable" },
    });
    expect(by("data.azurerm_subscription.current")).toMatchObject({
      id: "/subscriptions/11111111-1111-1111-1111-111111111111",
      tags: Unknown,
    });
  });

  test("readDocument tells a stack from a plan", () => {
    expect(readDocument(stack, "f").kind).toBe("stack");
    expect(readDocument({ format_version: "1.2", planned_values: {} }, "f").kind).toBe("plan");
    expect(() => readDocument({ x: 1 }, "f")).toThrow(InputError);
  });
});
