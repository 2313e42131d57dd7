import { isUnknown, Unknown } from "../../policy/unknown";
import { derive, deriveOpen, each, list, nonZero, one, onlyTrue, or, under, type Row, type Rows } from "../map/rows";
import { named } from "./common";
import { extension, positive, termination } from "./machine-parts";

/**
 * What both kinds of scale set share: upgrades, networks, data disks, extensions.
 * Source: hashicorp/terraform-provider-azurerm internal/services/compute/{,orchestrated_}virtual_machine_scale_set.go, and recorded requests.
 */

export const PROFILE = "properties.virtualMachineProfile";

export const upgrades: Rows = [
  ["upgrade_mode", "properties.upgradePolicy.mode", or("Manual")],
  [
    "rolling_upgrade_policy",
    "properties.upgradePolicy.rollingUpgradePolicy",
    one([
      ["max_batch_instance_percent", "maxBatchInstancePercent"],
      ["max_unhealthy_instance_percent", "maxUnhealthyInstancePercent"],
      ["max_unhealthy_upgraded_instance_percent", "maxUnhealthyUpgradedInstancePercent"],
      ["pause_time_between_batches", "pauseTimeBetweenBatches"],
      ["prioritize_unhealthy_instances_enabled", "prioritizeUnhealthyInstances", or(false)],
      ["maximum_surge_instances_enabled", "maxSurge", or(false)],
    ]),
  ],
  // Only for a set that is spread over zones.
  deriveOpen(
    ["rolling_upgrade_policy", "zones"],
    "properties.upgradePolicy.rollingUpgradePolicy.enableCrossZoneUpgrade",
    (block) => {
      const policy = block.one("rolling_upgrade_policy");
      const zones = block.read("zones");
      if (policy === undefined || (!isUnknown(zones) && list(zones).length === 0)) return undefined;
      return isUnknown(policy) || isUnknown(zones) ? Unknown : (policy.read("cross_zone_upgrades_enabled") ?? false);
    },
  ),
  [
    "automatic_instance_repair",
    "properties.automaticRepairsPolicy",
    one(
      [
        ["enabled", "enabled"],
        ["grace_period", "gracePeriod", or("")],
        ["action", "repairAction", nonZero],
      ],
      { computed: true },
    ),
  ],
  ["proximity_placement_group_id", "properties.proximityPlacementGroup.id", nonZero],
  ["zone_balance", "properties.zoneBalance", onlyTrue],
];

export const machineProfile: Rows = [
  ["eviction_policy", `${PROFILE}.evictionPolicy`, nonZero],
  ["max_bid_price", `${PROFILE}.billingProfile.maxPrice`, positive],
  ["extensions_time_budget", `${PROFILE}.extensionProfile.extensionsTimeBudget`, or("PT1H30M")],
  ["capacity_reservation_group_id", `${PROFILE}.capacityReservation.capacityReservationGroup.id`, nonZero],
  termination(PROFILE),
];

const publicAddress: Rows = [
  named,
  ["version", "properties.publicIPAddressVersion", or("IPv4")],
  ["domain_name_label", "properties.dnsSettings.domainNameLabel", nonZero],
  ["idle_timeout_in_minutes", "properties.idleTimeoutInMinutes", positive],
  ["public_ip_prefix_id", "properties.publicIPPrefix.id", nonZero],
  [
    "ip_tag",
    "properties.ipTags",
    each([
      ["tag", "tag"],
      ["type", "ipTagType"],
    ]),
  ],
  derive(["sku_name"], "sku", (block) => {
    const sku = block.text("sku_name");
    if (!sku) return undefined;
    const [name, tier] = sku.split("_");
    return tier === undefined ? Unknown : { name, tier };
  }),
];

/** @param more rows of an IP configuration that only one kind of set has */
export const networkInterfaces = (more: Rows = []): Row => [
  "network_interface",
  `${PROFILE}.networkProfile.networkInterfaceConfigurations`,
  each([
    named,
    ["primary", "properties.primary", or(false)],
    ["dns_servers", "properties.dnsSettings.dnsServers"],
    [
      "accelerated_networking_enabled",
      "properties.enableAcceleratedNetworking",
      { absent: (block) => block.read("enable_accelerated_networking") ?? false },
    ],
    [
      "ip_forwarding_enabled",
      "properties.enableIPForwarding",
      { absent: (block) => block.read("enable_ip_forwarding") ?? false },
    ],
    ["network_security_group_id", "properties.networkSecurityGroup.id", nonZero],
    ["auxiliary_mode", "properties.auxiliaryMode", nonZero],
    ["auxiliary_sku", "properties.auxiliarySku", nonZero],
    ["tags", "tags"],
    [
      "ip_configuration",
      "properties.ipConfigurations",
      each([
        named,
        ["primary", "properties.primary", or(false)],
        ["version", "properties.privateIPAddressVersion", or("IPv4")],
        ["subnet_id", "properties.subnet.id", nonZero],
        [
          "application_gateway_backend_address_pool_ids",
          "properties.applicationGatewayBackendAddressPools",
          under("id"),
        ],
        ["application_security_group_ids", "properties.applicationSecurityGroups", under("id")],
        ["load_balancer_backend_address_pool_ids", "properties.loadBalancerBackendAddressPools", under("id")],
        ["public_ip_address", "properties.publicIPAddressConfiguration", one(publicAddress)],
        ...more,
      ]),
    ],
  ]),
];

export const dataDisks: Row = [
  "data_disk",
  `${PROFILE}.storageProfile.dataDisks`,
  each([
    ["name", "name", nonZero],
    ["caching", "caching"],
    ["create_option", "createOption", or("Empty")],
    ["disk_size_gb", "diskSizeGB", nonZero],
    ["lun", "lun"],
    ["storage_account_type", "managedDisk.storageAccountType"],
    ["disk_encryption_set_id", "managedDisk.diskEncryptionSet.id", nonZero],
    ["write_accelerator_enabled", "writeAcceleratorEnabled", or(false)],
    // Older spelling of the same.
    ["ultra_ssd_disk_iops_read_write", "diskIOPSReadWrite", positive],
    ["ultra_ssd_disk_mbps_read_write", "diskMBpsReadWrite", positive],
    ["disk_iops_read_write", "diskIOPSReadWrite", positive],
    ["disk_mbps_read_write", "diskMBpsReadWrite", positive],
  ]),
];

/** @param minor attribute that lets minor versions be installed, on by default */
export const extensionsOf = (minor: string, more: Rows): Row => [
  "extension",
  `${PROFILE}.extensionProfile.extensions`,
  each([named, ...extension, [minor, "properties.autoUpgradeMinorVersion", or(true)], ...more], { computed: true }),
];
