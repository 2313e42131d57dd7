import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import type { AlsoWritten } from "../map/resource-map";
import { constant, deriveOpen, nonZero, one, or, type Derived, type Row, type Rows, type Rule } from "../map/rows";

/**
 * Who may sign in to a site: `auth_settings` and `auth_settings_v2`, each a request of its own.
 * Source: hashicorp/terraform-provider-azurerm internal/services/appservice/helpers/auth*_schema.go, and recorded requests.
 */

/** A map as texts `key=value`. */
const parameters: Rule = {
  as: (map) =>
    typeof map === "object" && !isUnknown(map) && !Array.isArray(map) && !Object.values(map).some((v) => isUnknown(v))
      ? Object.entries(map).map(([key, value]) => `${key}=${String(value)}`)
      : Unknown,
};

const registration = (secret = "client_secret_setting_name"): Rows => [
  ["client_id", "registration.clientId"],
  [secret, "registration.clientSecretSettingName", nonZero],
];
const scopes: Row = ["login_scopes", "login.scopes"];
const audiences: Row = ["allowed_audiences", "validation.allowedAudiences"];

/** A provider is off where it has no block. */
const provider = (from: string, to: string, rows: Rows): Row => [
  from,
  `identityProviders.${to}`,
  one([constant("enabled", true), ...rows], { absent: { enabled: false } }),
];

const activeDirectory: Rows = [
  ...registration(),
  ["client_secret_certificate_thumbprint", "registration.clientSecretCertificateThumbprint", nonZero],
  ["tenant_auth_endpoint", "registration.openIdIssuer"],
  ["www_authentication_disabled", "login.disableWWWAuthenticate", or(false)],
  ["login_parameters", "login.loginParameters", parameters],
  audiences,
  ["allowed_applications", "validation.defaultAuthorizationPolicy.allowedApplications"],
  ["allowed_groups", "validation.defaultAuthorizationPolicy.allowedPrincipals.groups"],
  ["allowed_identities", "validation.defaultAuthorizationPolicy.allowedPrincipals.identities"],
  ["jwt_allowed_client_applications", "validation.jwtClaimChecks.allowedClientApplications"],
  ["jwt_allowed_groups", "validation.jwtClaimChecks.allowedGroups"],
];

/** Providers of one's own: an object with their names as keys. */
function customProviders(block: Block): OpenValue {
  const blocks = block.blocks("custom_oidc_v2");
  if (isUnknown(blocks)) return Unknown;
  if (blocks.length === 0) return undefined;
  if (blocks.some((item) => isUnknown(item) || typeof item.read("name") !== "string")) return Unknown;
  return Object.fromEntries(
    blocks.flatMap((item) => {
      if (isUnknown(item)) return [];
      const name = String(item.read("name"));
      const made: OpenValue = {
        enabled: true,
        login: { nameClaimType: item.read("name_claim_type") ?? undefined, scopes: item.read("scopes") ?? undefined },
        registration: {
          clientId: item.read("client_id"),
          clientCredential: {
            method: "ClientSecretPost",
            clientSecretSettingName: `${name.toUpperCase()}_PROVIDER_AUTHENTICATION_SECRET`,
          },
          openIdConnectConfiguration: { wellKnownOpenIdConfiguration: item.read("openid_configuration_endpoint") },
        },
      };
      return [[name, made]];
    }),
  );
}

const login: Rows = [
  ["logout_endpoint", "routes.logoutEndpoint", nonZero],
  ["token_store_enabled", "tokenStore.enabled", or(false)],
  ["token_refresh_extension_time", "tokenStore.tokenRefreshExtensionHours", or(72)],
  ["token_store_path", "tokenStore.fileSystem.directory", nonZero],
  ["token_store_sas_setting_name", "tokenStore.azureBlobStorage.sasUrlSettingName", nonZero],
  ["preserve_url_fragments_for_logins", "preserveUrlFragmentsForLogins", or(false)],
  ["allowed_external_redirect_urls", "allowedExternalRedirectUrls"],
  ["cookie_expiration_convention", "cookieExpiration.convention", or("FixedTime")],
  ["cookie_expiration_time", "cookieExpiration.timeToExpiration", or("08:00:00")],
  ["validate_nonce", "nonce.validateNonce", or(true)],
  ["nonce_expiration_time", "nonce.nonceExpirationInterval", or("00:05:00")],
];

