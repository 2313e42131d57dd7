import type { OpenValue } from "../../policy/json";
import { Unknown } from "../../policy/unknown";
import { below, inGroup, onto } from "../map/place";
import type { Family } from "../map/resource-map";
import {
  constant,
  derive,
  each,
  enabled,
  inverted,
  nonZero,
  one,
  onlyTrue,
  or,
  under,
  type Rows,
  type Rule,
} from "../map/rows";
import { identity, keyParts, location, named, openMap, tags } from "./common";

/**
 * Azure OpenAI and its neighbours in Microsoft.CognitiveServices.
 * Source: hashicorp/terraform-provider-azurerm internal/services/cognitive, and requests recorded of 4.55.0 and 5.2.0.
 */

/** A key id in parts. @param slash whether the vault's URI ends in a slash; undefined: in 4.x it does */
const key = (slash?: boolean): Rule => ({
  as: (value, { context }): OpenValue => {
    const parts = keyParts(value);
    if (!parts) return value;
    const known = slash ?? (context.major === undefined ? undefined : context.major < 5);
    return {
      keyName: parts.name,
      keyVersion: parts.version,
      keyVaultUri: known === undefined ? Unknown : `${parts.uri}${known ? "/" : ""}`,
    };
  },
});

const encryption = (slash: boolean): Rows => [
  constant("keySource", "Microsoft.KeyVault"),
  ["key_vault_key_id", "keyVaultProperties", key(slash)],
  ["managed_hsm_key_id", "keyVaultProperties", key(slash)],
  ["identity_client_id", "keyVaultProperties.identityClientId", or("")],
];

const networkAcls: Rows = [
  ["default_action", "defaultAction"],
  ["bypass", "bypass"],
  ["ip_rules", "ipRules", under("value")],
  [
    "virtual_network_rules",
    "virtualNetworkRules",
    each([
      ["subnet_id", "id"],
      ["ignore_missing_vnet_service_endpoint", "ignoreMissingVnetServiceEndpoint", or(false)],
    ]),
  ],
];

const account: Rows = [
  location,
  ["kind", "kind"],
  ["sku_name", "sku.name"],
  identity(),
  tags,
  ["local_auth_enabled", "properties.disableLocalAuth", inverted(false)],
  ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
  ["outbound_network_access_restricted", "properties.restrictOutboundNetworkAccess", or(false)],
  ["project_management_enabled", "properties.allowProjectManagement", or(false)],
  ["custom_subdomain_name", "properties.customSubDomainName", or("")],
  ["dynamic_throttling_enabled", "properties.dynamicThrottlingEnabled", or(false)],
  ["fqdns", "properties.allowedFqdnList"],
  ["network_acls", "properties.networkAcls", one(networkAcls)],
  [
    "network_injection",
    "properties.networkInjections",
    each([
      ["scenario", "scenario"],
      ["subnet_id", "subnetArmId"],
    ]),
  ],
  [
    "storage",
    "properties.userOwnedStorage",
    each([
      ["storage_account_id", "resourceId"],
      ["identity_client_id", "identityClientId", or("")],
    ]),
  ],
  ["customer_managed_key", "properties.encryption", one(encryption(false))],
  derive(["kind", "qna_runtime_endpoint"], "properties.apiProperties.qnaRuntimeEndpoint", (b) =>
    b.read("kind") === "QnAMaker" ? b.read("qna_runtime_endpoint") : undefined,
  ),
  ["custom_question_answering_search_service_id", "properties.apiProperties.qnaAzureSearchEndpointId"],
  ["custom_question_answering_search_service_key", "properties.apiProperties.qnaAzureSearchEndpointKey"],
  ["metrics_advisor_aad_client_id", "properties.apiProperties.aadClientId"],
  ["metrics_advisor_aad_tenant_id", "properties.apiProperties.aadTenantId"],
  ["metrics_advisor_super_user_name", "properties.apiProperties.superUser"],
  ["metrics_advisor_website_name", "properties.apiProperties.websiteName"],
];

const aiServices: Rows = [
  location,
  constant("kind", "AIServices"),
  ["sku_name", "sku.name"],
  identity(),
  tags,
  ["local_authentication_enabled", "properties.disableLocalAuth", inverted(false)],
  ["public_network_access", "properties.publicNetworkAccess", or("Enabled")],
  ["outbound_network_access_restricted", "properties.restrictOutboundNetworkAccess", or(false)],
  ["custom_subdomain_name", "properties.customSubDomainName", or("")],
  ["fqdns", "properties.allowedFqdnList"],
  [
    "network_acls",
    "properties.networkAcls",
    one([
      ...networkAcls.filter((row) => !Array.isArray(row) || row[0] !== "bypass"),
      ["bypass", "bypass", or("AzureServices")],
    ]),
  ],
  // The storage block is planned and never sent.
  ["customer_managed_key", "properties.encryption", one(encryption(true))],
];

