import { Unknown } from "../../policy/unknown";
import { below, inGroup } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import {
  constant,
  derive,
  each,
  enabled,
  inverted,
  list,
  nonZero,
  one,
  onlyTrue,
  or,
  words,
  type Row,
  type Rows,
} from "../map/rows";
import { location, named, tags } from "./common";

/**
 * Edges of a network: what routes, translates, guards and joins it.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{network,firewall,trafficmanager}.
 */

const NETWORK = "Microsoft.Network";
const PROFILES = `${NETWORK}/trafficManagerProfiles`;

const idOf = (from: string, to: string): Row => [from, `${to}.id`, nonZero];
const filled = (from: string, to: string): Row => [
  from,
  to,
  { as: (value) => (list(value).length === 0 ? undefined : value) },
];
const zones = filled("zones", "zones");

const inItsGroup = (arm: string, rows: Rows): ResourceMap => ({
  arm: `${NETWORK}/${arm}`,
  place: inGroup("name"),
  rows: [location, tags, ...rows],
});

/** Addresses of a firewall and of a bastion. */
const addresses: Rows = [
  named,
  idOf("subnet_id", "properties.subnet"),
  idOf("public_ip_address_id", "properties.publicIPAddress"),
];

const headers: Rows = [named, ["value", "value"]];

/** A last address, or a mask where there is one. */
const subnets: Row = [
  "subnet",
  "properties.subnets",
  each(
    [
      ["first", "first"],
      derive(["first", "last", "scope"], "last", (b) =>
        !b.read("scope") && b.read("first") !== "0.0.0.0" ? (b.read("last") ?? "") : undefined,
      ),
      derive(["first", "scope"], "scope", (b) =>
        !b.read("scope") && b.read("first") !== "0.0.0.0" ? undefined : (b.read("scope") ?? 0),
      ),
    ],
    { absent: [] },
  ),
];

/** @param absent priority and weight where they are left out */
const endpoint = (kind: string, absent: typeof Unknown | number, rows: Rows): ResourceMap => ({
  arm: `${PROFILES}/${kind}`,
  place: below("profile_id", "name"),
  rows: [
    ["enabled", "properties.endpointStatus", enabled("Enabled")],
    ["always_serve_enabled", "properties.alwaysServe", enabled("Disabled")],
    ["priority", "properties.priority", { ...nonZero, absent }],
    ["weight", "properties.weight", { ...nonZero, absent }],
    filled("geo_mappings", "properties.geoMapping"),
    ["custom_header", "properties.customHeaders", each(headers, { absent: [] })],
    subnets,
    ...rows,
  ],
});

