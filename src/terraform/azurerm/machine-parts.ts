import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import {
  constant,
  derive,
  deriveOpen,
  each,
  json,
  nonZero,
  one,
  onlyTrue,
  or,
  type Derived,
  type Row,
  type Rows,
  type Rule,
} from "../map/rows";
import { deep, named } from "./common";

/**
 * What virtual machines and scale sets share: disks, images, certificates, the parts of the operating system's profile.
 * Source: hashicorp/terraform-provider-azurerm internal/services/compute, and requests recorded of 4.55.0 and 5.2.0.
 */

export type System = "Linux" | "Windows";

/** Sent where it is more than zero; -1 stands for "as much as an ordinary machine costs". */
export const positive: Rule = { as: (value) => (typeof value === "number" && value <= 0 ? undefined : value) };

export const marketplacePlan: Row = ["plan", "plan", one([named, ["product", "product"], ["publisher", "publisher"]])];

/** "None" is how Terraform says that there is none. */
export const license: Rule = { as: (value) => (value === "" || value === "None" ? undefined : value) };

export const zone: Row = ["zone", "zones", { as: (value) => (value === "" ? undefined : [value]) }];

/** An image of a gallery, shared with a community or directly, or one by its id. */
const imageField = (id: string): string =>
  /^\/communityGalleries\//i.test(id)
    ? "communityGalleryImageId"
    : /^\/sharedGalleries\//i.test(id)
      ? "sharedGalleryImageId"
      : "id";

/** @param at the storage profile's ARM path */
export const image = (at: string): Rows => [
  [
    "source_image_reference",
    `${at}.imageReference`,
    one([
      ["publisher", "publisher"],
      ["offer", "offer"],
      ["sku", "sku"],
      ["version", "version"],
    ]),
  ],
  [
    "source_image_id",
    `${at}.imageReference`,
    { as: (id) => (typeof id !== "string" || id === "" ? undefined : { [imageField(id)]: id }) },
  ],
];

/**
 * @param system undefined where it stands elsewhere
 * @param more rows of the disk that only some machines have
 */
export const osDisk = (at: string, system: System | undefined, more: Rows = []): Row => [
  "os_disk",
  `${at}.osDisk`,
  one([
    ["caching", "caching"],
    constant("createOption", "FromImage"),
    ...(system === undefined ? [] : [constant("osType", system)]),
    ["storage_account_type", "managedDisk.storageAccountType", or("")],
    ["disk_encryption_set_id", "managedDisk.diskEncryptionSet.id", nonZero],
    ["security_encryption_type", "managedDisk.securityProfile.securityEncryptionType", nonZero],
    ["secure_vm_disk_encryption_set_id", "managedDisk.securityProfile.diskEncryptionSet.id", nonZero],
    ["disk_size_gb", "diskSizeGB", positive],
    ["write_accelerator_enabled", "writeAcceleratorEnabled", or(false)],
    [
      "diff_disk_settings",
      "diffDiskSettings",
      one([
        ["option", "option"],
        ["placement", "placement", or("CacheDisk")],
      ]),
    ],
    ...more,
  ]),
];

/** An empty block turns the boot log on in storage that Azure manages. @param absent what is sent without the block, if anything */
export const bootDiagnostics = (at: string, absent: OpenObject | null = { enabled: false, storageUri: "" }): Row => [
  "boot_diagnostics",
  `${at}.diagnosticsProfile.bootDiagnostics`,
  one([constant("enabled", true), ["storage_account_uri", "storageUri", or("")]], absent ? { absent } : {}),
];

const certificates = (system: System): Rows => [
  ["key_vault_id", "sourceVault.id"],
  [
    "certificate",
    "vaultCertificates",
    each([["url", "certificateUrl"], ...(system === "Windows" ? ([["store", "certificateStore"]] as const) : [])]),
  ],
];

/** @param at the OS profile's ARM path */
export const secrets = (at: string, system: System): Row => ["secret", `${at}.secrets`, each(certificates(system))];

