import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below, inGroup, onScope } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, deriveOpen, each, inverted, nonZero, one, onlyTrue, or, type Rows, type Rule } from "../map/rows";
import { ai } from "./ai";
import { byMajor, identity, location, tags } from "./common";
import { maintenance } from "./kubernetes-maintenance";
import { httpProxy, networkProfile, serviceMesh, webAppRouting } from "./kubernetes-network";
import { defaultPool, pool } from "./kubernetes-pools";
import { addons, autoScaler, metrics, profiles, securityProfile } from "./kubernetes-profiles";
import { edgeZone } from "./network";

/**
 * Kubernetes clusters of Azure, their node pools, extensions and safeguards.
 * Source: hashicorp/terraform-provider-azurerm internal/services/containers, and requests recorded of 4.55.0 and 5.2.0.
 */

/** What is sent where it is off was not recorded. */
const istio: Rule = { as: (on) => (on === true ? "Enabled" : Unknown), absent: Unknown };

const CLUSTERS = "Microsoft.ContainerService/managedClusters";

const access: Rows = [
  ["private_cluster_enabled", "properties.apiServerAccessProfile.enablePrivateCluster", or(false)],
  [
    "private_cluster_public_fqdn_enabled",
    "properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN",
    or(false),
  ],
  ["run_command_enabled", "properties.apiServerAccessProfile.disableRunCommand", inverted(false)],
  ["private_dns_zone_id", "properties.apiServerAccessProfile.privateDNSZone", nonZero],
  [
    "api_server_access_profile",
    "properties.apiServerAccessProfile",
    one([
      ["authorized_ip_ranges", "authorizedIPRanges"],
      ["virtual_network_integration_enabled", "enableVnetIntegration", or(false)],
      ["subnet_id", "subnetId", nonZero],
    ]),
  ],
];

/** A cluster with an identity of its own names that in place of a service principal. */
function principal(block: Block): OpenValue {
  const own = block.blocks("identity");
  return isUnknown(own) ? Unknown : own.length > 0 ? "msi" : undefined;
}

const cluster: Rows = [
  location,
  identity({ none: false }),
  tags,
  ["edge_zone", "extendedLocation", edgeZone],
  constant("sku.name", "Base"),
  ["sku_tier", "sku.tier", or("Free")],
  ["dns_prefix", "properties.dnsPrefix", or("")],
  ["dns_prefix_private_cluster", "properties.fqdnSubdomain", nonZero],
  ["kubernetes_version", "properties.kubernetesVersion", or("")],
  ["node_resource_group", "properties.nodeResourceGroup", or("")],
  ["support_plan", "properties.supportPlan", or("KubernetesOfficial")],
  ["disk_encryption_set_id", "properties.diskEncryptionSetID", nonZero],
  ["local_account_disabled", "properties.disableLocalAccounts", or(false)],
  ["role_based_access_control_enabled", "properties.enableRBAC", or(true)],
  ["automatic_upgrade_channel", "properties.autoUpgradeProfile.upgradeChannel", { ...nonZero, absent: "none" }],
  ["node_os_upgrade_channel", "properties.autoUpgradeProfile.nodeOSUpgradeChannel", or("NodeImage")],
  ["cost_analysis_enabled", "properties.metricsProfile.costAnalysis.enabled", or(false)],
  ["ai_toolchain_operator_enabled", "properties.aiToolchainOperatorProfile.enabled", onlyTrue],
  [
    "oidc_issuer_enabled",
    "properties.oidcIssuerProfile.enabled",
    { as: (on, block) => (on === true ? true : byMajor(undefined, on)(block)), absent: byMajor(undefined, true) },
  ],
  deriveOpen(["identity"], "properties.servicePrincipalProfile.clientId", principal),
  [
    "service_principal",
    "properties.servicePrincipalProfile",
    one([
      ["client_id", "clientId"],
      ["client_secret", "secret"],
    ]),
  ],
  ["default_node_pool", "properties.agentPoolProfiles", each(defaultPool)],
  ...addons,
  ...access,
  autoScaler,
  metrics,
  networkProfile,
  httpProxy,
  webAppRouting,
  serviceMesh(
    "service_mesh_profile",
    [["mode", "mode"]],
    [
      ["root_cert_object_name", "rootCertObjectName"],
      ["cert_chain_object_name", "certChainObjectName"],
      ["cert_object_name", "certObjectName"],
    ],
  ),
  ...securityProfile,
  ...profiles,
];

