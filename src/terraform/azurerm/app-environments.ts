import { isUnknown, Unknown } from "../../policy/unknown";
import { below, inGroup } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { constant, each, flagOf, or } from "../map/rows";
import { named, tags } from "./common";

/**
 * What apps run in and reach out through: isolated environments and connections over a relay.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{appservice,web}.
 */

/** The key that sends is looked up by the provider. @param app the attribute with the id of the app */
const hybridConnection = (app: string): ResourceMap => ({
  arm: "Microsoft.Web/sites/hybridConnectionNamespaces/relays",
  place: below(app, "^relay_id", "~relay_id"),
  rows: [
    ["relay_id", "properties.relayArmUri"],
    ["hostname", "properties.hostname"],
    ["port", "properties.port"],
    ["send_key_name", "properties.sendKeyName", or("RootManageSharedAccessKey")],
    constant("properties.sendKeyValue", Unknown),
  ],
});

export const appEnvironments: Family = {
  azurerm_web_app_hybrid_connection: hybridConnection("web_app_id"),
  azurerm_function_app_hybrid_connection: hybridConnection("function_app_id"),
  azurerm_app_service_environment_v3: {
    arm: "Microsoft.Web/hostingEnvironments",
    place: inGroup("name"),
    rows: [
      constant("kind", "ASEV3"),
      // That of the virtual network, which the provider looks up.
      constant("location", Unknown),
      tags,
      ["subnet_id", "properties.virtualNetwork.id"],
      ["dedicated_host_count", "properties.dedicatedHostCount", or(0)],
      ["internal_load_balancing_mode", "properties.internalLoadBalancingMode", or("None")],
      ["zone_redundant", "properties.zoneRedundant", or(false)],
      ["cluster_setting", "properties.clusterSettings", each([named, ["value", "value"]], { computed: true })],
    ],
    also: [
      {
        arm: "Microsoft.Web/hostingEnvironments/configurations",
        name: "networking",
        when: (block) => {
          const allowed = block.read("allow_new_private_endpoint_connections");
          const debugged = block.read("remote_debugging_enabled");
          return isUnknown(allowed) || isUnknown(debugged) || flagOf(allowed) === false || flagOf(debugged) === true;
        },
        rows: [
          ["allow_new_private_endpoint_connections", "properties.allowNewPrivateEndpointConnections", or(true)],
          // Whether a flag that is off is sent, differs.
          ["remote_debugging_enabled", "properties.remoteDebugEnabled", { as: (flag) => flagOf(flag) || Unknown }],
        ],
      },
    ],
  },
};
