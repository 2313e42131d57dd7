import { mapResources, readPlan } from "../../src/terraform";

const AZURERM = "registry.terraform.io/hashicorp/azurerm";
const ENDPOINT = "https://aoai-model.openai.azure.com/";

interface Case {
  actions?: string[];
  settings: unknown;
  unknown?: unknown;
  endpoint?: string | null;
  reference?: string;
}

/** Whether a workload's settings, whose expression may read an account, are linked to it. */
function isLinked({
  actions = ["no-op"],
  settings,
  unknown = {},
  endpoint = ENDPOINT,
  reference = "endpoint",
}: Case): boolean {
  const resource = (type: string, name: string) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_name: AZURERM,
  });
  const account = { name: "aoai-model", resource_group_name: "rg", kind: "OpenAI", sku_name: "S0", endpoint };
  const site = { name: "web", resource_group_name: "rg", app_settings: settings };
  const references = [
    `azurerm_cognitive_account.model${reference === "" ? "" : `.${reference}`}`,
    "azurerm_cognitive_account.model",
  ];
  const plan = {
    format_version: "1.2",
    resource_changes: [
      {
        ...resource("azurerm_cognitive_account", "model"),
        change: {
          actions: ["no-op"],
          before: account,
          after: account,
          after_unknown: endpoint === null ? { endpoint: true } : {},
        },
      },
      {
        ...resource("azurerm_linux_web_app", "web"),
        change: { actions, before: actions[0] === "create" ? null : site, after: site, after_unknown: unknown },
      },
    ],
    configuration: {
      root_module: {
        resources: [
          {
            ...resource("azurerm_linux_web_app", "web"),
            expressions: { app_settings: { references: [...new Set(references)] } },
          },
        ],
      },
    },
  };
  const [, web] = mapResources(readPlan(plan, "plan.json")).resources;
  return web?.links.some(({ to }) => to === "azurerm_cognitive_account.model") === true;
}

describe("what an attribute refers to", () => {
  test.each<[string, Case]>([
    ["it holds", { settings: { X: ENDPOINT } }],
    ["it holds a part of, by which the target can be told", { settings: { X: "aoai-model.openai.azure.com" } }],
    [
      "it holds in another casing and within more",
      { settings: { X: '{"url":"HTTPS://AOAI-MODEL.openai.azure.com/x"}' } },
    ],
    ["it holds within an id that is the key of a map", { settings: { "/subscriptions/s/accounts/aoai-model": "" } }],
    ["it may hold in base64", { settings: { X: Buffer.from(`to=${ENDPOINT}`).toString("base64") } }],
    ["is not known yet, while it exists itself", { settings: { Y: "z" }, endpoint: null }],
    ["is too short to be told", { settings: { Y: "z" }, endpoint: "ab" }],
    ["is the whole resource", { settings: { Y: "z" }, reference: "" }],
    ["goes into what is not known yet", { settings: {}, unknown: { app_settings: true } }],
  ])("is linked where %s", (_, each) => {
    expect(isLinked(each)).toBe(true);
  });

  test.each<[string, Case]>([
    ["a condition chose none", { settings: {} }],
    ["only a word that somebody gave a key is alike", { settings: { "AOAI-MODEL": "x" } }],
    ["a condition chose null", { settings: null }],
    ["a condition chose another", { settings: { X: "https://another.openai.azure.com/" } }],
    [
      "a condition chose another, in what is created",
      { actions: ["create"], settings: { X: "https://another.openai.azure.com/" } },
    ],
    [
      "it is known only after apply, and what is created is known",
      { actions: ["create"], settings: { Y: "z" }, endpoint: null },
    ],
  ])("is not where %s", (_, each) => {
    expect(isLinked(each)).toBe(false);
  });
});
