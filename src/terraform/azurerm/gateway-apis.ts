import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import { inGroup, type Place } from "../map/place";
import { each, nonZero, one, or, type Rows } from "../map/rows";

/**
 * What an API Management service passes calls on to: backends and APIs.
 * Source: hashicorp/terraform-provider-azurerm internal/services/apimanagement, and requests recorded of 4.55.0.
 */

export const SERVICE = "Microsoft.ApiManagement/service";

export const inService = (...segments: string[]): Place => inGroup("api_management_name", ...segments);

/** `a,b` -> `["a", "b"]`, for each header or query parameter. */
const splitAll = (value: OpenValue): OpenValue =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value)
    ? Object.fromEntries(
        Object.entries(value as OpenObject).map(([key, item]) => [
          key,
          typeof item === "string" ? item.split(",") : item,
        ]),
      )
    : value;

export const backend: Rows = [
  ["url", "properties.url"],
  ["protocol", "properties.protocol"],
  ["description", "properties.description", nonZero],
  ["title", "properties.title", nonZero],
  ["resource_id", "properties.resourceId", nonZero],
  [
    "credentials",
    "properties.credentials",
    one([
      [
        "authorization",
        "authorization",
        one([
          ["parameter", "parameter"],
          ["scheme", "scheme"],
        ]),
      ],
      ["certificate", "certificate"],
      ["header", "header", { as: splitAll }],
      ["query", "query", { as: splitAll }],
    ]),
  ],
  [
    "proxy",
    "properties.proxy",
    one([
      ["url", "url"],
      ["username", "username", nonZero],
      ["password", "password", nonZero],
    ]),
  ],
  [
    "tls",
    "properties.tls",
    one([
      ["validate_certificate_chain", "validateCertificateChain"],
      ["validate_certificate_name", "validateCertificateName"],
    ]),
  ],
  [
    "circuit_breaker_rule",
    "properties.circuitBreaker.rules",
    each([
      ["name", "name"],
      ["trip_duration", "tripDuration"],
      ["accept_retry_after_enabled", "acceptRetryAfter", or(false)],
      [
        "failure_condition",
        "failureCondition",
        one([
          ["interval_duration", "interval"],
          ["count", "count", nonZero],
          ["percentage", "percentage", nonZero],
          ["error_reasons", "errorReasons"],
          [
            "status_code_range",
            "statusCodeRanges",
            each([
              ["min", "min"],
              ["max", "max"],
            ]),
          ],
        ]),
      ],
    ]),
  ],
  [
    "service_fabric_cluster",
    "properties.properties.serviceFabricCluster",
    one([
      ["client_certificate_id", "clientCertificateId", nonZero],
      ["client_certificate_thumbprint", "clientCertificatethumbprint", nonZero],
      ["management_endpoints", "managementEndpoints"],
      ["max_partition_resolution_retries", "maxPartitionResolutionRetries"],
      ["server_certificate_thumbprints", "serverCertificateThumbprints"],
      [
        "server_x509_name",
        "serverX509Names",
        each([
          ["issuer_certificate_thumbprint", "issuerCertificateThumbprint"],
          ["name", "name"],
        ]),
      ],
    ]),
  ],
];

export const api: Rows = [
  ["api_type", "properties.type", or("http")],
  ["api_type", "properties.apiType", or("http")],
  ["path", "properties.path", or("")],
  ["display_name", "properties.displayName", nonZero],
  ["description", "properties.description", nonZero],
  ["protocols", "properties.protocols"],
  ["service_url", "properties.serviceUrl", nonZero],
  ["source_api_id", "properties.sourceApiId", nonZero],
  ["subscription_required", "properties.subscriptionRequired", or(true)],
  ["revision_description", "properties.apiRevisionDescription", or("")],
  ["version_description", "properties.apiVersionDescription", or("")],
  ["version", "properties.apiVersion", nonZero],
  ["version_set_id", "properties.apiVersionSetId", nonZero],
  ["terms_of_service_url", "properties.termsOfServiceUrl", nonZero],
  [
    "oauth2_authorization",
    "properties.authenticationSettings.oAuth2",
    one([
      ["authorization_server_name", "authorizationServerId"],
      ["scope", "scope", or("")],
    ]),
  ],
  [
    "openid_authentication",
    "properties.authenticationSettings.openid",
    one([
      ["openid_provider_name", "openidProviderId"],
      ["bearer_token_sending_methods", "bearerTokenSendingMethods"],
    ]),
  ],
  [
    "subscription_key_parameter_names",
    "properties.subscriptionKeyParameterNames",
    one(
      [
        ["header", "header"],
        ["query", "query"],
      ],
      { computed: true },
    ),
  ],
  [
    "contact",
    "properties.contact",
    one([
      ["email", "email", or("")],
      ["name", "name", or("")],
      ["url", "url", or("")],
    ]),
  ],
  [
    "license",
    "properties.license",
    one([
      ["name", "name", or("")],
      ["url", "url", or("")],
    ]),
  ],
  // What `import` imports goes in a request before this one, which does not repeat it.
];
