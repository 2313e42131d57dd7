import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { applyRows } from "../map/interpret";
import { deriveOpen, each, nonZero, or, type Rows } from "../map/rows";
import { location } from "./common";

/**
 * Host names, certificates and further regions of an API Management service.
 * Source: hashicorp/terraform-provider-azurerm internal/services/apimanagement/api_management_resource.go.
 */

/** Block of `hostname_configuration` -> type, in the order they are sent. */
const HOSTS: readonly (readonly [block: string, type: string])[] = [
  ["management", "Management"],
  ["portal", "Portal"],
  ["developer_portal", "DeveloperPortal"],
  ["proxy", "Proxy"],
  ["scm", "Scm"],
];

const hostName: Rows = [
  ["host_name", "hostName", nonZero],
  ["certificate", "encodedCertificate", nonZero],
  ["certificate_password", "certificatePassword", nonZero],
  ["key_vault_id", "keyVaultId", nonZero],
  ["key_vault_certificate_id", "keyVaultId", nonZero],
  ["ssl_keyvault_identity_client_id", "identityClientId", nonZero],
  ["negotiate_client_certificate", "negotiateClientCertificate", or(false)],
];

/** One list of all kinds of host name. */
function hostNames(block: Block): OpenValue {
  const configuration = block.one("hostname_configuration");
  if (isUnknown(configuration)) return Unknown;
  if (!configuration) return undefined;
  const out: OpenValue[] = [];
  for (const [name, type] of HOSTS) {
    const found = configuration.blocks(name);
    if (isUnknown(found)) return Unknown;
    for (const host of found) {
      if (isUnknown(host)) out.push(Unknown);
      else {
        const made: OpenObject = applyRows(hostName, host, { type });
        if (type === "Proxy") made.defaultSslBinding = host.read("default_ssl_binding") ?? false;
        out.push(made);
      }
    }
  }
  return out;
}

/** A region without a capacity of its own has that of the one before it, the first that of the service. */
function regions(block: Block): OpenValue {
  const found = block.blocks("additional_location");
  if (isUnknown(found)) return Unknown;
  const [name, units] = String(block.read("sku_name")).split("_");
  const known = !isUnknown(block.read("sku_name"));
  let capacity: OpenValue = known ? Number(units ?? 0) : Unknown;
  return found.map((region) => {
    if (isUnknown(region)) {
      capacity = Unknown;
      return Unknown;
    }
    const own = region.read("capacity");
    if (own !== null && own !== 0) capacity = own;
    return applyRows(regionRows, region, { sku: { name: known ? name : Unknown, capacity } });
  });
}

const regionRows: Rows = [
  location,
  ["gateway_disabled", "disableGateway", or(false)],
  ["public_ip_address_id", "publicIpAddressId", nonZero],
  ["zones", "zones"],
  ["virtual_network_configuration", "virtualNetworkConfiguration", { one: [["subnet_id", "subnetResourceId"]] }],
];

/** What a service has besides its own settings. */
export const serviceExtras: Rows = [
  deriveOpen(["hostname_configuration"], "properties.hostnameConfigurations", hostNames),
  deriveOpen(["additional_location", "sku_name"], "properties.additionalLocations", regions),
  [
    "certificate",
    "properties.certificates",
    each([
      ["encoded_certificate", "encodedCertificate"],
      ["store_name", "storeName"],
      ["certificate_password", "certificatePassword", or("")],
    ]),
  ],
];
