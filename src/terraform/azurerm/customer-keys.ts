import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { onto } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, derive, deriveOpen, list, or, type Rows } from "../map/rows";
import { byMajor, keyParts } from "./common";

/**
 * Keys of a customer that are laid over a resource which another one makes.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{storage,eventhub,servicebus}.
 */

const busKeys = (ids: string, identity: string | undefined): Rows => [
  constant("properties.encryption.keySource", "Microsoft.KeyVault"),
  ["infrastructure_encryption_enabled", "properties.encryption.requireInfrastructureEncryption", or(false)],
  deriveOpen([ids], "properties.encryption.keyVaultProperties", (block) => {
    const given = block.read(ids);
    return isUnknown(given) ? Unknown : list(given).map((id) => busKey(id, identity, block));
  }),
];

function busKey(id: OpenValue, identity: string | undefined, block: Block): OpenValue {
  const parts = keyParts(id);
  if (!parts) return Unknown;
  const user = identity === undefined ? null : block.read(identity);
  const slash = byMajor("/", "")(block);
  return {
    keyName: parts.name,
    keyVersion: parts.version,
    keyVaultUri: isUnknown(slash) ? Unknown : `${parts.uri}${String(slash)}`,
    ...(user === null || user === "" ? {} : { identity: { userAssignedIdentity: user } }),
  };
}

const ENCRYPTION = "properties.encryption";

export const customerKeys: Family = {
  azurerm_storage_account_customer_managed_key: {
    arm: "Microsoft.Storage/storageAccounts",
    place: onto("storage_account_id"),
    overlay: true,
    rows: [
      constant(`${ENCRYPTION}.keySource`, "Microsoft.Keyvault"),
      constant(`${ENCRYPTION}.services.blob.enabled`, true),
      constant(`${ENCRYPTION}.services.file.enabled`, true),
      ["key_name", `${ENCRYPTION}.keyvaultproperties.keyname`],
      ["key_version", `${ENCRYPTION}.keyvaultproperties.keyversion`, or("")],
      // Of a vault that is given by its id the provider looks the address up.
      derive(
        ["key_vault_uri"],
        `${ENCRYPTION}.keyvaultproperties.keyvaulturi`,
        (b) => b.read("key_vault_uri") ?? Unknown,
      ),
      ["user_assigned_identity_id", `${ENCRYPTION}.identity.userAssignedIdentity`],
      ["federated_identity_client_id", `${ENCRYPTION}.identity.federatedIdentityClientId`],
    ],
  },
  azurerm_eventhub_namespace_customer_managed_key: {
    arm: "Microsoft.EventHub/namespaces",
    place: onto("eventhub_namespace_id"),
    overlay: true,
    rows: busKeys("key_vault_key_ids", "user_assigned_identity_id"),
  },
  azurerm_servicebus_namespace_customer_managed_key: {
    arm: "Microsoft.ServiceBus/namespaces",
    place: onto("namespace_id"),
    overlay: true,
    rows: busKeys("key_vault_key_id", undefined),
  },
};
