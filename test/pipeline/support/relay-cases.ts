import type { PlannedResource } from "../../../src/arm/resource";
import type { EdgeCase } from "./edge-case";
import { planned, storage, worker } from "./planned";

/** Cases of the edges that pass media on towards a workload or straight into an account. */

const WORKER = "azurerm_linux_function_app.worker";
const job = planned("azurerm_stream_analytics_job.job", "Microsoft.StreamAnalytics/streamingJobs", { properties: {} });
const ofJob = (kind: "inputs" | "outputs", properties: object, links: Record<string, string> = {}): PlannedResource =>
  planned(
    `azurerm_stream_analytics_${kind}.x`,
    `Microsoft.StreamAnalytics/streamingJobs/${kind}`,
    { name: "job/x", properties: { datasource: { properties } } as never },
    links,
  );
const ownAccount = (properties: object, links: Record<string, string> = {}): PlannedResource =>
  planned(
    "azurerm_cognitive_account.own",
    "Microsoft.CognitiveServices/accounts",
    { kind: "AIServices", properties: properties as never },
    links,
  );

export const RELAY_CASES: Readonly<Record<string, readonly EdgeCase[]>> = {
  E11: [
    {
      note: "an input by reference",
      resources: [
        job,
        ofJob("inputs", {}, { "properties.datasource.properties.iotHubNamespace": "azurerm_iothub.cameras.name" }),
      ],
      edges: ["azurerm_iothub.cameras -> azurerm_stream_analytics_job.job strong"],
    },
    {
      note: "an input by name",
      resources: [job, storage, ofJob("inputs", { storageAccounts: [{ accountName: "stfootage" }] })],
      edges: ["azurerm_storage_account.footage -> azurerm_stream_analytics_job.job strong"],
    },
    {
      note: "an output to a function",
      resources: [job, worker(), ofJob("outputs", { functionAppName: "worker" })],
      edges: [`azurerm_stream_analytics_job.job -> ${WORKER} strong`],
    },
    {
      note: "inputs and outputs within the job",
      resources: [
        storage,
        worker(),
        planned("azapi_resource.job", "Microsoft.StreamAnalytics/streamingjobs", {
          properties: {
            inputs: [
              { properties: { datasource: { properties: { storageAccounts: [{ accountName: "stfootage" }] } } } },
            ],
            outputs: [{ properties: { datasource: { properties: { functionAppName: "worker" } } } }],
          },
        }),
      ],
      edges: [`azapi_resource.job -> ${WORKER} strong`, "azurerm_storage_account.footage -> azapi_resource.job strong"],
    },
    {
      note: "a name that is nobody's",
      resources: [job, worker(), ofJob("outputs", { functionAppName: "worker2" })],
      edges: [],
    },
    { note: "a job alone", resources: [job, storage], edges: [] },
  ],
  E14: [
    {
      note: "the account's own storage",
      resources: [
        storage,
        ownAccount({}, { "properties.userOwnedStorage[0].resourceId": "azurerm_storage_account.footage.id" }),
      ],
      edges: ["azurerm_storage_account.footage -> azurerm_cognitive_account.own medium"],
    },
    {
      note: "storage named elsewhere in the account",
      resources: [
        storage,
        ownAccount({}, { "properties.allowedFqdnList": "azurerm_storage_account.footage.primary_blob_host" }),
      ],
      edges: [],
    },
    { note: "none", resources: [storage, ownAccount({})], edges: [] },
  ],
  E16: [
    {
      note: "a storage connection string",
      resources: [
        storage,
        ownAccount({ apiProperties: { storageAccountConnectionString: "AccountName=stfootage;AccountKey=x" } }),
      ],
      edges: ["azurerm_storage_account.footage -> azurerm_cognitive_account.own medium"],
    },
    {
      note: "one of another account",
      resources: [
        storage,
        ownAccount({ apiProperties: { storageAccountConnectionString: "AccountName=stother;AccountKey=x" } }),
      ],
      edges: [],
    },
    { note: "none", resources: [storage, ownAccount({ apiProperties: {} })], edges: [] },
  ],
};
