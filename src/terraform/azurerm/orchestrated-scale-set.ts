import type { Maybe, OpenObject } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { inGroup } from "../map/place";
import type { ResourceMap } from "../map/resource-map";
import {
  constant,
  deriveOpen,
  each,
  isObject,
  nonZero,
  one,
  onlyTrue,
  or,
  under,
  type Row,
  type Rows,
} from "../map/rows";
import { dig, identity, location, tags } from "./common";
import { bootDiagnostics, image, license, marketplacePlan, osDisk, secrets, sshKeys, winrm } from "./machine-parts";
import { dataDisks, extensionsOf, machineProfile, networkInterfaces, PROFILE, upgrades } from "./scale-set-parts";

/**
 * Scale sets whose machines may differ (orchestration mode Flexible).
 * Source: hashicorp/terraform-provider-azurerm internal/services/compute/orchestrated_virtual_machine_scale_set_resource.go, and a recorded request.
 */

const prefix: Row = ["computer_name_prefix", "computerNamePrefix", nonZero];

const linux: Rows = [
  ["admin_username", "adminUsername"],
  ["admin_password", "adminPassword", nonZero],
  prefix,
  secrets("", "Linux"),
  ["disable_password_authentication", "linuxConfiguration.disablePasswordAuthentication", or(true)],
  ["provision_vm_agent", "linuxConfiguration.provisionVMAgent", or(true)],
  ["patch_mode", "linuxConfiguration.patchSettings.patchMode", or("ImageDefault")],
  ["patch_assessment_mode", "linuxConfiguration.patchSettings.assessmentMode", or("ImageDefault")],
  sshKeys("linuxConfiguration"),
];

const windows: Rows = [
  ["admin_username", "adminUsername"],
  ["admin_password", "adminPassword"],
  prefix,
  secrets("", "Windows"),
  [
    "automatic_updates_enabled",
    "windowsConfiguration.enableAutomaticUpdates",
    { absent: (block) => block.read("enable_automatic_updates") ?? true },
  ],
  ["provision_vm_agent", "windowsConfiguration.provisionVMAgent", or(true)],
  ["patch_mode", "windowsConfiguration.patchSettings.patchMode", or("AutomaticByOS")],
  ["patch_assessment_mode", "windowsConfiguration.patchSettings.assessmentMode", or("ImageDefault")],
  ["hotpatching_enabled", "windowsConfiguration.patchSettings.enableHotpatching", or(false)],
  ["timezone", "windowsConfiguration.timeZone", nonZero],
  winrm("windowsConfiguration"),
  // Some versions of the provider leave it out.
  [
    "additional_unattend_content",
    "windowsConfiguration.additionalUnattendContent",
    each([], { then: (made) => (Array.isArray(made) && made.length === 0 ? undefined : Unknown) }),
  ],
];

const osProfile: Rows = [
  ["custom_data", "customData", or("")],
  ["linux_configuration", "", one(linux)],
  ["windows_configuration", "", one(windows)],
];

/** The system is that of the profile's configuration. */
function systemOf(block: Block): Maybe<string> {
  const profile = block.one("os_profile");
  if (profile === undefined) return "";
  if (isUnknown(profile)) return Unknown;
  const [isLinux, isWindows] = [profile.blocks("linux_configuration"), profile.blocks("windows_configuration")];
  if (!isUnknown(isLinux) && isLinux.length > 0) return "Linux";
  if (!isUnknown(isWindows) && isWindows.length > 0) return "Windows";
  return isUnknown(isLinux) || isUnknown(isWindows) ? Unknown : "";
}

/** Some 4.x list the sizes by name; 5.x ranks them, from 1 on, which ARM counts from 0. */
const skuProfile: Rows = [
  ["allocation_strategy", "allocationStrategy"],
  ["vm_sizes", "vmSizes", under("name")],
  [
    "virtual_machine_size",
    "vmSizes",
    each([
      ["name", "name"],
      ["rank", "rank", { as: (rank) => (typeof rank === "number" && rank > 0 ? rank - 1 : undefined) }],
    ]),
  ],
];

