import type { CheckContext } from "../../src/governance/context";
import { planStack, type PlanOptions } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { account, GUARD_SCOPE, HARMLESS, MANAGEMENT_GROUP, ORDINARY, POLICE, PROVIDERS } from "./hcl";
import { refusals, reportOf } from "./verdicts";

/** Ways in which people write the same facts, and what must come of each. */

const CONTEXT: CheckContext = {
  now: "2026-11-22",
  subscriptions: [
    { id: ORDINARY, tags: {}, managementGroups: [MANAGEMENT_GROUP] },
    { id: POLICE, tags: { "aoai-operator": "us-state-local-police" }, managementGroups: [MANAGEMENT_GROUP] },
  ],
  resourceGroups: [ORDINARY, POLICE].map((id) => ({ id: `/subscriptions/${id}/resourceGroups/rg-app`, tags: {} })),
  guard: [{ scope: GUARD_SCOPE }],
};

const provider = (subscription: string): string => `${PROVIDERS}
provider "azurerm" {
  subscription_id = "${subscription}"
  features {}
}
`;
const HERE = provider(ORDINARY);
const tagged = (tags: string): string => account("this", "", tags);
const inGroup = (group: string): string => account("this").replace('"rg-app"', group);

/** Body cameras, IoT Hub file upload, storage, Event Grid, and a function whose settings are given; nothing else joins it to a model. */
const cameras = (settings: string, more = ""): string => `
resource "azurerm_linux_function_app" "f" {
  name = "func-x"
  location = "westeurope"
  resource_group_name = "rg-app"
  service_plan_id = "/subscriptions/${ORDINARY}/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p"
  storage_account_name = azurerm_storage_account.s.name
  storage_uses_managed_identity = true
  app_settings = ${settings}
  identity {
    type = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.u.id]
  }
  site_config {}
  ${more}
}
resource "azurerm_user_assigned_identity" "u" {
  name = "id-f"
  location = "westeurope"
  resource_group_name = "rg-app"
}
resource "azurerm_storage_account" "s" {
  name = "stfootage"
  location = "westeurope"
  resource_group_name = "rg-app"
  account_tier = "Standard"
  account_replication_type = "LRS"
}
resource "azurerm_iothub" "hub" {
  name = "iot"
  location = "westeurope"
  resource_group_name = "rg-app"
  tags = { aoai-camera-source = "body-worn" }
  sku {
    name = "S1"
    capacity = 1
  }
  file_upload {
    connection_string = azurerm_storage_account.s.primary_blob_connection_string
    container_name = "x"
  }
}
resource "azurerm_eventgrid_system_topic" "t" {
  name = "t"
  location = "westeurope"
  resource_group_name = "rg-app"
  source_resource_id = azurerm_storage_account.s.id
  topic_type = "Microsoft.Storage.StorageAccounts"
}
resource "azurerm_eventgrid_system_topic_event_subscription" "e" {
  name = "e"
  resource_group_name = "rg-app"
  system_topic = azurerm_eventgrid_system_topic.t.name
  azure_function_endpoint {
    function_id = "\${azurerm_linux_function_app.f.id}/functions/x"
  }
}
`;

const openAiUser = (scope: string, role = "Cognitive Services OpenAI User"): string => `
resource "azurerm_role_assignment" "ask" {
  scope                = ${scope}
  role_definition_name = "${role}"
  principal_id         = azurerm_user_assigned_identity.u.principal_id
}
`;
const GROUP = `"/subscriptions/${ORDINARY}/resourceGroups/rg-app"`;
const AZAPI = provider(POLICE).replace(
  "required_providers {",
  'required_providers {\n azapi = {\n source = "Azure/azapi"\n }',
);

type Row = [name: string, hcl: string, expected: string[], options?: PlanOptions];

