import { Unknown } from "../../src/policy/unknown";
import type { PlannedResource } from "../../src/arm/resource";
import { EDGE_KINDS, type EdgeKind } from "../../src/pipeline";
import { account, GROUP, hub, planned, role, storage, traceOf, worker } from "./support/planned";

/** For each kind of edge a pipeline that only it completes: what is found with it is not found without it. */

const body = { "aoai-camera-source": "body-worn" };
const media = { ...storage, resource: { ...storage.resource, tags: body } };
const hears = "azurerm_iothub.cameras.event_hub_events_endpoint";
/** Reads the hub, and has what else is given. */
const listener = (links: Record<string, string> = {}): PlannedResource => worker({}, { hub: hears, ...links });
const modelId = "azurerm_cognitive_account.model.id";
const subnet = planned("azurerm_subnet.s", "Microsoft.Network/virtualNetworks/subnets", { name: "v/s" });
const own = (links: Record<string, string>): PlannedResource =>
  planned(
    "azurerm_cognitive_account.own",
    "Microsoft.CognitiveServices/accounts",
    { kind: "AIServices", properties: {} },
    links,
  );
const calls = role("Cognitive Services OpenAI User", modelId, {
  "properties.principalId": "azurerm_linux_function_app.worker.identity[0].principal_id",
});
const search = planned("azurerm_search_service.s", "Microsoft.Search/searchServices", { properties: {} });
const job = planned("azurerm_stream_analytics_job.job", "Microsoft.StreamAnalytics/streamingJobs", { properties: {} });
const site = { extendedLocation: { name: "site" } };

const DECIDING: Readonly<Record<string, PlannedResource[]>> = {
  E1: [hub, listener(), calls, account],
  E2: [hub, listener({ app_settings: "azurerm_cognitive_account.model.endpoint" }), account],
  E3: [
    hub,
    listener({ app_settings: "azurerm_key_vault_secret.key.id" }),
    planned(
      "azurerm_key_vault_secret.key",
      "Microsoft.KeyVault/vaults/secrets",
      { name: "kv/key" },
      { "properties.value": "azurerm_cognitive_account.model.primary_access_key" },
    ),
    account,
  ],
  E4: [
    hub,
    listener({ "properties.virtualNetworkSubnetId": "azurerm_subnet.s.id" }),
    subnet,
    planned(
      "azurerm_private_endpoint.pe",
      "Microsoft.Network/privateEndpoints",
      {},
      { subnet_id: "azurerm_subnet.s.id", privateLinkServiceId: modelId },
    ),
    account,
  ],
  E5: [
    media,
    search,
    role("Storage Blob Data Reader", "azurerm_storage_account.footage.id", {
      "properties.principalId": "azurerm_search_service.s.identity[0].principal_id",
    }),
    planned(
      "azurerm_search_shared_private_link_service.l",
      "Microsoft.Search/searchServices/sharedPrivateLinkResources",
      { name: "s/l" },
      { "properties.privateLinkResourceId": modelId },
    ),
    account,
  ],
  E6: [
    media,
    planned("azapi_resource.c", "Microsoft.CognitiveServices/accounts/connections", {
      name: "model/c",
      properties: { category: "AzureBlob", target: "https://stfootage.blob.core.windows.net" },
    }),
    account,
  ],
  E7: [
    hub,
    listener({ app_settings: "azurerm_api_management.apim.gateway_url" }),
    planned("azurerm_api_management.apim", "Microsoft.ApiManagement/service"),
    planned("azurerm_api_management_backend.b", "Microsoft.ApiManagement/service/backends", {
      name: "apim/b",
      properties: { url: "https://aoai-model.openai.azure.com" },
    }),
    account,
  ],
  E8: [
    planned("azapi_resource.vi", "Microsoft.VideoIndexer/accounts", {
      properties: { openAiServices: { resourceId: `${GROUP}/providers/Microsoft.CognitiveServices/accounts/model` } },
    }),
    account,
  ],
  E9: [
    media,
    worker(),
    planned(
      "azurerm_eventgrid_event_subscription.s",
      "Microsoft.EventGrid/eventSubscriptions",
      {},
      {
        scope: "azurerm_storage_account.footage.id",
        "properties.destination.properties.resourceId": "azurerm_linux_function_app.worker.id",
      },
    ),
    calls,
    account,
  ],
  E10: [
    planned(
      "azurerm_iothub.cameras",
      "Microsoft.Devices/IotHubs",
      { tags: body },
      { file_upload: "azurerm_storage_account.footage.primary_connection_string" },
    ),
    storage,
    own({ "properties.userOwnedStorage[0].resourceId": "azurerm_storage_account.footage.id" }),
  ],
  E11: [
    hub,
    job,
    planned(
      "azurerm_stream_analytics_stream_input_iothub.i",
      "Microsoft.StreamAnalytics/streamingJobs/inputs",
      { name: "job/i" },
      { hub: "azurerm_iothub.cameras.name" },
    ),
    planned("azurerm_stream_analytics_output_function.o", "Microsoft.StreamAnalytics/streamingJobs/outputs", {
      name: "job/o",
      properties: { datasource: { properties: { functionAppName: "worker" } } },
    }),
    worker(),
    calls,
    account,
  ],
  E12: [hub, listener(), calls, account],
  E13: [
    hub,
    listener(),
    planned(
      "azapi_resource.linker",
      "Microsoft.ServiceLinker/linkers",
      {},
      { scope: "azurerm_linux_function_app.worker.id", "properties.targetService.id": modelId },
    ),
    account,
  ],
  E14: [media, own({ "properties.userOwnedStorage[0].resourceId": "azurerm_storage_account.footage.id" })],
  E15: [
    hub,
    listener({ "properties.virtualNetworkSubnetId": "azurerm_subnet.s.id" }),
    subnet,
    own({ "properties.networkAcls.virtualNetworkRules[0].id": "azurerm_subnet.s.id" }),
  ],
  E16: [
    media,
    own({
      "properties.apiProperties.storageAccountConnectionString":
        "azurerm_storage_account.footage.primary_connection_string",
    }),
  ],
  E18: [
    planned("azapi_resource.camera", "Microsoft.DeviceRegistry/namespaces/devices", {
      name: "ns/camera",
      ...site,
      properties: { endpoints: { inbound: { main: { endpointType: "Microsoft.Onvif" } } } },
    }),
    planned("azapi_resource.aio", "Microsoft.IoTOperations/instances", { name: "aio", ...site }),
    planned("azapi_resource.out", "Microsoft.IoTOperations/instances/dataflowEndpoints", {
      name: "aio/out",
      properties: { dataLakeStorageSettings: { host: "https://stfootage.blob.core.windows.net" } },
    }),
    storage,
    own({ "properties.userOwnedStorage[0].resourceId": "azurerm_storage_account.footage.id" }),
  ],
};

