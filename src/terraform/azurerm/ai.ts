import { isUnknown, Unknown } from "../../policy/unknown";
import { below, inGroup, type Place } from "../map/place";
import type { Family } from "../map/resource-map";
import {
  constant,
  derive,
  deriveOpen,
  enabled,
  inverted,
  nonZero,
  one,
  onlyTrue,
  or,
  under,
  type Row,
  type Rows,
} from "../map/rows";
import { byMajor, identity, location, named, tags } from "./common";

/**
 * Services around the model: Machine Learning and the older Foundry hubs, Video Indexer, AI Search, bots, communication.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{machinelearning,videoindexer,search,bot,communication}, and recorded requests.
 */

const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";

/** A project lives in the resource group of its hub, beside it. */
const besideHub: Place = { kind: "sibling", anchor: "ai_services_hub_id", segments: ["name"] };

const workspace: Rows = [
  named,
  location,
  identity({ blank: false, none: false }),
  tags,
  ["description", "properties.description", nonZero],
  ["friendly_name", "properties.friendlyName", nonZero],
  ["application_insights_id", "properties.applicationInsights", nonZero],
  ["container_registry_id", "properties.containerRegistry", nonZero],
  ["key_vault_id", "properties.keyVault", nonZero],
  ["storage_account_id", "properties.storageAccount", nonZero],
  ["primary_user_assigned_identity", "properties.primaryUserAssignedIdentity", nonZero],
  ["high_business_impact_enabled", "properties.hbiWorkspace", onlyTrue],
  ["high_business_impact", "properties.hbiWorkspace", onlyTrue],
  [
    "encryption",
    "properties.encryption",
    one([
      constant("status", "Enabled"),
      ["key_id", "keyVaultProperties.keyIdentifier"],
      ["key_vault_id", "keyVaultProperties.keyVaultArmId"],
      ["user_assigned_identity_id", "identity.userAssignedIdentity", nonZero],
    ]),
  ],
];

const isolation = (absent?: ""): Row => [
  "managed_network",
  "properties.managedNetwork",
  one([["isolation_mode", "isolationMode", or(absent)]], { computed: true }),
];

/** The certificate of an inference cluster: one's own, or, with a label, one that Azure gets. */
const inferenceSsl: Rows = [
  derive(["cert", "key", "cname", "leaf_domain_label"], "status", (ssl) => {
    const written = (name: string): boolean => ![null, ""].includes(ssl.read(name) as string | null);
    return written("leaf_domain_label") ? "Auto" : ["cert", "key", "cname"].some(written) ? "Enabled" : "Disabled";
  }),
  ["cert", "cert", or("")],
  ["key", "key", or("")],
  derive(["cname", "leaf_domain_label"], "cname", (ssl) =>
    ssl.text("leaf_domain_label") ? "" : (ssl.read("cname") ?? ""),
  ),
  ["leaf_domain_label", "leafDomainLabel", or("")],
  ["overwrite_existing_domain", "overwriteExistingDomain", or(false)],
];

