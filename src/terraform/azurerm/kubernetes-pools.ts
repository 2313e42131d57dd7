import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import {
  constant,
  deriveOpen,
  each,
  isDerived,
  nonZero,
  one,
  or,
  type Derived,
  type Row,
  type Rows,
} from "../map/rows";
import { positive } from "./machine-parts";

/**
 * Node pools: the one that is a block of its cluster, and those that are resources.
 * Source: hashicorp/terraform-provider-azurerm internal/services/containers/kubernetes_{nodepool,cluster_node_pool_resource}.go, and recorded requests.
 */

/** Attribute of `sysctl_config` -> kernel setting. */
const SYSCTLS: readonly (readonly [attribute: string, setting: string])[] = [
  ["fs_aio_max_nr", "fsAioMaxNr"],
  ["fs_file_max", "fsFileMax"],
  ["fs_inotify_max_user_watches", "fsInotifyMaxUserWatches"],
  ["fs_nr_open", "fsNrOpen"],
  ["kernel_threads_max", "kernelThreadsMax"],
  ["net_core_netdev_max_backlog", "netCoreNetdevMaxBacklog"],
  ["net_core_optmem_max", "netCoreOptmemMax"],
  ["net_core_rmem_default", "netCoreRmemDefault"],
  ["net_core_rmem_max", "netCoreRmemMax"],
  ["net_core_somaxconn", "netCoreSomaxconn"],
  ["net_core_wmem_default", "netCoreWmemDefault"],
  ["net_core_wmem_max", "netCoreWmemMax"],
  ["net_ipv4_neigh_default_gc_thresh1", "netIpv4NeighDefaultGcThresh1"],
  ["net_ipv4_neigh_default_gc_thresh2", "netIpv4NeighDefaultGcThresh2"],
  ["net_ipv4_neigh_default_gc_thresh3", "netIpv4NeighDefaultGcThresh3"],
  ["net_ipv4_tcp_fin_timeout", "netIpv4TcpFinTimeout"],
  ["net_ipv4_tcp_keepalive_intvl", "netIpv4TcpkeepaliveIntvl"],
  ["net_ipv4_tcp_keepalive_probes", "netIpv4TcpKeepaliveProbes"],
  ["net_ipv4_tcp_keepalive_time", "netIpv4TcpKeepaliveTime"],
  ["net_ipv4_tcp_max_syn_backlog", "netIpv4TcpMaxSynBacklog"],
  ["net_ipv4_tcp_max_tw_buckets", "netIpv4TcpMaxTwBuckets"],
  ["net_netfilter_nf_conntrack_buckets", "netNetfilterNfConntrackBuckets"],
  ["net_netfilter_nf_conntrack_max", "netNetfilterNfConntrackMax"],
  ["vm_max_map_count", "vmMaxMapCount"],
  ["vm_swappiness", "vmSwappiness"],
  ["vm_vfs_cache_pressure", "vmVfsCachePressure"],
];

const kubelet: Row = [
  "kubelet_config",
  "kubeletConfig",
  one([
    // A default on since 4.x; what an older one sends is in its plan.
    ["cpu_cfs_quota_enabled", "cpuCfsQuota", or(true)],
    constant("failSwapOn", false),
    ["allowed_unsafe_sysctls", "allowedUnsafeSysctls"],
    ["cpu_manager_policy", "cpuManagerPolicy", nonZero],
    ["cpu_cfs_quota_period", "cpuCfsQuotaPeriod", nonZero],
    ["image_gc_high_threshold", "imageGcHighThreshold", nonZero],
    ["image_gc_low_threshold", "imageGcLowThreshold", nonZero],
    ["topology_manager_policy", "topologyManagerPolicy", nonZero],
    ["container_log_max_size_mb", "containerLogMaxSizeMB", nonZero],
    // Older spelling of the same.
    ["container_log_max_line", "containerLogMaxFiles", nonZero],
    ["container_log_max_files", "containerLogMaxFiles", nonZero],
    ["pod_max_pid", "podMaxPids", nonZero],
  ]),
];

const linux: Row = [
  "linux_os_config",
  "linuxOSConfig",
  one([
    // Older spelling of the same; planned as unknown beside the newer.
    [
      "transparent_huge_page",
      "transparentHugePageEnabled",
      { ...nonZero, absent: (block) => block.read("transparent_huge_page_enabled") },
    ],
    ["transparent_huge_page_defrag", "transparentHugePageDefrag", nonZero],
    ["swap_file_size_mb", "swapFileSizeMB", nonZero],
    [
      "sysctl_config",
      "sysctls",
      one([
        ...SYSCTLS.map(([attribute, setting]): Row => [attribute, setting, nonZero]),
        ["net_ipv4_tcp_tw_reuse", "netIpv4TcpTwReuse", or(false)],
        deriveOpen(
          ["net_ipv4_ip_local_port_range_min", "net_ipv4_ip_local_port_range_max"],
          "netIpv4IpLocalPortRange",
          portRange,
        ),
      ]),
    ],
  ]),
];

function portRange(block: Block): OpenValue {
  const from = block.read("net_ipv4_ip_local_port_range_min");
  const to = block.read("net_ipv4_ip_local_port_range_max");
  if (isUnknown(from) || isUnknown(to)) return Unknown;
  return from && to ? `${String(from)} ${String(to)}` : undefined;
}

