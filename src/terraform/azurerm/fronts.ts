import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { below, inGroup, onto } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { constant, deriveOpen, each, list, nonZero, or } from "../map/rows";
import { identity, location, named, tags } from "./common";
import { edgeZone } from "./network";

/**
 * Front Door profiles, load balancers with what joins them, and the domain names of API Management.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{cdn,loadbalancer}, and a recorded request.
 */

/** Rules are all in force, on any selector. */
function scrubbing(rules: OpenValue): OpenValue {
  return list(rules).map((rule) =>
    isUnknown(rule) ? Unknown : { ...(rule as object), selectorMatchOperator: "EqualsAny", state: "Enabled" },
  );
}

/** What a network interface joins, laid over it. */
const joining = (pools: string): ResourceMap => ({
  arm: "Microsoft.Network/networkInterfaces",
  place: onto("network_interface_id"),
  overlay: true,
  rows: [
    deriveOpen(["backend_address_pool_id"], "properties.ipConfigurations", (b) => [
      { properties: { [pools]: [{ id: b.read("backend_address_pool_id") }] } },
    ]),
  ],
});

export const fronts: Family = {
  azurerm_cdn_frontdoor_profile: {
    arm: "Microsoft.Cdn/profiles",
    place: inGroup("name"),
    rows: [
      constant("location", "global"),
      identity({ none: false }),
      tags,
      ["sku_name", "sku.name"],
      ["response_timeout_seconds", "properties.originResponseTimeoutSeconds", or(120)],
      deriveOpen(["log_scrubbing_rule"], "properties.logScrubbing.state", (block) => {
        const rules = block.blocks("log_scrubbing_rule");
        return isUnknown(rules) ? Unknown : rules.length > 0 ? "Enabled" : "Disabled";
      }),
      [
        "log_scrubbing_rule",
        "properties.logScrubbing.scrubbingRules",
        each([["match_variable", "matchVariable"]], { then: scrubbing }),
      ],
    ],
  },
  azurerm_lb: {
    arm: "Microsoft.Network/loadBalancers",
    place: inGroup("name"),
    rows: [
      location,
      tags,
      ["edge_zone", "extendedLocation", edgeZone],
      ["sku", "sku.name", or("Standard")],
      ["sku_tier", "sku.tier", or("Regional")],
      [
        "frontend_ip_configuration",
        "properties.frontendIPConfigurations",
        each([
          named,
          ["zones", "zones"],
          ["private_ip_address_allocation", "properties.privateIPAllocationMethod", nonZero],
          ["private_ip_address", "properties.privateIPAddress", nonZero],
          ["public_ip_address_id", "properties.publicIPAddress.id", nonZero],
          ["public_ip_prefix_id", "properties.publicIPPrefix.id", nonZero],
          ["subnet_id", "properties.subnet.id", nonZero],
          ["gateway_load_balancer_frontend_ip_configuration_id", "properties.gatewayLoadBalancer.id", nonZero],
          // A private address has a version; whether a public one has, differs.
          deriveOpen(["private_ip_address_version", "subnet_id"], "properties.privateIPAddressVersion", (frontend) => {
            const version = frontend.read("private_ip_address_version");
            const subnet = frontend.read("subnet_id");
            if (subnet === null || subnet === "") return version === null ? undefined : Unknown;
            return version === null || isUnknown(subnet) ? Unknown : version;
          }),
        ]),
      ],
    ],
  },
  azurerm_lb_backend_address_pool: {
    arm: "Microsoft.Network/loadBalancers/backendAddressPools",
    place: below("loadbalancer_id", "name"),
    rows: [],
  },
  azurerm_network_interface_backend_address_pool_association: joining("loadBalancerBackendAddressPools"),
  azurerm_network_interface_application_gateway_backend_address_pool_association: joining(
    "applicationGatewayBackendAddressPools",
  ),
  azurerm_api_management_custom_domain: {
    arm: "Microsoft.ApiManagement/service",
    place: onto("api_management_id"),
    overlay: true,
    rows: [
      ["gateway", "properties.hostnameConfigurations", each([constant("type", "Proxy"), ["host_name", "hostName"]])],
    ],
  },
};
