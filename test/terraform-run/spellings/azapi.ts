import { ORDINARY } from "../hcl";

/** The same pairs of resources as in azurerm.ts, each written as ARM takes it. */

const GROUP = `/subscriptions/${ORDINARY}/resourceGroups/rg-app`;
const SITE = `${GROUP}/providers/Microsoft.ExtendedLocation/customLocations/site`;

export interface Written {
  parent?: string;
  identity?: boolean;
  tags?: string;
  exports?: string;
}

/** One azapi_resource. */
export const made = (
  label: string,
  type: string,
  body: string,
  { parent = `"${GROUP}"`, identity, tags, exports }: Written = {},
  name = label,
): string => `
resource "azapi_resource" "${label}" {
  type      = "${type}"
  name      = "${name}"
  parent_id = ${parent}
  ${parent.startsWith('"/') ? 'location = "westeurope"' : ""}
  ${tags === undefined ? "" : `tags = ${tags}`}
  ${exports === undefined ? "" : `response_export_values = ["${exports}"]`}
  ${identity === true ? 'identity { type = "SystemAssigned" }' : ""}
  body = ${body}
}`;

const worker = (name: string, properties = "{}"): string =>
  made(name, "Microsoft.Web/sites@2024-04-01", `{ kind = "app", properties = ${properties} }`, { identity: true });
const withSetting = (name: string, value: string): string =>
  worker(name, `{ siteConfig = { appSettings = [{ name = "X", value = ${value} }] } }`);
const storage = (name: string): string =>
  made(name, "Microsoft.Storage/storageAccounts@2023-05-01", '{ kind = "StorageV2", sku = { name = "Standard_LRS" } }');
const account = (name: string, kind: string, properties = ""): string =>
  made(
    name,
    "Microsoft.CognitiveServices/accounts@2024-10-01",
    `{ kind = "${kind}", sku = { name = "S0" }, properties = { customSubDomainName = "${name}"${properties} } }`,
    { exports: "properties.endpoint" },
  );
const network = (name: string, ...subnets: string[]): string =>
  made(name, "Microsoft.Network/virtualNetworks@2024-05-01", "{ properties = {} }") +
  subnets
    .map((subnet) =>
      made(subnet, "Microsoft.Network/virtualNetworks/subnets@2024-05-01", "{ properties = {} }", {
        parent: `azapi_resource.${name}.id`,
      }),
    )
    .join("");

const MODEL = "azapi_resource.model.id";
const ENDPOINT = "azapi_resource.model.output.properties.endpoint";
const below = (label: string): Written => ({ parent: `azapi_resource.${label}.id` });

/** What only azapi can write, beside the resources of either spelling: E8, E16 and E18 as a whole, and the linker to an account. */
export const AZAPI_ONLY = (model: string): string => `
${made(
  "vi",
  "Microsoft.VideoIndexer/accounts@2025-04-01",
  `{ properties = { openAiServices = { resourceId = ${model} } } }`,
)}
${storage("st16")}
${account(
  "own16",
  "AIServices",
  ', apiProperties = { storageAccountConnectionString = "DefaultEndpointsProtocol=https;AccountName=st16;AccountKey=k" }',
)}
${made(
  "camera",
  "Microsoft.DeviceRegistry/namespaces/devices@2025-10-01",
  `{
    extendedLocation = { type = "CustomLocation", name = "${SITE}" }
    properties       = { endpoints = { inbound = { main = { endpointType = "Microsoft.Onvif", address = "http://10.0.0.4" } } } }
  }`,
  { parent: `"${GROUP}/providers/Microsoft.DeviceRegistry/namespaces/ns"` },
)}
${made(
  "aio",
  "Microsoft.IoTOperations/instances@2025-10-01",
  `{ extendedLocation = { type = "CustomLocation", name = "${SITE}" }, properties = {} }`,
)}
${storage("st18")}
${made(
  "e18",
  "Microsoft.IoTOperations/instances/dataflowEndpoints@2025-10-01",
  '{ properties = { endpointType = "DataLakeStorage", dataLakeStorageSettings = { host = "https://st18.blob.core.windows.net" } } }',
  below("aio"),
)}`;

