import type { CheckContext } from "../../src/governance/context";
import { planStack } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { account, GUARD_SCOPE, HARMLESS, MANAGEMENT_GROUP, ORDINARY, PROVIDERS } from "./hcl";
import { made } from "./spellings/azapi";
import { findingsOf, refusals, reportOf } from "./verdicts";

/** From an ONVIF camera to a model by way of everything that can stand between them. */

const PLACE = `location = "westeurope"
  resource_group_name = "rg-app"`;
const GROUP = `/subscriptions/${ORDINARY}/resourceGroups/rg-app`;
const SITE = `${GROUP}/providers/Microsoft.ExtendedLocation/customLocations/site`;

const HEAD = `${PROVIDERS.replace("required_providers {", 'required_providers {\n azapi = {\n source = "Azure/azapi"\n }')}
provider "azurerm" {
  subscription_id = "${ORDINARY}"
  features {}
}
provider "azapi" {
  subscription_id = "${ORDINARY}"
}
`;

const CAMERA = `
resource "azapi_resource" "camera" {
  type      = "Microsoft.DeviceRegistry/namespaces/devices@2025-10-01"
  name      = "gate-3"
  parent_id = "${GROUP}/providers/Microsoft.DeviceRegistry/namespaces/ns"
  location  = "westeurope"
  body = {
    extendedLocation = { type = "CustomLocation", name = "${SITE}" }
    properties = { endpoints = { inbound = { main = { endpointType = "Microsoft.Onvif", address = "http://10.0.0.4" } } } }
  }
}
resource "azapi_resource" "operations" {
  type      = "Microsoft.IoTOperations/instances@2025-04-01"
  name      = "aio"
  parent_id = "${GROUP}"
  location  = "westeurope"
  body = {
    extendedLocation = { type = "CustomLocation", name = "${SITE}" }
    properties       = {}
  }
}
resource "azapi_resource" "out" {
  type      = "Microsoft.IoTOperations/instances/dataflowEndpoints@2025-04-01"
  name      = "to-mqtt"
  parent_id = azapi_resource.operations.id
  body = {
    properties = { endpointType = "Mqtt", mqttSettings = { host = "\${azurerm_eventgrid_namespace.mqtt.name}.westeurope-1.ts.eventgrid.azure.net:8883" } }
  }
}
resource "azurerm_eventgrid_namespace" "mqtt" {
  name = "evgns-cameras"
  ${PLACE}
}`;

const WORK = `
resource "azurerm_linux_function_app" "cut" {
  name = "func-cut"
  ${PLACE}
  service_plan_id               = "${GROUP}/providers/Microsoft.Web/serverFarms/p"
  storage_account_name          = "stfunctions"
  storage_uses_managed_identity = true
  app_settings = {
    MQTT_HOST = "evgns-cameras.westeurope-1.ts.eventgrid.azure.net"
    CLIPS     = azurerm_storage_account.clips.primary_connection_string
  }
  site_config {}
}
resource "azurerm_storage_account" "clips" {
  name = "stclips"
  ${PLACE}
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
resource "azurerm_eventgrid_event_subscription" "cut" {
  name  = "cut"
  scope = azurerm_storage_account.clips.id
  webhook_endpoint {
    url = "https://\${azurerm_container_app.describe.ingress[0].fqdn}/clips"
  }
}
resource "azurerm_container_app" "describe" {
  name                         = "describe"
  resource_group_name          = "rg-app"
  container_app_environment_id = "${GROUP}/providers/Microsoft.App/managedEnvironments/env"
  revision_mode                = "Single"
  identity {
    type = "SystemAssigned"
  }
  ingress {
    target_port = 80
    traffic_weight {
      percentage      = 100
      latest_revision = true
    }
  }
  template {
    container {
      name   = "describe"
      image  = "example/describe:1"
      cpu    = 0.5
      memory = "1Gi"
      env {
        name  = "GATEWAY"
        value = WHERE
      }
    }
  }
}`;

const GATEWAY = `
resource "azurerm_api_management" "gateway" {
  name = "apim-models"
  ${PLACE}
  publisher_name  = "x"
  publisher_email = "x@example.com"
  sku_name        = "Developer_1"
}
resource "azurerm_api_management_backend" "model" {
  name                = "model"
  resource_group_name = "rg-app"
  api_management_name = azurerm_api_management.gateway.name
  protocol            = "http"
  url                 = BACKEND
}`;

const ROLE = `
resource "azurerm_role_assignment" "ask" {
  scope                = azurerm_cognitive_account.this.id
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = azurerm_container_app.describe.identity[0].principal_id
}`;

const byGateway = (backend: string): string =>
  HEAD +
  CAMERA +
  WORK.replace("WHERE", "azurerm_api_management.gateway.gateway_url") +
  GATEWAY.replace("BACKEND", backend) +
  account("this");
const byRole = (role: string): string => HEAD + CAMERA + WORK.replace("WHERE", '"none"') + account("this") + role;

