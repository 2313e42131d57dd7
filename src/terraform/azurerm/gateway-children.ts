import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { below } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import {
  constant,
  derive,
  each,
  isObject,
  list,
  nonZero,
  one,
  or,
  words,
  type Row,
  type Rule,
  type Rows,
} from "../map/rows";
import { named, region } from "./common";
import { inService, SERVICE } from "./gateway-apis";

/**
 * What stands in an API Management service besides what it passes calls on to: operations, diagnostics, who may come in.
 * Source: hashicorp/terraform-provider-azurerm internal/services/apimanagement.
 */

const onService = below("api_management_id", "name");

/** Text is sent also where it is left out. */
const text: Rule = or("");
const description: Row = ["description", "properties.description", text];
const displayName: Row = ["display_name", "properties.displayName"];

/** Examples are sent by name. */
function byName(examples: OpenValue): OpenValue {
  const out: OpenObject = {};
  for (const example of list(examples)) {
    if (!isObject(example) || typeof example.name !== "string") return Unknown;
    const { name, ...rest } = example;
    out[name] = rest;
  }
  return out;
}

/** JSON where the text is JSON, else the text. */
function parsed(value: OpenValue): OpenValue {
  try {
    return JSON.parse(String(value)) as OpenValue;
  } catch {
    return value;
  }
}

const examples: Row = [
  "example",
  "examples",
  each(
    [
      named,
      ["summary", "summary", text],
      ["description", "description", text],
      ["value", "value", { as: parsed, absent: "" }],
      ["external_value", "externalValue", text],
    ],
    { then: byName, absent: () => ({}) },
  ),
];

const parameter: Rows = [
  named,
  ["description", "description", text],
  ["type", "type"],
  ["required", "required"],
  ["values", "values", { absent: [] }],
  ["schema_id", "schemaId", text],
  ["type_name", "typeName", text],
  ["default_value", "defaultValue", nonZero],
  examples,
];

const parameters = (from: string, to: string): Row => [from, to, each(parameter, { absent: [] })];

const FORM = /^(multipart\/form-data|application\/x-www-form-urlencoded)$/i;

/** Of a form its parameters are sent, of anything else its schema. */
const representation: Row = [
  "representation",
  "representations",
  each(
    [
      ["content_type", "contentType"],
      ["schema_id", "schemaId", text],
      ["type_name", "typeName", text],
      parameters("form_parameter", "formParameters"),
      examples,
    ],
    {
      absent: [],
      then: (made) =>
        list(made).map((item) => {
          if (!isObject(item) || isUnknown(item.contentType)) return Unknown;
          const { schemaId, typeName, formParameters, ...rest } = item;
          return FORM.test(String(item.contentType)) ? { ...rest, formParameters } : { ...rest, schemaId, typeName };
        }),
    },
  ),
];

/** Parts without entries are left out. */
const masked = (from: string, to: string): Row => [
  from,
  to,
  each([
    ["mode", "mode"],
    ["value", "value"],
  ]),
];

const message: Rows = [
  ["body_bytes", "body.bytes", or(0)],
  ["headers_to_log", "headers", { absent: [] }],
  ["data_masking", "dataMasking", one([masked("query_params", "queryParams"), masked("headers", "headers")])],
];

const messageOf = (side: string, part: string): Row => [
  `${side}_${part}`,
  `properties.${side}.${part}`,
  one(message, { computed: true }),
];

/** @param format what stands for a format that is left out; Application Insights alone is told one */
const diagnostic = (format: OpenValue): Rows => [
  ["api_management_logger_id", "properties.loggerId"],
  derive(["identifier", "operation_name_format"], "properties.operationNameFormat", (b) =>
    b.read("identifier") === "applicationinsights" ? b.read("operation_name_format") || format : undefined,
  ),
  [
    "sampling_percentage",
    "properties.sampling",
    { as: (percentage) => (percentage === 0 ? undefined : { samplingType: "fixed", percentage }) },
  ],
  ["always_log_errors", "properties.alwaysLog", words("allErrors", undefined)],
  ["verbosity", "properties.verbosity", nonZero],
  ["log_client_ip", "properties.logClientIp", words(true, false)],
  ["http_correlation_protocol", "properties.httpCorrelationProtocol", nonZero],
  messageOf("frontend", "request"),
  messageOf("frontend", "response"),
  messageOf("backend", "request"),
  messageOf("backend", "response"),
];

/** The type is the name, too. */
const identityProvider = (type: string, id: string, secret: string, rows: Rows = []): ResourceMap => ({
  arm: `${SERVICE}/identityProviders`,
  place: inService(`=${type}`),
  rows: [constant("properties.type", type), [id, "properties.clientId"], [secret, "properties.clientSecret"], ...rows],
});

const inIt = (arm: string, rows: Rows, place = inService("name")): ResourceMap => ({
  arm: `${SERVICE}/${arm}`,
  place,
  rows,
});

