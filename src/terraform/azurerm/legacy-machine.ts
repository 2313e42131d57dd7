import { isUnknown } from "../../policy/unknown";
import { deriveOpen, each, list, nonZero, one, or, type Known, type Row, type Rows } from "../map/rows";
import { identity, location, tags } from "./common";
import { marketplacePlan } from "./machine-parts";

/**
 * The older kind of machine, one resource for both systems (frozen, but still planned).
 * Source: hashicorp/terraform-provider-azurerm internal/services/legacy/virtual_machine_resource.go.
 */

const STORAGE = "properties.storageProfile";
const OS = "properties.osProfile";

const disk: Rows = [
  ["name", "name"],
  ["create_option", "createOption"],
  ["vhd_uri", "vhd.uri", nonZero],
  ["managed_disk_type", "managedDisk.storageAccountType", nonZero],
  ["managed_disk_id", "managedDisk.id", nonZero],
  ["caching", "caching", nonZero],
  ["write_accelerator_enabled", "writeAcceleratorEnabled", or(false)],
];

/** Text that is base64 already stays as it is. */
export function base64(value: Known): string | undefined {
  const text = String(value);
  if (text === "") return undefined;
  const decoded = Buffer.from(text, "base64");
  return decoded.toString("base64") === text ? text : Buffer.from(text).toString("base64");
}

const windowsConfiguration: Row = [
  "os_profile_windows_config",
  `${OS}.windowsConfiguration`,
  one([
    ["provision_vm_agent", "provisionVMAgent", or(false)],
    ["enable_automatic_upgrades", "enableAutomaticUpdates", or(false)],
    ["timezone", "timeZone", nonZero],
    [
      "winrm",
      "winRM.listeners",
      each([
        ["protocol", "protocol"],
        ["certificate_url", "certificateUrl", nonZero],
      ]),
    ],
    [
      "additional_unattend_config",
      "additionalUnattendContent",
      each([
        ["pass", "passName"],
        ["component", "componentName"],
        ["setting_name", "settingName"],
        ["content", "content", nonZero],
      ]),
    ],
  ]),
];

const linuxConfiguration: Row = [
  "os_profile_linux_config",
  `${OS}.linuxConfiguration`,
  one([
    ["disable_password_authentication", "disablePasswordAuthentication"],
    [
      "ssh_keys",
      "ssh.publicKeys",
      each([
        ["path", "path"],
        ["key_data", "keyData"],
      ]),
    ],
  ]),
];

export const legacyMachine: Rows = [
  location,
  identity({ none: false }),
  tags,
  ["zones", "zones"],
  marketplacePlan,
  ["vm_size", "properties.hardwareProfile.vmSize"],
  ["license_type", "properties.licenseType", nonZero],
  ["availability_set_id", "properties.availabilitySet.id", nonZero],
  ["proximity_placement_group_id", "properties.proximityPlacementGroup.id", nonZero],
  deriveOpen(
    ["network_interface_ids", "primary_network_interface_id"],
    "properties.networkProfile.networkInterfaces",
    (block) => {
      const ids = block.read("network_interface_ids");
      const primary = block.read("primary_network_interface_id");
      if (isUnknown(ids)) return ids;
      return list(ids).map((id) => ({
        id,
        properties: { primary: isUnknown(primary) ? primary : isUnknown(id) && primary !== null ? id : id === primary },
      }));
    },
  ),
  ["additional_capabilities", "properties.additionalCapabilities", one([["ultra_ssd_enabled", "ultraSSDEnabled"]])],
  [
    "boot_diagnostics",
    "properties.diagnosticsProfile.bootDiagnostics",
    one([
      ["enabled", "enabled"],
      ["storage_uri", "storageUri"],
    ]),
  ],
  [
    "storage_image_reference",
    `${STORAGE}.imageReference`,
    one(
      [
        ["id", "id", nonZero],
        ["publisher", "publisher", nonZero],
        ["offer", "offer", nonZero],
        ["sku", "sku", nonZero],
        ["version", "version", nonZero],
      ],
      { computed: true },
    ),
  ],
  [
    "storage_os_disk",
    `${STORAGE}.osDisk`,
    one([
      ...disk,
      ["image_uri", "image.uri", nonZero],
      ["os_type", "osType", nonZero],
      ["disk_size_gb", "diskSizeGB", nonZero],
    ]),
  ],
  [
    "storage_data_disk",
    `${STORAGE}.dataDisks`,
    each([...disk, ["lun", "lun"], ["disk_size_gb", "diskSizeGB", or(0)]], { computed: true }),
  ],
  [
    "os_profile",
    OS,
    one([
      ["admin_username", "adminUsername"],
      ["admin_password", "adminPassword", nonZero],
      ["computer_name", "computerName"],
      ["custom_data", "customData", { as: base64 }],
    ]),
  ],
  linuxConfiguration,
  windowsConfiguration,
  [
    "os_profile_secrets",
    `${OS}.secrets`,
    each([
      ["source_vault_id", "sourceVault.id"],
      [
        "vault_certificates",
        "vaultCertificates",
        each([
          ["certificate_url", "certificateUrl"],
          ["certificate_store", "certificateStore", nonZero],
        ]),
      ],
    ]),
  ],
];
