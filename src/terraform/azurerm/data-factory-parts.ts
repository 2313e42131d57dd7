import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below } from "../map/place";
import type { ResourceMap } from "../map/resource-map";
import { constant, deriveOpen, or, type Derived, type Row, type Rows } from "../map/rows";

/**
 * What the parts of a Data Factory share: parameters, secrets, linked services.
 * Source: hashicorp/terraform-provider-azurerm internal/services/datafactory, and recorded requests.
 */

export const FACTORIES = "Microsoft.DataFactory/factories";

/** A map of defaults as declared parameters or variables, each a string. */
export const declared = (from: string): Derived =>
  deriveOpen([from], `properties.${from}`, (b) => {
    const values = b.read(from);
    if (isUnknown(values)) return Unknown;
    return Object.fromEntries(
      Object.entries((values ?? {}) as OpenObject).map(([name, defaultValue]) => [
        name,
        { type: "String", defaultValue },
      ]),
    );
  });

export const secure = (value: OpenValue): OpenValue =>
  isUnknown(value) ? Unknown : { type: "SecureString", value: value ?? "" };

export const vaultSecret = (b: Block): OpenValue => ({
  type: "AzureKeyVaultSecret",
  secretName: b.read("secret_name"),
  store: { type: "LinkedServiceReference", referenceName: b.read("linked_service_name") },
});

export const fromVault = (from: string, to: string): Row =>
  deriveOpen([from], to, (b) => {
    const block = b.one(from);
    return block === undefined ? undefined : isUnknown(block) ? Unknown : vaultSecret(block);
  });

export const linkedService = (type: string, rows: Rows): ResourceMap => ({
  arm: `${FACTORIES}/linkedservices`,
  place: below("data_factory_id", "name"),
  rows: [
    constant("properties.type", type),
    ["description", "properties.description", or("")],
    ["annotations", "properties.annotations"],
    declared("parameters"),
    [
      "integration_runtime_name",
      "properties.connectVia",
      {
        as: (referenceName) =>
          referenceName === "" ? undefined : { referenceName, type: "IntegrationRuntimeReference" },
      },
    ],
    ["additional_properties", "properties"],
    ...rows,
  ],
});

/** Without a managed identity the provider sends a service principal, empty where it is not given. */
export const principal: Derived = deriveOpen(
  ["use_managed_identity", "service_principal_id", "service_principal_key", "tenant_id"],
  "properties.typeProperties",
  (b) => {
    const managed = b.read("use_managed_identity");
    if (managed === true) return undefined;
    if (isUnknown(managed)) return { servicePrincipalId: Unknown, servicePrincipalKey: Unknown, tenant: Unknown };
    const linked = b.one("service_principal_linked_key_vault_key");
    const key =
      linked === undefined
        ? secure(b.read("service_principal_key"))
        : isUnknown(linked)
          ? Unknown
          : vaultSecret(linked);
    return {
      servicePrincipalId: b.read("service_principal_id") ?? "",
      servicePrincipalKey: key,
      tenant: b.read("tenant_id") ?? "",
    };
  },
);
