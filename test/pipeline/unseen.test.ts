import type { ArmResource, PlannedResource } from "../../src/arm/resource";
import { Unknown } from "../../src/policy/unknown";
import { account, GROUP, hub, planned, storage, traceOf, worker } from "./support/planned";

/** What passes media on by an argument that nobody can see may pass it on to anything; what is seen passes it on to what is named. */

const caller = worker({}, { model: "azurerm_cognitive_account.model.endpoint" });
const reader = worker(
  {},
  {
    model: "azurerm_cognitive_account.model.endpoint",
    footage: "azurerm_storage_account.footage.primary_connection_string",
  },
);
const hiding = (resource: PlannedResource, ...unseen: string[]): PlannedResource => ({ ...resource, unseen });
const media: PlannedResource = {
  ...storage,
  resource: { ...storage.resource, tags: { "aoai-camera-source": "body-worn" } },
};
const found = (...resources: PlannedResource[]) =>
  traceOf([account, ...resources]).paths.map(({ edges, strength, opaque }) => ({
    way: edges.map(({ edge, to }) => `${edge} ${to}`),
    strength,
    opaque,
  }));

describe("what passes media on", () => {
  const events = planned("azurerm_eventhub_namespace.n", "Microsoft.EventHub/namespaces", {
    tags: { "aoai-camera-source": "body-worn" },
    properties: {},
  });
  const job = planned("azurerm_stream_analytics_job.j", "Microsoft.StreamAnalytics/streamingJobs", { properties: {} });
  const input = planned(
    "azurerm_stream_analytics_stream_input_iothub.i",
    "Microsoft.StreamAnalytics/streamingJobs/inputs",
    { name: "j/i", properties: {} },
    { "properties.datasource.properties.iotHubNamespace": "azurerm_iothub.cameras.name" },
  );

  test.each<[string, PlannedResource[], string[], string]>([
    ["a hub", [hiding(hub, "endpoint[0].connection_string")], ["E10 azurerm_linux_function_app.worker"], hub.address],
    ["an event hub", [hiding(events, "capture")], ["E12 azurerm_linux_function_app.worker"], events.address],
    [
      "a job",
      [hub, input, hiding(job, "output")],
      ["E11 azurerm_stream_analytics_job.j", "E11 azurerm_linux_function_app.worker"],
      job.address,
    ],
  ])("%s whose argument is not seen may deliver to any workload", (_, resources, way, address) => {
    const [hidden = ""] = resources.flatMap(({ unseen = [] }) => unseen);
    expect(found(...resources, storage, reader)).toEqual([
      {
        way: [...way, "E2 azurerm_cognitive_account.model"],
        strength: "weak",
        opaque: [`what ${address}: ${hidden} holds`],
      },
    ]);
    expect(found(...resources.map((each) => ({ ...each, unseen: [] })), storage, reader)).toEqual([]);
  });

  test("a gateway whose backend is not seen may stand before the model", () => {
    const gateway = planned("azurerm_api_management.apim", "Microsoft.ApiManagement/service", { properties: {} });
    const asks = worker(
      {},
      {
        gateway: "azurerm_api_management.apim.gateway_url",
        footage: "azurerm_storage_account.footage.primary_connection_string",
      },
    );
    expect(found(media, asks, hiding(gateway, "policy"))).toMatchObject([
      { strength: "weak", opaque: ["what azurerm_api_management.apim: policy holds"] },
    ]);
    expect(found(media, asks, gateway)).toEqual([]);
  });

  test("what says nothing of where media goes hides nothing", () => {
    expect(found(hiding(hub, "tags", "identity[0].principal_id", "timeouts"), storage, reader)).toEqual([]);
  });
});

describe("an event subscription", () => {
  const subscription = (links: Record<string, string>, ...unseen: string[]): PlannedResource =>
    hiding(
      planned(
        "azurerm_eventgrid_event_subscription.s",
        "Microsoft.EventGrid/eventSubscriptions",
        { properties: {} },
        links,
      ),
      ...unseen,
    );
  const onMedia = { scope: "azurerm_storage_account.footage.id" };
  const toCaller = { azure_function_endpoint: "azurerm_linux_function_app.worker.id" };

  test("whose destination is not seen may deliver to any workload", () => {
    expect(found(media, caller, subscription(onMedia, "webhook_endpoint[0].url"))).toMatchObject([
      { strength: "weak", opaque: ["what azurerm_eventgrid_event_subscription.s: webhook_endpoint[0].url holds"] },
    ]);
  });

  test("whose source is not seen may be about any carrier", () => {
    expect(found(media, caller, subscription(toCaller, "scope"))).toMatchObject([
      { strength: "weak", opaque: ["what azurerm_eventgrid_event_subscription.s: scope holds"] },
    ]);
  });

  test("of which both are seen joins them, whatever else is hidden", () => {
    const all = { ...onMedia, ...toCaller };
    expect(found(media, caller, subscription(all))).toMatchObject([{ strength: "strong", opaque: [] }]);
    expect(found(media, caller, subscription(all, "webhook_endpoint[0].url"))).toMatchObject([
      { strength: "strong", opaque: [] },
    ]);
  });

  test("that names another source or nobody joins nothing", () => {
    expect(found(media, caller, subscription(toCaller))).toEqual([]);
    expect(found(media, caller, subscription(onMedia))).toEqual([]);
    expect(found(media, caller, subscription(onMedia, "dead_letter_identity[0].user_assigned_identity"))).toEqual([]);
  });
});