const ROWS: Row[] = [
  // how a workload names the model
  [
    "the endpoint inside jsonencode",
    HERE +
      account("this") +
      cameras("{ CFG = jsonencode({ openai = { url = azurerm_cognitive_account.this.endpoint } }) }"),
    ["D6 denied"],
  ],
  [
    "the host as a literal",
    HERE + account("this") + cameras('{ URL = "https://aoai-this.openai.azure.com/" }'),
    ["D6 denied"],
  ],
  [
    "the key in a connection string",
    HERE +
      account("this") +
      cameras(
        "{}",
        'connection_string {\n name = "o"\n type = "Custom"\n value = azurerm_cognitive_account.this.primary_access_key\n }',
      ),
    ["D6 denied"],
  ],
  [
    "a role on the account's resource group, held by a user-assigned identity",
    HERE + account("this") + cameras("{}") + openAiUser(GROUP),
    ["D6 denied"],
  ],
  [
    "a role that is wider than inference",
    HERE + account("this") + cameras("{}") + openAiUser("azurerm_cognitive_account.this.id", "Contributor"),
    ["D6 denied"],
  ],
  ["a role that does not allow inference", HERE + account("this") + cameras("{}") + openAiUser(GROUP, "Reader"), []],
  ["nothing", HERE + account("this") + cameras("{}"), []],
  // where a fact stands, and how it is spelled
  ["a tag name in capitals", HERE + tagged(HARMLESS.replace("aoai-operator ", "AOAI-Operator ")), []],
  [
    "a value in capitals",
    HERE + tagged(HARMLESS.replace(/aoai-operator +=.*/, 'AOAI-OPERATOR = "US-State-Local-Police"')),
    ["D5 denied"],
  ],
  [
    "on a resource group of the same plan",
    `${HERE}${inGroup("azurerm_resource_group.new.name")}
    resource "azurerm_resource_group" "new" {
      name     = "rg-new"
      location = "eastus"
      tags     = { aoai-on-behalf-of = "us-state-local-police" }
    }`,
    ["D5 denied"],
  ],
  [
    "on a resource group that a data source read",
    `${HERE}${inGroup("data.azurerm_resource_group.old.name")}
    data "azurerm_resource_group" "old" {
      name = "rg-old"
    }`,
    ["D5 denied"],
    {
      fixtures: {
        resourceGroups: [
          {
            id: `/subscriptions/${ORDINARY}/resourceGroups/rg-old`,
            tags: { "aoai-operator": "us-state-local-police" },
          },
        ],
      },
    },
  ],
  [
    "on the subscription, where the context does not know it yet",
    `${HERE}${account("this")}
    data "azurerm_subscription" "this" {}`,
    ["D5 denied"],
    { fixtures: { subscriptions: [{ id: ORDINARY, tags: { "aoai-operator": "us-state-local-police" } }] } },
  ],
  // what the account is
  [
    "an azapi account in a police subscription",
    `${AZAPI}
    provider "azapi" {
      subscription_id = "${POLICE}"
    }
    resource "azapi_resource" "this" {
      type      = "Microsoft.CognitiveServices/accounts@2025-06-01"
      parent_id = "/subscriptions/${POLICE}/resourceGroups/rg-app"
      name      = "ai"
      location  = "eastus"
      body      = { kind = "AIServices", sku = { name = "S0" }, properties = {} }
      tags      = ${HARMLESS}
    }`,
    ["D5 denied"],
  ],
  [
    "a deployment on an account that exists already",
    `${provider(POLICE)}
    data "azurerm_cognitive_account" "old" {
      name                = "old"
      resource_group_name = "rg-app"
    }
    resource "azurerm_cognitive_deployment" "new" {
      name                 = "new"
      cognitive_account_id = data.azurerm_cognitive_account.old.id
      model {
        format  = "OpenAI"
        name    = "gpt-4o"
        version = "2024-11-20"
      }
      sku {
        name = "Standard"
      }
    }`,
    ["D5 denied", "D7 denied"],
    {
      fixtures: {
        data: {
          azurerm_cognitive_account: [
            {
              values: {
                id: `/subscriptions/${POLICE}/resourceGroups/rg-app/providers/Microsoft.CognitiveServices/accounts/old`,
                kind: "OpenAI",
                location: "eastus",
                tags: {},
              },
            },
          ],
        },
      },
    },
  ],
  ["none: count is 0", HERE + account("this", "count = 0", "{}"), []],
  [
    "the key by way of a Key Vault secret",
    `${HERE}${account("this")}${cameras('{ KEY = "@Microsoft.KeyVault(SecretUri=${azurerm_key_vault_secret.key.id})" }')}
    resource "azurerm_key_vault_secret" "key" {
      name         = "key"
      key_vault_id = "/subscriptions/${ORDINARY}/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/kv"
      value        = azurerm_cognitive_account.this.primary_access_key
    }`,
    ["D6 denied"],
  ],
  // what Terraform's own checks say
  [
    "a check block that fails",
    `${HERE}${account("this")}
    check "name" {
      assert {
        condition     = length(azurerm_cognitive_account.this.name) > 100
        error_message = "The name is too short."
      }
    }`,
    ["terraform-check-failed denied"],
  ],
  // whole plans
  ["nothing at all", HERE, []],
  ["only a delete", HERE, [], { before: { "main.tf": HERE + account("this") } }],
];

async function judged([, hcl, , options = {}]: Row): Promise<string[]> {
  const { plan, stderr, exitCode } = await planStack({ "main.tf": hcl }, options);
  expect({ exitCode, errors: stderr.replace(/^\n*Warning:[^]*/, "") }).toEqual({ exitCode: 0, errors: "" });
  return refusals(reportOf(plan, CONTEXT));
}

describeTerraform("the same fact, written in another way", () => {
  test.each(ROWS.map((row) => [row[0], row] as const))("%s", async (_name, row) => {
    expect(await judged(row)).toEqual(row[2]);
  });

  test("a sensitive value decides, and is not printed", async () => {
    const hcl = `${HERE}
      variable "use_case" {
        type      = string
        sensitive = true
      }
      ${tagged(HARMLESS.replace('"text-generation"', "var.use_case"))}`;
    const { plan } = await planStack({ "main.tf": hcl }, { variables: { use_case: "emotion-inference" } });
    const report = reportOf(plan, CONTEXT);
    expect(refusals(report)).toEqual(["D3 denied"]);
    expect(JSON.stringify(report)).not.toContain("emotion-inference");
  });
});