const found = (resources: readonly PlannedResource[], kinds?: readonly EdgeKind[]) =>
  traceOf(resources, kinds)
    // What is not seen may lead anywhere; it decides nothing.
    .paths.filter(({ opaque }) => opaque.length === 0)
    .map(({ edges }) => edges.map(({ edge }) => edge));

test("every kind has its pipeline", () => {
  expect(Object.keys(DECIDING).sort()).toEqual(EDGE_KINDS.map(({ id }) => id).sort());
});

test.each(EDGE_KINDS.map((kind) => [kind.id, kind] as const))("%s decides", (id, kind) => {
  const resources = DECIDING[id] ?? [];
  const [path = []] = found(resources);
  expect(path).toContain(id);
  expect(
    found(
      resources,
      EDGE_KINDS.filter((each) => each !== kind),
    ),
  ).toEqual([]);
});

test("E17: a diagnostic setting joins nothing, whatever it writes to and wherever from", () => {
  const setting = (address: string, scope: string, target: string): PlannedResource =>
    planned(
      address,
      "Microsoft.Insights/diagnosticSettings",
      { properties: { logs: Unknown } },
      { scope, "properties.storageAccountId": target },
    );
  const resources = [
    hub,
    media,
    worker(),
    calls,
    account,
    setting("azurerm_monitor_diagnostic_setting.out", modelId, "azurerm_storage_account.footage.id"),
    setting(
      "azurerm_monitor_diagnostic_setting.hub",
      "azurerm_iothub.cameras.id",
      "azurerm_storage_account.footage.id",
    ),
    setting(
      "azurerm_monitor_diagnostic_setting.in",
      "azurerm_storage_account.footage.id",
      "azurerm_linux_function_app.worker.id",
    ),
  ];
  expect(found(resources)).toEqual([]);
});