describe("an account whose own storage is not seen", () => {
  const pass = { customSubDomainName: "aoai-model" };
  const holding = (properties: ArmResource["properties"], ...unseen: string[]): PlannedResource[] => {
    const written = { ...account, resource: { ...account.resource, properties } };
    return [media, unseen.length > 0 ? hiding(written, ...unseen) : written];
  };
  const paths = (resources: PlannedResource[]) =>
    traceOf(resources).paths.map(({ edges, strength, opaque }) => [
      edges.map(({ edge }) => edge).join(),
      strength,
      ...opaque,
    ]);

  test.each<[string, PlannedResource[], string, string]>([
    [
      "in a block that a local gives",
      holding(pass, "storage[0].storage_account_id"),
      "E14",
      "storage[0].storage_account_id",
    ],
    ["in blocks of which not even the number is known", holding(pass, "storage"), "E14", "storage"],
    [
      "in a body that a local gives",
      holding(pass, "body.properties.userOwnedStorage"),
      "E14",
      "body.properties.userOwnedStorage",
    ],
    ["in a name that is written twice", holding({ userOwnedStorage: Unknown }), "E14", "properties.userOwnedStorage"],
    [
      "in one store of several",
      holding({ userOwnedStorage: [{ resourceId: Unknown }] }),
      "E14",
      "properties.userOwnedStorage",
    ],
    [
      "in a connection string",
      holding({ apiProperties: { storageAccountConnectionString: Unknown } }),
      "E16",
      "properties.apiProperties.storageAccountConnectionString",
    ],
  ])("%s may be what a camera fills", (_, resources, edge, attribute) => {
    expect(paths(resources)).toEqual([[edge, "weak", `what azurerm_cognitive_account.model: ${attribute} holds`]]);
  });

  test.each<[string, PlannedResource[]]>([
    ["no storage", holding(pass)],
    ["none of several", holding({ userOwnedStorage: [] })],
    [
      "a store elsewhere",
      holding({ userOwnedStorage: [{ resourceId: `${GROUP}/providers/Microsoft.Storage/storageAccounts/x` }] }),
    ],
    ["who reads it alone not known", holding({ userOwnedStorage: [{ resourceId: "/x", identityClientId: Unknown }] })],
    ["a search service not known", holding({ apiProperties: { qnaAzureSearchEndpointId: Unknown } })],
    ["networks not known", holding(pass, "network_acls[0].ip_rules", "fqdns")],
    [
      "an account that is only read",
      holding({ userOwnedStorage: Unknown }).map((each) =>
        each === media ? each : { ...each, action: "existing" as const },
      ),
    ],
  ])("%s is none", (_, resources) => {
    expect(paths(resources)).toEqual([]);
  });

  test("and what is seen of it is no guess", () => {
    const told = planned(account.address, account.resource.type, account.resource, {
      "properties.userOwnedStorage[0].resourceId": "azurerm_storage_account.footage.id",
    });
    expect(paths([media, told])).toEqual([["E14", "medium"]]);
  });

  test.each<[string, ArmResource["properties"], string[], number]>([
    ["a connection to what is not seen", { target: Unknown }, [], 1],
    ["one to what a local gives", { category: "AzureBlob" }, ["body.properties.target"], 1],
    ["one to an address", { target: "https://api.example.com/" }, [], 0],
  ])("%s", (_, properties, unseen, count) => {
    const type = "Microsoft.CognitiveServices/accounts/connections";
    const made = planned("azapi_resource.c", type, { name: "model/c", properties });
    const connection = unseen.length > 0 ? hiding(made, ...unseen) : made;
    expect(paths([media, { ...account, resource: { ...account.resource, name: "model" } }, connection])).toHaveLength(
      count,
    );
  });
});