/** The same resources, each written with azapi, from the broker to the account. */
const azapi = (where: string, backend?: string): string =>
  HEAD +
  CAMERA.replace(/resource "azurerm_eventgrid_namespace" [^]*$/, "").replace(
    /\$\{azurerm_eventgrid_namespace\.mqtt\.name\}/,
    "evgns-cameras",
  ) +
  made("mqtt", "Microsoft.EventGrid/namespaces@2025-02-15", "{ properties = {} }", {}, "evgns-cameras") +
  made(
    "cut",
    "Microsoft.Web/sites@2024-04-01",
    `{ properties = { siteConfig = { appSettings = [
      { name = "MQTT_HOST", value = "evgns-cameras.westeurope-1.ts.eventgrid.azure.net" },
      { name = "CLIPS__accountName", value = "stclips" },
      { name = "OUT", value = azapi_resource.clips.output.properties.primaryEndpoints.blob }
    ] } } }`,
  ) +
  made(
    "clips",
    "Microsoft.Storage/storageAccounts@2023-05-01",
    "{ properties = {} }",
    { exports: "properties.primaryEndpoints.blob" },
    "stclips",
  ) +
  made(
    "new",
    "Microsoft.EventGrid/eventSubscriptions@2025-02-15",
    `{ properties = { destination = { endpointType = "WebHook", properties = {
      endpointUrl = "https://\${azapi_resource.describe.output.properties.configuration.ingress.fqdn}/clips"
    } } } }`,
    { parent: "azapi_resource.clips.id" },
  ) +
  made(
    "describe",
    "Microsoft.App/containerApps@2025-01-01",
    `{ properties = { template = { containers = [{ name = "describe", image = "x", env = [{ name = "GATEWAY", value = ${where} }] }] } } }`,
    { identity: true, exports: "properties.configuration.ingress.fqdn" },
  ) +
  (backend === undefined
    ? ""
    : made("gateway", "Microsoft.ApiManagement/service@2024-05-01", "{ properties = {} }", {}, "apim-models") +
      made(
        "backend",
        "Microsoft.ApiManagement/service/backends@2024-05-01",
        `{ properties = { protocol = "http", url = ${backend} } }`,
        { parent: "azapi_resource.gateway.id" },
      )) +
  made(
    "model",
    "Microsoft.CognitiveServices/accounts@2024-10-01",
    `{ kind = "OpenAI", sku = { name = "S0" }, properties = { customSubDomainName = "aoai-model", disableLocalAuth = true, publicNetworkAccess = "Disabled" } }`,
    { tags: HARMLESS, exports: "properties.endpoint" },
    "aoai-model",
  );

const AZAPI_ROLE = made(
  "ask",
  "Microsoft.Authorization/roleAssignments@2022-04-01",
  `{ properties = {
    principalId      = azapi_resource.describe.identity[0].principal_id
    roleDefinitionId = "/subscriptions/${ORDINARY}/providers/Microsoft.Authorization/roleDefinitions/5e0bd9bd-7b93-4f28-af87-19fc36ad61bd"
  } }`,
  { parent: "azapi_resource.model.id" },
  "00000000-0000-4000-8000-0000000000e1",
);

const CONTEXT: CheckContext = {
  now: "2026-11-22",
  subscriptions: [{ id: ORDINARY, tags: {}, managementGroups: [MANAGEMENT_GROUP] }],
  resourceGroups: [{ id: GROUP, tags: {} }],
  guard: [{ scope: GUARD_SCOPE }],
};

async function report(hcl: string) {
  const { plan, exitCode, stderr } = await planStack({ "main.tf": hcl });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return reportOf(plan, CONTEXT);
}

const pathOf = (found: Awaited<ReturnType<typeof report>>): string[] =>
  (findingsOf(found, "D6")[0]?.evidence ?? []).flatMap((item) => ("edge" in item ? [`${item.edge} ${item.to}`] : []));

const TO_APP = [
  "E18 azapi_resource.operations",
  "E18 azurerm_eventgrid_namespace.mqtt",
  "E12 azurerm_linux_function_app.cut",
  "E12 azurerm_storage_account.clips",
  "E9 azurerm_container_app.describe",
];

describeTerraform("a pipeline of eight resources", () => {
  test("is followed from the camera through the gateway to the model", async () => {
    const found = await report(byGateway('"${azurerm_cognitive_account.this.endpoint}openai"'));
    expect(refusals(found)).toEqual(["D6 denied"]);
    expect(pathOf(found)).toEqual([
      ...TO_APP,
      "E7 azurerm_api_management.gateway",
      "E7 azurerm_cognitive_account.this",
    ]);
  });

  test("is none where the gateway's backend is another", async () => {
    expect(refusals(await report(byGateway('"https://models.example.com"')))).toEqual([]);
  });

  test("is followed by a role whose principal is known only after apply", async () => {
    const found = await report(byRole(ROLE));
    expect(refusals(found)).toEqual(["D6 denied"]);
    expect(pathOf(found)).toEqual([...TO_APP, "E1 azurerm_cognitive_account.this"]);
  });

  test("is none without that role", async () => {
    expect(refusals(await report(byRole("")))).toEqual([]);
  });
});

const AZAPI_TO_APP = [
  "E18 azapi_resource.operations",
  "E18 azapi_resource.mqtt",
  "E12 azapi_resource.cut",
  "E12 azapi_resource.clips",
  "E9 azapi_resource.describe",
];

describeTerraform("the same pipeline written with azapi", () => {
  const toGateway = '"https://apim-models.azure-api.net/chat"';

  test("is followed from the camera through the gateway to the model", async () => {
    const found = await report(azapi(toGateway, '"${azapi_resource.model.output.properties.endpoint}openai"'));
    expect(refusals(found)).toEqual(["D6 denied"]);
    expect(pathOf(found)).toEqual([...AZAPI_TO_APP, "E7 azapi_resource.gateway", "E7 azapi_resource.model"]);
  });

  test("is none where the gateway's backend is another", async () => {
    expect(refusals(await report(azapi(toGateway, '"https://models.example.com"')))).toEqual([]);
  });

  test("is followed by a role whose principal is known only after apply, and is none without it", async () => {
    const found = await report(azapi('"none"') + AZAPI_ROLE);
    expect(refusals(found)).toEqual(["D6 denied"]);
    expect(pathOf(found)).toEqual([...AZAPI_TO_APP, "E1 azapi_resource.model"]);
    expect(refusals(await report(azapi('"none"')))).toEqual([]);
  });
});