export const AZAPI = `
${account("model", "OpenAI")}
${made(
  "iot",
  "Microsoft.Devices/IotHubs@2023-06-30",
  `{
    sku        = { name = "S1", capacity = 1 }
    properties = { routing = { endpoints = { storageContainers = [{ name = "e10", containerName = "x", authenticationType = "identityBased", endpointUri = "https://st10.blob.core.windows.net" }] } } }
  }`,
  { tags: '{ aoai-camera-source = "body-worn" }' },
)}
${worker("w1")}
${made(
  "e1",
  "Microsoft.Authorization/roleAssignments@2022-04-01",
  `{ properties = {
    principalId      = azapi_resource.w1.identity[0].principal_id
    roleDefinitionId = "/subscriptions/${ORDINARY}/providers/Microsoft.Authorization/roleDefinitions/5e0bd9bd-7b93-4f28-af87-19fc36ad61bd"
  } }`,
  { parent: MODEL },
  "00000000-0000-4000-8000-0000000000e1",
)}
${withSetting("w2", ENDPOINT)}
${made("kv", "Microsoft.KeyVault/vaults@2023-07-01", "{ properties = {} }")}
${made("key", "Microsoft.KeyVault/vaults/secrets@2023-07-01", `{ properties = { value = ${ENDPOINT} } }`, below("kv"))}
${withSetting("w3", '"@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/key)"')}
${network("net", "ends", "apps")}
${made(
  "pe",
  "Microsoft.Network/privateEndpoints@2024-05-01",
  `{ properties = {
    subnet                        = { id = azapi_resource.ends.id }
    privateLinkServiceConnections = [{ name = "model", properties = { privateLinkServiceId = ${MODEL}, groupIds = ["account"] } }]
  } }`,
)}
${worker("w4", "{ virtualNetworkSubnetId = azapi_resource.apps.id }")}
${made("srch", "Microsoft.Search/searchServices@2025-05-01", '{ sku = { name = "standard" }, properties = {} }')}
${made(
  "e5",
  "Microsoft.Search/searchServices/sharedPrivateLinkResources@2025-05-01",
  `{ properties = { groupId = "openai_account", privateLinkResourceId = ${MODEL} } }`,
  below("srch"),
)}
${account("own6", "AIServices")}
${made(
  "e6",
  "Microsoft.CognitiveServices/accounts/connections@2025-06-01",
  `{ properties = { category = "AzureOpenAI", target = ${ENDPOINT}, authType = "AAD", metadata = { ResourceId = ${MODEL} } } }`,
  below("own6"),
)}
${made("gate", "Microsoft.ApiManagement/service@2024-05-01", '{ sku = { name = "Developer", capacity = 1 }, properties = {} }')}
${made(
  "e7",
  "Microsoft.ApiManagement/service/backends@2024-05-01",
  `{ properties = { protocol = "http", url = "\${${ENDPOINT}}openai" } }`,
  below("gate"),
)}
${withSetting("w7", '"https://gate.azure-api.net/chat"')}
${storage("st9")}
${worker("w9")}
${made(
  "t9",
  "Microsoft.EventGrid/systemTopics@2025-02-15",
  '{ properties = { source = azapi_resource.st9.id, topicType = "Microsoft.Storage.StorageAccounts" } }',
)}
${made(
  "e9",
  "Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15",
  '{ properties = { destination = { endpointType = "EventHub", properties = { resourceId = azapi_resource.h9.id } } } }',
  below("t9"),
)}
${made("n9", "Microsoft.EventHub/namespaces@2024-01-01", '{ sku = { name = "Standard" } }')}
${made("h9", "Microsoft.EventHub/namespaces/eventhubs@2024-01-01", "{ properties = { partitionCount = 1 } }", below("n9"))}
${made(
  "e9w",
  "Microsoft.EventGrid/eventSubscriptions@2025-02-15",
  '{ properties = { destination = { endpointType = "WebHook", properties = { endpointUrl = "https://w9.azurewebsites.net/events" } } } }',
  below("iot"),
)}
${storage("st10")}
${made("asa", "Microsoft.StreamAnalytics/streamingJobs@2020-03-01", '{ properties = { sku = { name = "Standard" } } }')}
${made(
  "i",
  "Microsoft.StreamAnalytics/streamingJobs/inputs@2020-03-01",
  '{ properties = { type = "Stream", datasource = { type = "Microsoft.Devices/IotHubs", properties = { iotHubNamespace = "iot" } } } }',
  below("asa"),
)}
${storage("st12")}
${withSetting("w12", '"https://st12.blob.core.windows.net"')}
${storage("st13")}
${worker("w13")}
${made(
  "e13",
  "Microsoft.ServiceLinker/linkers@2024-07-01-preview",
  '{ properties = { targetService = { type = "AzureResource", id = azapi_resource.st13.id } } }',
  below("w13"),
)}
${storage("st14")}
${account("own14", "AIServices", ", userOwnedStorage = [{ resourceId = azapi_resource.st14.id }]")}
${network("other", "s15")}
${account("own15", "OpenAI", ', networkAcls = { defaultAction = "Deny", virtualNetworkRules = [{ id = azapi_resource.s15.id }] }')}
${worker("w15", "{ virtualNetworkSubnetId = azapi_resource.s15.id }")}
`;