/** @param at the Linux configuration's ARM path */
export const sshKeys = (at: string): Row => [
  "admin_ssh_key",
  `${at}.ssh.publicKeys`,
  each([
    ["public_key", "keyData"],
    derive(["username"], "path", (key) => `/home/${String(key.read("username"))}/.ssh/authorized_keys`),
  ]),
];

/** @param at the Windows configuration's ARM path */
export const winrm = (at: string): Row => [
  "winrm_listener",
  `${at}.winRM.listeners`,
  each([
    ["protocol", "protocol"],
    ["certificate_url", "certificateUrl", nonZero],
  ]),
];

/** @param at the Windows configuration's ARM path */
export const unattended = (at: string): Row => [
  "additional_unattend_content",
  `${at}.additionalUnattendContent`,
  each([
    ["setting", "settingName"],
    ["content", "content"],
    constant("passName", "OobeSystem"),
    constant("componentName", "Microsoft-Windows-Shell-Setup"),
  ]),
];

/**
 * Encryption on the host, secure boot, virtual TPM. The kind of security follows from them: a confidential machine where its disk is encrypted with the
 * guest's state, else a trusted launch where either is on.
 * @param at ARM path of what holds the security profile
 */
export const security = (at: string): Rows => [
  ["encryption_at_host_enabled", `${at}.securityProfile.encryptionAtHost`, onlyTrue],
  deriveOpen(["os_disk", "secure_boot_enabled", "vtpm_enabled"], `${at}.securityProfile.securityType`, securityType),
  uefi("secure_boot_enabled", `${at}.securityProfile.uefiSettings.secureBootEnabled`),
  uefi("vtpm_enabled", `${at}.securityProfile.uefiSettings.vTpmEnabled`),
];

const encrypted = (block: Block): OpenValue => deep(block, "os_disk", "security_encryption_type");

function securityType(block: Block): OpenValue {
  const encryption = encrypted(block);
  if (isUnknown(encryption)) return Unknown;
  if (encryption) return "ConfidentialVM";
  const flags = [block.read("secure_boot_enabled"), block.read("vtpm_enabled")];
  if (flags.includes(true)) return "TrustedLaunch";
  return flags.some((flag) => isUnknown(flag)) ? Unknown : undefined;
}

/** Sent only where it is on, but always for a confidential machine. */
const uefi = (attribute: string, to: string): Derived =>
  deriveOpen(["os_disk", attribute], to, (block) => {
    const flag = block.read(attribute);
    if (isUnknown(flag) || flag === true) return flag;
    const encryption = encrypted(block);
    if (isUnknown(encryption)) return Unknown;
    return encryption ? false : undefined;
  });

/** @param more what the applications of single machines have besides */
export const galleryApplications = (at: string, more: Rows = []): Row => [
  "gallery_application",
  `${at}.applicationProfile.galleryApplications`,
  each([
    ["version_id", "packageReferenceId"],
    ["configuration_blob_uri", "configurationReference", or("")],
    ["order", "order", or(0)],
    ["tag", "tags", or("")],
    ...more,
  ]),
];

/** Warns before a machine is taken away. Filled in by the provider where it is left out. */
export const termination = (at: string): Row => [
  "termination_notification",
  `${at}.scheduledEventsProfile.terminateNotificationProfile`,
  one(
    [
      ["enabled", "enable"],
      ["timeout", "notBeforeTimeout", or("PT5M")],
    ],
    { computed: true },
  ),
];

export const vaultSettings: Row = [
  "protected_settings_from_key_vault",
  "properties.protectedSettingsFromKeyVault",
  one([
    ["secret_url", "secretUrl"],
    ["source_vault_id", "sourceVault.id"],
  ]),
];

/** What every extension has; the settings are JSON text in Terraform. */
export const extension: Rows = [
  ["publisher", "properties.publisher"],
  ["type", "properties.type"],
  ["type_handler_version", "properties.typeHandlerVersion"],
  ["settings", "properties.settings", json],
  ["protected_settings", "properties.protectedSettings", json],
  vaultSettings,
];

/** Sent by all but the scale sets of orchestration mode Flexible. */
export const automaticUpgrade: Row = ["automatic_upgrade_enabled", "properties.enableAutomaticUpgrade", or(false)];
