import { Unknown } from "../../src/policy/unknown";
import type { PlannedResource } from "../../src/arm/resource";
import { EDGE_KINDS } from "../../src/pipeline";
import type { EdgeCase } from "./support/edge-case";
import { FRONT_CASES } from "./support/front-cases";
import { RELAY_CASES } from "./support/relay-cases";
import { account, edgesOf, GROUP, hub, planned, role, storage, worker } from "./support/planned";

const OPENAI_USER = "Cognitive Services OpenAI User";
const toWorker = { "properties.principalId": "azurerm_linux_function_app.worker.identity[0].principal_id" };
const identity = planned("azurerm_user_assigned_identity.id", "Microsoft.ManagedIdentity/userAssignedIdentities");
const group = planned("azurerm_resource_group.rg", "Microsoft.Resources/resourceGroups", { id: GROUP, name: "rg" });
const worksForModel = (strength: string) => [
  `azurerm_linux_function_app.worker -> azurerm_cognitive_account.model ${strength}`,
];
const setting = (name: string, value: string) => ({ siteConfig: { appSettings: [{ name, value }] } });
const namespace = planned("azurerm_eventhub_namespace.frames", "Microsoft.EventHub/namespaces", { properties: {} });
const scaled = (metadata: Record<string, string>) =>
  worker({ configuration: { eventTriggerConfig: { scale: { rules: [{ name: "r", metadata }] } } } });
const face = planned("azurerm_cognitive_account.face", "Microsoft.CognitiveServices/accounts", {
  kind: "Face",
  properties: {},
});

