import { inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, each, enabled, inverted, or } from "../map/rows";
import { location, named, tags } from "./common";

/**
 * What lets a partner send events: its registration and its namespaces. Older versions of 4.x spell some attributes of a namespace in another way.
 * Source: hashicorp/terraform-provider-azurerm internal/services/eventgrid.
 */
export const eventGridPartners: Family = {
  azurerm_eventgrid_partner_registration: {
    arm: "Microsoft.EventGrid/partnerRegistrations",
    place: inGroup("name"),
    rows: [constant("location", "global"), named, tags],
  },
  azurerm_eventgrid_partner_namespace: {
    arm: "Microsoft.EventGrid/partnerNamespaces",
    place: inGroup("name"),
    rows: [
      location,
      tags,
      ["partner_registration_id", "properties.partnerRegistrationFullyQualifiedId"],
      ["partner_topic_routing_mode", "properties.partnerTopicRoutingMode", or("ChannelNameHeader")],
      constant("properties.disableLocalAuth", false),
      ["local_authentication_enabled", "properties.disableLocalAuth", inverted()],
      ["local_auth_enabled", "properties.disableLocalAuth", inverted()],
      constant("properties.publicNetworkAccess", "Enabled"),
      ["public_network_access", "properties.publicNetworkAccess"],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled()],
      [
        "inbound_ip_rule",
        "properties.inboundIpRules",
        each([
          ["ip_mask", "ipMask"],
          ["action", "action", or("Allow")],
        ]),
      ],
    ],
  },
};
