import { isUnknown, Unknown } from "../../policy/unknown";
import type { OpenValue } from "../../policy/json";
import type { Block } from "../map/block";
import { inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { deriveOpen, enabled, nonZero, onlyTrue, or, one, type Derived, type Row } from "../map/rows";
import { location, tags } from "./common";
import { zone } from "./machine-parts";
import { edgeZone } from "./network";

/**
 * Managed disks.
 * Source: hashicorp/terraform-provider-azurerm internal/services/compute/managed_disk_resource.go.
 */

const CREATION = "properties.creationData";

/** Sent only for the ways of making a disk that read it. */
const madeBy = (attribute: string, to: string, ...options: string[]): Derived =>
  deriveOpen([attribute, "create_option"], to, (block) => {
    const option = block.read("create_option");
    if (isUnknown(option)) return block.read(attribute) === null ? undefined : Unknown;
    const value = block.read(attribute);
    return options.includes(String(option)) && value !== "" && value !== 0 ? value : undefined;
  });

/** Speeds are given to fast disks only. */
const speed = (attribute: string, to: string): Row => [attribute, to, nonZero];

function securityType(block: Block): OpenValue {
  const type = block.read("security_type");
  if (type !== null && type !== "") return type;
  const trusted = block.read("trusted_launch_enabled");
  return isUnknown(trusted) ? Unknown : trusted === true ? "TrustedLaunch" : undefined;
}

const vaultKey = (from: string, to: string, attribute: string, url: string): Row => [
  from,
  to,
  one([
    [attribute, url],
    ["source_vault_id", "sourceVault.id"],
  ]),
];

export const disks: Family = {
  azurerm_managed_disk: {
    arm: "Microsoft.Compute/disks",
    place: inGroup("name"),
    rows: [
      location,
      tags,
      zone,
      ["edge_zone", "extendedLocation", edgeZone],
      ["storage_account_type", "sku.name"],
      ["create_option", `${CREATION}.createOption`],
      ["performance_plus_enabled", `${CREATION}.performancePlus`, or(false)],
      speed("logical_sector_size", `${CREATION}.logicalSectorSize`),
      madeBy("source_uri", `${CREATION}.sourceUri`, "Import", "ImportSecure"),
      madeBy("storage_account_id", `${CREATION}.storageAccountId`, "Import", "ImportSecure"),
      madeBy("source_resource_id", `${CREATION}.sourceResourceId`, "Copy", "Restore"),
      madeBy("image_reference_id", `${CREATION}.imageReference.id`, "FromImage"),
      madeBy("gallery_image_reference_id", `${CREATION}.galleryImageReference.id`, "FromImage"),
      madeBy("upload_size_bytes", `${CREATION}.uploadSizeBytes`, "Upload"),
      ["optimized_frequent_attach_enabled", "properties.optimizedForFrequentAttach", or(false)],
      ["os_type", "properties.osType", or("")],
      ["disk_size_gb", "properties.diskSizeGB", nonZero],
      ["max_shares", "properties.maxShares", nonZero],
      speed("disk_iops_read_write", "properties.diskIOPSReadWrite"),
      speed("disk_mbps_read_write", "properties.diskMBpsReadWrite"),
      speed("disk_iops_read_only", "properties.diskIOPSReadOnly"),
      speed("disk_mbps_read_only", "properties.diskMBpsReadOnly"),
      ["hyper_v_generation", "properties.hyperVGeneration", nonZero],
      ["tier", "properties.tier", nonZero],
      ["on_demand_bursting_enabled", "properties.burstingEnabled", onlyTrue],
      ["network_access_policy", "properties.networkAccessPolicy", or("AllowAll")],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      deriveOpen(["disk_access_id", "network_access_policy"], "properties.diskAccessId", (block) => {
        const policy = block.read("network_access_policy");
        if (isUnknown(policy)) return block.read("disk_access_id") === null ? undefined : Unknown;
        return policy === "AllowPrivate" ? block.read("disk_access_id") : undefined;
      }),
      ["disk_encryption_set_id", "properties.encryption.diskEncryptionSetId", nonZero],
      // With an encryption set the kind of encryption is that of the set, which the provider looks up.
      deriveOpen(["disk_encryption_set_id"], "properties.encryption.type", (block) => {
        const set = block.read("disk_encryption_set_id");
        return set === null || set === "" ? "EncryptionAtRestWithPlatformKey" : Unknown;
      }),
      deriveOpen(["security_type", "trusted_launch_enabled"], "properties.securityProfile.securityType", securityType),
      ["secure_vm_disk_encryption_set_id", "properties.securityProfile.secureVMDiskEncryptionSetId", nonZero],
      [
        "encryption_settings",
        "properties.encryptionSettingsCollection",
        one(
          [
            vaultKey("disk_encryption_key", "diskEncryptionKey", "secret_url", "secretUrl"),
            vaultKey("key_encryption_key", "keyEncryptionKey", "key_url", "keyUrl"),
          ],
          { then: (keys) => ({ enabled: true, encryptionSettings: [keys] }) },
        ),
      ],
    ],
  },
};
