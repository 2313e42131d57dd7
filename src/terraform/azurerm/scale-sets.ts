import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, deriveOpen, inverted, list, nonZero, one, or, type Rows } from "../map/rows";
import { identity, location, tags } from "./common";
import {
  automaticUpgrade,
  bootDiagnostics,
  extension,
  galleryApplications,
  image,
  license,
  marketplacePlan,
  osDisk,
  secrets,
  security,
  sshKeys,
  unattended,
  winrm,
  type System,
} from "./machine-parts";
import { edgeZone } from "./network";
import { orchestrated } from "./orchestrated-scale-set";
import { dataDisks, extensionsOf, machineProfile, networkInterfaces, PROFILE, upgrades } from "./scale-set-parts";

/**
 * Scale sets of machines that are all alike (orchestration mode Uniform), and extensions of any.
 * Source: hashicorp/terraform-provider-azurerm internal/services/compute, and requests recorded of 4.55.0 and 5.2.0.
 */

const SCALE_SETS = "Microsoft.Compute/virtualMachineScaleSets";
const OS = `${PROFILE}.osProfile`;

const common = (system: System): Rows => [
  location,
  identity(),
  tags,
  marketplacePlan,
  ["zones", "zones"],
  ["edge_zone", "extendedLocation", edgeZone],
  ["sku", "sku.name"],
  ["instances", "sku.capacity", or(0)],
  constant("sku.tier", "Standard"),
  constant("properties.orchestrationMode", "Uniform"),
  ["overprovision", "properties.overprovision", or(true)],
  ["single_placement_group", "properties.singlePlacementGroup", or(true)],
  ["do_not_run_extensions_on_overprovisioned_machines", "properties.doNotRunExtensionsOnOverprovisionedVMs", or(false)],
  ["host_group_id", "properties.hostGroup.id", nonZero],
  [
    "scale_in",
    "properties.scaleInPolicy",
    one([
      ["rule", "rules", { as: (rule) => [rule], absent: ["Default"] }],
      ["force_deletion_enabled", "forceDeletion", or(false)],
    ]),
  ],
  [
    "spot_restore",
    "properties.spotRestorePolicy",
    one(
      [
        ["enabled", "enabled", or(false)],
        ["timeout", "restoreTimeout", or("PT1H")],
      ],
      { computed: true },
    ),
  ],
  ["resilient_vm_creation_enabled", "properties.resiliencyPolicy.resilientVMCreationPolicy.enabled", or(false)],
  ["resilient_vm_deletion_enabled", "properties.resiliencyPolicy.resilientVMDeletionPolicy.enabled", or(false)],
  [
    "automatic_os_upgrade_policy",
    "properties.upgradePolicy.automaticOSUpgradePolicy",
    one([
      ["disable_automatic_rollback", "disableAutomaticRollback"],
      ["enable_automatic_os_upgrade", "enableAutomaticOSUpgrade"],
      ["automatic_rollback_enabled", "disableAutomaticRollback", inverted()],
      ["automatic_os_upgrade_enabled", "enableAutomaticOSUpgrade"],
    ]),
  ],
  deriveOpen(
    ["automatic_os_upgrade_policy", "rolling_upgrade_policy"],
    "properties.upgradePolicy.automaticOSUpgradePolicy.useRollingUpgradePolicy",
    usesRollingUpgrades,
  ),
  ["platform_fault_domain_count", "properties.platformFaultDomainCount", nonZero],
  ...upgrades,
  [
    "additional_capabilities",
    "properties.additionalCapabilities",
    one([["ultra_ssd_enabled", "ultraSSDEnabled", or(false)]]),
  ],
  ...machineProfile,
  ["priority", `${PROFILE}.priority`, or("Regular")],
  ["user_data", `${PROFILE}.userData`, nonZero],
  ["health_probe_id", `${PROFILE}.networkProfile.healthProbe.id`, nonZero],
  bootDiagnostics(PROFILE),
  galleryApplications(PROFILE),
  ...security(PROFILE),
  osDisk(`${PROFILE}.storageProfile`, system),
  dataDisks,
  ...image(`${PROFILE}.storageProfile`),
  networkInterfaces([
    [
      "load_balancer_inbound_nat_rules_ids",
      "properties.loadBalancerInboundNatPools",
      { as: (ids) => list(ids).map((id) => ({ id })) },
    ],
  ]),
  extensionsOf("auto_upgrade_minor_version", [
    automaticUpgrade,
    ["provision_after_extensions", "properties.provisionAfterExtensions"],
    ["force_update_tag", "properties.forceUpdateTag", or("")],
  ]),
  ["admin_username", `${OS}.adminUsername`],
  ["computer_name_prefix", `${OS}.computerNamePrefix`, { ...nonZero, absent: (block) => block.read("name") }],
  ["custom_data", `${OS}.customData`, nonZero],
  ["extension_operations_enabled", `${OS}.allowExtensionOperations`, or(true)],
  secrets(OS, system),
];

/** Said from 5.1 on. */
function usesRollingUpgrades(block: Block): OpenValue {
  const policy = block.one("automatic_os_upgrade_policy");
  const rolling = block.one("rolling_upgrade_policy");
  if (policy === undefined || (block.context.major !== undefined && block.context.major < 5)) return undefined;
  if (isUnknown(policy) || isUnknown(rolling) || block.context.major === undefined) return Unknown;
  // What is sent beside an automatic upgrade without a rolling policy was not recorded.
  return rolling === undefined ? Unknown : true;
}

const linux: Rows = [
  ["admin_password", `${OS}.adminPassword`, nonZero],
  ["disable_password_authentication", `${OS}.linuxConfiguration.disablePasswordAuthentication`, or(true)],
  ["provision_vm_agent", `${OS}.linuxConfiguration.provisionVMAgent`, or(true)],
  sshKeys(`${OS}.linuxConfiguration`),
];

const windows: Rows = [
  ["admin_password", `${OS}.adminPassword`],
  ["provision_vm_agent", `${OS}.windowsConfiguration.provisionVMAgent`, or(true)],
  [
    "automatic_updates_enabled",
    `${OS}.windowsConfiguration.enableAutomaticUpdates`,
    { absent: (block) => block.read("enable_automatic_updates") ?? true },
  ],
  ["license_type", `${PROFILE}.licenseType`, license],
  ["timezone", `${OS}.windowsConfiguration.timeZone`, nonZero],
  winrm(`${OS}.windowsConfiguration`),
  unattended(`${OS}.windowsConfiguration`),
];

export const scaleSets: Family = {
  azurerm_linux_virtual_machine_scale_set: {
    arm: SCALE_SETS,
    place: inGroup("name"),
    rows: [...common("Linux"), ...linux],
  },
  azurerm_windows_virtual_machine_scale_set: {
    arm: SCALE_SETS,
    place: inGroup("name"),
    rows: [...common("Windows"), ...windows],
    only4: "enable_automatic_updates",
    only5: "automatic_updates_enabled",
  },
  azurerm_orchestrated_virtual_machine_scale_set: orchestrated(SCALE_SETS),
  azurerm_virtual_machine_scale_set_extension: {
    arm: `${SCALE_SETS}/extensions`,
    place: below("virtual_machine_scale_set_id", "name"),
    rows: [
      ...extension,
      automaticUpgrade,
      ["auto_upgrade_minor_version", "properties.autoUpgradeMinorVersion", or(true)],
      ["failure_suppression_enabled", "properties.suppressFailures", or(false)],
      ["provision_after_extensions", "properties.provisionAfterExtensions"],
      ["force_update_tag", "properties.forceUpdateTag", nonZero],
    ],
  },
};
