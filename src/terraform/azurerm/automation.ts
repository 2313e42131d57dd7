import { below, inGroup, type Place } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, deriveOpen, inverted, nonZero, one, or, type Derived } from "../map/rows";
import { isUnknown, Unknown } from "../../policy/unknown";
import { byMajor, identity, keyParts, location, tags } from "./common";

/**
 * Automation accounts and their runtime environments.
 * Source: hashicorp/terraform-provider-azurerm internal/services/automation, and requests recorded of 4.55.0 and 5.2.0.
 */

const ACCOUNTS = "Microsoft.Automation/automationAccounts";
const inEnvironment: Place = below("automation_runtime_environment_id", "name");

/** A part of the key's id. */
const keyPart = (to: string, part: "name" | "version"): Derived =>
  deriveOpen(["key_vault_key_id"], `keyVaultProperties.${to}`, (block) => {
    const key = block.read("key_vault_key_id");
    return isUnknown(key) ? Unknown : keyParts(key)?.[part];
  });

const vault: Derived = deriveOpen(["key_vault_key_id"], "keyVaultProperties.keyvaultUri", (block) => {
  const key = block.read("key_vault_key_id");
  const uri = isUnknown(key) ? undefined : keyParts(key)?.uri;
  return uri === undefined ? (isUnknown(key) ? Unknown : undefined) : byMajor(`${uri}/`, uri)(block);
});

export const automation: Family = {
  azurerm_automation_account: {
    arm: ACCOUNTS,
    place: inGroup("name"),
    rows: [
      location,
      identity({ none: false }),
      tags,
      ["sku_name", "properties.sku.name"],
      ["public_network_access_enabled", "properties.publicNetworkAccess", or(true)],
      ["local_authentication_enabled", "properties.disableLocalAuth", inverted(false)],
      [
        "encryption",
        "properties.encryption",
        one(
          [
            constant("keySource", "Microsoft.Keyvault"),
            keyPart("keyName", "name"),
            keyPart("keyVersion", "version"),
            vault,
            ["user_assigned_identity_id", "identity.userAssignedIdentity", nonZero],
          ],
          { absent: { keySource: "Microsoft.Automation" } },
        ),
      ],
    ],
  },
  azurerm_automation_runtime_environment: {
    arm: `${ACCOUNTS}/runtimeEnvironments`,
    place: below("automation_account_id", "name"),
    rows: [
      location,
      tags,
      ["description", "properties.description", nonZero],
      ["runtime_language", "properties.runtime.language"],
      ["runtime_version", "properties.runtime.version"],
      ["runtime_default_packages", "properties.defaultPackages"],
    ],
  },
  azurerm_automation_runtime_environment_package: {
    arm: `${ACCOUNTS}/runtimeEnvironments/packages`,
    place: inEnvironment,
    rows: [
      ["content_uri", "properties.contentLink.uri"],
      ["content_version", "properties.contentLink.version", nonZero],
      // How they are spelled was not recorded.
      ["hash_algorithm", "properties.contentLink.contentHash.algorithm", nonZero],
      ["hash_value", "properties.contentLink.contentHash.value", nonZero],
    ],
  },
};