export const networkEdge: Family = {
  azurerm_firewall: inItsGroup("azureFirewalls", [
    zones,
    ["sku_name", "properties.sku.name"],
    ["sku_tier", "properties.sku.tier"],
    ["ip_configuration", "properties.ipConfigurations", each(addresses, { absent: [] })],
    ["management_ip_configuration", "properties.managementIpConfiguration", one(addresses)],
    ["threat_intel_mode", "properties.threatIntelMode", or(Unknown)],
    idOf("firewall_policy_id", "properties.firewallPolicy"),
    [
      "virtual_hub",
      "",
      one([
        ["virtual_hub_id", "properties.virtualHub.id"],
        ["public_ip_count", "properties.hubIPAddresses.publicIPs.count", or(1)],
      ]),
    ],
    // From `dns_proxy_enabled`, `dns_servers` and `private_ip_ranges`, otherwise in each version.
    constant("properties.additionalProperties", Unknown),
  ]),
  azurerm_bastion_host: inItsGroup("bastionHosts", [
    zones,
    ["sku", "sku.name", or("Basic")],
    ["scale_units", "properties.scaleUnits", or(2)],
    ["ip_configuration", "properties.ipConfigurations", each(addresses)],
    ["copy_paste_enabled", "properties.disableCopyPaste", words(undefined, true)],
    ["file_copy_enabled", "properties.enableFileCopy", onlyTrue],
    ["ip_connect_enabled", "properties.enableIpConnect", onlyTrue],
    ["kerberos_enabled", "properties.enableKerberos", onlyTrue],
    ["shareable_link_enabled", "properties.enableShareableLink", onlyTrue],
    ["tunneling_enabled", "properties.enableTunneling", onlyTrue],
    ["session_recording_enabled", "properties.enableSessionRecording", onlyTrue],
    idOf("virtual_network_id", "properties.virtualNetwork"),
  ]),
  azurerm_nat_gateway: inItsGroup("natGateways", [
    zones,
    ["sku_name", "sku.name", or("Standard")],
    ["idle_timeout_in_minutes", "properties.idleTimeoutInMinutes", or(4)],
    idOf("source_virtual_network_id", "properties.sourceVirtualNetwork"),
  ]),
  azurerm_route_table: inItsGroup("routeTables", [
    ["bgp_route_propagation_enabled", "properties.disableBgpRoutePropagation", inverted(false)],
    [
      "route",
      "properties.routes",
      each(
        [
          named,
          ["address_prefix", "properties.addressPrefix"],
          ["next_hop_type", "properties.nextHopType"],
          ["next_hop_in_ip_address", "properties.nextHopIpAddress", nonZero],
        ],
        { absent: [], computed: true },
      ),
    ],
  ]),
  azurerm_public_ip_prefix: inItsGroup("publicIPPrefixes", [
    zones,
    ["sku", "sku.name", or("Standard")],
    ["sku_tier", "sku.tier", or(Unknown)],
    ["prefix_length", "properties.prefixLength", or(28)],
    ["ip_version", "properties.publicIPAddressVersion", or("IPv4")],
    idOf("custom_ip_prefix_id", "properties.customIPPrefix"),
  ]),
  azurerm_private_link_service: inItsGroup("privateLinkServices", [
    ["auto_approval_subscription_ids", "properties.autoApproval.subscriptions", { absent: [] }],
    ["visibility_subscription_ids", "properties.visibility.subscriptions", { absent: [] }],
    ["enable_proxy_protocol", "properties.enableProxyProtocol", or(false)],
    ["proxy_protocol_enabled", "properties.enableProxyProtocol"],
    ["fqdns", "properties.fqdns", { absent: [] }],
    ["destination_ip_address", "properties.destinationIPAddress", nonZero],
    [
      "load_balancer_frontend_ip_configuration_ids",
      "properties.loadBalancerFrontendIpConfigurations",
      { as: (ids) => (list(ids).length === 0 ? undefined : list(ids).map((id) => ({ id }))) },
    ],
    [
      "nat_ip_configuration",
      "properties.ipConfigurations",
      each([
        named,
        ["primary", "properties.primary"],
        idOf("subnet_id", "properties.subnet"),
        // An address that is left out is sent as empty text by some versions.
        [
          "private_ip_address",
          "properties.privateIPAddress",
          { as: (ip) => (ip === "" ? Unknown : ip), absent: Unknown },
        ],
        ["private_ip_address_version", "properties.privateIPAddressVersion", or("IPv4")],
        derive(["private_ip_address"], "properties.privateIPAllocationMethod", (b) =>
          b.read("private_ip_address") ? "Static" : "Dynamic",
        ),
      ]),
    ],
  ]),
  azurerm_virtual_network_peering: {
    arm: `${NETWORK}/virtualNetworks/virtualNetworkPeerings`,
    place: inGroup("virtual_network_name", "name"),
    rows: [
      idOf("remote_virtual_network_id", "properties.remoteVirtualNetwork"),
      ["allow_virtual_network_access", "properties.allowVirtualNetworkAccess", or(true)],
      ["allow_forwarded_traffic", "properties.allowForwardedTraffic", or(false)],
      ["allow_gateway_transit", "properties.allowGatewayTransit", or(false)],
      ["use_remote_gateways", "properties.useRemoteGateways", or(false)],
      ["peer_complete_virtual_networks_enabled", "properties.peerCompleteVnets", or(true)],
      ["only_ipv6_peering_enabled", "properties.enableOnlyIPv6Peering", onlyTrue],
      filled("local_subnet_names", "properties.localSubnetNames"),
      filled("remote_subnet_names", "properties.remoteSubnetNames"),
    ],
  },
  azurerm_traffic_manager_profile: {
    arm: PROFILES,
    place: inGroup("name"),
    rows: [
      constant("location", "global"),
      tags,
      ["traffic_routing_method", "properties.trafficRoutingMethod"],
      ["traffic_view_enabled", "properties.trafficViewEnrollmentStatus", enabled("Disabled")],
      ["profile_status", "properties.profileStatus", or("Enabled")],
      ["max_return", "properties.maxReturn", nonZero],
      [
        "dns_config",
        "properties.dnsConfig",
        one([
          ["relative_name", "relativeName"],
          ["ttl", "ttl"],
        ]),
      ],
      [
        "monitor_config",
        "properties.monitorConfig",
        one([
          ["protocol", "protocol"],
          ["port", "port"],
          ["path", "path", or("")],
          ["interval_in_seconds", "intervalInSeconds", or(30)],
          ["timeout_in_seconds", "timeoutInSeconds", or(10)],
          ["tolerated_number_of_failures", "toleratedNumberOfFailures", or(3)],
          ["custom_header", "customHeaders", each(headers)],
          [
            "expected_status_code_ranges",
            "expectedStatusCodeRanges",
            {
              as: (ranges) =>
                list(ranges).map((range) => {
                  const found = /^(\d+)-(\d+)$/.exec(String(range));
                  return found ? { min: Number(found[1]), max: Number(found[2]) } : Unknown;
                }),
              absent: [],
            },
          ],
        ]),
      ],
    ],
  },
  azurerm_traffic_manager_azure_endpoint: endpoint("azureEndpoints", Unknown, [
    ["target_resource_id", "properties.targetResourceId"],
  ]),
  azurerm_traffic_manager_external_endpoint: endpoint("externalEndpoints", 1, [
    ["target", "properties.target"],
    ["endpoint_location", "properties.endpointLocation", nonZero],
  ]),
};
