import type { PlannedResource } from "../../../src/arm/resource";
import type { EdgeCase } from "./edge-case";
import { GROUP, planned, role, storage, worker } from "./planned";

/** Cases of the edges that end at an account by way of something else: vaults, networks, search, connections, gateways. */

const WORKER = "azurerm_linux_function_app.worker";
const MODEL = "azurerm_cognitive_account.model";
const toModel = (strength: string): string[] => [`${WORKER} -> ${MODEL} ${strength}`];
const setting = (name: string, value: string) => ({ siteConfig: { appSettings: [{ name, value }] } });

const vault = planned("azurerm_key_vault.kv", "Microsoft.KeyVault/vaults", { properties: {} });
const secret = (value: string): PlannedResource =>
  planned(
    "azurerm_key_vault_secret.key",
    "Microsoft.KeyVault/vaults/secrets",
    { name: "kv/key", properties: {} },
    { "properties.value": value },
  );
const store = planned("azurerm_app_configuration.store", "Microsoft.AppConfiguration/configurationStores", {
  name: "appcs",
  properties: {},
});
const kept = (properties: Record<string, string>, links: Record<string, string> = {}): PlannedResource =>
  planned(
    "azurerm_app_configuration_key.k",
    "Microsoft.AppConfiguration/configurationStores/keyValues",
    { name: "appcs/k", properties },
    links,
  );
const namesStore = worker(setting("STORE", "Endpoint=https://appcs.azconfig.io;Id=i;Secret=s"));
const key = secret("azurerm_cognitive_account.model.primary_access_key");
const secretsUser = role("Key Vault Secrets User", "azurerm_key_vault.kv.id", {
  "properties.principalId": "azurerm_linux_function_app.worker.identity[0].principal_id",
});

const VNET = `${GROUP}/providers/Microsoft.Network/virtualNetworks/vnet`;
const vnet = planned("azurerm_virtual_network.vnet", "Microsoft.Network/virtualNetworks", { name: "vnet" });
const subnet = (name: string): PlannedResource =>
  planned(`azurerm_subnet.${name}`, "Microsoft.Network/virtualNetworks/subnets", { name: `vnet/${name}` });
const endpoint = planned(
  "azurerm_private_endpoint.pe",
  "Microsoft.Network/privateEndpoints",
  { properties: {} },
  { "properties.subnet.id": "azurerm_subnet.ends.id", privateLinkServiceId: "azurerm_cognitive_account.model.id" },
);
const inSubnet = (id: string): PlannedResource => worker({}, { "properties.virtualNetworkSubnetId": id });

const search = planned("azurerm_search_service.s", "Microsoft.Search/searchServices", { properties: {} });
const link = (target: string): PlannedResource =>
  planned(
    "azurerm_search_shared_private_link_service.l",
    "Microsoft.Search/searchServices/sharedPrivateLinkResources",
    { name: "s/l", properties: {} },
    { "properties.privateLinkResourceId": target },
  );

const hubbed = planned("azurerm_machine_learning_workspace.hub", "Microsoft.MachineLearningServices/workspaces", {
  properties: {},
});
const connection = (properties: Record<string, string>): PlannedResource =>
  planned("azapi_resource.c", "Microsoft.MachineLearningServices/workspaces/connections", {
    name: "hub/c",
    properties,
  });

const gateway = planned("azurerm_api_management.apim", "Microsoft.ApiManagement/service", { properties: {} });
const part = (type: string, name: string, properties: Record<string, string>): PlannedResource =>
  planned("azurerm_api_management_part.p", `Microsoft.ApiManagement/service/${type}`, {
    name: `apim/${name}`,
    properties,
  });
const frontDoor = planned("azurerm_cdn_frontdoor_profile.fd", "Microsoft.Cdn/profiles", {});
const origin = (hostName: string): PlannedResource =>
  planned("azurerm_cdn_frontdoor_origin.o", "Microsoft.Cdn/profiles/originGroups/origins", {
    name: "fd/g/o",
    properties: { hostName },
  });
