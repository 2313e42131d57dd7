import { Unknown } from "../../src/policy/unknown";
import type { PlannedResource } from "../../src/arm/resource";
import { account, hub, planned, role, storage, traceOf, worker } from "./support/planned";

const upload = planned(
  "azurerm_iothub_file_upload.up",
  "Microsoft.Devices/IotHubs",
  { id: Unknown, name: "cameras", properties: {} },
  {
    parent: "azurerm_iothub.cameras.id",
    connection_string: "azurerm_storage_account.footage.primary_connection_string",
  },
  { overlay: true },
);
const identity = planned("azurerm_user_assigned_identity.id", "Microsoft.ManagedIdentity/userAssignedIdentities");
const cluster = planned("azurerm_kubernetes_cluster.k", "Microsoft.ContainerService/managedClusters", {
  properties: Unknown,
});
const ofIdentity = { "properties.principalId": "azurerm_user_assigned_identity.id.principal_id" };
const calls = role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", ofIdentity);
const reads: PlannedResource = {
  ...role("Storage Blob Data Reader", "azurerm_storage_account.footage.id", ofIdentity),
  address: "azurerm_role_assignment.reads",
};
const credential = (issuer: Record<string, string>, properties = {}) =>
  planned(
    "azurerm_federated_identity_credential.c",
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    { id: Unknown, properties },
    { parent: "azurerm_user_assigned_identity.id.id", ...issuer },
  );
const paths = (...resources: PlannedResource[]) =>
  traceOf([hub, storage, upload, account, identity, calls, reads, ...resources]).paths.map(
    ({ edges, strength, opaque }) => ({
      through: edges.slice(1).map(({ from }) => from),
      edges: edges.map(({ edge }) => edge),
      strength,
      opaque,
    }),
  );

describe("an identity that reads what a camera delivers and calls a model", () => {
  test("and that nobody in the plan holds leaves open who does", () => {
    expect(paths()).toEqual([
      {
        through: ["azurerm_storage_account.footage", "azurerm_user_assigned_identity.id"],
        edges: ["E10", "E12", "E1"],
        strength: "weak",
        opaque: ["who holds azurerm_user_assigned_identity.id"],
      },
    ]);
  });

  test("is held by the pods of a cluster that its credential trusts", () => {
    expect(paths(cluster, credential({ "properties.issuer": "azurerm_kubernetes_cluster.k.oidc_issuer_url" }))).toEqual(
      [
        {
          through: ["azurerm_storage_account.footage", "azurerm_kubernetes_cluster.k"],
          edges: ["E10", "E12", "E1"],
          strength: "strong",
          opaque: [],
        },
      ],
    );
  });

  test("whose credential trusts an issuer that is not seen leaves open who holds it, though a workload does too", () => {
    const held = worker({}, { "identity.userAssignedIdentities": "azurerm_user_assigned_identity.id.id" });
    const outside = credential({}, { issuer: "https://eastus.oic.prod-aks.azure.com/x/y/" });
    expect(traceOf([hub, storage, upload, account, identity, calls, outside, held]).paths).toEqual([]);
    expect(paths(outside)).toMatchObject([
      { strength: "weak", opaque: ["who holds azurerm_user_assigned_identity.id"] },
    ]);
  });

  test("that builds and deploys code is no workload", () => {
    expect(paths(credential({}, { issuer: "https://token.actions.githubusercontent.com" }))).toEqual([]);
  });

  test("is given by a body of which nothing is known yet", () => {
    const unknown = planned(
      "azapi_resource.fn",
      "Microsoft.Web/sites",
      { properties: Unknown },
      { body: "azurerm_user_assigned_identity.id.id" },
    );
    expect(paths(unknown)).toMatchObject([{ through: ["azurerm_storage_account.footage", "azapi_resource.fn"] }]);
  });
});

test("who reads and who calls may be one, where nobody can tell either", () => {
  const unknown = { principalId: Unknown };
  const grants = [
    role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", {}, unknown),
    {
      ...role("Storage Blob Data Reader", "azurerm_storage_account.footage.id", {}, unknown),
      address: "azurerm_role_assignment.r",
    },
  ];
  expect(traceOf([hub, storage, upload, account, ...grants]).paths).toMatchObject([
    {
      strength: "weak",
      edges: [{ edge: "E10" }, { from: "azurerm_storage_account.footage", to: "azurerm_cognitive_account.model" }],
      opaque: [
        "whose principal azurerm_role_assignment.r is about",
        "whose principal azurerm_role_assignment.grant is about",
      ],
    },
  ]);
});

test.each([
  ["Microsoft.ApiManagement/service", 1],
  ["Microsoft.Databricks/accessConnectors", 1],
  ["Microsoft.Storage/storageAccounts", 0],
])("%s that reads what a camera delivers and calls a model is a hop, or not: %i", (type, count) => {
  const worker = planned("azapi_resource.w", type, { identity: { type: "SystemAssigned" } });
  const itself = { "properties.principalId": "azapi_resource.w.identity[0].principal_id" };
  const grants = [
    role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", itself),
    {
      ...role("Storage Blob Data Reader", "azurerm_storage_account.footage.id", itself),
      address: "azurerm_role_assignment.r",
    },
  ];
  expect(traceOf([hub, storage, upload, account, worker, ...grants]).paths).toHaveLength(count);
});

describe("a role to read what a camera delivers", () => {
  const toWorker = { "properties.principalId": "azurerm_linux_function_app.worker.identity[0].principal_id" };
  const workerCalls = role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", toWorker);
  const from = (grant: PlannedResource) =>
    traceOf([
      hub,
      storage,
      upload,
      account,
      worker(),
      workerCalls,
      { ...grant, address: "azurerm_role_assignment.r" },
    ]).paths.map(({ strength, opaque }) => ({ strength, opaque }));

  test("for a principal that nobody can tell may be for any workload", () => {
    const grant = role("Storage Blob Data Reader", "azurerm_storage_account.footage.id", {}, { principalId: Unknown });
    expect(from(grant)).toEqual([{ strength: "weak", opaque: ["whose principal azurerm_role_assignment.r is about"] }]);
  });

  test("that is a custom one may let it be read", () => {
    expect(from(role("Ours", "azurerm_storage_account.footage.id", toWorker))).toEqual([
      { strength: "weak", opaque: ["what the role of azurerm_role_assignment.r lets do"] },
    ]);
  });

  test("at a scope that is not seen may be at any carrier", () => {
    const grant = { ...role("Storage Blob Data Reader", "x", toWorker), unseen: ["scope"], links: [] };
    const links = role("Storage Blob Data Reader", "/x", toWorker).links;
    expect(from({ ...grant, links })).toEqual([
      { strength: "weak", opaque: ["what azurerm_role_assignment.r is about"] },
    ]);
  });

  test("that is known to be another's is none", () => {
    expect(from(role("AcrPull", "azurerm_storage_account.footage.id", toWorker))).toEqual([]);
  });
});
