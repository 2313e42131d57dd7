import { isUnknown, Unknown } from "../../policy/unknown";
import type { OpenValue } from "../../policy/json";
import { inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import {
  constant,
  derive,
  deriveOpen,
  each,
  enabled,
  list,
  nonZero,
  one,
  or,
  type Row,
  type Rows,
  type Rule,
} from "../map/rows";
import { lastSegment, location, named, tags } from "./common";

/**
 * Networks, as far as they join cameras and models: private endpoints, virtual networks, subnets, interfaces.
 * Source: hashicorp/terraform-provider-azurerm internal/services/network, and requests recorded of 4.55.0 and 5.2.0.
 */

const NETWORK = "Microsoft.Network";

/** One prefix is sent as text, more as a list; subnets of their own send a list always from 5.0 on. */
function prefixes(inline: boolean): Rows {
  const sentAsText = (major: number | undefined): boolean | undefined =>
    inline ? true : major === undefined ? undefined : major < 5;
  return [
    deriveOpen(["address_prefixes"], "properties.addressPrefix", (b) => {
      const value = b.read("address_prefixes");
      if (isUnknown(value) || list(value).length !== 1) return undefined;
      const text = sentAsText(b.context.major);
      return text === undefined ? Unknown : text ? list(value)[0] : undefined;
    }),
    deriveOpen(["address_prefixes"], "properties.addressPrefixes", (b) => {
      const value = b.read("address_prefixes");
      if (isUnknown(value) || list(value).length !== 1) return value;
      const text = sentAsText(b.context.major);
      return text === undefined ? Unknown : text ? undefined : value;
    }),
  ];
}

/** Plans hold it normalized already, configuration as written. */
export const edgeZone: Rule = {
  as: (name) =>
    typeof name !== "string" || name === ""
      ? undefined
      : { name: name.replace(/ /g, "").toLowerCase(), type: "EdgeZone" },
};

const ids = (from: string, to: string): Row => [from, to, { as: (value) => list(value).map((id) => ({ id })) }];
const idOf = (from: string, to: string): Row => [from, `${to}.id`, nonZero];

const subnet = (inline: boolean): Rows => [
  named,
  ...prefixes(inline),
  ["default_outbound_access_enabled", "properties.defaultOutboundAccess", or(true)],
  ["private_endpoint_network_policies", "properties.privateEndpointNetworkPolicies", or("Disabled")],
  ["private_link_service_network_policies_enabled", "properties.privateLinkServiceNetworkPolicies", enabled("Enabled")],
  ["service_endpoints", "properties.serviceEndpoints", { as: (value) => list(value).map((service) => ({ service })) }],
  [
    "service_endpoint",
    "properties.serviceEndpoints",
    each([
      ["service", "service"],
      ["network_identifier", "networkIdentifier.id", nonZero],
    ]),
  ],
  ids("service_endpoint_policy_ids", "properties.serviceEndpointPolicies"),
  [
    "delegation",
    "properties.delegations",
    each([
      named,
      [
        "service_delegation",
        "properties",
        one([
          ["name", "serviceName"],
          ["actions", "actions"],
        ]),
      ],
    ]),
  ],
];

const pools = (to: string): Row => [
  "ip_address_pool",
  to,
  each([
    ["id", "pool.id"],
    ["number_of_ip_addresses", "numberOfIpAddresses"],
  ]),
];

export const network: Family = {
  azurerm_private_endpoint: {
    arm: `${NETWORK}/privateEndpoints`,
    place: inGroup("name"),
    rows: [
      location,
      tags,
      idOf("subnet_id", "properties.subnet"),
      ["edge_zone", "extendedLocation", edgeZone],
      ["custom_network_interface_name", "properties.customNetworkInterfaceName", or("")],
      connections("properties.privateLinkServiceConnections", false),
      connections("properties.manualPrivateLinkServiceConnections", true),
      [
        "ip_configuration",
        "properties.ipConfigurations",
        each([
          named,
          ["private_ip_address", "properties.privateIPAddress"],
          ["subresource_name", "properties.groupId", nonZero],
          deriveOpen(
            ["member_name", "subresource_name"],
            "properties.memberName",
            (b) => b.read("member_name") || b.read("subresource_name"),
          ),
        ]),
      ],
    ],
    also: [
      {
        arm: `${NETWORK}/privateEndpoints/privateDnsZoneGroups`,
        name: (block) => {
          const group = block.one("private_dns_zone_group");
          return isUnknown(group) ? Unknown : group?.read("name");
        },
        when: (block) => block.one("private_dns_zone_group") !== undefined,
        rows: [
          named,
          [
            "private_dns_zone_group",
            "",
            one([
              [
                "private_dns_zone_ids",
                "properties.privateDnsZoneConfigs",
                {
                  as: (value) =>
                    list(value).map((id) => ({
                      name: isUnknown(id) ? Unknown : lastSegment(id),
                      properties: { privateDnsZoneId: id },
                    })),
                },
              ],
            ]),
          ],
        ],
      },
    ],
  },
  azurerm_virtual_network: {
    arm: `${NETWORK}/virtualNetworks`,
    place: inGroup("name"),
    rows: [
      named,
      location,
      tags,
      ["address_space", "properties.addressSpace.addressPrefixes"],
      pools("properties.addressSpace.ipamPoolPrefixAllocations"),
      ["dns_servers", "properties.dhcpOptions.dnsServers"],
      ["bgp_community", "properties.bgpCommunities.virtualNetworkCommunity", nonZero],
      ["edge_zone", "extendedLocation", edgeZone],
      ["flow_timeout_in_minutes", "properties.flowTimeoutInMinutes"],
      ["private_endpoint_vnet_policies", "properties.privateEndpointVNetPolicies", or("Disabled")],
      ["encryption", "properties.encryption", one([constant("enabled", true), ["enforcement", "enforcement"]])],
      [
        "ddos_protection_plan",
        "properties",
        one([
          ["id", "ddosProtectionPlan.id"],
          ["enable", "enableDdosProtection"],
        ]),
      ],
      [
        "subnet",
        "properties.subnets",
        each(
          [
            ...subnet(true),
            idOf("security_group", "properties.networkSecurityGroup"),
            idOf("route_table_id", "properties.routeTable"),
          ],
          { computed: true },
        ),
      ],
    ],
  },
  azurerm_subnet: {
    arm: `${NETWORK}/virtualNetworks/subnets`,
    place: inGroup("virtual_network_name", "name"),
    only4: "service_endpoints",
    only5: "service_endpoint",
    rows: [
      ...subnet(false),
      ["sharing_scope", "properties.sharingScope", or("")],
      pools("properties.ipamPoolPrefixAllocations"),
      // Write-only: null in the plan, and sent.
      idOf("network_security_group_id_wo", "properties.networkSecurityGroup"),
      idOf("route_table_id_wo", "properties.routeTable"),
    ],
  },
  azurerm_network_interface: {
    arm: `${NETWORK}/networkInterfaces`,
    place: inGroup("name"),
    rows: [
      named,
      location,
      tags,
      ["accelerated_networking_enabled", "properties.enableAcceleratedNetworking", or(false)],
      ["ip_forwarding_enabled", "properties.enableIPForwarding", or(false)],
      ["auxiliary_mode", "properties.auxiliaryMode", nonZero],
      ["auxiliary_sku", "properties.auxiliarySku", nonZero],
      ["dns_servers", "properties.dnsSettings.dnsServers"],
      ["internal_dns_name_label", "properties.dnsSettings.internalDnsNameLabel", nonZero],
      ["edge_zone", "extendedLocation", edgeZone],
      [
        "ip_configuration",
        "properties.ipConfigurations",
        each([
          named,
          idOf("subnet_id", "properties.subnet"),
          idOf("public_ip_address_id", "properties.publicIPAddress"),
          idOf("gateway_load_balancer_frontend_ip_configuration_id", "properties.gatewayLoadBalancer"),
          ["private_ip_address_allocation", "properties.privateIPAllocationMethod"],
          ["private_ip_address_version", "properties.privateIPAddressVersion", or("IPv4")],
          ["private_ip_address", "properties.privateIPAddress", nonZero],
          ["primary", "properties.primary", or(false)],
        ]),
      ],
    ],
  },
  azurerm_public_ip: {
    arm: `${NETWORK}/publicIPAddresses`,
    place: inGroup("name"),
    rows: [
      named,
      location,
      tags,
      ["sku", "sku.name", or("Standard")],
      ["sku_tier", "sku.tier", or("Regional")],
      ["zones", "zones"],
      ["allocation_method", "properties.publicIPAllocationMethod"],
      ["ip_version", "properties.publicIPAddressVersion", or("IPv4")],
      ["idle_timeout_in_minutes", "properties.idleTimeoutInMinutes", or(4)],
      ["ddos_protection_mode", "properties.ddosSettings.protectionMode", or("VirtualNetworkInherited")],
      idOf("ddos_protection_plan_id", "properties.ddosSettings.ddosProtectionPlan"),
      idOf("public_ip_prefix_id", "properties.publicIPPrefix"),
      ["domain_name_label", "properties.dnsSettings.domainNameLabel", nonZero],
      ["domain_name_label_scope", "properties.dnsSettings.domainNameLabelScope", nonZero],
      ["reverse_fqdn", "properties.dnsSettings.reverseFqdn", nonZero],
      [
        "ip_tags",
        "properties.ipTags",
        {
          as: (value) =>
            Object.entries(value as Record<string, OpenValue>).map(([ipTagType, tag]) => ({ ipTagType, tag })),
        },
      ],
      ["edge_zone", "extendedLocation", edgeZone],
    ],
  },
  azurerm_private_dns_zone: {
    arm: `${NETWORK}/privateDnsZones`,
    place: inGroup("name"),
    rows: [constant("location", "global"), tags],
  },
  azurerm_private_dns_zone_virtual_network_link: {
    arm: `${NETWORK}/privateDnsZones/virtualNetworkLinks`,
    place: inGroup("private_dns_zone_name", "name"),
    rows: [
      constant("location", "global"),
      tags,
      idOf("virtual_network_id", "properties.virtualNetwork"),
      ["registration_enabled", "properties.registrationEnabled", or(false)],
      ["resolution_policy", "properties.resolutionPolicy", nonZero],
    ],
  },
};

/** The connection goes to one of two lists. */
function connections(to: string, manual: boolean): Row {
  return [
    "private_service_connection",
    to,
    each(
      [
        named,
        ["private_connection_resource_id", "properties.privateLinkServiceId", nonZero],
        ["private_connection_resource_alias", "properties.privateLinkServiceId", nonZero],
        ["subresource_names", "properties.groupIds"],
        ["request_message", "properties.requestMessage", nonZero],
        derive(["is_manual_connection"], "manual", (b) => b.read("is_manual_connection")),
      ],
      { then: (value) => chosen(value, manual) },
    ),
  ];
}

function chosen(value: OpenValue, manual: boolean): OpenValue {
  if (!Array.isArray(value)) return value;
  return value.flatMap((item) => {
    if (isUnknown(item) || typeof item !== "object" || item === null || Array.isArray(item)) return [item];
    const { manual: flag, ...rest } = item as Record<string, OpenValue>;
    if (isUnknown(flag)) return [Unknown];
    return flag === manual ? [rest] : [];
  });
}
