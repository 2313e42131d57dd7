import { planStack, validateStack } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import type { Plan } from "./recorded";

const HEAD = `
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "4.55.0" }
    azapi   = { source = "Azure/azapi" }
  }
}
provider "azurerm" {
  features {}
}
provider "azapi" {}
`;

const account = (body: string): string => `${HEAD}
resource "azurerm_cognitive_account" "this" {
  name                = "summaries"
  location            = "swedencentral"
  resource_group_name = "text"
  kind                = "OpenAI"
  sku_name            = "S0"
  ${body}
}`;

const changes = (
  plan: unknown,
): Record<string, { actions: string[]; after: Record<string, unknown>; after_unknown: object }> =>
  Object.fromEntries((plan as Plan).resource_changes.map(({ address, change }) => [address, change])) as never;

describeTerraform("validate finds what the real provider's schema would find", () => {
  test.each([
    ["nothing wrong", account(""), null],
    ["an attribute that does not exist", account(`colour = "red"`), /Unsupported argument/],
    [
      "a block given twice that may occur once",
      account(`identity { type = "SystemAssigned" }\nidentity { type = "SystemAssigned" }`),
      /Too many identity blocks/,
    ],
    ["a wrong type", account(`fqdns = { a = "b" }`), /Incorrect attribute value type/],
    [
      "an attribute that only the provider sets",
      account(`endpoint = "https://example.org"`),
      /unconfigurable attribute/,
    ],
    ["a missing attribute", account("").replace(/kind +=.*/, ""), /Missing required argument/],
    ["an unknown type", `${HEAD}\nresource "azurerm_nonsense" "this" {}`, /Invalid resource type/],
    [
      "a type in another casing",
      account("").replace("azurerm_cognitive_account", "azurerm_Cognitive_account"),
      /does not support resource type "azurerm_Cognitive_account"/,
    ],
  ])("%s", async (_name, hcl, expected) => {
    const { valid, errors } = await validateStack({ "main.tf": hcl });
    expect(valid).toBe(expected === null);
    if (expected !== null) expect(errors.join("\n")).toMatch(expected);
  });
});