const network: Row = [
  "node_network_profile",
  "networkProfile",
  one([
    [
      "allowed_host_ports",
      "allowedHostPorts",
      each([
        ["port_start", "portStart", nonZero],
        ["port_end", "portEnd", nonZero],
        ["protocol", "protocol", nonZero],
      ]),
    ],
    ["application_security_group_ids", "applicationSecurityGroups"],
    [
      "node_public_ip_tags",
      "nodePublicIPTags",
      {
        as: (map) =>
          typeof map === "object" && !isUnknown(map) && !Array.isArray(map)
            ? Object.entries(map).map(([ipTagType, tag]) => ({ ipTagType, tag }))
            : Unknown,
      },
    ],
  ]),
];

const upgrade: Row = [
  "upgrade_settings",
  "upgradeSettings",
  one([
    ["max_surge", "maxSurge", nonZero],
    ["max_unavailable", "maxUnavailable", nonZero],
    ["undrainable_node_behavior", "undrainableNodeBehavior", nonZero],
    // Whether a zero is sent differs between versions.
    ["drain_timeout_in_minutes", "drainTimeoutInMinutes", { as: (n) => (n === 0 ? Unknown : n), absent: Unknown }],
    [
      "node_soak_duration_in_minutes",
      "nodeSoakDurationInMinutes",
      { as: (n) => (n === 0 ? Unknown : n), absent: Unknown },
    ],
  ]),
];

/** Where a pool scales itself, it starts with the fewest nodes it may have. */
const count: Derived = deriveOpen(["node_count", "auto_scaling_enabled", "min_count"], "count", (block) => {
  const nodes = block.read("node_count") ?? 0;
  if (isUnknown(nodes) || nodes !== 0) return nodes;
  const scaling = block.read("auto_scaling_enabled");
  return isUnknown(scaling) ? Unknown : scaling === true ? (block.read("min_count") ?? 0) : 0;
});

/** Bounds are sent only for a pool that scales itself. */
const bound = (attribute: string, to: string): Derived =>
  deriveOpen([attribute, "auto_scaling_enabled"], to, (block) => {
    const scaling = block.read("auto_scaling_enabled");
    return isUnknown(scaling) ? Unknown : scaling === true ? (block.read(attribute) ?? 0) : undefined;
  });

/** What both kinds of pool have, below `properties` of the one and in the list of the other. */
const common: Rows = [
  ["vm_size", "vmSize"],
  count,
  ["auto_scaling_enabled", "enableAutoScaling", or(false)],
  bound("max_count", "maxCount"),
  bound("min_count", "minCount"),
  ["fips_enabled", "enableFIPS", or(false)],
  ["host_encryption_enabled", "enableEncryptionAtHost", or(false)],
  ["node_public_ip_enabled", "enableNodePublicIP", or(false)],
  ["ultra_ssd_enabled", "enableUltraSSD", or(false)],
  ["kubelet_disk_type", "kubeletDiskType", or("")],
  ["node_public_ip_prefix_id", "nodePublicIPPrefixID", nonZero],
  ["node_labels", "nodeLabels"],
  ["tags", "tags"],
  ["zones", "availabilityZones"],
  ["max_pods", "maxPods", positive],
  ["os_disk_size_gb", "osDiskSizeGB", positive],
  ["os_disk_type", "osDiskType", or("Managed")],
  ["os_sku", "osSKU", nonZero],
  ["pod_subnet_id", "podSubnetID", nonZero],
  ["vnet_subnet_id", "vnetSubnetID", nonZero],
  ["scale_down_mode", "scaleDownMode", or("Delete")],
  ["snapshot_id", "creationData.sourceResourceId", nonZero],
  ["host_group_id", "hostGroupID", nonZero],
  ["orchestrator_version", "orchestratorVersion", nonZero],
  ["proximity_placement_group_id", "proximityPlacementGroupID", nonZero],
  ["capacity_reservation_group_id", "capacityReservationGroupID", nonZero],
  ["workload_runtime", "workloadRuntime", nonZero],
  ["gpu_instance", "gpuInstanceProfile", nonZero],
  ["gpu_driver", "gpuProfile.driver", nonZero],
  kubelet,
  linux,
  network,
  upgrade,
];

/** The pool that every cluster begins with. */
export const defaultPool: Rows = [
  ["name", "name"],
  ["type", "type", or("VirtualMachineScaleSets")],
  constant("mode", "System"),
  constant("osType", "Linux"),
  [
    "only_critical_addons_enabled",
    "nodeTaints",
    { as: (only) => (only === true ? ["CriticalAddonsOnly=true:NoSchedule"] : undefined) },
  ],
  ...common,
];

/** Only spot machines have a price. */
const spot = (attribute: string, to: string, absent: OpenValue): Derived =>
  deriveOpen([attribute, "priority"], to, (block) => {
    const priority = block.read("priority");
    return isUnknown(priority) ? Unknown : priority === "Spot" ? (block.read(attribute) ?? absent) : undefined;
  });

/** A pool that is a resource. */
const own: Rows = [
  constant("type", "VirtualMachineScaleSets"),
  ["mode", "mode", or("User")],
  ["os_type", "osType", or("Linux")],
  ["priority", "scaleSetPriority", or("Regular")],
  spot("eviction_policy", "scaleSetEvictionPolicy", ""),
  spot("spot_max_price", "spotMaxPrice", -1),
  ["node_taints", "nodeTaints"],
  [
    "windows_profile",
    "windowsProfile",
    one([["outbound_nat_enabled", "disableOutboundNat", { as: (on) => on !== true, absent: false }]]),
  ],
  ...common,
];

export const pool: Rows = own.map((row): Row =>
  isDerived(row) ? { ...row, to: `properties.${row.to}` } : [row[0], `properties.${row[1]}`, row[2]],
);