/** Without a SKU the set is an empty frame: neither its machines nor its identity are sent. */
function frame(body: OpenObject, block: Block): void {
  const sku = block.read("sku_name");
  const { properties } = body;
  if (!isObject(properties)) return;
  if (typeof sku === "string" && sku !== "") {
    finishMachines(properties, block);
    return;
  }
  for (const [holder, names] of [
    [properties, ["virtualMachineProfile", "automaticRepairsPolicy", "zoneBalance", "priorityMixPolicy"]],
    [body, ["identity", "plan", "sku"]],
  ] as const)
    for (const name of names) {
      if (!(name in holder)) continue;
      if (isUnknown(sku)) holder[name] = Unknown;
      else delete holder[name];
    }
}

/** Machines are named after the set where no prefix is given; their disk says which system it holds. */
function finishMachines(properties: OpenObject, block: Block): void {
  const os = dig(properties, "virtualMachineProfile", "osProfile");
  if (isObject(os) && os.adminUsername !== undefined && os.computerNamePrefix === undefined)
    os.computerNamePrefix = block.read("name");
  const disk = dig(properties, "virtualMachineProfile", "storageProfile", "osDisk");
  if (isObject(disk)) disk.osType = systemOf(block);
}

export const orchestrated = (arm: string): ResourceMap => ({
  arm,
  place: inGroup("name"),
  finish: frame,
  rows: [
    location,
    identity({ none: false }),
    tags,
    marketplacePlan,
    ["zones", "zones"],
    ["sku_name", "sku.name", nonZero],
    ["instances", "sku.capacity", or(0)],
    deriveOpen(["sku_name"], "sku.tier", (block) => {
      const sku = block.read("sku_name");
      return isUnknown(sku) ? Unknown : sku === "Mix" ? undefined : "Standard";
    }),
    constant("properties.orchestrationMode", "Flexible"),
    ["platform_fault_domain_count", "properties.platformFaultDomainCount"],
    ["single_placement_group", "properties.singlePlacementGroup"],
    ["sku_profile", "properties.skuProfile", one(skuProfile)],
    ...upgrades,
    [
      "additional_capabilities",
      "properties.additionalCapabilities",
      one([["ultra_ssd_enabled", "ultraSSDEnabled", or(false)]]),
    ],
    [
      "priority_mix",
      "properties.priorityMixPolicy",
      one([
        ["base_regular_count", "baseRegularPriorityCount", or(0)],
        ["regular_percentage_above_base", "regularPriorityPercentageAboveBase", or(0)],
      ]),
    ],
    ...machineProfile,
    ["priority", `${PROFILE}.priority`, or("Regular")],
    ["license_type", `${PROFILE}.licenseType`, license],
    ["user_data_base64", `${PROFILE}.userData`, nonZero],
    ["encryption_at_host_enabled", `${PROFILE}.securityProfile.encryptionAtHost`, onlyTrue],
    bootDiagnostics(PROFILE, null),
    ["os_profile", `${PROFILE}.osProfile`, one(osProfile)],
    deriveOpen(
      ["os_profile", "extension_operations_enabled"],
      `${PROFILE}.osProfile.allowExtensionOperations`,
      (block) =>
        block.one("os_profile") === undefined ? undefined : (block.read("extension_operations_enabled") ?? true),
    ),
    osDisk(`${PROFILE}.storageProfile`, undefined),
    dataDisks,
    ...image(`${PROFILE}.storageProfile`),
    networkInterfaces(),
    deriveOpen(["network_interface", "network_api_version"], `${PROFILE}.networkProfile.networkApiVersion`, (block) => {
      const interfaces = block.blocks("network_interface");
      if (isUnknown(interfaces)) return Unknown;
      return interfaces.length === 0 ? undefined : (block.read("network_api_version") ?? "2020-11-01");
    }),
    extensionsOf("auto_upgrade_minor_version_enabled", [
      ["extensions_to_provision_after_vm_creation", "properties.provisionAfterExtensions"],
      ["failure_suppression_enabled", "properties.suppressFailures", or(false)],
      ["force_extension_execution_on_change", "properties.forceUpdateTag", or("")],
    ]),
  ],
});