export const ai: Family = {
  azurerm_ai_foundry: {
    arm: WORKSPACES,
    place: inGroup("name"),
    rows: [
      ...workspace,
      constant("kind", "Hub"),
      isolation(""),
      ["public_network_access", "properties.publicNetworkAccess", or("Enabled")],
    ],
  },
  azurerm_ai_foundry_project: {
    arm: WORKSPACES,
    place: { ...besideHub, providerSubscription: true },
    rows: [...workspace, constant("kind", "Project"), ["ai_services_hub_id", "properties.hubResourceId"]],
  },
  azurerm_machine_learning_workspace: {
    arm: WORKSPACES,
    place: inGroup("name"),
    only5: "storage_account_access_type",
    rows: [
      ...workspace,
      ["kind", "kind", or("Default")],
      ["sku_name", "sku.name", or("Basic")],
      ["sku_name", "sku.tier", or("Basic")],
      isolation(),
      deriveOpen(["managed_network"], "properties.provisionNetworkNow", (b) => {
        const network = b.one("managed_network");
        return isUnknown(network) ? Unknown : (network?.read("provision_on_creation_enabled") ?? false);
      }),
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["service_side_encryption_enabled", "properties.enableServiceSideCMKEncryption", or(false)],
      ["v1_legacy_mode_enabled", "properties.v1LegacyMode", or(false)],
      ["image_build_compute_name", "properties.imageBuildCompute", nonZero],
      ["storage_account_access_type", "properties.systemDatastoresAuthMode", or(byMajor(undefined, "AccessKey"))],
      [
        "serverless_compute",
        "properties.serverlessComputeSettings",
        one([
          ["subnet_id", "serverlessComputeCustomSubnet", nonZero],
          ["public_ip_enabled", "serverlessComputeNoPublicIP", inverted(true)],
        ]),
      ],
      [
        "feature_store",
        "properties.featureStoreSettings",
        one([
          ["computer_spark_runtime_version", "computeRuntime.sparkRuntimeVersion", nonZero],
          ["offline_connection_name", "offlineStoreConnectionName", nonZero],
          ["online_connection_name", "onlineStoreConnectionName", nonZero],
        ]),
      ],
    ],
  },
  azurerm_video_indexer_account: {
    arm: "Microsoft.VideoIndexer/accounts",
    place: inGroup("name"),
    rows: [
      location,
      identity({ blank: false }),
      tags,
      ["public_network_access", "properties.publicNetworkAccess", or("Enabled")],
      [
        "storage",
        "properties.storageServices",
        one([
          ["storage_account_id", "resourceId"],
          ["user_assigned_identity_id", "userAssignedIdentity", or("")],
        ]),
      ],
    ],
  },
  azurerm_search_service: {
    arm: "Microsoft.Search/searchServices",
    place: inGroup("name"),
    only5: "endpoint",
    rows: [
      location,
      identity({ none: false }),
      tags,
      ["sku", "sku.name"],
      ["hosting_mode", "properties.hostingMode", or("Default")],
      ["partition_count", "properties.partitionCount", or(1)],
      ["replica_count", "properties.replicaCount", or(1)],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["local_authentication_enabled", "properties.disableLocalAuth", inverted(false)],
      derive(["local_authentication_enabled", "authentication_failure_mode"], "properties.authOptions", (b) => {
        if (b.read("local_authentication_enabled") === false) return undefined;
        const mode = b.read("authentication_failure_mode");
        return mode === null || mode === "" ? { apiKeyOnly: {} } : { aadOrApiKey: { aadAuthFailureMode: mode } };
      }),
      ["customer_managed_key_enforcement_enabled", "properties.encryptionWithCmk.enforcement", enabled("Disabled")],
      [
        "semantic_search_sku",
        "properties.semanticSearch",
        { as: (value) => (value === "" ? "disabled" : value), absent: "disabled" },
      ],
      ["network_rule_bypass_option", "properties.networkRuleSet.bypass", or("None")],
      ["allowed_ips", "properties.networkRuleSet.ipRules", under("value")],
    ],
  },
  azurerm_search_shared_private_link_service: {
    arm: "Microsoft.Search/searchServices/sharedPrivateLinkResources",
    place: { ...below("search_service_id", "name"), providerSubscription: true },
    rows: [
      ["target_resource_id", "properties.privateLinkResourceId"],
      ["subresource_name", "properties.groupId"],
      ["request_message", "properties.requestMessage", nonZero],
    ],
  },
  azurerm_bot_service_azure_bot: {
    arm: "Microsoft.BotService/botServices",
    place: inGroup("name"),
    rows: [
      location,
      tags,
      constant("kind", "azurebot"),
      ["sku", "sku.name"],
      derive(["display_name", "name"], "properties.displayName", (b) => b.read("display_name") ?? b.read("name")),
      ["endpoint", "properties.endpoint", or("")],
      ["microsoft_app_id", "properties.msaAppId"],
      ["microsoft_app_type", "properties.msaAppType", nonZero],
      ["microsoft_app_tenant_id", "properties.msaAppTenantId", nonZero],
      ["microsoft_app_msi_id", "properties.msaAppMSIResourceId", nonZero],
      ["developer_app_insights_key", "properties.developerAppInsightKey", or("")],
      ["developer_app_insights_api_key", "properties.developerAppInsightsApiKey", or("")],
      ["developer_app_insights_application_id", "properties.developerAppInsightsApplicationId", or("")],
      ["luis_app_ids", "properties.luisAppIds"],
      ["luis_key", "properties.luisKey", or("")],
      [
        "icon_url",
        "properties.iconUrl",
        or("https://docs.botframework.com/static/devportal/client/images/bot-framework-default.png"),
      ],
      ["cmk_key_vault_key_url", "properties.cmekKeyVaultUrl", or("")],
      derive(["cmk_key_vault_key_url"], "properties.isCmekEnabled", (b) => Boolean(b.read("cmk_key_vault_key_url"))),
      ["streaming_endpoint_enabled", "properties.isStreamingSupported", or(false)],
      ["local_authentication_enabled", "properties.disableLocalAuth", inverted(false)],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
    ],
  },
  azurerm_communication_service: {
    arm: "Microsoft.Communication/communicationServices",
    place: inGroup("name"),
    rows: [constant("location", "global"), tags, ["data_location", "properties.dataLocation", or("United States")]],
  },
  azurerm_databox_edge_device: {
    arm: "Microsoft.DataBoxEdge/dataBoxEdgeDevices",
    place: inGroup("name"),
    rows: [
      location,
      tags,
      ["sku_name", "sku.name", { as: (value) => String(value).split("-")[0] }],
      ["sku_name", "sku.tier", { as: (value) => String(value).split("-")[1] ?? "Standard" }],
    ],
  },
  azurerm_arc_kubernetes_cluster: {
    arm: "Microsoft.Kubernetes/connectedClusters",
    place: inGroup("name"),
    rows: [
      location,
      identity({ none: false }),
      tags,
      ["agent_public_key_certificate", "properties.agentPublicKeyCertificate"],
    ],
  },
  azurerm_arc_kubernetes_cluster_extension: {
    arm: "Microsoft.KubernetesConfiguration/extensions",
    place: { kind: "extension", anchor: "cluster_id", segments: ["name"] },
    rows: [
      identity({ none: false }),
      ["extension_type", "properties.extensionType"],
      ["version", "properties.version", nonZero],
      derive(["version"], "properties.autoUpgradeMinorVersion", (b) => !b.read("version")),
      ["release_train", "properties.releaseTrain", nonZero],
      ["release_namespace", "properties.scope.cluster.releaseNamespace", nonZero],
      ["target_namespace", "properties.scope.namespace.targetNamespace", nonZero],
      ["configuration_settings", "properties.configurationSettings"],
      ["configuration_protected_settings", "properties.configurationProtectedSettings"],
    ],
  },
  azurerm_extended_location_custom_location: {
    arm: "Microsoft.ExtendedLocation/customLocations",
    place: inGroup("name"),
    rows: [
      location,
      ["cluster_extension_ids", "properties.clusterExtensionIds"],
      ["host_resource_id", "properties.hostResourceId"],
      ["namespace", "properties.namespace"],
      ["display_name", "properties.displayName", or("")],
      ["host_type", "properties.hostType", or("")],
      [
        "authentication",
        "properties.authentication",
        one([
          ["type", "type"],
          ["value", "value"],
        ]),
      ],
    ],
  },
  azurerm_stack_hci_cluster: {
    arm: "Microsoft.AzureStackHCI/clusters",
    place: inGroup("name"),
    rows: [
      location,
      identity({ none: false }),
      tags,
      ["client_id", "properties.aadClientId"],
      ["tenant_id", "properties.aadTenantId", or(Unknown)],
    ],
  },
  azurerm_healthbot: {
    arm: "Microsoft.HealthBot/healthBots",
    place: inGroup("name"),
    rows: [location, identity({ none: false }), tags, ["sku_name", "sku.name"]],
  },
  azurerm_machine_learning_inference_cluster: {
    arm: `${WORKSPACES}/computes`,
    place: below("machine_learning_workspace_id", "name"),
    rows: [
      location,
      identity({ none: false }),
      tags,
      constant("properties.computeType", "AKS"),
      ["kubernetes_cluster_id", "properties.resourceId"],
      ["description", "properties.description", or("")],
      // Both are read from the cluster.
      constant("properties.computeLocation", Unknown),
      constant("properties.properties.clusterFqdn", Unknown),
      ["cluster_purpose", "properties.properties.clusterPurpose", or("FastProd")],
      ["ssl", "properties.properties.sslConfiguration", one(inferenceSsl)],
    ],
  },
};