export const gatewayChildren: Family = {
  azurerm_api_management_api_operation: inIt(
    "apis/operations",
    [
      displayName,
      description,
      ["method", "properties.method"],
      ["url_template", "properties.urlTemplate"],
      [
        "request",
        "properties.request",
        one([
          ["description", "description", text],
          parameters("header", "headers"),
          parameters("query_parameter", "queryParameters"),
          representation,
        ]),
      ],
      [
        "response",
        "properties.responses",
        each(
          [
            ["status_code", "statusCode"],
            ["description", "description", text],
            parameters("header", "headers"),
            representation,
          ],
          { absent: [] },
        ),
      ],
      parameters("template_parameter", "properties.templateParameters"),
    ],
    inService("api_name", "operation_id"),
  ),
  azurerm_api_management_api_diagnostic: inIt(
    "apis/diagnostics",
    diagnostic("Name"),
    inService("api_name", "identifier"),
  ),
  azurerm_api_management_diagnostic: inIt("diagnostics", diagnostic(Unknown), inService("identifier")),
  azurerm_api_management_api_version_set: inIt("apiVersionSets", [
    displayName,
    description,
    ["versioning_scheme", "properties.versioningScheme"],
    ["version_header_name", "properties.versionHeaderName", nonZero],
    ["version_query_name", "properties.versionQueryName", nonZero],
  ]),
  azurerm_api_management_policy_fragment: inIt(
    "policyFragments",
    [description, ["format", "properties.format", or("xml")], ["value", "properties.value"]],
    onService,
  ),
  azurerm_api_management_certificate: inIt("certificates", [
    ["key_vault_secret_id", "properties.keyVault.secretIdentifier", nonZero],
    ["key_vault_identity_client_id", "properties.keyVault.identityClientId", nonZero],
    ["data", "properties.data", nonZero],
    derive(["data", "password"], "properties.password", (b) =>
      b.read("data") ? (b.read("password") ?? "") : undefined,
    ),
  ]),
  azurerm_api_management_gateway: inIt(
    "gateways",
    [
      description,
      [
        "location_data",
        "properties.locationData",
        one([named, ["city", "city", text], ["district", "district", text], ["region", "countryOrRegion", text]]),
      ],
    ],
    onService,
  ),
  azurerm_api_management_group: inIt("groups", [
    displayName,
    description,
    ["external_id", "properties.externalId", text],
    ["type", "properties.type", or("custom")],
  ]),
  azurerm_api_management_user: inIt(
    "users",
    [
      ["first_name", "properties.firstName"],
      ["last_name", "properties.lastName"],
      ["email", "properties.email"],
      ["confirmation", "properties.confirmation", nonZero],
      ["note", "properties.note", nonZero],
      ["password", "properties.password", nonZero],
      ["state", "properties.state", nonZero],
    ],
    inService("user_id"),
  ),
  azurerm_api_management_redis_cache: inIt(
    "caches",
    [
      ["description", "properties.description", nonZero],
      ["connection_string", "properties.connectionString"],
      ["cache_location", "properties.useFromLocation", { ...region, absent: "default" }],
      // The id behind the address of Resource Manager, which is another in each cloud.
      ["redis_cache_id", "properties.resourceId", { as: (value) => (value === "" ? undefined : Unknown) }],
    ],
    onService,
  ),
  azurerm_api_management_authorization_server: inIt("authorizationServers", [
    displayName,
    description,
    ["authorization_endpoint", "properties.authorizationEndpoint"],
    ["authorization_methods", "properties.authorizationMethods"],
    ["client_id", "properties.clientId"],
    ["client_secret", "properties.clientSecret", text],
    ["client_registration_endpoint", "properties.clientRegistrationEndpoint"],
    ["client_authentication_method", "properties.clientAuthenticationMethod", { absent: [] }],
    ["grant_types", "properties.grantTypes"],
    [
      "bearer_token_sending_methods",
      "properties.bearerTokenSendingMethods",
      { as: (value) => (list(value).length === 0 ? undefined : value) },
    ],
    ["default_scope", "properties.defaultScope", text],
    ["resource_owner_username", "properties.resourceOwnerUsername", text],
    ["resource_owner_password", "properties.resourceOwnerPassword", text],
    ["support_state", "properties.supportState", or(false)],
    ["token_body_parameter", "properties.tokenBodyParameters", each([named, ["value", "value"]], { absent: [] })],
    ["token_endpoint", "properties.tokenEndpoint", nonZero],
  ]),
  azurerm_api_management_openid_connect_provider: inIt("openidConnectProviders", [
    displayName,
    description,
    ["client_id", "properties.clientId"],
    ["client_secret", "properties.clientSecret"],
    ["metadata_endpoint", "properties.metadataEndpoint"],
  ]),
  azurerm_api_management_identity_provider_aad: identityProvider("aad", "client_id", "client_secret", [
    ["client_library", "properties.clientLibrary", text],
    ["allowed_tenants", "properties.allowedTenants"],
    ["signin_tenant", "properties.signinTenant", text],
  ]),
  azurerm_api_management_identity_provider_aadb2c: identityProvider("aadB2C", "client_id", "client_secret", [
    ["client_library", "properties.clientLibrary", text],
    ["allowed_tenant", "properties.allowedTenants", { as: (tenant) => [tenant] }],
    ["signin_tenant", "properties.signinTenant"],
    ["authority", "properties.authority"],
    ["signup_policy", "properties.signupPolicyName"],
    ["signin_policy", "properties.signinPolicyName"],
    ["profile_editing_policy", "properties.profileEditingPolicyName", text],
    ["password_reset_policy", "properties.passwordResetPolicyName", text],
  ]),
  azurerm_api_management_identity_provider_facebook: identityProvider("facebook", "app_id", "app_secret"),
  azurerm_api_management_identity_provider_google: identityProvider("google", "client_id", "client_secret"),
  azurerm_api_management_identity_provider_microsoft: identityProvider("microsoft", "client_id", "client_secret"),
  azurerm_api_management_identity_provider_twitter: identityProvider("twitter", "api_key", "api_secret_key"),
};