const CASES: Record<string, EdgeCase[]> = {
  E1: [
    {
      note: "a role at the account",
      resources: [worker(), role(OPENAI_USER, "azurerm_cognitive_account.model.id", toWorker)],
      edges: worksForModel("strong"),
    },
    {
      note: "a role for a time",
      resources: [worker(), scheduled("Microsoft.Authorization/roleAssignmentScheduleRequests")],
      edges: worksForModel("strong"),
    },
    {
      note: "a role that the workload can take up",
      resources: [worker(), scheduled("Microsoft.Authorization/roleEligibilityScheduleRequests")],
      edges: worksForModel("strong"),
    },
    {
      note: "a role at its resource group",
      resources: [worker(), group, role(OPENAI_USER, "azurerm_resource_group.rg.id", toWorker)],
      edges: worksForModel("strong"),
    },
    {
      note: "a role at its subscription",
      resources: [worker(), role(OPENAI_USER, "/subscriptions/11111111-1111-1111-1111-111111111111", toWorker)],
      edges: worksForModel("strong"),
    },
    {
      note: "a role at a project of the account that is not in the plan",
      resources: [
        worker(),
        role(OPENAI_USER, `${GROUP}/providers/Microsoft.CognitiveServices/accounts/model/projects/p`, toWorker),
      ],
      edges: worksForModel("strong"),
    },
    {
      note: "a role at an account whose name only begins alike",
      resources: [
        worker(),
        role(OPENAI_USER, `${GROUP}/providers/Microsoft.CognitiveServices/accounts/model2`, toWorker),
      ],
      edges: [],
    },
    {
      note: "a role at a management group",
      resources: [worker(), role(OPENAI_USER, "/providers/Microsoft.Management/managementGroups/corp", toWorker)],
      edges: worksForModel("strong"),
    },
    {
      note: "a role by id",
      resources: [
        worker(),
        role(undefined, "azurerm_cognitive_account.model.id", toWorker, {
          roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/5E0BD9BD-7b93-4f28-af87-19fc36ad61bd",
        }),
      ],
      edges: worksForModel("strong"),
    },
    {
      note: "a role that is lent for a time",
      resources: [
        worker(),
        {
          ...role(undefined, "azurerm_cognitive_account.model.id", toWorker),
          resource: {
            ...planned("azurerm_pim_active_role_assignment.r", "Microsoft.Authorization/roleAssignmentScheduleRequests")
              .resource,
            properties: {
              principalId: Unknown,
              roleDefinitionId:
                "/providers/Microsoft.Authorization/roleDefinitions/5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
            },
          },
        },
      ],
      edges: worksForModel("strong"),
    },
    {
      note: "Contributor, which can list keys",
      resources: [worker(), role("Contributor", "azurerm_cognitive_account.model.id", toWorker)],
      edges: worksForModel("medium"),
    },
    {
      note: "a role that is not known",
      resources: [
        worker(),
        role(undefined, "azurerm_cognitive_account.model.id", toWorker, { roleDefinitionId: Unknown }),
      ],
      edges: worksForModel("weak"),
    },
    {
      note: "an identity the workload holds",
      resources: [
        worker({}, { "identity.userAssignedIdentities": "azurerm_user_assigned_identity.id.id" }),
        identity,
        role(OPENAI_USER, "azurerm_cognitive_account.model.id", {
          "properties.principalId": "azurerm_user_assigned_identity.id.principal_id",
        }),
      ],
      edges: worksForModel("strong"),
    },
    {
      note: "an identity nobody holds",
      resources: [
        worker(),
        identity,
        role(OPENAI_USER, "azurerm_cognitive_account.model.id", {
          "properties.principalId": "azurerm_user_assigned_identity.id.principal_id",
        }),
      ],
      edges: [],
    },
    {
      note: "a principal id that is written out and the workload's own",
      resources: [
        worker({}, {}, { identity: { type: "SystemAssigned", principalId: "22222222-2222-2222-2222-222222222222" } }),
        role(
          OPENAI_USER,
          "azurerm_cognitive_account.model.id",
          {},
          { principalId: "22222222-2222-2222-2222-222222222222" },
        ),
      ],
      edges: worksForModel("strong"),
    },
    {
      note: "a role that reads metrics",
      resources: [worker(), role("Monitoring Reader", "azurerm_cognitive_account.model.id", toWorker)],
      edges: [],
    },
    {
      note: "a role at another resource",
      resources: [worker(), storage, role(OPENAI_USER, "azurerm_storage_account.footage.id", toWorker)],
      edges: [],
    },
    {
      note: "a role at another subscription",
      resources: [worker(), role(OPENAI_USER, "/subscriptions/99999999-9999-9999-9999-999999999999", toWorker)],
      edges: [],
    },
    {
      note: "a role at a Face account: its answers come back",
      resources: [worker(), face, role("Cognitive Services User", "azurerm_cognitive_account.face.id", toWorker)],
      edges: ["azurerm_cognitive_account.face -> azurerm_linux_function_app.worker strong"],
    },
  ],
  E2: [
    {
      note: "a setting that refers to the endpoint",
      resources: [worker({}, { app_settings: "azurerm_cognitive_account.model.endpoint" })],
      edges: worksForModel("strong"),
    },
    {
      note: "a literal host",
      resources: [worker(setting("URL", "https://AOAI-model.openai.azure.com/"))],
      edges: worksForModel("strong"),
    },
    {
      note: "a literal government host",
      resources: [worker(setting("URL", "https://aoai-model.openai.azure.us"))],
      edges: worksForModel("strong"),
    },
    {
      note: "the host of another account",
      resources: [worker(setting("URL", "https://other.openai.azure.com/"))],
      edges: [],
    },
    {
      note: "a host that only begins alike",
      resources: [worker(setting("URL", "https://aoai-model.openai.azure.com.evil.example"))],
      edges: [],
    },
    { note: "a name that is no host", resources: [worker(setting("NAME", "aoai-model"))], edges: [] },
    {
      note: "a container app's environment",
      resources: [
        planned("azurerm_container_app.app", "Microsoft.App/containerApps", {
          properties: {
            template: {
              containers: [{ env: [{ name: "E", value: "https://aoai-model.cognitiveservices.azure.com" }] }],
            },
          },
        }),
      ],
      edges: ["azurerm_container_app.app -> azurerm_cognitive_account.model strong"],
    },
  ],
  E8: [
    {
      note: "a connected account",
      resources: [
        planned("azapi_resource.vi", "Microsoft.VideoIndexer/accounts", {
          properties: {
            openAiServices: { resourceId: `${GROUP}/providers/Microsoft.CognitiveServices/accounts/model` },
          },
        }),
      ],
      edges: ["azapi_resource.vi -> azurerm_cognitive_account.model decisive"],
    },
    {
      note: "no connection",
      resources: [planned("azapi_resource.vi", "Microsoft.VideoIndexer/accounts", { properties: {} })],
      edges: [],
    },
    {
      note: "a connection to a storage account",
      resources: [
        storage,
        planned("azapi_resource.vi", "Microsoft.VideoIndexer/accounts", {
          properties: {
            storageServices: { resourceId: `${GROUP}/providers/Microsoft.Storage/storageAccounts/stfootage` },
          },
        }),
      ],
      edges: [],
    },
  ],
  E9: [
    {
      note: "what an MQTT broker routes to",
      resources: [
        planned(
          "azurerm_eventgrid_namespace.mqtt",
          "Microsoft.EventGrid/namespaces",
          {},
          { "properties.topicSpacesConfiguration.routeTopicResourceId": "azurerm_eventgrid_topic.t.id" },
        ),
        planned("azurerm_eventgrid_topic.t", "Microsoft.EventGrid/topics"),
      ],
      edges: ["azurerm_eventgrid_namespace.mqtt -> azurerm_eventgrid_topic.t strong"],
    },
    {
      note: "a subscription on what is not in the plan",
      resources: [
        worker(),
        planned(
          "azurerm_eventgrid_event_subscription.s",
          "Microsoft.EventGrid/eventSubscriptions",
          {},
          { "properties.destination.properties.resourceId": "azurerm_linux_function_app.worker.id" },
        ),
      ],
      edges: [],
    },
    {
      note: "a subscription on a system topic",
      resources: [
        storage,
        worker(),
        planned(
          "azurerm_eventgrid_system_topic.t",
          "Microsoft.EventGrid/systemTopics",
          { properties: {} },
          { "properties.source": "azurerm_storage_account.footage.id" },
        ),
        planned(
          "azurerm_eventgrid_system_topic_event_subscription.s",
          "Microsoft.EventGrid/systemTopics/eventSubscriptions",
          { name: "t/s", properties: {} },
          { "properties.destination.properties.resourceId": "azurerm_linux_function_app.worker.id" },
        ),
      ],
      edges: ["azurerm_storage_account.footage -> azurerm_linux_function_app.worker strong"],
    },
    {
      note: "a subscription on the source itself, with a literal function id",
      resources: [
        storage,
        worker(),
        planned(
          "azurerm_eventgrid_event_subscription.s",
          "Microsoft.EventGrid/eventSubscriptions",
          {
            properties: {
              destination: {
                properties: { resourceId: `${GROUP}/providers/Microsoft.Web/sites/worker/functions/run` },
              },
            },
          },
          { scope: "azurerm_storage_account.footage.id" },
        ),
      ],
      edges: ["azurerm_storage_account.footage -> azurerm_linux_function_app.worker strong"],
    },
    {
      note: "a dead-letter destination only",
      resources: [
        hub,
        storage,
        planned(
          "azurerm_eventgrid_event_subscription.s",
          "Microsoft.EventGrid/eventSubscriptions",
          { properties: {} },
          {
            scope: "azurerm_iothub.cameras.id",
            "properties.deadLetterDestination.properties.resourceId": "azurerm_storage_account.footage.id",
          },
        ),
      ],
      edges: [],
    },
  ],
  E10: [
    {
      note: "a hub that names a vault",
      resources: [
        planned("azurerm_key_vault.kv", "Microsoft.KeyVault/vaults"),
        planned(
          "azurerm_iothub.other",
          "Microsoft.Devices/IotHubs",
          {},
          { endpoint: "azurerm_key_vault.kv.vault_uri" },
        ),
      ],
      edges: [],
    },
    {
      note: "file upload in the hub",
      resources: [
        storage,
        planned(
          "azurerm_iothub.other",
          "Microsoft.Devices/IotHubs",
          { properties: {} },
          {
            "properties.storageEndpoints.$default.connectionString":
              "azurerm_storage_account.footage.primary_blob_connection_string",
          },
        ),
      ],
      edges: ["azurerm_iothub.other -> azurerm_storage_account.footage strong"],
    },
    {
      note: "file upload as a resource of its own",
      resources: [
        storage,
        planned(
          "azurerm_iothub_file_upload.up",
          "Microsoft.Devices/IotHubs",
          { id: Unknown, name: "cameras", properties: {} },
          {
            parent: "azurerm_iothub.cameras.id",
            "properties.storageEndpoints.$default.connectionString":
              "azurerm_storage_account.footage.primary_connection_string",
          },
          { overlay: true },
        ),
      ],
      edges: ["azurerm_iothub.cameras -> azurerm_storage_account.footage strong"],
    },
    {
      note: "a literal connection string",
      resources: [
        storage,
        planned("azurerm_iothub.other", "Microsoft.Devices/IotHubs", {
          properties: {
            storageEndpoints: {
              $default: { connectionString: "DefaultEndpointsProtocol=https;AccountName=stfootage;AccountKey=x" },
            },
          },
        }),
      ],
      edges: ["azurerm_iothub.other -> azurerm_storage_account.footage strong"],
    },
    { note: "no endpoint", resources: [storage], edges: [] },
    {
      note: "a hub that a provisioning service sends devices to",
      resources: [
        planned("azurerm_iothub_dps.p", "Microsoft.Devices/provisioningServices", {
          properties: {
            iotHubs: [
              { connectionString: "HostName=cameras.azure-devices.net;SharedAccessKeyName=o;SharedAccessKey=k" },
            ],
          },
        }),
      ],
      edges: ["azurerm_iothub_dps.p -> azurerm_iothub.cameras strong"],
    },
    {
      note: "a provisioning service of another hub",
      resources: [
        planned("azurerm_iothub_dps.p", "Microsoft.Devices/provisioningServices", {
          properties: { iotHubs: [{ connectionString: "HostName=plant.azure-devices.net;SharedAccessKeyName=o" }] },
        }),
      ],
      edges: [],
    },
  ],
  E12: [
    {
      note: "where a machine's boot log goes, which Azure writes and the machine never reads",
      resources: [
        storage,
        planned(
          "azurerm_linux_virtual_machine.vm",
          "Microsoft.Compute/virtualMachines",
          { properties: {} },
          {
            "properties.diagnosticsProfile.bootDiagnostics.storageUri":
              "azurerm_storage_account.footage.primary_blob_endpoint",
          },
        ),
      ],
      edges: [],
    },
    {
      note: "what a machine is started with",
      resources: [
        storage,
        planned(
          "azurerm_linux_virtual_machine.vm",
          "Microsoft.Compute/virtualMachines",
          { properties: {} },
          { "properties.userData": "azurerm_storage_account.footage.primary_blob_endpoint" },
        ),
      ],
      edges: [
        "azurerm_linux_virtual_machine.vm -> azurerm_storage_account.footage medium",
        "azurerm_storage_account.footage -> azurerm_linux_virtual_machine.vm strong",
      ],
    },
    {
      note: "a share of Stack Edge, by its credential",
      resources: [
        storage,
        planned("azurerm_databox_edge_device.e", "Microsoft.DataBoxEdge/dataBoxEdgeDevices", { properties: {} }),
        planned(
          "azapi_resource.credential",
          "Microsoft.DataBoxEdge/dataBoxEdgeDevices/storageAccountCredentials",
          { name: "e/c", properties: {} },
          { "properties.storageAccountId": "azurerm_storage_account.footage.id" },
        ),
      ],
      edges: ["azurerm_databox_edge_device.e -> azurerm_storage_account.footage strong"],
    },
    {
      note: "replication into another account, as the provider writes it",
      resources: [
        storage,
        copies(),
        replication(
          {},
          {
            source_storage_account_id: "azurerm_storage_account.footage.id",
            destination_storage_account_id: "azurerm_storage_account.copies.id",
          },
        ),
      ],
      edges: ["azurerm_storage_account.footage -> azurerm_storage_account.copies strong"],
    },
    {
      note: "replication into another account, by name and by id",
      resources: [
        storage,
        copies(),
        replication({
          sourceAccount: `${GROUP}/providers/Microsoft.Storage/storageAccounts/stfootage`,
          destinationAccount: "stcopies",
        }),
      ],
      edges: ["azurerm_storage_account.footage -> azurerm_storage_account.copies strong"],
    },
    {
      note: "replication out of what is not in the plan",
      resources: [copies(), replication({ sourceAccount: "stelsewhere", destinationAccount: "stcopies" })],
      edges: [],
    },
    {
      note: "a cluster that takes in what a hub hears, and a workload that asks it",
      resources: [
        planned("azurerm_kusto_cluster.k", "Microsoft.Kusto/clusters", { name: "k", properties: {} }),
        planned(
          "azurerm_kusto_iothub_data_connection.c",
          "Microsoft.Kusto/clusters/databases/dataConnections",
          { name: "k/d/c", properties: {} },
          { "properties.iotHubResourceId": "azurerm_iothub.cameras.id" },
        ),
        worker(setting("K", "https://k.westeurope.kusto.windows.net")),
      ],
      edges: [
        "azurerm_iothub.cameras -> azurerm_kusto_cluster.k medium",
        "azurerm_kusto_cluster.k -> azurerm_iothub.cameras medium",
        "azurerm_kusto_cluster.k -> azurerm_linux_function_app.worker strong",
        "azurerm_linux_function_app.worker -> azurerm_kusto_cluster.k medium",
      ],
    },
    {
      note: "access that a database grants by itself",
      resources: [
        planned("azurerm_cosmosdb_account.c", "Microsoft.DocumentDB/databaseAccounts", { properties: {} }),
        worker(),
        planned(
          "azurerm_cosmosdb_sql_role_assignment.r",
          "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments",
          { name: "c/r", properties: {} },
          toWorker,
        ),
      ],
      edges: [
        "azurerm_cosmosdb_account.c -> azurerm_linux_function_app.worker strong",
        "azurerm_linux_function_app.worker -> azurerm_cosmosdb_account.c medium",
      ],
    },
    {
      note: "access to a database for somebody who is not in the plan",
      resources: [
        planned("azurerm_cosmosdb_account.c", "Microsoft.DocumentDB/databaseAccounts", { properties: {} }),
        worker(),
        planned("azurerm_cosmosdb_sql_role_assignment.r", "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments", {
          name: "c/r",
          properties: { principalId: "99999999-9999-9999-9999-999999999999" },
        }),
      ],
      edges: [],
    },
    {
      note: "a role that reads blobs, at the group of a hub and of storage",
      resources: [storage, worker(), group, role("Storage Blob Data Reader", "azurerm_resource_group.rg.id", toWorker)],
      edges: ["azurerm_storage_account.footage -> azurerm_linux_function_app.worker strong"],
    },
    {
      note: "a role for another kind of carrier, written on the carrier itself",
      resources: [worker(), role("Azure Event Hubs Data Receiver", "azurerm_iothub.cameras.id", toWorker)],
      edges: ["azurerm_iothub.cameras -> azurerm_linux_function_app.worker strong"],
    },
    {
      note: "a setting that names another account",
      resources: [storage, worker(setting("URL", "https://stother.blob.core.windows.net"))],
      edges: [],
    },
    {
      note: "a workload that calls another",
      resources: [
        worker({}, { app_settings: "azurerm_container_app.app.latest_revision_fqdn" }),
        planned("azurerm_container_app.app", "Microsoft.App/containerApps"),
      ],
      edges: ["azurerm_linux_function_app.worker -> azurerm_container_app.app medium"],
    },
    {
      note: "a connection that a logic app uses",
      resources: [
        storage,
        planned(
          "azurerm_logic_app_workflow.flow",
          "Microsoft.Logic/workflows",
          {},
          { "properties.parameters": "azurerm_api_connection.blob.id" },
        ),
        planned("azurerm_api_connection.blob", "Microsoft.Web/connections", {
          properties: { parameterValues: { endpoint: "https://stfootage.blob.core.windows.net" } },
        }),
      ],
      edges: [
        "azurerm_logic_app_workflow.flow -> azurerm_storage_account.footage medium",
        "azurerm_storage_account.footage -> azurerm_logic_app_workflow.flow strong",
      ],
    },
    {
      note: "a component that an environment gives its apps",
      resources: [
        storage,
        planned("azurerm_container_app_environment.env", "Microsoft.App/managedEnvironments"),
        planned(
          "azurerm_container_app_environment_dapr_component.c",
          "Microsoft.App/managedEnvironments/daprComponents",
          { name: "env/c" },
          { "properties.metadata[0].value": "azurerm_storage_account.footage.name" },
        ),
        planned(
          "azurerm_container_app.app",
          "Microsoft.App/containerApps",
          { properties: { configuration: { dapr: { enabled: true, appId: "app" } } } },
          { "properties.managedEnvironmentId": "azurerm_container_app_environment.env.id" },
        ),
      ],
      edges: [
        "azurerm_container_app.app -> azurerm_storage_account.footage medium",
        "azurerm_storage_account.footage -> azurerm_container_app.app strong",
      ],
    },
    {
      note: "the host storage of a Functions app, by the text of its setting: it is read from only",
      resources: [
        storage,
        worker(setting("AzureWebJobsStorage", "DefaultEndpointsProtocol=https;AccountName=stfootage;AccountKey=a2V5")),
      ],
      edges: ["azurerm_storage_account.footage -> azurerm_linux_function_app.worker medium"],
    },
    {
      note: "another setting with the same text",
      resources: [
        storage,
        worker(setting("FOOTAGE", "DefaultEndpointsProtocol=https;AccountName=stfootage;AccountKey=a2V5")),
      ],
      edges: [
        "azurerm_linux_function_app.worker -> azurerm_storage_account.footage medium",
        "azurerm_storage_account.footage -> azurerm_linux_function_app.worker strong",
      ],
    },
    {
      note: "what an extension brings to a cluster",
      resources: [
        storage,
        planned("azurerm_kubernetes_cluster.k", "Microsoft.ContainerService/managedClusters", { properties: {} }),
        planned(
          "azurerm_kubernetes_cluster_extension.x",
          "Microsoft.KubernetesConfiguration/extensions",
          { properties: { configurationSettings: { clips: "https://stfootage.blob.core.windows.net" } } },
          { scope: "azurerm_kubernetes_cluster.k.id" },
        ),
      ],
      edges: [
        "azurerm_kubernetes_cluster.k -> azurerm_storage_account.footage medium",
        "azurerm_storage_account.footage -> azurerm_kubernetes_cluster.k strong",
      ],
    },
    {
      note: "an endpoint of digital twins",
      resources: [
        storage,
        planned("azurerm_digital_twins_instance.dt", "Microsoft.DigitalTwins/digitalTwinsInstances", {}),
        planned(
          "azurerm_digital_twins_endpoint_eventhub.e",
          "Microsoft.DigitalTwins/digitalTwinsInstances/endpoints",
          { name: "dt/e" },
          { "properties.connectionString": "azurerm_eventhub_namespace.n.default_primary_connection_string" },
        ),
        planned("azurerm_eventhub_namespace.n", "Microsoft.EventHub/namespaces"),
      ],
      edges: ["azurerm_digital_twins_instance.dt -> azurerm_eventhub_namespace.n strong"],
    },
    {
      note: "a setting that refers to the storage account",
      resources: [storage, worker({}, { app_settings: "azurerm_storage_account.footage.primary_connection_string" })],
      edges: [
        "azurerm_linux_function_app.worker -> azurerm_storage_account.footage medium",
        "azurerm_storage_account.footage -> azurerm_linux_function_app.worker strong",
      ],
    },
    {
      note: "the host's own storage",
      resources: [storage, worker({}, { storage_account_name: "azurerm_storage_account.footage.name" })],
      edges: ["azurerm_storage_account.footage -> azurerm_linux_function_app.worker medium"],
    },
    {
      note: "a bare account name",
      resources: [storage, worker(setting("Footage__accountName", "stfootage"))],
      edges: ["azurerm_storage_account.footage -> azurerm_linux_function_app.worker strong"],
    },
    {
      note: "the account that azurerm names for the host's dashboard",
      resources: [storage, worker(setting("AzureWebJobsDashboard__accountName", "stfootage"))],
      edges: ["azurerm_storage_account.footage -> azurerm_linux_function_app.worker medium"],
    },
    {
      note: "the bare name of a namespace that a job is scaled by",
      resources: [namespace, scaled({ eventHubNamespace: "frames" })],
      edges: ["azurerm_eventhub_namespace.frames -> azurerm_linux_function_app.worker strong"],
    },
    {
      note: "a name that is no namespace's, and one under another name",
      resources: [namespace, scaled({ eventHubNamespace: "frame", consumerGroup: "frames" })],
      edges: [],
    },
    {
      note: "a role that reads",
      resources: [storage, worker(), role("Storage Blob Data Reader", "azurerm_storage_account.footage.id", toWorker)],
      edges: ["azurerm_storage_account.footage -> azurerm_linux_function_app.worker strong"],
    },
    {
      note: "a role that manages",
      resources: [storage, worker(), role("Reader", "azurerm_storage_account.footage.id", toWorker)],
      edges: [],
    },
    {
      note: "what the hub hears",
      resources: [worker({}, { app_settings: "azurerm_iothub.cameras.event_hub_events_endpoint" })],
      edges: [
        "azurerm_iothub.cameras -> azurerm_linux_function_app.worker strong",
        "azurerm_linux_function_app.worker -> azurerm_iothub.cameras medium",
      ],
    },
    {
      note: "the hub's host name alone, which serves to command devices too",
      resources: [worker({}, { app_settings: "azurerm_iothub.cameras.hostname" })],
      edges: [
        "azurerm_iothub.cameras -> azurerm_linux_function_app.worker medium",
        "azurerm_linux_function_app.worker -> azurerm_iothub.cameras medium",
      ],
    },
  ],
  E18: [
    {
      note: "a camera and the instance at its site",
      resources: [without(hub), camera("site"), instance("site")],
      edges: ["azapi_resource.camera -> azapi_resource.aio decisive"],
    },
    {
      note: "an instance with a camera whose way out is not seen: the plan's hubs",
      resources: [camera("site"), instance("site")],
      edges: [
        "azapi_resource.aio -> azurerm_iothub.cameras medium",
        "azapi_resource.camera -> azapi_resource.aio decisive",
      ],
    },
    {
      note: "an instance whose way out is seen, and leads elsewhere",
      resources: [
        camera("site"),
        instance("site"),
        planned("azapi_resource.out", "Microsoft.IoTOperations/instances/dataflowEndpoints", {
          name: "aio/out",
          properties: { kafkaSettings: { host: "evh-other.servicebus.windows.net:9093" } },
        }),
      ],
      edges: ["azapi_resource.camera -> azapi_resource.aio decisive"],
    },
    {
      note: "a connector for media, of an instance that has another way out",
      resources: [
        storage,
        instance("site"),
        connector("Microsoft.Media"),
        planned("azapi_resource.out", "Microsoft.IoTOperations/instances/dataflowEndpoints", {
          name: "aio/out",
          properties: { dataLakeStorageSettings: { host: "https://stfootage.blob.core.windows.net" } },
        }),
      ],
      edges: ["azapi_resource.aio -> azurerm_storage_account.footage strong"],
    },
    {
      note: "a connector for machines",
      resources: [instance("site"), connector("Microsoft.OpcUa")],
      edges: [],
    },
    {
      note: "a camera at another site, and no door",
      resources: [without(hub), camera("site"), instance("elsewhere")],
      edges: [],
    },
    {
      note: "a camera whose way out is not seen: the plan's hubs",
      resources: [camera("site"), instance("elsewhere")],
      edges: ["azapi_resource.camera -> azurerm_iothub.cameras medium"],
    },
    {
      note: "a dataflow endpoint",
      resources: [
        storage,
        instance("site"),
        planned("azapi_resource.out", "Microsoft.IoTOperations/instances/dataflowEndpoints", {
          name: "aio/out",
          properties: { dataLakeStorageSettings: { host: "https://stfootage.blob.core.windows.net" } },
        }),
      ],
      edges: ["azapi_resource.aio -> azurerm_storage_account.footage strong"],
    },
    {
      note: "a thermometer",
      resources: [
        planned("azapi_resource.opc", "Microsoft.DeviceRegistry/assetEndpointProfiles", {
          extendedLocation: { name: "site" },
          properties: { endpointProfileType: "Microsoft.OpcUa" },
        }),
        instance("site"),
      ],
      edges: [],
    },
  ],
};

