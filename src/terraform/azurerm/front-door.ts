import { Unknown } from "../../policy/unknown";
import { below } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, derive, enabled, list, nonZero, one, or, under } from "../map/rows";
import { region, tags } from "./common";

/**
 * What a Front Door profile routes: endpoints, their routes and domains, and the origins behind them.
 * Source: hashicorp/terraform-provider-azurerm internal/services/cdn.
 */

const PROFILES = "Microsoft.Cdn/profiles";

export const frontDoor: Family = {
  azurerm_cdn_frontdoor_endpoint: {
    arm: `${PROFILES}/afdEndpoints`,
    place: below("cdn_frontdoor_profile_id", "name"),
    rows: [constant("location", "global"), tags, ["enabled", "properties.enabledState", enabled("Enabled")]],
  },
  azurerm_cdn_frontdoor_origin_group: {
    arm: `${PROFILES}/originGroups`,
    place: below("cdn_frontdoor_profile_id", "name"),
    rows: [
      [
        "load_balancing",
        "properties.loadBalancingSettings",
        one([
          ["additional_latency_in_milliseconds", "additionalLatencyInMilliseconds", or(50)],
          ["sample_size", "sampleSize", or(4)],
          ["successful_samples_required", "successfulSamplesRequired", or(3)],
        ]),
      ],
      [
        "health_probe",
        "properties.healthProbeSettings",
        one([
          ["interval_in_seconds", "probeIntervalInSeconds"],
          ["path", "probePath", or("/")],
          ["protocol", "probeProtocol"],
          ["request_type", "probeRequestType", or("HEAD")],
        ]),
      ],
      ["session_affinity_enabled", "properties.sessionAffinityState", enabled("Enabled")],
      [
        "restore_traffic_time_to_healed_or_new_endpoint_in_minutes",
        "properties.trafficRestorationTimeToHealedOrNewEndpointsInMinutes",
        or(10),
      ],
    ],
  },
  azurerm_cdn_frontdoor_origin: {
    arm: `${PROFILES}/originGroups/origins`,
    place: below("cdn_frontdoor_origin_group_id", "name"),
    rows: [
      constant("properties.enabledState", "Enabled"),
      // The name before 4.0.
      ["health_probes_enabled", "properties.enabledState", enabled()],
      ["enabled", "properties.enabledState", enabled()],
      ["certificate_name_check_enabled", "properties.enforceCertificateNameCheck"],
      ["host_name", "properties.hostName"],
      ["http_port", "properties.httpPort", or(80)],
      ["https_port", "properties.httpsPort", or(443)],
      ["origin_host_header", "properties.originHostHeader", nonZero],
      ["priority", "properties.priority", or(1)],
      ["weight", "properties.weight", or(500)],
      [
        "private_link",
        "properties.sharedPrivateLinkResource",
        one([
          ["private_link_target_id", "privateLink.id"],
          ["target_type", "groupId", or("")],
          ["location", "privateLinkLocation", region],
          ["request_message", "requestMessage", or("Access request for CDN FrontDoor Private Link Origin")],
        ]),
      ],
    ],
  },
  // That a route waits for its origins is said to Terraform only.
  azurerm_cdn_frontdoor_route: {
    arm: `${PROFILES}/afdEndpoints/routes`,
    place: below("cdn_frontdoor_endpoint_id", "name"),
    rows: [
      // Whether an empty list is sent where there are none, differs.
      [
        "cdn_frontdoor_custom_domain_ids",
        "properties.customDomains",
        { as: (ids) => (list(ids).length === 0 ? Unknown : list(ids).map((id) => ({ id }))), absent: Unknown },
      ],
      ["enabled", "properties.enabledState", enabled("Enabled")],
      ["forwarding_protocol", "properties.forwardingProtocol", or("MatchRequest")],
      ["https_redirect_enabled", "properties.httpsRedirect", enabled("Enabled")],
      ["link_to_default_domain", "properties.linkToDefaultDomain", enabled("Enabled")],
      ["cdn_frontdoor_origin_group_id", "properties.originGroup.id", nonZero],
      ["cdn_frontdoor_origin_path", "properties.originPath", nonZero],
      ["patterns_to_match", "properties.patternsToMatch"],
      [
        "cdn_frontdoor_rule_set_ids",
        "properties.ruleSets",
        { as: (ids, block) => (list(ids).length === 0 ? undefined : under("id").as?.(ids, block)) },
      ],
      ["supported_protocols", "properties.supportedProtocols"],
      [
        "cache",
        "properties.cacheConfiguration",
        one([
          ["compression_enabled", "compressionSettings.isCompressionEnabled", or(false)],
          [
            "content_types_to_compress",
            "compressionSettings.contentTypesToCompress",
            { as: (types) => (list(types).length === 0 ? undefined : types) },
          ],
          ["query_string_caching_behavior", "queryStringCachingBehavior", or("IgnoreQueryString")],
          derive(["query_strings"], "queryParameters", (block) => {
            const names = list(block.read("query_strings"));
            return names.length === 0 ? undefined : names.join(",");
          }),
        ]),
      ],
    ],
  },
  azurerm_cdn_frontdoor_custom_domain: {
    arm: `${PROFILES}/customDomains`,
    place: below("cdn_frontdoor_profile_id", "name"),
    rows: [
      ["host_name", "properties.hostName"],
      ["dns_zone_id", "properties.azureDnsZone.id", nonZero],
      [
        "tls",
        "properties.tlsSettings",
        one([
          ["certificate_type", "certificateType", or("ManagedCertificate")],
          ["minimum_tls_version", "minimumTlsVersion", or("TLS12")],
          ["cdn_frontdoor_secret_id", "secret.id", nonZero],
        ]),
      ],
    ],
  },
};
