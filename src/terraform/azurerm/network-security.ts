import { below, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { each, nonZero, or, under, type Row, type Rows } from "../map/rows";
import { location, named, tags } from "./common";

/**
 * Who may reach what: network security groups, and the perimeters of 5.x.
 * Source: hashicorp/terraform-provider-azurerm internal/services/network, and requests recorded of 4.55.0 and 5.2.0.
 */

const NETWORK = "Microsoft.Network";
const PERIMETERS = `${NETWORK}/networkSecurityPerimeters`;

/** One end of a rule: a single prefix and port are sent also when they are empty, the plural ones are not. */
const end = (attribute: string, name: string): Rows => [
  [`${attribute}_address_prefix`, `properties.${name}AddressPrefix`, or("")],
  [`${attribute}_address_prefixes`, `properties.${name}AddressPrefixes`],
  [`${attribute}_port_range`, `properties.${name}PortRange`, or("")],
  [`${attribute}_port_ranges`, `properties.${name}PortRanges`],
  [`${attribute}_application_security_group_ids`, `properties.${name}ApplicationSecurityGroups`, under("id")],
];

const rule: Rows = [
  named,
  ["access", "properties.access"],
  ["description", "properties.description", nonZero],
  ["direction", "properties.direction"],
  ["priority", "properties.priority"],
  ["protocol", "properties.protocol"],
  ...end("source", "source"),
  ...end("destination", "destination"),
];

const id = (from: string, to: string): Row => [from, `properties.${to}.id`];

export const networkSecurity: Family = {
  azurerm_network_security_group: {
    arm: `${NETWORK}/networkSecurityGroups`,
    place: inGroup("name"),
    rows: [named, location, tags, ["security_rule", "properties.securityRules", each(rule, { computed: true })]],
  },
  azurerm_network_security_rule: {
    arm: `${NETWORK}/networkSecurityGroups/securityRules`,
    place: inGroup("network_security_group_name", "name"),
    rows: rule,
  },
  azurerm_network_security_perimeter: { arm: PERIMETERS, place: inGroup("name"), rows: [location, tags] },
  azurerm_network_security_perimeter_profile: {
    arm: `${PERIMETERS}/profiles`,
    place: below("network_security_perimeter_id", "name"),
    rows: [],
  },
  azurerm_network_security_perimeter_access_rule: {
    arm: `${PERIMETERS}/profiles/accessRules`,
    place: below("network_security_perimeter_profile_id", "name"),
    rows: [
      ["direction", "properties.direction"],
      ["address_prefixes", "properties.addressPrefixes"],
      ["fqdns", "properties.fullyQualifiedDomainNames"],
      ["service_tags", "properties.serviceTags"],
      ["subscription_ids", "properties.subscriptions", under("id")],
    ],
  },
  azurerm_network_security_perimeter_association: {
    arm: `${PERIMETERS}/resourceAssociations`,
    place: { ...below("network_security_perimeter_profile_id", "name"), beside: true },
    rows: [
      ["access_mode", "properties.accessMode"],
      id("resource_id", "privateLinkResource"),
      id("network_security_perimeter_profile_id", "profile"),
    ],
  },
};