function scheduled(type: string): PlannedResource {
  return planned(
    "azurerm_pim_active_role_assignment.r",
    type,
    {
      properties: {
        roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
      },
    },
    { ...toWorker, scope: "azurerm_cognitive_account.model.id" },
  );
}

function copies(): PlannedResource {
  return planned("azurerm_storage_account.copies", "Microsoft.Storage/storageAccounts", {
    name: "stcopies",
    properties: {},
  });
}

function replication(properties: Record<string, string>, links: Record<string, string> = {}): PlannedResource {
  return planned(
    "azurerm_storage_object_replication.r",
    "Microsoft.Storage/storageAccounts/objectReplicationPolicies",
    { name: "stelsewhere/default", properties },
    links,
  );
}

function camera(site: string): PlannedResource {
  return planned("azapi_resource.camera", "Microsoft.DeviceRegistry/namespaces/devices", {
    name: "ns/camera",
    extendedLocation: { name: site },
    properties: { endpoints: { inbound: { main: { endpointType: "Microsoft.Onvif" } } } },
  });
}

function connector(endpointType: string): PlannedResource {
  return planned("azapi_resource.connector", "Microsoft.IoTOperations/instances/akriConnectorTemplates", {
    name: "aio/connector",
    properties: { deviceInboundEndpointTypes: [{ endpointType }] },
  });
}

function instance(site: string): PlannedResource {
  return planned("azapi_resource.aio", "Microsoft.IoTOperations/instances", {
    name: "aio",
    extendedLocation: { name: site },
    properties: {},
  });
}

/** A marker that takes the hub out of the plan. */
function without(resource: PlannedResource): PlannedResource {
  return { ...resource, action: "delete" };
}

const ALL: Readonly<Record<string, readonly EdgeCase[]>> = { ...CASES, ...FRONT_CASES, ...RELAY_CASES };

test.each(EDGE_KINDS.map(({ id }) => id))("%s has cases for present, and for absent or near", (id) => {
  const cases = ALL[id] ?? [];
  expect(cases.filter(({ edges }) => edges.length > 0).length).toBeGreaterThan(0);
  expect(cases.filter(({ edges }) => edges.length === 0).length).toBeGreaterThan(1);
});

describe.each(Object.entries(ALL))("%s", (edge, cases) => {
  test.each(cases.map((each) => [each.note, each] as const))("%s", (_, { resources, edges }) => {
    const plan = resources.some(({ address }) => address === hub.address) ? resources : [hub, ...resources];
    expect(edgesOf([account, ...plan], edge)).toEqual(edges);
  });
});