describeTerraform("plan", () => {
  test("shows defaults, computed attributes as unknown, and sensitive ones as such", async () => {
    const { plan, exitCode } = await planStack({ "main.tf": account(`identity { type = "SystemAssigned" }`) });
    expect(exitCode).toBe(0);
    const change = changes(plan)["azurerm_cognitive_account.this"];
    expect(change).toMatchObject({
      actions: ["create"],
      after: { public_network_access_enabled: true, local_auth_enabled: true, tags: null },
      after_unknown: { id: true, endpoint: true, identity: [{ principal_id: true }] },
      after_sensitive: { primary_access_key: true },
    });
  });

  test("a precondition on a subscription's tags trips for the tagged subscription only", async () => {
    const hcl = `${account(`
      lifecycle {
        precondition {
          condition     = lookup(data.azurerm_subscription.this.tags, "aoai-operator", "none") == "none"
          error_message = "This subscription is flagged."
        }
      }`)}
      data "azurerm_subscription" "this" {}`;
    const subscriptionId = "30000000-0000-4000-8000-000000000003";
    const police = {
      subscriptionId,
      subscriptions: [{ id: subscriptionId, tags: { "aoai-operator": "us-state-local-police" } }],
    };
    const [free, flagged] = await Promise.all([
      planStack({ "main.tf": hcl }),
      planStack({ "main.tf": hcl }, { fixtures: police }),
    ]);
    expect(free).toMatchObject({ exitCode: 0, plan: { errored: false } });
    expect(flagged).toMatchObject({ exitCode: 1, plan: { errored: true } });
    expect(flagged.stderr).toContain("This subscription is flagged.");
    expect(flagged.plan).not.toHaveProperty("resource_changes");
  });

  test("each provider configuration reads its own subscription", async () => {
    const hcl = `${HEAD}
      provider "azurerm" {
        alias           = "police"
        subscription_id = "30000000-0000-4000-8000-000000000003"
        features {}
      }
      data "azurerm_subscription" "ours" {}
      data "azurerm_subscription" "theirs" { provider = azurerm.police }
      output "ids" { value = [data.azurerm_subscription.ours.subscription_id, data.azurerm_subscription.theirs.subscription_id] }`;
    const { plan } = await planStack(
      { "main.tf": hcl },
      { fixtures: { subscriptionId: "40000000-0000-4000-8000-000000000004" } },
    );
    expect(plan).toMatchObject({
      planned_values: {
        outputs: { ids: { value: ["40000000-0000-4000-8000-000000000004", "30000000-0000-4000-8000-000000000003"] } },
      },
    });
  });

  test("a data source that no fixture answers is an error, as for something that does not exist", async () => {
    const hcl = `${HEAD}\ndata "azurerm_cognitive_account" "other" {\n name = "a"\n resource_group_name = "b"\n}`;
    const { exitCode, stderr } = await planStack({ "main.tf": hcl });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("azurerm_cognitive_account was not found");
  });

  test("an answer is chosen by its arguments", async () => {
    const hcl = `${HEAD}
      data "azurerm_cognitive_account" "other" {
        name                = "B"
        resource_group_name = "rg"
      }
      output "kind" { value = data.azurerm_cognitive_account.other.kind }`;
    const data = {
      azurerm_cognitive_account: [
        { where: { name: "a" }, values: { kind: "Face" } },
        { where: { name: "b" }, values: { kind: "OpenAI" } },
      ],
    };
    const { plan } = await planStack({ "main.tf": hcl }, { fixtures: { data } });
    expect(plan).toMatchObject({ planned_values: { outputs: { kind: { value: "OpenAI" } } } });
  });

  test("what was applied before shows as update, replacement and delete", async () => {
    const two = (operator: string, name: string, extra = ""): Record<string, string> => ({
      "main.tf": `${account(`tags = { "aoai-operator" = "${operator}" }`)}
        resource "azurerm_resource_group" "moved" {
          name     = "${name}"
          location = "Sweden Central"
        }
        ${extra}`,
    });
    const gone = `resource "azurerm_resource_group" "gone" {\n name = "gone"\n location = "eastus"\n}`;
    const { plan } = await planStack(two("none", "new"), { before: two("us-state-local-police", "old", gone) });
    const actions = Object.fromEntries(
      Object.entries(changes(plan)).map(([address, change]) => [address, change.actions]),
    );
    expect(actions).toEqual({
      "azurerm_cognitive_account.this": ["update"],
      "azurerm_resource_group.moved": ["delete", "create"],
      "azurerm_resource_group.gone": ["delete"],
    });
    expect(changes(plan)["azurerm_cognitive_account.this"]).toMatchObject({
      before: {
        id: expect.stringMatching(
          /^\/subscriptions\/[\w-]+\/resourceGroups\/text\/providers\/Microsoft.CognitiveServices\/accounts\/summaries$/,
        ),
      },
    });
  });

  test("azapi bodies keep their shape, known and unknown parts alike", async () => {
    const hcl = `${HEAD}
      resource "azurerm_resource_group" "rg" {
        name     = "rg"
        location = "eastus"
      }
      resource "azapi_resource" "account" {
        type      = "Microsoft.CognitiveServices/accounts@2025-06-01"
        parent_id = azurerm_resource_group.rg.id
        name      = "account"
        body = {
          kind       = "OpenAI"
          tags       = { "aoai-operator" = "none" }
          properties = { publicNetworkAccess = "Disabled", description = azurerm_resource_group.rg.id, weights = [1, null, 2.5] }
        }
      }`;
    const { plan } = await planStack({ "main.tf": hcl });
    expect(changes(plan)["azapi_resource.account"]).toMatchObject({
      after: {
        body: { kind: "OpenAI", properties: { publicNetworkAccess: "Disabled", weights: [1, null, 2.5] } },
        schema_validation_enabled: true,
      },
      after_unknown: { id: true, tags: true, parent_id: true, body: { properties: { description: true } } },
    });
  });

  test("variables are handed over, and the caller's environment is not", async () => {
    process.env["TF_VAR_name"] = "from the environment";
    try {
      const hcl = `variable "name" {\n type = string\n default = "default"\n}\noutput "name" { value = var.name }`;
      const [given, silent] = await Promise.all([
        planStack({ "main.tf": hcl }, { variables: { name: "given" } }),
        planStack({ "main.tf": hcl }),
      ]);
      expect(given.plan).toMatchObject({ planned_values: { outputs: { name: { value: "given" } } } });
      expect(silent.plan).toMatchObject({ planned_values: { outputs: { name: { value: "default" } } } });
    } finally {
      delete process.env["TF_VAR_name"];
    }
  });
});
