import { Unknown } from "../../src/policy/unknown";
import type { PlannedResource } from "../../src/arm/resource";
import { account, GROUP, hub, planned, role, storage, traceOf, worker } from "./support/planned";

const file = planned(
  "azurerm_iothub_file_upload.up",
  "Microsoft.Devices/IotHubs",
  { id: Unknown, name: "cameras", properties: {} },
  {
    parent: "azurerm_iothub.cameras.id",
    connection_string: "azurerm_storage_account.footage.primary_connection_string",
  },
  { overlay: true },
);
const reads = worker({}, { app_settings: "azurerm_storage_account.footage.primary_connection_string" });
const calls = role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", {
  "properties.principalId": "azurerm_linux_function_app.worker.identity[0].principal_id",
});
const PIPELINE = [hub, storage, file, reads, calls, account];
const paths = (resources: readonly PlannedResource[]) =>
  traceOf(resources).paths.map(({ source, sink, edges, strength, opaque }) => ({
    ends: `${source.address} => ${sink.address}`,
    edges: edges.map(({ edge }) => edge),
    strength,
    opaque,
  }));

describe("a pipeline", () => {
  test("is found from its source to its model, with the attributes that are the evidence", () => {
    expect(paths(PIPELINE)).toEqual([
      {
        ends: "azurerm_iothub.cameras => azurerm_cognitive_account.model",
        edges: ["E10", "E12", "E1"],
        strength: "strong",
        opaque: [],
      },
    ]);
    expect(traceOf(PIPELINE).paths[0]?.edges[0]).toEqual({
      edge: "E10",
      from: "azurerm_iothub.cameras",
      to: "azurerm_storage_account.footage",
      attribute: "azurerm_iothub_file_upload.up: connection_string",
      strength: "strong",
    });
  });

  test.each([
    ["the upload", file],
    ["the reading", reads],
    ["the role", calls],
    ["the model", account],
    ["the declared hub", hub],
  ])("is none without %s", (_, missing) => {
    expect(paths(PIPELINE.filter((resource) => resource !== missing))).toEqual([]);
  });

  test("is none where its last step is deleted", () => {
    expect(paths([...PIPELINE.filter((resource) => resource !== calls), { ...calls, action: "delete" }])).toEqual([]);
  });

  test("is found where a reference gives no index and the instance has one", () => {
    const indexed = PIPELINE.map((resource) =>
      resource === reads ? { ...reads, address: "azurerm_linux_function_app.worker[0]" } : resource,
    );
    expect(paths(indexed)).toMatchObject([{ edges: ["E10", "E12", "E1"] }]);
  });
});

describe("a source", () => {
  const undeclared = (change: Partial<PlannedResource["resource"]>) =>
    PIPELINE.map((resource) => (resource === hub ? { ...hub, resource: { ...hub.resource, ...change } } : resource));

  test.each<[string, PlannedResource["resource"]["tags"], boolean]>([
    ["declared body-worn", { "AOAI-Camera-Source": "body-worn" }, true],
    ["declared fixed", { "aoai-camera-source": "fixed" }, true],
    ["declared none", { "aoai-camera-source": "None" }, false],
    ["declared nothing", {}, false],
  ])("%s", (_, tags, found) => {
    expect(paths(undeclared({ tags }))).toHaveLength(found ? 1 : 0);
  });

  test("with unknown tags may be one, and says so", () => {
    expect(paths(undeclared({ tags: Unknown }))).toMatchObject([{ opaque: ["the tags of azurerm_iothub.cameras"] }]);
  });

  test("is declared by its resource group too", () => {
    const group = planned("azurerm_resource_group.rg", "Microsoft.Resources/resourceGroups", {
      id: GROUP,
      name: "rg",
      tags: { "aoai-camera-source": "drone" },
    });
    expect(paths([...undeclared({ tags: {} }), group]).map(({ ends }) => ends)).toContain(
      "azurerm_iothub.cameras => azurerm_cognitive_account.model",
    );
  });

  test.each<[string, string, PlannedResource["resource"]["properties"], string | undefined, boolean]>([
    ["a Face account", "Microsoft.CognitiveServices/accounts", {}, "Face", true],
    ["a document reader", "Microsoft.CognitiveServices/accounts", {}, "FormRecognizer", false],
    ["a Video Indexer", "Microsoft.VideoIndexer/accounts", {}, undefined, true],
    ["a media service", "Microsoft.Media/mediaServices", {}, undefined, true],
    [
      "an extension of Video Indexer",
      "Microsoft.KubernetesConfiguration/extensions",
      { extensionType: "microsoft.videoindexer" },
      undefined,
      true,
    ],
    [
      "another extension",
      "Microsoft.KubernetesConfiguration/extensions",
      { extensionType: "microsoft.flux" },
      undefined,
      false,
    ],
  ])("%s by its type", (_, type, properties, kind, found) => {
    const source = planned("azapi_resource.eye", type, { properties, ...(kind === undefined ? {} : { kind }) });
    const asked = worker({}, { app_settings: "azapi_resource.eye.endpoint" });
    const answered = type.includes("Cognitive") ? asked : worker();
    const fed = { ...answered };
    const link = type.includes("Cognitive")
      ? []
      : [
          planned(
            "azurerm_eventgrid_event_subscription.s",
            "Microsoft.EventGrid/eventSubscriptions",
            { properties: {} },
            {
              scope: "azapi_resource.eye.id",
              "properties.destination.properties.resourceId": "azurerm_linux_function_app.worker.id",
            },
          ),
        ];
    expect(paths([source, fed, ...link, calls, account])).toHaveLength(found ? 1 : 0);
  });
});

