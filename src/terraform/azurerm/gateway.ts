import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below, inGroup } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { derive, deriveOpen, enabled, nonZero, one, or, words, type Row } from "../map/rows";
import { identity, location, tags } from "./common";
import { api, backend, inService, SERVICE } from "./gateway-apis";
import { serviceExtras } from "./gateway-service";

/**
 * API Management: what fronts a model hides it from its callers.
 * Source: hashicorp/terraform-provider-azurerm internal/services/apimanagement, and requests recorded of 4.55.0.
 */

const GATEWAY = "Microsoft.WindowsAzure.ApiManagement.Gateway";

/** Protocol attribute of `security` -> its custom property. */
const PROTOCOLS: Readonly<Record<string, string>> = {
  backend_ssl30_enabled: "Security.Backend.Protocols.Ssl30",
  backend_tls10_enabled: "Security.Backend.Protocols.Tls10",
  backend_tls11_enabled: "Security.Backend.Protocols.Tls11",
  frontend_ssl30_enabled: "Security.Protocols.Ssl30",
  frontend_tls10_enabled: "Security.Protocols.Tls10",
  frontend_tls11_enabled: "Security.Protocols.Tls11",
};
const CIPHERS: Readonly<Record<string, string>> = {
  tls_ecdhe_ecdsa_with_aes128_cbc_sha_ciphers_enabled: "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
  tls_ecdhe_ecdsa_with_aes256_cbc_sha_ciphers_enabled: "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
  tls_ecdhe_rsa_with_aes128_cbc_sha_ciphers_enabled: "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
  tls_ecdhe_rsa_with_aes256_cbc_sha_ciphers_enabled: "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
  tls_rsa_with_aes128_cbc_sha256_ciphers_enabled: "TLS_RSA_WITH_AES_128_CBC_SHA256",
  tls_rsa_with_aes128_cbc_sha_ciphers_enabled: "TLS_RSA_WITH_AES_128_CBC_SHA",
  tls_rsa_with_aes128_gcm_sha256_ciphers_enabled: "TLS_RSA_WITH_AES_128_GCM_SHA256",
  tls_rsa_with_aes256_cbc_sha256_ciphers_enabled: "TLS_RSA_WITH_AES_256_CBC_SHA256",
  tls_rsa_with_aes256_cbc_sha_ciphers_enabled: "TLS_RSA_WITH_AES_256_CBC_SHA",
  tls_rsa_with_aes256_gcm_sha384_ciphers_enabled: "TLS_RSA_WITH_AES_256_GCM_SHA384",
  triple_des_ciphers_enabled: "TripleDes168",
};

/** `frontend_tls10_enabled` was `enable_frontend_tls10` before 5.0. */
const earlierName = (attribute: string): string => `enable_${attribute.replace(/_enabled$/, "")}`;

/** `security` and `protocols` as custom properties: text, and all of them also when nothing is set. A consumption service has the protocols only. */
function customProperties(block: Block): OpenValue {
  const security = block.one("security");
  const protocols = block.one("protocols");
  const sku = block.read("sku_name");
  if (isUnknown(security) || isUnknown(sku) || isUnknown(protocols)) return Unknown;
  const out: OpenObject = {};
  const flag = (from: Block | undefined, attribute: string): OpenValue => {
    const value = from?.read(attribute) ?? from?.read(earlierName(attribute)) ?? false;
    return isUnknown(value) ? Unknown : String(value);
  };
  const consumption = String(sku).startsWith("Consumption");
  for (const [attribute, name] of Object.entries(PROTOCOLS)) {
    if (consumption && attribute === "frontend_ssl30_enabled") continue;
    out[`${GATEWAY}.${name}`] = flag(security, attribute);
  }
  if (!consumption)
    for (const [attribute, name] of Object.entries(CIPHERS))
      out[`${GATEWAY}.Security.Ciphers.${name}`] = flag(security, attribute);
  if (protocols) out[`${GATEWAY}.Protocols.Server.Http2`] = flag(protocols, "http2_enabled");
  return out;
}

const policyOf = (place: ResourceMap["place"], arm: string): ResourceMap => ({
  arm,
  place,
  rows: [
    derive(["xml_link"], "properties.format", (b) => (b.read("xml_link") ? "rawxml-link" : "rawxml")),
    deriveOpen(["xml_content", "xml_link"], "properties.value", (b) =>
      b.read("xml_link") ? b.read("xml_link") : b.read("xml_content"),
    ),
  ],
});

const whereCounted = (from: string, to: string): Row =>
  derive(["subscription_required", "subscriptions_limit", from], to, (b) =>
    b.read("subscription_required") !== false && Number(b.read("subscriptions_limit") ?? 0) > 0
      ? (b.read(from) ?? false)
      : undefined,
  );

const withoutKey = (from: string, to: string, absent?: OpenValue): Row =>
  derive(["connection_string", "endpoint_uri", from], to, (b) =>
    !b.read("connection_string") && b.read("endpoint_uri") ? b.read(from) || absent : undefined,
  );

