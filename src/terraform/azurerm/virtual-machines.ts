import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below, inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import {
  constant,
  derive,
  deriveOpen,
  each,
  isObject,
  list,
  nonZero,
  one,
  onlyTrue,
  or,
  type Row,
  type Rows,
} from "../map/rows";
import { dig, identity, location, named, tags } from "./common";
import { legacyMachine } from "./legacy-machine";
import {
  automaticUpgrade,
  bootDiagnostics,
  extension,
  galleryApplications,
  image,
  license,
  marketplacePlan,
  osDisk,
  positive,
  secrets,
  security,
  sshKeys,
  termination,
  unattended,
  winrm,
  zone,
  type System,
} from "./machine-parts";
import { edgeZone } from "./network";

/**
 * Virtual machines, and what runs in them: extensions, run commands.
 * Source: hashicorp/terraform-provider-azurerm internal/services/compute, and requests recorded of 4.55.0 and 5.2.0.
 */

const MACHINES = "Microsoft.Compute/virtualMachines";
const OS = "properties.osProfile";

const common = (system: System): Rows => [
  location,
  identity(),
  tags,
  marketplacePlan,
  zone,
  ["edge_zone", "extendedLocation", edgeZone],
  ["size", "properties.hardwareProfile.vmSize"],
  ["priority", "properties.priority", or("Regular")],
  ["eviction_policy", "properties.evictionPolicy", nonZero],
  ["max_bid_price", "properties.billingProfile.maxPrice", positive],
  ["license_type", "properties.licenseType", license],
  ["extensions_time_budget", "properties.extensionsTimeBudget", or("PT1H30M")],
  ["platform_fault_domain", "properties.platformFaultDomain", { as: (value) => (value === -1 ? undefined : value) }],
  ["user_data", "properties.userData", nonZero],
  ["availability_set_id", "properties.availabilitySet.id", nonZero],
  ["capacity_reservation_group_id", "properties.capacityReservation.capacityReservationGroup.id", nonZero],
  ["dedicated_host_id", "properties.host.id", nonZero],
  ["dedicated_host_group_id", "properties.hostGroup.id", nonZero],
  ["proximity_placement_group_id", "properties.proximityPlacementGroup.id", nonZero],
  ["virtual_machine_scale_set_id", "properties.virtualMachineScaleSet.id", nonZero],
  [
    "network_interface_ids",
    "properties.networkProfile.networkInterfaces",
    { as: (ids) => list(ids).map((id, i) => ({ id, properties: { primary: i === 0 } })) },
  ],
  [
    "additional_capabilities",
    "properties.additionalCapabilities",
    one([
      ["ultra_ssd_enabled", "ultraSSDEnabled", or(false)],
      ["hibernation_enabled", "hibernationEnabled", or(false)],
    ]),
  ],
  bootDiagnostics("properties"),
  galleryApplications("properties", [
    ["automatic_upgrade_enabled", "enableAutomaticUpgrade", or(false)],
    ["treat_failure_as_deployment_failure_enabled", "treatFailureAsDeploymentFailure", or(false)],
  ]),
  [
    "os_image_notification",
    "properties.scheduledEventsProfile.osImageNotificationProfile",
    one([constant("enable", true), ["timeout", "notBeforeTimeout", or("PT15M")]]),
  ],
  termination("properties"),
  ...security("properties"),
  osDisk("properties.storageProfile", system, [["name", "name", nonZero]]),
  ["os_managed_disk_id", "properties.storageProfile.osDisk.managedDisk.id", nonZero],
  ...image("properties.storageProfile"),
  ["disk_controller_type", "properties.storageProfile.diskControllerType", nonZero],
  ["admin_username", `${OS}.adminUsername`, or("")],
  ["computer_name", `${OS}.computerName`, { ...nonZero, absent: (block) => block.read("name") }],
  ["custom_data", `${OS}.customData`, nonZero],
  ["allow_extension_operations", `${OS}.allowExtensionOperations`, or(true)],
  secrets(OS, system),
];

/** How a guest patches itself. */
const patches = (at: string): Rows => [
  [
    "bypass_platform_safety_checks_on_user_schedule_enabled",
    `${at}.automaticByPlatformSettings.bypassPlatformSafetyChecksOnUserSchedule`,
    onlyTrue,
  ],
  ["reboot_setting", `${at}.automaticByPlatformSettings.rebootSetting`, nonZero],
];

const linux: Rows = [
  ["disable_password_authentication", `${OS}.linuxConfiguration.disablePasswordAuthentication`, or(true)],
  // A password is sent only where one may be used.
  deriveOpen(["admin_password", "disable_password_authentication"], `${OS}.adminPassword`, (block) => {
    const disabled = block.read("disable_password_authentication");
    return disabled === false ? block.read("admin_password") : isUnknown(disabled) ? Unknown : undefined;
  }),
  ["provision_vm_agent", `${OS}.linuxConfiguration.provisionVMAgent`, or(true)],
  ["patch_mode", `${OS}.linuxConfiguration.patchSettings.patchMode`, or("ImageDefault")],
  ["patch_assessment_mode", `${OS}.linuxConfiguration.patchSettings.assessmentMode`, or("ImageDefault")],
  ...patches(`${OS}.linuxConfiguration.patchSettings`),
  sshKeys(`${OS}.linuxConfiguration`),
];

