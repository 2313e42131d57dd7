import { Unknown } from "../../src/policy/unknown";
import { mapResources, readPlan } from "../../src/terraform";
import type { PlannedResource } from "../../src/arm/resource";
import { plan } from "./plan-fixture";

const RG = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg";

interface Opened {
  inside: PlannedResource[];
  notes: string[];
}

/** Maps a resource group deployment of a template. */
function open(
  template: unknown,
  parameters: unknown = {},
  more: Record<string, unknown> = {},
  unknown: Record<string, unknown> = {},
): Opened {
  const after = {
    name: "dep",
    resource_group_name: "rg",
    deployment_mode: "Incremental",
    template_content: JSON.stringify(template),
    parameters_content: JSON.stringify(parameters),
    ...more,
  };
  const address = "azurerm_resource_group_template_deployment.d";
  const json = plan({
    changes: [{ address, after, unknown }],
    resources: [
      {
        address,
        mode: "managed",
        type: "azurerm_resource_group_template_deployment",
        name: "d",
        provider_config_key: "azurerm",
        expressions: { template_content: { references: ["var.t"] } },
      },
    ],
  });
  const { resources, notes } = mapResources(readPlan(json, "p"));
  expect(resources[0]?.resource.type).toBe("Microsoft.Resources/deployments");
  return { inside: resources.slice(1), notes };
}

const account = {
  type: "Microsoft.CognitiveServices/accounts",
  apiVersion: "2024-10-01",
  name: "acc",
  kind: "OpenAI",
  properties: {},
};

describe("templates that are written out", () => {
  test("literal resources, with what the deployment knows of its place", () => {
    const { inside } = open({ resources: [account] });
    expect(inside).toMatchObject([
      {
        address: "azurerm_resource_group_template_deployment.d",
        action: "create",
        resource: {
          id: `${RG}/providers/Microsoft.CognitiveServices/accounts/acc`,
          type: account.type,
          name: "acc",
          kind: "OpenAI",
        },
        scope: { subscriptionId: "11111111-1111-1111-1111-111111111111", resourceGroup: "rg" },
      },
    ]);
  });

  const values: [string, unknown, unknown][] = [
    ["[parameters('given')]", "[parameters('given')]", "G"],
    ["[parameters('default')]", "[parameters('default')]", "D-rg"],
    ["[parameters('missing')]", "[parameters('missing')]", Unknown],
    ["[parameters('vault')]", "[parameters('vault')]", Unknown],
    ["[variables('v').a[1]]", "[variables('v').a[1]]", 2],
    ["a variable of itself", "[variables('loop')]", Unknown],
    ["a function", "[concat(toLower(parameters('given')), '-x')]", "g-x"],
    ["if()", "[if(equals(parameters('given'), 'G'), 'yes', 'no')]", "yes"],
    ["resourceId()", "[resourceId('A.B/c', 'n')]", `${RG}/providers/A.B/c/n`],
    ["resourceId() elsewhere", "[resourceId('g2', 'A.B/c', 'n')]", `${RG.replace(/rg$/, "g2")}/providers/A.B/c/n`],
    ["resourceGroup().location", "[resourceGroup().location]", Unknown],
    ["subscription()", "[subscription().subscriptionId]", "11111111-1111-1111-1111-111111111111"],
    ["reference()", "[reference('x').endpoint]", Unknown],
    ["listKeys()", "[listKeys('x', '2024-10-01').key1]", Unknown],
    ["what does not parse", "[concat('a'", "[concat('a'"],
    ["what parses to nothing", "[concat('a',]", Unknown],
    ["an escaped bracket", "[[x]", "[x]"],
    ["plain text", "x", "x"],
  ];
  test.each(values)("%s", (_name, written, expected) => {
    const template = {
      parameters: {
        given: { type: "string" },
        default: { type: "string", defaultValue: "[concat('D-', resourceGroup().name)]" },
        missing: { type: "string" },
        vault: { type: "securestring" },
      },
      variables: { v: { a: [1, 2] }, loop: "[variables('loop')]" },
      resources: [{ ...account, properties: { x: written } }],
    };
    const { inside } = open(template, {
      given: { value: "G" },
      vault: { reference: { keyVault: { id: "/kv" }, secretName: "s" } },
    });
    expect(inside[0]?.resource.properties).toEqual({ x: expected });
  });

  test("conditions: false is not made, unknown is", () => {
    const { inside } = open({
      parameters: { p: { type: "bool" } },
      resources: [
        { ...account, condition: false },
        { ...account, name: "b", condition: "[parameters('p')]" },
      ],
    });
    expect(inside.map(({ resource }) => resource.name)).toEqual(["b"]);
  });

  test("loops", () => {
    const { inside } = open({
      resources: [
        { ...account, name: "[concat('acc', copyIndex('l', 1))]", copy: { name: "l", count: 2 } },
        { ...account, name: "[concat('u', copyIndex())]", copy: { name: "m", count: "[length(reference('x'))]" } },
      ],
    });
    expect(inside.map(({ resource }) => resource.name)).toEqual(["acc1", "acc2", Unknown]);
  });

  test("children inside their parents, by their short type", () => {
    const { inside } = open({
      resources: [{ ...account, resources: [{ type: "deployments", name: "gpt", properties: {} }] }],
    });
    expect(inside[1]?.resource).toMatchObject({
      type: "Microsoft.CognitiveServices/accounts/deployments",
      name: "acc/gpt",
      id: `${RG}/providers/Microsoft.CognitiveServices/accounts/acc/deployments/gpt`,
    });
  });

  test("nested templates: outer and inner scope, another group", () => {
    const nested = (scope: string): unknown => ({
      type: "Microsoft.Resources/deployments",
      name: "n",
      resourceGroup: "other",
      properties: {
        mode: "Incremental",
        expressionEvaluationOptions: { scope },
        parameters: { p: { value: "inner" } },
        template: { parameters: { p: { type: "string" } }, resources: [{ ...account, name: "[parameters('p')]" }] },
      },
    });
    const of = (scope: string): unknown =>
      open({ parameters: { p: { type: "string" } }, resources: [nested(scope)] }, { p: { value: "outer" } }).inside[1]
        ?.resource.id;
    expect(of("inner")).toBe(`${RG.replace(/rg$/, "other")}/providers/Microsoft.CognitiveServices/accounts/inner`);
    expect(of("outer")).toBe(`${RG.replace(/rg$/, "other")}/providers/Microsoft.CognitiveServices/accounts/outer`);
  });

  test("symbolic names: resources in an object, those that exist left out", () => {
    const { inside } = open({
      languageVersion: "2.0",
      resources: { a: account, b: { ...account, name: "b", existing: true } },
    });
    expect(inside.map(({ resource }) => resource.name)).toEqual(["acc"]);
  });

  test("an extension resource on a resource of the template", () => {
    const { inside } = open({
      resources: [
        {
          type: "Microsoft.Authorization/policyExemptions",
          name: "e",
          scope: "Microsoft.CognitiveServices/accounts/acc",
          properties: {},
        },
      ],
    });
    expect(inside[0]?.scope.on).toBe(`${RG}/providers/Microsoft.CognitiveServices/accounts/acc`);
  });

  test("secure parameters are secrets", () => {
    const { inside } = open(
      {
        parameters: { s: { type: "securestring" } },
        resources: [{ ...account, properties: { key: "[concat('k=', parameters('s'))]", other: "x" } }],
      },
      { s: { value: "hunter22" } },
    );
    expect(inside[0]?.sensitive).toEqual(["properties.key"]);
  });

  test("an azapi deployment is opened too", () => {
    const json = plan({
      providers: { azapi: { name: "azapi", full_name: "registry.terraform.io/azure/azapi", expressions: {} } },
      changes: [
        {
          address: "azapi_resource.d",
          after: {
            type: "Microsoft.Resources/deployments@2022-09-01",
            name: "d",
            parent_id: RG,
            body: { properties: { mode: "Incremental", template: { resources: [account] } } },
          },
        },
      ],
    });
    expect(mapResources(readPlan(json, "p")).resources[1]?.resource.id).toBe(
      `${RG}/providers/Microsoft.CognitiveServices/accounts/acc`,
    );
  });
});

