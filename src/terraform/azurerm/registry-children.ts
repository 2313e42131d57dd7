import { isUnknown, Unknown } from "../../policy/unknown";
import { below, either, inGroup, type Place } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, derive, deriveOpen, nonZero, one, or, words } from "../map/rows";
import { location, named, openMap, tags } from "./common";

/**
 * What belongs to a container registry, and the certificates of an environment that runs its images.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{containers,containerapps}.
 */

const REGISTRIES = "Microsoft.ContainerRegistry/registries";
const onRegistry: Place = below("container_registry_id", "name");
const inRegistry: Place = inGroup("container_registry_name", "name");

export const registryChildren: Family = {
  azurerm_container_registry_webhook: {
    arm: `${REGISTRIES}/webhooks`,
    place: either(inGroup("registry_name", "name"), onRegistry),
    rows: [
      location,
      tags,
      ["service_uri", "properties.serviceUri"],
      ["custom_headers", "properties.customHeaders", { ...openMap, absent: () => ({}) }],
      ["actions", "properties.actions"],
      ["scope", "properties.scope", or("")],
      ["status", "properties.status", or("enabled")],
    ],
  },
  azurerm_container_registry_scope_map: {
    arm: `${REGISTRIES}/scopeMaps`,
    place: inRegistry,
    rows: [
      ["description", "properties.description", or("")],
      ["actions", "properties.actions"],
    ],
  },
  azurerm_container_registry_token: {
    arm: `${REGISTRIES}/tokens`,
    place: inRegistry,
    rows: [
      ["scope_map_id", "properties.scopeMapId"],
      ["enabled", "properties.status", words("enabled", "disabled", "enabled")],
    ],
  },
  azurerm_container_registry_cache_rule: {
    arm: `${REGISTRIES}/cacheRules`,
    place: onRegistry,
    rows: [
      named,
      ["source_repo", "properties.sourceRepository"],
      ["target_repo", "properties.targetRepository"],
      ["credential_set_id", "properties.credentialSetResourceId", nonZero],
    ],
  },
  azurerm_container_registry_credential_set: {
    arm: `${REGISTRIES}/credentialSets`,
    place: onRegistry,
    rows: [
      named,
      ["identity", "identity", one([["type", "type"]])],
      ["login_server", "properties.loginServer"],
      [
        "authentication_credentials",
        "properties.authCredentials",
        one(
          [
            constant("name", "Credential1"),
            ["username_secret_id", "usernameSecretIdentifier"],
            ["password_secret_id", "passwordSecretIdentifier"],
          ],
          { then: (credential) => [credential] },
        ),
      ],
    ],
  },
  azurerm_container_registry_agent_pool: {
    arm: `${REGISTRIES}/agentPools`,
    place: inRegistry,
    rows: [
      location,
      tags,
      constant("properties.os", "Linux"),
      ["instance_count", "properties.count", or(1)],
      ["tier", "properties.tier", or("S1")],
      ["virtual_network_subnet_id", "properties.virtualNetworkSubnetResourceId", nonZero],
    ],
  },
  azurerm_container_app_environment_certificate: {
    arm: "Microsoft.App/managedEnvironments/certificates",
    place: below("container_app_environment_id", "name"),
    rows: [
      named,
      // That of the environment, which the provider looks up.
      constant("location", Unknown),
      tags,
      derive([], "properties", () => ({})),
      // Without a password, or with an empty one, the provider sends neither.
      ...(
        [
          ["certificate_blob_base64", "value"],
          ["certificate_password", "password"],
        ] as const
      ).map(([from, to]) =>
        deriveOpen(["certificate_blob_base64", "certificate_password"], `properties.${to}`, (block) => {
          const both = [block.read("certificate_blob_base64"), block.read("certificate_password")];
          if (both.some((part) => part === null || part === "")) return undefined;
          return isUnknown(block.read(from)) ? Unknown : block.read(from);
        }),
      ),
      [
        "certificate_key_vault",
        "properties.certificateKeyVaultProperties",
        one([
          ["identity", "identity"],
          ["key_vault_secret_id", "keyVaultUrl"],
        ]),
      ],
    ],
  },
};