const windows: Rows = [
  ["admin_password", `${OS}.adminPassword`, or("")],
  ["provision_vm_agent", `${OS}.windowsConfiguration.provisionVMAgent`, or(true)],
  // The older spelling of 4.x; planned as unknown beside the newer.
  [
    "automatic_updates_enabled",
    `${OS}.windowsConfiguration.enableAutomaticUpdates`,
    { absent: (block) => block.read("enable_automatic_updates") ?? true },
  ],
  ["patch_mode", `${OS}.windowsConfiguration.patchSettings.patchMode`, or("")],
  ["patch_assessment_mode", `${OS}.windowsConfiguration.patchSettings.assessmentMode`, or("")],
  ["hotpatching_enabled", `${OS}.windowsConfiguration.patchSettings.enableHotpatching`, or(false)],
  ...patches(`${OS}.windowsConfiguration.patchSettings`),
  ["timezone", `${OS}.windowsConfiguration.timeZone`, nonZero],
  winrm(`${OS}.windowsConfiguration`),
  unattended(`${OS}.windowsConfiguration`),
];

/** A machine on a disk that is there already has no OS profile. */
function attach(body: OpenObject, block: Block): void {
  const disk = block.read("os_managed_disk_id");
  if (disk === null || disk === "") return;
  const properties = body.properties;
  const planned = dig(body, "properties", "storageProfile", "osDisk");
  if (!isObject(properties) || !isObject(planned)) return;
  if (isUnknown(disk) && written(block)) {
    properties.osProfile = Unknown;
    planned.createOption = Unknown;
  } else if (!isUnknown(disk)) {
    delete properties.osProfile;
    planned.createOption = "Attach";
  }
}

/** Where an image or a user is given, an unknown disk is the one that Azure makes. */
const written = (block: Block): boolean =>
  block.read("admin_username") === null &&
  block.read("source_image_id") === null &&
  list(block.read("source_image_reference")).length === 0;

const blobIdentity = (from: string, to: string): Row => [
  from,
  to,
  one([
    ["client_id", "clientId", nonZero],
    ["object_id", "objectId", nonZero],
  ]),
];

const parameter = (from: string, to: string): Row => [from, to, each([named, ["value", "value"]])];

export const virtualMachines: Family = {
  azurerm_linux_virtual_machine: {
    arm: MACHINES,
    place: inGroup("name"),
    rows: [...common("Linux"), ...linux],
    finish: attach,
  },
  azurerm_windows_virtual_machine: {
    arm: MACHINES,
    place: inGroup("name"),
    rows: [...common("Windows"), ...windows],
    finish: attach,
    only4: "enable_automatic_updates",
  },
  azurerm_virtual_machine: { arm: MACHINES, place: inGroup("name"), rows: legacyMachine },
  azurerm_virtual_machine_extension: {
    arm: `${MACHINES}/extensions`,
    place: below("virtual_machine_id", "name"),
    rows: [
      // That of the machine, which the provider looks up.
      constant("location", Unknown),
      tags,
      ...extension,
      automaticUpgrade,
      ["auto_upgrade_minor_version", "properties.autoUpgradeMinorVersion", or(false)],
      ["failure_suppression_enabled", "properties.suppressFailures", or(false)],
      ["provision_after_extensions", "properties.provisionAfterExtensions"],
    ],
  },
  azurerm_virtual_machine_run_command: {
    arm: `${MACHINES}/runCommands`,
    place: { ...below("virtual_machine_id", "name"), providerSubscription: true },
    rows: [
      location,
      tags,
      [
        "source",
        "properties.source",
        one([
          ["command_id", "commandId", nonZero],
          ["script", "script", nonZero],
          ["script_uri", "scriptUri", nonZero],
          blobIdentity("script_uri_managed_identity", "scriptUriManagedIdentity"),
        ]),
      ],
      ["error_blob_uri", "properties.errorBlobUri", or("")],
      blobIdentity("error_blob_managed_identity", "properties.errorBlobManagedIdentity"),
      ["output_blob_uri", "properties.outputBlobUri", or("")],
      blobIdentity("output_blob_managed_identity", "properties.outputBlobManagedIdentity"),
      parameter("parameter", "properties.parameters"),
      parameter("protected_parameter", "properties.protectedParameters"),
      ["run_as_user", "properties.runAsUser", or("")],
      ["run_as_password", "properties.runAsPassword", or("")],
      derive(["timeouts"], "properties.timeoutInSeconds", (block): OpenValue => {
        const timeouts = block.one("timeouts");
        return timeouts === undefined || (!isUnknown(timeouts) && timeouts.read("create") === null) ? 1800 : Unknown;
      }),
      constant("properties.treatFailureAsDeploymentFailure", true),
      constant("properties.asyncExecution", false),
    ],
  },
};