const publicAddress = planned("azurerm_public_ip.ip", "Microsoft.Network/publicIPAddresses", { properties: {} });
const trafficManager = (target: string): PlannedResource =>
  planned(
    "azurerm_traffic_manager_profile.tm",
    "Microsoft.Network/trafficManagerProfiles",
    { properties: {} },
    { "properties.endpoints[0].properties.target": target },
  );
const throughGateway = [`azurerm_api_management.apim -> ${MODEL} strong`];

const nginx = planned(
  "azurerm_nginx_deployment.n",
  "Nginx.NginxPlus/nginxDeployments",
  {},
  { "frontend_public[0].ip_address": "azurerm_public_ip.ip.id" },
);
const nginxConfiguration = (text: string): PlannedResource =>
  planned("azurerm_nginx_configuration.c", "Nginx.NginxPlus/nginxDeployments/configurations", {
    name: "n/default",
    properties: { files: [{ content: Buffer.from(text).toString("base64"), virtualPath: "/etc/nginx/nginx.conf" }] },
  });

export const FRONT_CASES: Readonly<Record<string, readonly EdgeCase[]>> = {
  E3: [
    {
      note: "a setting that refers to the secret with the key",
      resources: [vault, key, worker({}, { app_settings: "azurerm_key_vault_secret.key.versionless_id" })],
      edges: toModel("strong"),
    },
    {
      note: "a Key Vault reference by URI",
      resources: [
        vault,
        key,
        worker(setting("KEY", "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/key/)")),
      ],
      edges: toModel("strong"),
    },
    {
      note: "a Key Vault reference by names",
      resources: [vault, key, worker(setting("KEY", "@Microsoft.KeyVault(VaultName=KV;SecretName=key)"))],
      edges: toModel("strong"),
    },
    { note: "a role that reads secrets", resources: [vault, key, worker(), secretsUser], edges: toModel("medium") },
    {
      note: "an access policy",
      resources: [
        vault,
        key,
        worker(),
        planned(
          "azurerm_key_vault_access_policy.p",
          "Microsoft.KeyVault/vaults/accessPolicies",
          { name: "kv/add", properties: {} },
          { object_id: "azurerm_linux_function_app.worker.identity[0].principal_id" },
        ),
      ],
      edges: toModel("medium"),
    },
    {
      note: "a secret that opens storage: media comes out of it",
      resources: [
        storage,
        vault,
        secret("azurerm_storage_account.footage.primary_connection_string"),
        worker({}, { app_settings: "azurerm_key_vault_secret.key.id" }),
      ],
      edges: [
        `${WORKER} -> azurerm_storage_account.footage medium`,
        `azurerm_storage_account.footage -> ${WORKER} strong`,
      ],
    },
    {
      note: "a setting of a store that the workload names",
      resources: [store, kept({}, { value: "azurerm_cognitive_account.model.endpoint" }), namesStore],
      edges: toModel("medium"),
    },
    {
      note: "a setting that the workload refers to itself",
      resources: [
        store,
        kept({}, { value: "azurerm_cognitive_account.model.endpoint" }),
        worker({}, { app_settings: "azurerm_app_configuration_key.k.id" }),
      ],
      edges: toModel("strong"),
    },
    {
      note: "a role that reads settings, and one that refers to a secret",
      resources: [
        store,
        vault,
        key,
        kept({ value: '{"uri":"https://kv.vault.azure.net/secrets/key"}' }),
        worker(),
        role("App Configuration Data Reader", "azurerm_app_configuration.store.id", {
          "properties.principalId": "azurerm_linux_function_app.worker.identity[0].principal_id",
        }),
      ],
      edges: toModel("medium"),
    },
    {
      note: "a store whose settings name no model",
      resources: [store, kept({ value: "dark" }), namesStore],
      edges: [],
    },
    {
      note: "a secret that holds the gateway's address",
      resources: [
        vault,
        gateway,
        secret("azurerm_api_management.apim.gateway_url"),
        worker({}, { app_settings: "azurerm_key_vault_secret.key.id" }),
      ],
      edges: [`${WORKER} -> azurerm_api_management.apim strong`],
    },
    {
      note: "a secret that is something else",
      resources: [
        vault,
        secret("random_password.p.result"),
        worker({}, { app_settings: "azurerm_key_vault_secret.key.id" }),
      ],
      edges: [],
    },
    {
      note: "another secret of the vault",
      resources: [vault, key, worker(setting("KEY", "@Microsoft.KeyVault(VaultName=kv;SecretName=key2)"))],
      edges: [],
    },
    { note: "nobody who reads it", resources: [vault, key, worker()], edges: [] },
  ],
  E4: [
    {
      note: "a workload in another subnet of the endpoint's network",
      resources: [vnet, subnet("ends"), subnet("apps"), endpoint, inSubnet("azurerm_subnet.apps.id")],
      edges: toModel("medium"),
    },
    {
      note: "a literal subnet id in other casing",
      resources: [
        vnet,
        subnet("ends"),
        endpoint,
        worker({ virtualNetworkSubnetId: `${VNET.toUpperCase()}/subnets/apps` }),
      ],
      edges: toModel("medium"),
    },
    {
      note: "a literal subnet id as ARM writes it",
      resources: [vnet, subnet("ends"), endpoint, worker({ virtualNetworkSubnetId: `${VNET}/subnets/apps` })],
      edges: toModel("medium"),
    },
    {
      note: "a virtual machine by its network interface",
      resources: [
        vnet,
        subnet("ends"),
        subnet("apps"),
        endpoint,
        planned(
          "azurerm_network_interface.nic",
          "Microsoft.Network/networkInterfaces",
          {},
          { subnet_id: "azurerm_subnet.apps.id" },
        ),
        planned(
          "azurerm_linux_virtual_machine.vm",
          "Microsoft.Compute/virtualMachines",
          {},
          {
            network_interface_ids: "azurerm_network_interface.nic.id",
          },
        ),
      ],
      edges: [`azurerm_linux_virtual_machine.vm -> ${MODEL} medium`],
    },
    {
      note: "a workload in another network",
      resources: [vnet, subnet("ends"), endpoint, worker({ virtualNetworkSubnetId: `${VNET}2/subnets/apps` })],
      edges: [],
    },
    { note: "a workload in no network", resources: [vnet, subnet("ends"), endpoint, worker()], edges: [] },
  ],
  E5: [
    {
      note: "to the account",
      resources: [search, link("azurerm_cognitive_account.model.id")],
      edges: [`azurerm_search_service.s -> ${MODEL} strong`],
    },
    {
      note: "to storage",
      resources: [search, storage, link("azurerm_storage_account.footage.id")],
      edges: ["azurerm_storage_account.footage -> azurerm_search_service.s medium"],
    },
    { note: "to a vault", resources: [search, vault, link("azurerm_key_vault.kv.id")], edges: [] },
    { note: "no link", resources: [search], edges: [] },
  ],
  E6: [
    {
      note: "to the account, by its host",
      resources: [hubbed, connection({ category: "AzureOpenAI", target: "https://aoai-model.openai.azure.com/" })],
      edges: [`azurerm_machine_learning_workspace.hub -> ${MODEL} strong`],
    },
    {
      note: "to storage: media comes in",
      resources: [
        hubbed,
        storage,
        connection({ category: "AzureBlob", target: "https://stfootage.blob.core.windows.net" }),
      ],
      edges: ["azurerm_storage_account.footage -> azurerm_machine_learning_workspace.hub medium"],
    },
    {
      note: "of the account to storage",
      resources: [
        storage,
        planned("azurerm_cognitive_account_connection_api_key.c", "Microsoft.CognitiveServices/accounts/connections", {
          name: "model/c",
          properties: { category: "AzureStorageAccount", target: "https://stfootage.blob.core.windows.net" },
        }),
      ],
      edges: [`azurerm_storage_account.footage -> ${MODEL} medium`],
    },
    {
      note: "to a gateway",
      resources: [
        hubbed,
        gateway,
        connection({ category: "ApiManagement", target: "https://apim.azure-api.net/openai" }),
      ],
      edges: ["azurerm_machine_learning_workspace.hub -> azurerm_api_management.apim strong"],
    },
    {
      note: "to an account that is not in the plan",
      resources: [hubbed, connection({ category: "AzureOpenAI", target: "https://other.openai.azure.com/" })],
      edges: [],
    },
    { note: "none", resources: [hubbed], edges: [] },
  ],
  E7: [
    {
      note: "a backend's URL",
      resources: [gateway, part("backends", "b", { url: "https://aoai-model.openai.azure.com/openai" })],
      edges: throughGateway,
    },
    {
      note: "an API's service URL",
      resources: [gateway, part("apis", "a", { serviceUrl: "https://aoai-model.openai.azure.us" })],
      edges: throughGateway,
    },
    {
      note: "a policy's XML",
      resources: [
        gateway,
        part("apis/policies", "a/policy", {
          value: '<set-backend-service base-url="https://aoai-model.openai.azure.com/openai" />',
        }),
      ],
      edges: throughGateway,
    },
    {
      note: "NGINX's configuration, in base64",
      resources: [nginx, nginxConfiguration("proxy_pass https://aoai-model.openai.azure.com;")],
      edges: ["azurerm_nginx_deployment.n -> azurerm_cognitive_account.model strong"],
    },
    {
      note: "NGINX's configuration for somebody else",
      resources: [nginx, nginxConfiguration("proxy_pass https://aoai-other.openai.azure.com;")],
      edges: [],
    },
    {
      note: "a workload that names the public address of NGINX",
      resources: [
        nginx,
        planned("azurerm_public_ip.ip", "Microsoft.Network/publicIPAddresses"),
        worker({}, { app_settings: "azurerm_public_ip.ip.ip_address" }),
      ],
      edges: [`${WORKER} -> azurerm_nginx_deployment.n strong`],
    },
    {
      note: "a workload that calls the gateway",
      resources: [gateway, worker({}, { app_settings: "azurerm_api_management.apim.gateway_url" })],
      edges: [`${WORKER} -> azurerm_api_management.apim strong`],
    },
    {
      note: "a workload that names its host",
      resources: [gateway, worker(setting("URL", "https://apim.azure-api.net/chat"))],
      edges: [`${WORKER} -> azurerm_api_management.apim strong`],
    },
    {
      note: "an origin of Front Door, and a workload that names its endpoint",
      resources: [
        frontDoor,
        planned("azurerm_cdn_frontdoor_endpoint.e", "Microsoft.Cdn/profiles/afdEndpoints", { name: "fd/e" }),
        origin("aoai-model.openai.azure.com"),
        worker({}, { app_settings: "azurerm_cdn_frontdoor_endpoint.e.host_name" }),
      ],
      edges: [
        `azurerm_cdn_frontdoor_profile.fd -> ${MODEL} strong`,
        `${WORKER} -> azurerm_cdn_frontdoor_profile.fd strong`,
      ],
    },
    {
      note: "an application gateway by its public address",
      resources: [
        planned("azurerm_public_ip.ip", "Microsoft.Network/publicIPAddresses", { properties: {} }),
        planned(
          "azurerm_application_gateway.g",
          "Microsoft.Network/applicationGateways",
          { properties: { backendAddressPools: [{ fqdn: "aoai-model.openai.azure.com" }] } },
          { "frontend_ip_configuration[0].public_ip_address_id": "azurerm_public_ip.ip.id" },
        ),
        worker({}, { app_settings: "azurerm_public_ip.ip.ip_address" }),
      ],
      edges: [`azurerm_application_gateway.g -> ${MODEL} strong`, `${WORKER} -> azurerm_application_gateway.g strong`],
    },
    {
      note: "Traffic Manager in front of an application gateway, by the gateway's public address",
      resources: [
        publicAddress,
        trafficManager("azurerm_public_ip.ip.fqdn"),
        planned(
          "azurerm_application_gateway.g",
          "Microsoft.Network/applicationGateways",
          { properties: { backendAddressPools: [{ fqdn: "aoai-model.openai.azure.com" }] } },
          { "frontend_ip_configuration[0].public_ip_address_id": "azurerm_public_ip.ip.id" },
        ),
        worker({}, { app_settings: "azurerm_public_ip.ip.fqdn" }),
      ],
      edges: [
        `azurerm_application_gateway.g -> ${MODEL} strong`,
        `${WORKER} -> azurerm_application_gateway.g strong`,
        "azurerm_traffic_manager_profile.tm -> azurerm_application_gateway.g strong",
      ],
    },
    {
      note: "Traffic Manager in front of a public address that is nobody's gateway",
      resources: [
        publicAddress,
        trafficManager("azurerm_public_ip.ip.fqdn"),
        worker({}, { app_settings: "azurerm_public_ip.ip.fqdn" }),
      ],
      edges: [],
    },
    {
      note: "a gateway in front of a workload",
      resources: [gateway, worker(), part("backends", "b", { url: "https://worker.azurewebsites.net/api" })],
      edges: [`azurerm_api_management.apim -> ${WORKER} strong`],
    },
    {
      note: "a gateway behind Front Door",
      resources: [gateway, frontDoor, origin("apim.azure-api.net")],
      edges: ["azurerm_cdn_frontdoor_profile.fd -> azurerm_api_management.apim strong"],
    },
    {
      note: "a public address that is nobody's gateway",
      resources: [
        planned("azurerm_public_ip.ip", "Microsoft.Network/publicIPAddresses", { properties: {} }),
        worker({}, { app_settings: "azurerm_public_ip.ip.ip_address" }),
      ],
      edges: [],
    },
    {
      note: "an origin that is another",
      resources: [frontDoor, origin("www.example.com")],
      edges: [],
    },
    {
      note: "a backend that is another",
      resources: [gateway, part("backends", "b", { url: "https://api.example.com" })],
      edges: [],
    },
    {
      note: "a workload that calls another gateway",
      resources: [gateway, worker(setting("URL", "https://apim2.azure-api.net"))],
      edges: [],
    },
  ],
  E13: [
    {
      note: "a linker to the account",
      resources: [
        worker(),
        planned(
          "azapi_resource.linker",
          "Microsoft.ServiceLinker/linkers",
          { properties: { targetService: { id: `${GROUP}/providers/Microsoft.CognitiveServices/accounts/model` } } },
          { scope: "azurerm_linux_function_app.worker.id" },
        ),
      ],
      edges: toModel("medium"),
    },
    {
      note: "a linker to storage",
      resources: [
        worker(),
        storage,
        planned(
          "azurerm_function_app_connection.linker",
          "Microsoft.ServiceLinker/linkers",
          { properties: {} },
          {
            scope: "azurerm_linux_function_app.worker.id",
            "properties.targetService.id": "azurerm_storage_account.footage.id",
          },
        ),
      ],
      edges: [
        `${WORKER} -> azurerm_storage_account.footage medium`,
        `azurerm_storage_account.footage -> ${WORKER} medium`,
      ],
    },
    {
      note: "a linker to a vault",
      resources: [
        worker(),
        vault,
        planned(
          "azurerm_function_app_connection.linker",
          "Microsoft.ServiceLinker/linkers",
          { properties: {} },
          { scope: "azurerm_linux_function_app.worker.id", "properties.targetService.id": "azurerm_key_vault.kv.id" },
        ),
      ],
      edges: [],
    },
    { note: "none", resources: [worker()], edges: [] },
  ],
  E15: [
    {
      note: "a workload in the admitted subnet",
      resources: [vnet, subnet("apps"), inSubnet("azurerm_subnet.apps.id"), admitting("azurerm_subnet.apps.id")],
      edges: [`${WORKER} -> azurerm_cognitive_account.guarded medium`],
    },
    {
      note: "a workload in another subnet of that network",
      resources: [
        vnet,
        subnet("apps"),
        subnet("ends"),
        inSubnet("azurerm_subnet.ends.id"),
        admitting("azurerm_subnet.apps.id"),
      ],
      edges: [],
    },
    {
      note: "a workload in no subnet",
      resources: [vnet, subnet("apps"), worker(), admitting("azurerm_subnet.apps.id")],
      edges: [],
    },
  ],
};

function admitting(subnetId: string): PlannedResource {
  return planned(
    "azurerm_cognitive_account.guarded",
    "Microsoft.CognitiveServices/accounts",
    { kind: "OpenAI", properties: {} },
    { "properties.networkAcls.virtualNetworkRules[0].id": subnetId },
  );
}