describe("what cannot be seen", () => {
  const unknownPrincipal = role(
    "Cognitive Services OpenAI User",
    "azurerm_cognitive_account.model.id",
    {},
    { principalId: Unknown },
  );

  test("a role for a principal that nobody can tell leaves every workload behind a camera open", () => {
    expect(paths([hub, storage, file, reads, unknownPrincipal, account])).toEqual([
      {
        ends: "azurerm_iothub.cameras => azurerm_cognitive_account.model",
        edges: ["E10", "E12", "E1"],
        strength: "weak",
        opaque: ["whose principal azurerm_role_assignment.grant is about"],
      },
    ]);
  });

  test("it does not hide a path that is certain", () => {
    expect(paths([...PIPELINE, { ...unknownPrincipal, address: "azurerm_role_assignment.other" }])).toMatchObject([
      { strength: "strong", opaque: [] },
    ]);
  });

  test("a role for people is for no workload", () => {
    const people = role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", {
      "properties.principalId": "azuread_group.developers.object_id",
    });
    const unknown = { ...people, resource: { ...people.resource, properties: { principalId: Unknown } } };
    expect(paths([hub, storage, file, reads, unknown, account])).toEqual([]);
  });

  test("a workload that is only read may be fed by whatever camera media reaches", () => {
    const read = { ...worker(), address: "data.azurerm_linux_function_app.worker", action: "existing" as const };
    const toRead = role("Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id", {});
    const granted: PlannedResource = {
      ...toRead,
      links: [
        ...toRead.links,
        {
          path: "properties.principalId",
          attribute: "principal_id",
          to: "data.azurerm_linux_function_app.worker",
          output: "identity[0].principal_id",
        },
      ],
    };
    expect(paths([hub, storage, file, read, granted, account])).toMatchObject([
      { strength: "weak", opaque: ["what feeds data.azurerm_linux_function_app.worker"] },
    ]);
  });

  test("a workload that no camera feeds stays out of it", () => {
    expect(paths([hub, storage, worker(), unknownPrincipal, account])).toEqual([]);
  });
});

test("without a model or a camera nothing is looked for", () => {
  expect(traceOf([hub, storage, file, reads])).toEqual({ sources: [hub], sinks: [], edges: [], paths: [] });
  expect(traceOf([storage, reads, calls, account])).toEqual({ sources: [], sinks: [account], edges: [], paths: [] });
});

test("what is not seen joins each kind of camera to each model once, however many cameras there are", () => {
  const cameras = Array.from({ length: 50 }, (_, i) =>
    planned(`azurerm_storage_account.c${i}`, "Microsoft.Storage/storageAccounts", {
      tags: { "aoai-camera-source": i === 49 ? "body-worn" : "fixed" },
    }),
  );
  const hidden = { ...worker(), unseen: ["app_settings"] };
  const found = paths([...cameras, hidden, account]);
  expect(found).toHaveLength(2);
  expect(found.map(({ strength }) => strength)).toEqual(["weak", "weak"]);
  expect(found.map(({ ends }) => ends)).toContain("azurerm_storage_account.c49 => azurerm_cognitive_account.model");
});

test.each([
  ["azurerm_resource_group.g", "Microsoft.Resources/resourceGroups"],
  ["azurerm_subscription.s", "Microsoft.Resources/subscriptions"],
  ["azurerm_cognitive_account.other", "Microsoft.CognitiveServices/accounts"],
])("%s declares a camera for others and is none itself", (address, type) => {
  const declared = planned(address, type, { kind: "OpenAI", tags: { "aoai-camera-source": "fixed" } });
  expect(traceOf([declared, account]).sources).toEqual([]);
});
