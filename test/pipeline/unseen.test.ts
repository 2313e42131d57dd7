import type { PlannedResource } from "../../src/arm/resource";
import { account, hub, planned, storage, traceOf, worker } from "./support/planned";

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
