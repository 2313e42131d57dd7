import type { ArmResource, PlannedResource } from "../../src/arm/resource";
import type { OpenValue } from "../../src/policy/json";
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

  test("a job whose name a local gives delivers to what it names, and to nothing else", () => {
    expect(found(hub, input, hiding(job, "name", "resource_group_name"), storage, reader)).toEqual([]);
  });

  test("what says nothing of where media goes hides nothing", () => {
    expect(found(hiding(hub, "tags", "identity[0].principal_id", "timeouts"), storage, reader)).toEqual([]);
  });
});

describe("a workload", () => {
  const at = (argument: string) => [
    {
      way: ["E12 azurerm_linux_function_app.worker", "E2 azurerm_cognitive_account.model"],
      strength: "weak",
      opaque: [`what azurerm_linux_function_app.worker: ${argument} holds`],
    },
  ];

  test.each([
    "app_settings.MODEL",
    "app_settings.BACKUP_MODEL",
    "app_settings.name",
    "app_settings.MANAGED_IDENTITY_ENDPOINT",
    "app_settings.APPINSIGHTS_INSTRUMENTATIONKEY_OF_MODEL",
    "container[0].environment_variables.REGISTRY",
    "event_trigger_config[0].scale[0].rules[0].metadata.location",
    "body.properties.siteConfig.appSettings[0].value",
    "body.properties.parameters.subnet.value",
    "user_data",
    "body",
    "body.properties",
  ])("of which %s is not seen may read any store and call any model", (argument) => {
    expect(found(media, hiding(worker(), argument))).toEqual(at(argument));
  });

  test.each([
    "name",
    "computer_name",
    "resource_group_name",
    "service_plan_id",
    "virtual_network_subnet_id",
    "network_interface_ids[0]",
    "availability_set_id",
    "admin_password",
    "admin_ssh_key[0].public_key",
    "source_image_id",
    "os_disk[0].disk_encryption_set_id",
    "boot_diagnostics[0].storage_account_uri",
    "template[0].container[0].image",
    "template[0].container[0].name",
    "dns_prefix",
    "oms_agent[0].log_analytics_workspace_id",
    "body.properties.environmentId",
    "body.properties.managedEnvironmentId",
    "body.properties.serverFarmId",
    "body.properties.virtualNetworkSubnetId",
    "body.properties.agentPoolProfiles[0].vnetSubnetID",
    "body.properties.addonProfiles.omsagent.config.logAnalyticsWorkspaceResourceID",
    "app_settings.APPLICATIONINSIGHTS_CONNECTION_STRING",
    "app_settings.DOCKER_REGISTRY_SERVER_PASSWORD",
  ])("of which %s is not seen reads and calls what is seen", (argument) => {
    expect(found(media, hiding(worker(), argument))).toEqual([]);
  });

  test("whose settings are a resource of their own may hide one under any key", () => {
    const settings = planned("azapi_resource.settings", "Microsoft.Web/sites/config", {
      name: "worker/appsettings",
      properties: {},
    });
    const whole = {
      ...settings,
      resource: { ...settings.resource, id: `${worker().resource.id as string}/config/appsettings` },
    };
    const argument = "body.properties.BACKUP_MODEL";
    expect(found(media, worker(), hiding(whole, argument))).toEqual([
      {
        way: ["E12 azurerm_linux_function_app.worker", "E2 azurerm_cognitive_account.model"],
        strength: "weak",
        opaque: [`what azapi_resource.settings: ${argument} holds`],
      },
    ]);
  });
});