/** A cluster that Azure runs the nodes of. */
const automatic: Rows = [
  location,
  identity({ none: false }),
  tags,
  constant("sku.name", "Automatic"),
  constant("sku.tier", "Standard"),
  [
    "api_server_access",
    "properties.apiServerAccessProfile",
    one([
      ["authorized_ip_ranges", "authorizedIPRanges"],
      ["subnet_id", "subnetId", nonZero],
    ]),
  ],
  [
    "private_cluster",
    "properties.apiServerAccessProfile",
    one(
      [
        constant("enablePrivateCluster", true),
        ["public_fully_qualified_domain_name_enabled", "enablePrivateClusterPublicFQDN", or(false)],
        ["private_dns_zone_id", "privateDNSZone", nonZero],
      ],
      { absent: { enablePrivateCluster: false, enablePrivateClusterPublicFQDN: false } },
    ),
  ],
  [
    "hosted_system",
    "properties.hostedSystemProfile",
    one([
      constant("enabled", true),
      ["node_subnet_id", "nodeSubnetID", nonZero],
      ["system_node_subnet_id", "systemNodeSubnetID", nonZero],
    ]),
  ],
  serviceMesh(
    "service_mesh",
    [
      constant("mode", "Istio"),
      ["proxy_redirect_mechanism", "istio.components.proxyRedirectionMechanism", or("InitContainers")],
    ],
    [
      ["root_certificate_object_name", "rootCertObjectName"],
      ["certificate_chain_object_name", "certChainObjectName"],
      ["certificate_object_name", "certObjectName"],
    ],
  ),
  [
    "web_app_routing_ingress",
    "properties.ingressProfile.webAppRouting",
    one([
      constant("enabled", true),
      ["dns_zone_ids", "dnsZoneResourceIds"],
      ["default_nginx_controller", "nginx.defaultIngressControllerType", { ...nonZero, absent: "None" }],
      ["istio_enabled", "gatewayAPIImplementations.appRoutingIstio.mode", istio],
    ]),
  ],
];

export const kubernetes: Family = {
  azurerm_kubernetes_cluster: {
    arm: CLUSTERS,
    place: inGroup("name"),
    rows: cluster,
    also: maintenance(`${CLUSTERS}/maintenanceConfigurations`),
  },
  azurerm_kubernetes_cluster_node_pool: {
    arm: `${CLUSTERS}/agentPools`,
    place: below("kubernetes_cluster_id", "name"),
    rows: pool,
  },
  azurerm_kubernetes_automatic_cluster: {
    arm: CLUSTERS,
    place: inGroup("name"),
    rows: automatic,
  },
  azurerm_kubernetes_cluster_deployment_safeguard: {
    arm: "Microsoft.ContainerService/deploymentSafeguards",
    place: onScope("kubernetes_cluster_id", "=default"),
    rows: [
      ["level", "properties.level"],
      ["pod_security_standards_level", "properties.podSecurityStandardsLevel", or("Privileged")],
      ["excluded_namespaces", "properties.excludedNamespaces"],
    ],
  },
  azurerm_kubernetes_cluster_extension: {
    arm: "Microsoft.KubernetesConfiguration/extensions",
    place: onScope("cluster_id", "name"),
    rows: [
      ...(ai.azurerm_arc_kubernetes_cluster_extension?.rows ?? []),
      [
        "plan",
        "plan",
        one([
          ["name", "name"],
          ["product", "product"],
          ["publisher", "publisher"],
          ["promotion_code", "promotionCode", or("")],
          ["version", "version", or("")],
        ]),
      ],
    ],
  },
};
