import { inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, deriveOpen, each, list, nonZero, one, onlyTrue, or, type Row, type Rows } from "../map/rows";
import { isUnknown, Unknown } from "../../policy/unknown";
import { certificates, sslPolicy } from "./application-gateway-certificates";
import { collection, five, GATEWAYS, nameParts, OWN, part, parts, subResource } from "./application-gateway-parts";
import { identity, location, named, tags } from "./common";

/**
 * Application gateways.
 * Source: hashicorp/terraform-provider-azurerm internal/services/network/application_gateway_resource.go, and a recorded request of 5.2.0.
 */

const errors: Row = [
  "custom_error_configuration",
  "properties.customErrorConfigurations",
  each([
    ["status_code", "statusCode"],
    ["custom_error_page_url", "customErrorPageUrl"],
  ]),
];

const pools = collection("backend_address_pool", "backendAddressPools", [
  deriveOpen(["fqdns", "ip_addresses"], "properties.backendAddresses", (pool) => {
    const [names, addresses] = [pool.read("fqdns"), pool.read("ip_addresses")];
    if (isUnknown(names) || isUnknown(addresses)) return Unknown;
    return [...list(names).map((fqdn) => ({ fqdn })), ...list(addresses).map((ipAddress) => ({ ipAddress }))];
  }),
]);

const httpSettings = collection("backend_http_settings", "backendHttpSettingsCollection", [
  ["cookie_based_affinity", "properties.cookieBasedAffinity"],
  ["affinity_cookie_name", "properties.affinityCookieName", nonZero],
  ["path", "properties.path", or("")],
  ["port", "properties.port"],
  ["protocol", "properties.protocol"],
  ["host_name", "properties.hostName", nonZero],
  ["pick_host_name_from_backend_address", "properties.pickHostNameFromBackendAddress", or(false)],
  ["request_timeout", "properties.requestTimeout", or(30)],
  ["probe_name", "properties.probe", part("probes")],
  ["trusted_root_certificate_names", "properties.trustedRootCertificates", parts("trustedRootCertificates")],
  [
    "authentication_certificate",
    "properties.authenticationCertificates",
    each([["name", "id", { as: (name) => `${OWN}authenticationCertificates/${String(name)}` }]]),
  ],
  [
    "connection_draining",
    "properties.connectionDraining",
    one([
      ["enabled", "enabled"],
      ["drain_timeout_sec", "drainTimeoutInSec"],
    ]),
  ],
  five("properties.sniName", ""),
  five("properties.validateCertChainAndExpiry", true),
  five("properties.validateSNI", true),
]);

const frontends: Rows = [
  collection("gateway_ip_configuration", "gatewayIPConfigurations", [["subnet_id", "properties.subnet.id"]]),
  collection("frontend_port", "frontendPorts", [["port", "properties.port"]]),
  collection("frontend_ip_configuration", "frontendIPConfigurations", [
    ["private_ip_address_allocation", "properties.privateIPAllocationMethod", or("Dynamic")],
    ["private_ip_address", "properties.privateIPAddress", nonZero],
    ["public_ip_address_id", "properties.publicIPAddress", subResource],
    ["subnet_id", "properties.subnet", subResource],
    ["private_link_configuration_name", "properties.privateLinkConfiguration", part("privateLinkConfigurations")],
  ]),
  collection("http_listener", "httpListeners", [
    ["frontend_ip_configuration_name", "properties.frontendIPConfiguration", part("frontendIPConfigurations")],
    ["frontend_port_name", "properties.frontendPort", part("frontendPorts")],
    ["protocol", "properties.protocol"],
    ["require_sni", "properties.requireServerNameIndication", or(false)],
    ["host_name", "properties.hostName", nonZero],
    ["host_names", "properties.hostNames"],
    ["ssl_certificate_name", "properties.sslCertificate", part("sslCertificates")],
    ["ssl_profile_name", "properties.sslProfile", part("sslProfiles")],
    ["firewall_policy_id", "properties.firewallPolicy", subResource],
    errors,
  ]),
];

const probes = collection("probe", "probes", [
  ["host", "properties.host", nonZero],
  ["interval", "properties.interval"],
  ["minimum_servers", "properties.minServers", or(0)],
  ["path", "properties.path", { absent: Unknown }],
  ["port", "properties.port", nonZero],
  ["protocol", "properties.protocol"],
  ["timeout", "properties.timeout"],
  ["unhealthy_threshold", "properties.unhealthyThreshold"],
  ["pick_host_name_from_backend_http_settings", "properties.pickHostNameFromBackendHttpSettings", or(false)],
  [
    "match",
    "properties.match",
    one([
      ["body", "body", or("")],
      ["status_code", "statusCodes"],
    ]),
  ],
  five("properties.enableProbeProxyProtocolHeader", false),
]);

/** Where a request goes. @param prefix of the attributes and of the properties */
const targets = (from: string, to: (name: string) => string): Rows => [
  [`${from}backend_address_pool_name`, `properties.${to("backendAddressPool")}`, part("backendAddressPools")],
  [
    `${from}backend_http_settings_name`,
    `properties.${to("backendHttpSettings")}`,
    part("backendHttpSettingsCollection"),
  ],
  [`${from}redirect_configuration_name`, `properties.${to("redirectConfiguration")}`, part("redirectConfigurations")],
  [`${from}rewrite_rule_set_name`, `properties.${to("rewriteRuleSet")}`, part("rewriteRuleSets")],
];
const asIs = (name: string): string => name;
const asDefault = (name: string): string => `default${name[0]?.toUpperCase() ?? ""}${name.slice(1)}`;