describe("a workload of which it is not seen under which identity it acts", () => {
  const identity = planned("azurerm_user_assigned_identity.id", "Microsoft.ManagedIdentity/userAssignedIdentities");
  const grant = (name: string, role: string, scope: string): PlannedResource =>
    planned(
      `azurerm_role_assignment.${name}`,
      "Microsoft.Authorization/roleAssignments",
      { properties: {} },
      { "properties.principalId": "azurerm_user_assigned_identity.id.principal_id", scope },
      { told: { roleDefinitionName: role } },
    );
  const calls = grant("calls", "Cognitive Services OpenAI User", "azurerm_cognitive_account.model.id");
  const reads = grant("reads", "Storage Blob Data Reader", "azurerm_storage_account.footage.id");
  const hidden = (links: Record<string, string> = {}) => hiding(worker({}, links), "identity[0].identity_ids[0]");
  const other = planned(
    "azurerm_linux_web_app.other",
    "Microsoft.Web/sites",
    { properties: {}, identity: { type: "UserAssigned", userAssignedIdentities: Unknown } },
    { "identity.userAssignedIdentities": "azurerm_user_assigned_identity.id.id" },
  );
  const acts = "which identity azurerm_linux_function_app.worker acts under";
  const footage = { footage: "azurerm_storage_account.footage.primary_connection_string" };
  const model = { model: "azurerm_cognitive_account.model.endpoint" };

  test("may call with the roles of an identity what it reads by a setting", () => {
    for (const holders of [[], [other]])
      expect(found(media, identity, calls, hidden(footage), ...holders)).toEqual([
        {
          way: [
            "E12 azurerm_linux_function_app.worker",
            "E1 azurerm_user_assigned_identity.id",
            "E1 azurerm_cognitive_account.model",
          ],
          strength: "weak",
          opaque: [acts, "who holds azurerm_user_assigned_identity.id"],
        },
      ]);
  });

  test("may read with the roles of an identity for what it calls by a setting", () => {
    expect(found(media, identity, reads, hidden(model))).toMatchObject([
      { strength: "weak", opaque: ["who holds azurerm_user_assigned_identity.id", acts] },
    ]);
  });

  test("is no hop where no identity of the plan may do the other half", () => {
    expect(found(media, hidden(footage))).toEqual([]);
    expect(found(media, identity, reads, hidden(footage))).toEqual([]);
    expect(found(media, identity, calls, hidden())).toEqual([]);
    expect(found(media, identity, calls, other, worker({}, footage))).toEqual([]);
  });
});

describe("a private endpoint in the network of what reads uploads", () => {
  const subnet = (network: string) => `${GROUP}/providers/Microsoft.Network/virtualNetworks/${network}/subnets/s`;
  const joined = worker(
    { virtualNetworkSubnetId: subnet("v") },
    { footage: "azurerm_storage_account.footage.primary_connection_string" },
  );
  const target = "private_service_connection[0].private_connection_resource_id";
  const endpoint = (groupIds: OpenValue, network = "v", ...unseen: string[]) =>
    hiding(
      planned("azurerm_private_endpoint.e", "Microsoft.Network/privateEndpoints", {
        properties: {
          subnet: { id: subnet(network) },
          privateLinkServiceConnections: [{ properties: { privateLinkServiceId: Unknown, groupIds } }],
        },
      }),
      ...unseen,
    );

  test.each([
    ["for an account", ["account"]],
    ["for nobody knows what", Unknown],
    ["for one of which nobody knows what", ["blob", Unknown]],
  ])("%s that is not seen may lead to any model", (_, groupIds) => {
    expect(found(media, joined, endpoint(groupIds, "v", target))).toEqual([
      {
        way: ["E12 azurerm_linux_function_app.worker", "E4 azurerm_cognitive_account.model"],
        strength: "weak",
        opaque: [`what azurerm_private_endpoint.e: ${target} holds`],
      },
    ]);
  });

  test.each([
    ["for a storage account that is not seen", endpoint(["blob"], "v", target)],
    ["in another network", endpoint(["account"], "other", target)],
    ["for an account that is seen, and is not here", endpoint(["account"], "v", "name", "private_dns_zone_group")],
  ])("%s leads to none", (_, elsewhere) => {
    expect(found(media, joined, elsewhere)).toEqual([]);
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