export const gateway: Family = {
  azurerm_api_management: {
    arm: SERVICE,
    place: inGroup("name"),
    rows: [
      location,
      identity(),
      tags,
      ["zones", "zones"],
      ["sku_name", "sku.name", { as: (value) => String(value).split("_")[0] }],
      ["sku_name", "sku.capacity", { as: (value) => Number(String(value).split("_")[1] ?? 0) }],
      ["publisher_name", "properties.publisherName"],
      ["publisher_email", "properties.publisherEmail"],
      ["notification_sender_email", "properties.notificationSenderEmail", nonZero],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      ["virtual_network_type", "properties.virtualNetworkType", or("None")],
      [
        "virtual_network_configuration",
        "properties.virtualNetworkConfiguration",
        one([["subnet_id", "subnetResourceId"]]),
      ],
      ["public_ip_address_id", "properties.publicIpAddressId", nonZero],
      ["gateway_disabled", "properties.disableGateway", or(false)],
      ["min_api_version", "properties.apiVersionConstraint.minApiVersion", nonZero],
      deriveOpen(["client_certificate_enabled", "sku_name"], "properties.enableClientCertificate", (b) =>
        String(b.read("sku_name")).startsWith("Consumption")
          ? (b.read("client_certificate_enabled") ?? false)
          : undefined,
      ),
      deriveOpen(["security", "protocols", "sku_name"], "properties.customProperties", customProperties),
      ...serviceExtras,
    ],
  },
  azurerm_api_management_api: {
    arm: `${SERVICE}/apis`,
    place: inService("name"),
    rows: api,
  },
  azurerm_api_management_backend: { arm: `${SERVICE}/backends`, place: inService("name"), rows: backend },
  azurerm_api_management_named_value: {
    arm: `${SERVICE}/namedValues`,
    place: inService("name"),
    rows: [
      ["display_name", "properties.displayName"],
      ["secret", "properties.secret", or(false)],
      ["tags", "properties.tags"],
      ["value", "properties.value", nonZero],
      [
        "value_from_key_vault",
        "properties.keyVault",
        one([
          ["secret_id", "secretIdentifier"],
          ["identity_client_id", "identityClientId", nonZero],
        ]),
      ],
    ],
  },
  azurerm_api_management_policy: policyOf(below("api_management_id", "=policy"), `${SERVICE}/policies`),
  azurerm_api_management_api_policy: policyOf(inService("api_name", "=policy"), `${SERVICE}/apis/policies`),
  azurerm_api_management_api_operation_policy: policyOf(
    inService("api_name", "operation_id", "=policy"),
    `${SERVICE}/apis/operations/policies`,
  ),
  azurerm_api_management_product_policy: policyOf(inService("product_id", "=policy"), `${SERVICE}/products/policies`),
  azurerm_api_management_product: {
    arm: `${SERVICE}/products`,
    place: inService("product_id"),
    rows: [
      ["display_name", "properties.displayName"],
      ["description", "properties.description", or("")],
      ["terms", "properties.terms", or("")],
      ["subscription_required", "properties.subscriptionRequired", or(true)],
      // Both only where subscriptions are required and counted.
      whereCounted("subscriptions_limit", "properties.subscriptionsLimit"),
      whereCounted("approval_required", "properties.approvalRequired"),
      ["published", "properties.state", words("published", "notPublished")],
    ],
  },
  azurerm_api_management_subscription: {
    arm: `${SERVICE}/subscriptions`,
    place: inService("subscription_id"),
    rows: [
      ["display_name", "properties.displayName"],
      deriveOpen(
        ["product_id", "api_id"],
        "properties.scope",
        (b) => b.read("product_id") ?? b.read("api_id") ?? "/apis",
      ),
      ["user_id", "properties.ownerId", nonZero],
      ["state", "properties.state", or("submitted")],
      ["allow_tracing", "properties.allowTracing", or(true)],
      ["primary_key", "properties.primaryKey", nonZero],
      ["secondary_key", "properties.secondaryKey", nonZero],
    ],
  },
  azurerm_api_management_logger: {
    arm: `${SERVICE}/loggers`,
    place: inService("name"),
    rows: [
      ["buffered", "properties.isBuffered", or(true)],
      ["description", "properties.description", or("")],
      ["resource_id", "properties.resourceId", nonZero],
      derive(["application_insights"], "properties.loggerType", (b) =>
        b.one("application_insights") ? "applicationInsights" : "azureEventHub",
      ),
      [
        "application_insights",
        "properties.credentials",
        one([
          ["connection_string", "connectionString", nonZero],
          ["instrumentation_key", "instrumentationKey", nonZero],
        ]),
      ],
      [
        "eventhub",
        "properties.credentials",
        one([
          ["name", "name"],
          ["connection_string", "connectionString", nonZero],
          // With a connection string neither; without one the service's own identity, unless another is named.
          withoutKey("endpoint_uri", "endpointAddress"),
          withoutKey("user_assigned_identity_client_id", "identityClientId", "SystemAssigned"),
        ]),
      ],
    ],
  },
  azurerm_api_connection: {
    arm: "Microsoft.Web/connections",
    place: inGroup("name"),
    rows: [
      tags,
      // `.../locations/LOCATION/managedApis/NAME`
      ["managed_api_id", "location", { as: (value) => /\/locations\/([^/]+)/i.exec(String(value))?.[1] }],
      ["managed_api_id", "properties.api.id"],
      ["display_name", "properties.displayName", or("")],
      ["parameter_values", "properties.parameterValues"],
    ],
  },
};
