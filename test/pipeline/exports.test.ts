import type { PlannedResource } from "../../src/arm/resource";
import { account, planned, role, storage, traceOf, worker } from "./support/planned";

/** Where IoT Central and Stack Edge deliver to is told by their own API more often than by a plan. */

const declared = { tags: { "aoai-camera-source": "body-worn" }, properties: {}, identity: { type: "SystemAssigned" } };
const events = planned("azurerm_eventhub_namespace.n", "Microsoft.EventHub/namespaces", {
  name: "evhns",
  properties: {},
});
const reader = worker(
  {},
  {
    events: "azurerm_eventhub_namespace.n.default_primary_connection_string",
    model: "azurerm_cognitive_account.model.endpoint",
  },
);
const sends = (name: string, to: string, address: string): PlannedResource =>
  role(name, to, { "properties.principalId": `${address}.identity[0].principal_id` });

describe.each([
  ["azurerm_iotcentral_application.a", "Microsoft.IoTCentral/iotApps"],
  ["azurerm_databox_edge_device.a", "Microsoft.DataBoxEdge/dataBoxEdgeDevices"],
])("%s", (address, type) => {
  const door = planned(address, type, declared);

  test("of which nothing tells where it delivers may deliver to what a workload reads", () => {
    const [path] = traceOf([door, events, reader, account]).paths;
    expect(path).toMatchObject({ strength: "weak", opaque: [`where ${address} delivers to`] });
    expect(path?.edges.map(({ to }) => to)).toEqual([events.address, reader.address, account.address]);
  });

  test("that may send to what the workload reads does", () => {
    const grant = sends("Azure Event Hubs Data Sender", "azurerm_eventhub_namespace.n.id", address);
    expect(traceOf([door, events, reader, account, grant]).paths).toMatchObject([{ strength: "medium", opaque: [] }]);
  });

  test("that is seen to deliver elsewhere does not", () => {
    const grant = sends("Storage Blob Data Contributor", "azurerm_storage_account.footage.id", address);
    expect(traceOf([door, events, storage, reader, account, grant]).paths).toEqual([]);
  });

  test("that no camera is declared on is no source", () => {
    expect(traceOf([planned(address, type, { properties: {} }), events, reader, account]).paths).toEqual([]);
  });

  test("beside a workload that reads nothing reaches no model", () => {
    const chat = worker({}, { model: "azurerm_cognitive_account.model.endpoint" });
    expect(traceOf([door, events, chat, account]).paths).toEqual([]);
  });
});

describe("a camera under IoT Operations", () => {
  const site = { extendedLocation: { name: "site" } };
  const camera = planned("azapi_resource.camera", "Microsoft.DeviceRegistry/namespaces/devices", {
    name: "ns/camera",
    ...site,
    properties: { endpoints: { inbound: { main: { endpointType: "Microsoft.Onvif" } } } },
  });
  const instance = planned("azapi_resource.aio", "Microsoft.IoTOperations/instances", {
    name: "aio",
    ...site,
    properties: {},
  });
  const output = planned("azapi_resource.out", "Microsoft.IoTOperations/instances/dataflowEndpoints", {
    name: "aio/out",
    properties: { kafkaSettings: { host: "evh-elsewhere.servicebus.windows.net:9093" } },
  });

  test.each<[string, PlannedResource[], string]>([
    ["alone", [camera], "azapi_resource.camera"],
    ["of an instance without dataflow endpoints", [camera, instance], "azapi_resource.aio"],
  ])("%s may deliver to what a workload reads", (_, resources, from) => {
    expect(traceOf([...resources, events, reader, account]).paths).toMatchObject([
      { strength: "weak", opaque: [`where ${from} delivers to`] },
    ]);
  });

  test("whose dataflows are seen to deliver elsewhere does not", () => {
    expect(traceOf([camera, instance, output, events, reader, account]).paths).toEqual([]);
  });

  test("beside an application that reads nothing reaches no model", () => {
    const chat = worker({}, { model: "azurerm_cognitive_account.model.endpoint" });
    expect(traceOf([camera, instance, events, chat, account]).paths).toEqual([]);
  });
});

test("a source is named by what stands for it in the path, not by what is laid over it", () => {
  const indexer = planned("azurerm_video_indexer_account.v", "Microsoft.VideoIndexer/accounts", {});
  const laid = planned(
    "azapi_update_resource.v",
    "Microsoft.VideoIndexer/accounts",
    { id: indexer.resource.id, name: "v" },
    { "properties.openAiServices.resourceId": "azurerm_cognitive_account.model.id" },
    { overlay: true },
  );
  expect(traceOf([laid, indexer, account]).paths.map(({ source }) => source.address)).toEqual([indexer.address]);
});