describe("what cannot be opened is named", () => {
  test.each([
    [
      "a template spec",
      () => open(undefined, {}, { template_content: null, template_spec_version_id: "/spec" }),
      /deploys a template that is not written out/,
    ],
    [
      "a template that is not known",
      () => open(undefined, {}, {}, { template_content: true }),
      /its template is not known/,
    ],
    [
      "a linked template",
      () =>
        open({
          resources: [
            { type: "Microsoft.Resources/deployments", name: "l", properties: { templateLink: { uri: "https://x" } } },
          ],
        }),
      /it deploys a linked template/,
    ],
    [
      "a script",
      () => open({ resources: [{ type: "Microsoft.Resources/deploymentScripts", name: "s", properties: {} }] }),
      /it runs a deployment script/,
    ],
    [
      "a type that is not known",
      () => open({ resources: [{ type: "[reference('x').type]", name: "s" }] }),
      /the type of one of its resources is not known/,
    ],
  ])("%s", (_name, opened, note) => {
    expect(opened().notes.join("\n")).toMatch(note);
  });

  test("templates nested without end", () => {
    let template: unknown = { resources: [account] };
    for (let i = 0; i < 40; i++)
      template = { resources: [{ type: "Microsoft.Resources/deployments", name: "n", properties: { template } }] };
    expect(open(template).notes.join()).toMatch(/nests templates too deep/);
  });
});

test("a deployment stack is opened, where it deploys to", () => {
  const template = { Resources: [{ type: "Microsoft.CognitiveServices/accounts", name: "a", kind: "OpenAI" }] };
  const after = {
    type: "Microsoft.Resources/deploymentStacks@2024-03-01",
    name: "s",
    parent_id: "/subscriptions/11111111-1111-1111-1111-111111111111",
    body: { properties: { template, deploymentScope: RG } },
  };
  const { resources } = mapResources(readPlan(plan({ changes: [{ address: "azapi_resource.s", after }] }), "p"));
  expect(resources[1]?.resource).toMatchObject({
    id: `${RG}/providers/Microsoft.CognitiveServices/accounts/a`,
    kind: "OpenAI",
  });
});