const second: Rows = [
  ["auth_enabled", "platform.enabled", or(false)],
  ["runtime_version", "platform.runtimeVersion", or("~1")],
  ["config_file_path", "platform.configFilePath", nonZero],
  ["require_authentication", "globalValidation.requireAuthentication", or(false)],
  ["unauthenticated_action", "globalValidation.unauthenticatedClientAction", or("RedirectToLoginPage")],
  ["default_provider", "globalValidation.redirectToProvider", nonZero],
  ["excluded_paths", "globalValidation.excludedPaths"],
  ["require_https", "httpSettings.requireHttps", or(true)],
  ["http_route_api_prefix", "httpSettings.routes.apiPrefix", or("/.auth")],
  ["forward_proxy_convention", "httpSettings.forwardProxy.convention", or("NoProxy")],
  ["forward_proxy_custom_host_header_name", "httpSettings.forwardProxy.customHostHeaderName", nonZero],
  ["forward_proxy_custom_scheme_header_name", "httpSettings.forwardProxy.customProtoHeaderName", nonZero],
  provider("apple_v2", "apple", [...registration(), scopes]),
  provider("active_directory_v2", "azureActiveDirectory", activeDirectory),
  provider("azure_static_web_app_v2", "azureStaticWebApps", [["client_id", "registration.clientId"]]),
  provider("facebook_v2", "facebook", [
    ["app_id", "registration.appId"],
    ["app_secret_setting_name", "registration.appSecretSettingName"],
    ["graph_api_version", "graphApiVersion", nonZero],
    scopes,
  ]),
  provider("github_v2", "gitHub", [...registration(), scopes]),
  provider("google_v2", "google", [...registration(), scopes, audiences]),
  provider("microsoft_v2", "legacyMicrosoftAccount", [...registration(), scopes, audiences]),
  provider("twitter_v2", "twitter", [
    ["consumer_key", "registration.consumerKey"],
    ["consumer_secret_setting_name", "registration.consumerSecretSettingName"],
  ]),
  deriveOpen(["custom_oidc_v2"], "identityProviders.customOpenIdConnectProviders", customProviders),
  ["login", "login", one(login)],
];

/** An attribute of a block that is there at most once; empty text where it is not. */
const inBlock = (name: string, attribute: string, to: string, absent: "" | null = ""): Derived =>
  deriveOpen([name], to, (block) => {
    const inner = block.one(name);
    return isUnknown(inner) ? Unknown : (inner?.read(attribute) ?? absent);
  });

/** Provider of the first form -> its block, and how its settings begin. */
const CLIENTS: readonly (readonly [block: string, to: string])[] = [
  ["github", "gitHub"],
  ["google", "google"],
  ["microsoft", "microsoftAccount"],
];

const first: Rows = [
  ["enabled", "enabled"],
  ["additional_login_parameters", "additionalLoginParams", parameters],
  ["allowed_external_redirect_urls", "allowedExternalRedirectUrls"],
  ["default_provider", "defaultProvider", or("")],
  ["issuer", "issuer", or("")],
  ["runtime_version", "runtimeVersion", or("")],
  ["token_refresh_extension_hours", "tokenRefreshExtensionHours", or(72)],
  ["token_store_enabled", "tokenStoreEnabled", or(false)],
  ["unauthenticated_client_action", "unauthenticatedClientAction", or("")],
  inBlock("active_directory", "client_id", "clientId"),
  inBlock("active_directory", "client_secret", "clientSecret", null),
  inBlock("active_directory", "client_secret_setting_name", "clientSecretSettingName", null),
  inBlock("active_directory", "allowed_audiences", "allowedAudiences", null),
  inBlock("facebook", "app_id", "facebookAppId"),
  inBlock("facebook", "app_secret", "facebookAppSecret"),
  inBlock("facebook", "app_secret_setting_name", "facebookAppSecretSettingName"),
  inBlock("facebook", "oauth_scopes", "facebookOAuthScopes", null),
  ...CLIENTS.flatMap(([name, to]) => [
    inBlock(name, "client_id", `${to}ClientId`),
    inBlock(name, "client_secret", `${to}ClientSecret`),
    inBlock(name, "client_secret_setting_name", `${to}ClientSecretSettingName`),
    inBlock(name, "oauth_scopes", `${to}OAuthScopes`, null),
  ]),
  inBlock("twitter", "consumer_key", "twitterConsumerKey"),
  inBlock("twitter", "consumer_secret", "twitterConsumerSecret"),
  inBlock("twitter", "consumer_secret_setting_name", "twitterConsumerSecretSettingName"),
];

const settings = (arm: string, name: string, attribute: string, rows: Rows): AlsoWritten => ({
  arm,
  name,
  when: (block) => block.one(attribute) !== undefined,
  rows: [[attribute, "properties", one(rows)]],
});

/** @param arm type of the site's settings */
export const authentication = (arm: string): readonly AlsoWritten[] => [
  settings(arm, "authsettings", "auth_settings", first),
  settings(arm, "authsettingsV2", "auth_settings_v2", second),
];
