import { mapResources, readPlan } from "../../src/terraform";
import type { Made } from "../../src/arm/resource";

const KEY = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

interface Given {
  type?: string;
  mode?: "managed" | "data";
  actions?: string[];
  after: Record<string, unknown>;
  expressions?: Record<string, unknown>;
  provider?: string;
}

function madeOf({
  type = "azurerm_cognitive_account",
  mode = "managed",
  actions = ["no-op"],
  after,
  expressions,
  provider = "registry.terraform.io/hashicorp/azurerm",
}: Given): readonly Made[] {
  const address = `${mode === "data" ? "data." : ""}${type}.x`;
  const one = { address, mode, type, name: "x", provider_name: provider };
  const plan = {
    format_version: "1.2",
    resource_changes:
      mode === "data"
        ? []
        : [{ ...one, change: { actions, before: actions[0] === "create" ? null : after, after, after_unknown: {} } }],
    ...(mode === "data" && {
      prior_state: {
        format_version: "1.0",
        values: { root_module: { resources: [{ ...one, schema_version: 0, values: after }] } },
      },
    }),
    configuration: {
      provider_config: {},
      root_module: { resources: expressions === undefined ? [] : [{ ...one, address, expressions }] },
    },
  };
  return mapResources(readPlan(plan, "plan.json")).resources[0]?.made ?? [];
}

const account = {
  name: "a",
  resource_group_name: "rg",
  kind: "OpenAI",
  primary_access_key: KEY,
  endpoint: "https://a.openai.azure.com/",
  location: "swedencentral-and-more",
};

test("keys, hosts and principals of what exists are known to be made by Azure", () => {
  const after = {
    ...account,
    identity: [{ type: "SystemAssigned", principal_id: "22222222-2222-2222-2222-222222222222" }],
  };
  expect(
    madeOf({ after, expressions: { name: {}, identity: [{ type: { constant_value: "SystemAssigned" } }] } }),
  ).toEqual([
    { output: "primary_access_key", text: KEY },
    { output: "endpoint", text: "https://a.openai.azure.com/" },
    { output: "identity[0].principal_id", text: "22222222-2222-2222-2222-222222222222" },
  ]);
});

test("so are those of what is only read, at any time", () => {
  expect(madeOf({ mode: "data", after: account }).map(({ output }) => output)).toEqual([
    "primary_access_key",
    "endpoint",
  ]);
});

test.each<[string, Given]>([
  ["is created", { actions: ["create"], after: account }],
  [
    "has it from the configuration",
    { after: { primary_access_key: KEY }, expressions: { primary_access_key: { references: ["local.key"] } } },
  ],
  [
    "has it in a map of settings",
    {
      type: "azurerm_linux_web_app",
      after: { app_settings: { API_KEY: KEY } },
      expressions: { app_settings: { references: ["local.settings"] } },
    },
  ],
  [
    "has it in a block that is written",
    {
      after: { storage: [{ access_key: KEY }] },
      expressions: { storage: [{ access_key: { references: ["local.key"] } }] },
    },
  ],
  ["has it under a name that tells nothing", { after: { display_name: KEY } }],
  ["has a text too short to tell it", { after: { primary_access_key: "0a1b2c3d" } }],
])("not where a resource %s", (_, given) => {
  expect(madeOf(given)).toEqual([]);
});

test("azapi keeps what Azure answered in its output", () => {
  const after = {
    type: "Microsoft.CognitiveServices/accounts@2025-06-01",
    name: "a",
    parent_id: "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg",
    body: { kind: "OpenAI", properties: { apiKey: `${KEY}-written` } },
    output: {
      identity: { principalId: "22222222-2222-2222-2222-222222222222" },
      properties: { endpoint: "https://a.openai.azure.com/" },
    },
  };
  expect(
    madeOf({
      type: "azapi_resource",
      provider: "registry.terraform.io/azure/azapi",
      after,
      expressions: { body: { references: ["local.body"] } },
    }),
  ).toEqual([
    { output: "output.identity.principalId", text: "22222222-2222-2222-2222-222222222222" },
    { output: "output.properties.endpoint", text: "https://a.openai.azure.com/" },
  ]);
});