const routing: Rows = [
  collection("request_routing_rule", "requestRoutingRules", [
    ["rule_type", "properties.ruleType"],
    ["priority", "properties.priority", nonZero],
    ["http_listener_name", "properties.httpListener", part("httpListeners")],
    ["url_path_map_name", "properties.urlPathMap", part("urlPathMaps")],
    ...targets("", asIs),
  ]),
  collection("url_path_map", "urlPathMaps", [
    ...targets("default_", asDefault),
    [
      "path_rule",
      "properties.pathRules",
      each([
        named,
        ["paths", "properties.paths"],
        ["firewall_policy_id", "properties.firewallPolicy", subResource],
        ...targets("", asIs),
      ]),
    ],
  ]),
  collection("redirect_configuration", "redirectConfigurations", [
    ["redirect_type", "properties.redirectType"],
    ["target_listener_name", "properties.targetListener", part("httpListeners")],
    ["target_url", "properties.targetUrl", nonZero],
    ["include_path", "properties.includePath", or(Unknown)],
    ["include_query_string", "properties.includeQueryString", or(Unknown)],
  ]),
  // Their conditions and actions are not told apart.
  [
    "rewrite_rule_set",
    "properties.rewriteRuleSets",
    each([], { then: (made) => (list(made).length > 0 ? Unknown : made) }),
  ],
];

/** Traffic that is no HTTP, from 4.67 on. */
const layerFour: Rows = [
  collection("listener", "listeners", [
    ["frontend_ip_configuration_name", "properties.frontendIPConfiguration", part("frontendIPConfigurations")],
    ["frontend_port_name", "properties.frontendPort", part("frontendPorts")],
    ["protocol", "properties.protocol"],
    ["host_names", "properties.hostNames"],
    ["ssl_certificate_name", "properties.sslCertificate", part("sslCertificates")],
    ["ssl_profile_name", "properties.sslProfile", part("sslProfiles")],
  ]),
  collection("backend", "backendSettingsCollection", [
    ["port", "properties.port"],
    ["protocol", "properties.protocol"],
    ["timeout_in_seconds", "properties.timeout"],
    ["host_name", "properties.hostName", nonZero],
    ["client_ip_preservation_enabled", "properties.enableL4ClientIpPreservation", or(Unknown)],
    ["probe_name", "properties.probe", part("probes")],
    ["trusted_root_certificate_names", "properties.trustedRootCertificates", parts("trustedRootCertificates")],
  ]),
  collection("routing_rule", "routingRules", [
    constant("properties.ruleType", "Basic"),
    ["priority", "properties.priority"],
    ["listener_name", "properties.listener", part("listeners")],
    ["backend_name", "properties.backendSettings", part("backendSettingsCollection")],
    ["backend_address_pool_name", "properties.backendAddressPool", part("backendAddressPools")],
  ]),
];

const firewall: Row = [
  "waf_configuration",
  "properties.webApplicationFirewallConfiguration",
  one([
    ["enabled", "enabled"],
    ["firewall_mode", "firewallMode"],
    ["rule_set_type", "ruleSetType", or("OWASP")],
    ["rule_set_version", "ruleSetVersion"],
    ["file_upload_limit_mb", "fileUploadLimitInMb", or(100)],
    ["request_body_check", "requestBodyCheck", or(true)],
    ["max_request_body_size_kb", "maxRequestBodySizeInKb", or(128)],
    [
      "disabled_rule_group",
      "disabledRuleGroups",
      each([
        ["rule_group_name", "ruleGroupName"],
        ["rules", "rules"],
      ]),
    ],
    [
      "exclusion",
      "exclusions",
      each([
        ["match_variable", "matchVariable"],
        ["selector", "selector", nonZero],
        ["selector_match_operator", "selectorMatchOperator", nonZero],
      ]),
    ],
  ]),
];

const links = collection("private_link_configuration", "privateLinkConfigurations", [
  [
    "ip_configuration",
    "properties.ipConfigurations",
    each([
      named,
      ["primary", "properties.primary"],
      ["private_ip_address_allocation", "properties.privateIPAllocationMethod"],
      ["private_ip_address", "properties.privateIPAddress", nonZero],
      ["subnet_id", "properties.subnet", subResource],
    ]),
  ],
]);

export const applicationGateway: Family = {
  azurerm_application_gateway: {
    arm: GATEWAYS,
    place: inGroup("name"),
    finish: nameParts,
    rows: [
      location,
      identity({ none: false }),
      tags,
      ["zones", "zones"],
      ["sku", "properties.sku", one([named, ["tier", "tier"], ["capacity", "capacity", nonZero]])],
      [
        "autoscale_configuration",
        "properties.autoscaleConfiguration",
        one([
          ["min_capacity", "minCapacity"],
          ["max_capacity", "maxCapacity", nonZero],
        ]),
      ],
      ["enable_http2", "properties.enableHttp2"],
      ["http2_enabled", "properties.enableHttp2", { absent: (block) => block.read("enable_http2") ?? false }],
      ["fips_enabled", "properties.enableFips", onlyTrue],
      ["firewall_policy_id", "properties.firewallPolicy", subResource],
      [
        "force_firewall_policy_association",
        "properties.forceFirewallPolicyAssociation",
        { as: (forced) => (forced === true ? true : Unknown) },
      ],
      [
        "global",
        "properties.globalConfiguration",
        one([
          ["request_buffering_enabled", "enableRequestBuffering"],
          ["response_buffering_enabled", "enableResponseBuffering"],
        ]),
      ],
      ["ssl_policy", "properties.sslPolicy", one(sslPolicy, { computed: true })],
      pools,
      httpSettings,
      ...frontends,
      probes,
      ...routing,
      ...layerFour,
      ...certificates,
      firewall,
      links,
      errors,
    ],
  },
};