const connection = (authType: string, credentials: Rows): Rows => [
  constant("properties.authType", authType),
  ["category", "properties.category"],
  ["target", "properties.target"],
  ["metadata", "properties.metadata", openMap],
  ...credentials,
];

const ACCOUNTS = "Microsoft.CognitiveServices/accounts";
const CONNECTIONS = `${ACCOUNTS}/connections`;

export const cognitive: Family = {
  azurerm_cognitive_account: { arm: ACCOUNTS, place: inGroup("name"), rows: account },
  azurerm_ai_services: { arm: ACCOUNTS, place: inGroup("name"), rows: aiServices },
  azurerm_cognitive_account_customer_managed_key: {
    arm: ACCOUNTS,
    place: onto("cognitive_account_id"),
    overlay: true,
    rows: [
      constant("properties.encryption.keySource", "Microsoft.KeyVault"),
      ["key_vault_key_id", "properties.encryption.keyVaultProperties", key()],
      ["managed_hsm_key_id", "properties.encryption.keyVaultProperties", key()],
      ["identity_client_id", "properties.encryption.keyVaultProperties.identityClientId"],
    ],
  },
  azurerm_cognitive_deployment: {
    arm: `${ACCOUNTS}/deployments`,
    place: below("cognitive_account_id", "name"),
    rows: [
      [
        "model",
        "properties.model",
        one([
          ["format", "format"],
          ["name", "name"],
          ["version", "version", nonZero],
          ["source", "source", nonZero],
        ]),
      ],
      [
        "sku",
        "sku",
        one([
          ["name", "name"],
          ["tier", "tier", nonZero],
          ["size", "size", nonZero],
          ["family", "family", nonZero],
          ["capacity", "capacity", or(1)],
        ]),
      ],
      ["rai_policy_name", "properties.raiPolicyName", nonZero],
      ["version_upgrade_option", "properties.versionUpgradeOption", or("OnceNewDefaultVersionAvailable")],
      ["dynamic_throttling_enabled", "properties.dynamicThrottlingEnabled", onlyTrue],
    ],
  },
  azurerm_cognitive_account_project: {
    arm: `${ACCOUNTS}/projects`,
    place: below("cognitive_account_id", "name"),
    rows: [
      location,
      identity({ none: false }),
      tags,
      ["description", "properties.description", or("")],
      ["display_name", "properties.displayName", or("")],
    ],
  },
  azurerm_cognitive_account_rai_policy: {
    arm: `${ACCOUNTS}/raiPolicies`,
    place: { ...below("cognitive_account_id", "name"), providerSubscription: true },
    rows: [
      named,
      tags,
      ["base_policy_name", "properties.basePolicyName"],
      ["mode", "properties.mode"],
      [
        "content_filter",
        "properties.contentFilters",
        each([
          ["name", "name"],
          ["filter_enabled", "enabled"],
          ["block_enabled", "blocking"],
          ["severity_threshold", "severityThreshold", nonZero],
          ["source", "source"],
        ]),
      ],
    ],
  },
  azurerm_cognitive_account_rai_blocklist: {
    arm: `${ACCOUNTS}/raiBlocklists`,
    place: below("cognitive_account_id", "name"),
    rows: [tags, ["description", "properties.description", nonZero]],
  },
  azurerm_cognitive_account_connection_api_key: {
    arm: CONNECTIONS,
    place: below("cognitive_account_id", "name"),
    rows: connection("ApiKey", [["api_key", "properties.credentials.key"]]),
  },
  azurerm_cognitive_account_connection_account_key: {
    arm: CONNECTIONS,
    place: below("cognitive_account_id", "name"),
    rows: connection("AccountKey", [["account_key", "properties.credentials.key"]]),
  },
  azurerm_cognitive_account_connection_account_managed_identity: {
    arm: CONNECTIONS,
    place: below("cognitive_account_id", "name"),
    rows: connection("AccountManagedIdentity", []),
  },
  azurerm_cognitive_account_connection_custom_keys: {
    arm: CONNECTIONS,
    place: below("cognitive_account_id", "name"),
    rows: connection("CustomKeys", [["custom_keys", "properties.credentials.keys", openMap]]),
  },
  azurerm_cognitive_account_connection_entra_id: {
    arm: CONNECTIONS,
    place: below("cognitive_account_id", "name"),
    rows: connection("AAD", []),
  },
};
