import { constant, deriveOpen, list, nonZero, one, or, type Row, type Rows, type Rule } from "../map/rows";
import { positive } from "./machine-parts";

/**
 * Networks and ingress of Kubernetes clusters.
 * Source: hashicorp/terraform-provider-azurerm internal/services/containers/kubernetes_cluster_resource.go, and recorded requests.
 */

/** Ids as references, nothing where there are none. */
const references: Rule = {
  as: (ids) => {
    const found = list(ids);
    return found.length === 0 ? undefined : found.map((id) => ({ id }));
  },
};

const loadBalancer: Row = [
  "load_balancer_profile",
  "loadBalancerProfile",
  one(
    [
      ["idle_timeout_in_minutes", "idleTimeoutInMinutes", { ...nonZero, absent: 30 }],
      ["outbound_ports_allocated", "allocatedOutboundPorts", or(0)],
      ["managed_outbound_ip_count", "managedOutboundIPs.count", positive],
      ["managed_outbound_ipv6_count", "managedOutboundIPs.countIPv6", positive],
      ["outbound_ip_prefix_ids", "outboundIPPrefixes.publicIPPrefixes", references],
      ["outbound_ip_address_ids", "outboundIPs.publicIPs", references],
      ["backend_pool_type", "backendPoolType", or("NodeIPConfiguration")],
    ],
    { computed: true },
  ),
];

const natGateway: Row = [
  "nat_gateway_profile",
  "natGatewayProfile",
  one(
    [
      ["idle_timeout_in_minutes", "idleTimeoutInMinutes", { ...nonZero, absent: 4 }],
      ["managed_outbound_ip_count", "managedOutboundIPProfile.count", positive],
    ],
    { computed: true },
  ),
];

export const networkProfile: Row = [
  "network_profile",
  "properties.networkProfile",
  one(
    [
      ["network_plugin", "networkPlugin"],
      ["network_plugin_mode", "networkPluginMode", nonZero],
      ["network_mode", "networkMode", or("")],
      ["network_policy", "networkPolicy", or("")],
      ["network_data_plane", "networkDataplane", or("azure")],
      ["load_balancer_sku", "loadBalancerSku", or("standard")],
      ["outbound_type", "outboundType", or("loadBalancer")],
      ["ip_versions", "ipFamilies"],
      ["dns_service_ip", "dnsServiceIP", nonZero],
      ["pod_cidr", "podCidr", nonZero],
      ["pod_cidrs", "podCidrs"],
      ["service_cidr", "serviceCidr", nonZero],
      ["service_cidrs", "serviceCidrs"],
      loadBalancer,
      natGateway,
      [
        "advanced_networking",
        "advancedNetworking",
        one(
          [
            constant("enabled", true),
            ["observability_enabled", "observability.enabled", or(false)],
            ["security_enabled", "security.enabled", or(false)],
          ],
          { absent: { enabled: false, observability: { enabled: false }, security: { enabled: false } } },
        ),
      ],
    ],
    { computed: true },
  ),
];

/**
 * @param more rows that only one type of cluster has
 * @param names attributes of the certificate authority, as this type of cluster spells them
 */
export const serviceMesh = (from: string, more: Rows, names: Rows): Row => [
  from,
  "properties.serviceMeshProfile",
  one([
    ["revisions", "istio.revisions"],
    ...more,
    deriveOpen(
      ["internal_ingress_gateway_enabled", "external_ingress_gateway_enabled"],
      "istio.components.ingressGateways",
      (block) => [
        { enabled: block.read("internal_ingress_gateway_enabled") ?? false, mode: "Internal" },
        { enabled: block.read("external_ingress_gateway_enabled") ?? false, mode: "External" },
      ],
    ),
    [
      "certificate_authority",
      "istio.certificateAuthority.plugin",
      one([["key_vault_id", "keyVaultId"], ["key_object_name", "keyObjectName"], ...names]),
    ],
  ]),
];

export const httpProxy: Row = [
  "http_proxy_config",
  "properties.httpProxyConfig",
  one([
    ["http_proxy", "httpProxy", or("")],
    ["https_proxy", "httpsProxy", or("")],
    ["trusted_ca", "trustedCa", nonZero],
    ["no_proxy", "noProxy"],
  ]),
];

export const webAppRouting: Row = [
  "web_app_routing",
  "properties.ingressProfile.webAppRouting",
  one([
    constant("enabled", true),
    ["dns_zone_ids", "dnsZoneResourceIds"],
    ["default_nginx_controller", "nginx.defaultIngressControllerType", or("AnnotationControlled")],
  ]),
];
