import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { each, json, nonZero, one, or, type Row, type Rows, type Rule } from "../map/rows";
import { identity, named } from "./common";

/**
 * Pools of a Batch account: their machines, what these run at their start, and the storage they mount.
 * Source: hashicorp/terraform-provider-azurerm internal/services/batch/batch_pool.go, and recorded requests.
 */

const MACHINES = "properties.deploymentConfiguration.virtualMachineConfiguration";

/** A map as a list of names and values. */
const pairs: Rule = {
  as: (map) =>
    typeof map === "object" && !isUnknown(map) && !Array.isArray(map)
      ? Object.entries(map).map(([name, value]) => ({ name, value }))
      : map,
};

const byIdentity: Row = ["user_assigned_identity_id", "identityReference.resourceId", nonZero];
/** The provider spells it otherwise for a mount. */
const byIdentityId: Row = ["identity_id", "identityReference.resourceId", nonZero];

const registry: Rows = [
  ["registry_server", "registryServer"],
  ["user_name", "username", nonZero],
  ["password", "password", nonZero],
  byIdentity,
];

const startTask: Row = [
  "start_task",
  "properties.startTask",
  one([
    ["command_line", "commandLine"],
    [
      "task_retry_maximum",
      "maxTaskRetryCount",
      { as: (times) => (typeof times === "number" && times <= 0 ? 1 : times), absent: 1 },
    ],
    ["wait_for_success", "waitForSuccess", or(false)],
    ["common_environment_properties", "environmentSettings", pairs],
    [
      "user_identity",
      "userIdentity",
      one([
        ["user_name", "userName", nonZero],
        [
          "auto_user",
          "autoUser",
          one([
            ["elevation_level", "elevationLevel", or("NonAdmin")],
            ["scope", "scope", or("Task")],
          ]),
        ],
      ]),
    ],
    [
      "resource_file",
      "resourceFiles",
      each([
        ["auto_storage_container_name", "autoStorageContainerName", nonZero],
        ["storage_container_url", "storageContainerUrl", nonZero],
        ["http_url", "httpUrl", nonZero],
        ["blob_prefix", "blobPrefix", nonZero],
        ["file_path", "filePath", nonZero],
        ["file_mode", "fileMode", nonZero],
        byIdentity,
      ]),
    ],
    [
      "container",
      "containerSettings",
      one([
        ["image_name", "imageName"],
        ["run_options", "containerRunOptions", or("")],
        ["working_directory", "workingDirectory", or("")],
        ["registry", "registry", one(registry)],
      ]),
    ],
  ]),
];

const mount: Row = [
  "mount",
  "properties.mountConfiguration",
  each([
    [
      "azure_blob_file_system",
      "azureBlobFileSystemConfiguration",
      one([
        ["account_name", "accountName"],
        ["container_name", "containerName"],
        ["relative_mount_path", "relativeMountPath"],
        ["account_key", "accountKey", nonZero],
        ["sas_key", "sasKey", nonZero],
        byIdentityId,
        ["blobfuse_options", "blobfuseOptions", or("")],
      ]),
    ],
    [
      "azure_file_share",
      "azureFileShareConfiguration",
      one([
        ["account_name", "accountName"],
        ["account_key", "accountKey"],
        ["azure_file_url", "azureFileUrl"],
        ["relative_mount_path", "relativeMountPath"],
        ["mount_options", "mountOptions", or("")],
      ]),
    ],
    [
      "cifs_mount",
      "cifsMountConfiguration",
      one([
        ["user_name", "userName"],
        ["password", "password"],
        ["source", "source"],
        ["relative_mount_path", "relativeMountPath"],
        ["mount_options", "mountOptions", or("")],
      ]),
    ],
    [
      "nfs_mount",
      "nfsMountConfiguration",
      one([
        ["source", "source"],
        ["relative_mount_path", "relativeMountPath"],
        ["mount_options", "mountOptions", or("")],
      ]),
    ],
  ]),
];

/** One end of `1000-1100`. */
const port = (end: 0 | 1): Rule => ({
  as: (range) => {
    const part = Number(String(range).split("-")[end]);
    return Number.isInteger(part) ? part : Unknown;
  },
});

const network: Row = [
  "network_configuration",
  "properties.networkConfiguration",
  one([
    ["subnet_id", "subnetId", nonZero],
    ["dynamic_vnet_assignment_scope", "dynamicVnetAssignmentScope", or("none")],
    ["accelerated_networking_enabled", "enableAcceleratedNetworking", or(false)],
    ["public_address_provisioning_type", "publicIPAddressConfiguration.provision", nonZero],
    ["public_ips", "publicIPAddressConfiguration.ipAddressIds"],
    [
      "endpoint_configuration",
      "endpointConfiguration.inboundNatPools",
      each([
        named,
        ["backend_port", "backendPort"],
        ["protocol", "protocol"],
        ["frontend_port_range", "frontendPortRangeStart", port(0)],
        ["frontend_port_range", "frontendPortRangeEnd", port(1)],
        [
          "network_security_group_rules",
          "networkSecurityGroupRules",
          each([
            ["priority", "priority"],
            ["access", "access"],
            ["source_address_prefix", "sourceAddressPrefix"],
            ["source_port_ranges", "sourcePortRanges"],
          ]),
        ],
      ]),
    ],
  ]),
];

const machines: Rows = [
  ["node_agent_sku_id", `${MACHINES}.nodeAgentSkuId`],
  [
    "storage_image_reference",
    `${MACHINES}.imageReference`,
    one([
      ["id", "id", nonZero],
      ["publisher", "publisher", nonZero],
      ["offer", "offer", nonZero],
      ["sku", "sku", nonZero],
      ["version", "version", nonZero],
    ]),
  ],
  ["license_type", `${MACHINES}.licenseType`, nonZero],
  ["os_disk_placement", `${MACHINES}.osDisk.ephemeralOSDiskSettings.placement`, nonZero],
  ["node_placement", `${MACHINES}.nodePlacementConfiguration`, one([["policy", "policy", or("Regional")]])],
  [
    "windows",
    `${MACHINES}.windowsConfiguration`,
    one([["enable_automatic_updates", "enableAutomaticUpdates", or(true)]]),
  ],
  [
    "container_configuration",
    `${MACHINES}.containerConfiguration`,
    one([
      ["type", "type", or("")],
      ["container_image_names", "containerImageNames"],
      ["container_registries", "containerRegistries", each(registry)],
    ]),
  ],
  [
    "data_disks",
    `${MACHINES}.dataDisks`,
    each([
      ["lun", "lun"],
      ["caching", "caching", or("ReadOnly")],
      ["disk_size_gb", "diskSizeGB"],
      ["storage_account_type", "storageAccountType", or("Standard_LRS")],
    ]),
  ],
  [
    "disk_encryption",
    `${MACHINES}.diskEncryptionConfiguration.targets`,
    each([["disk_encryption_target", "target"]], { then: targets }),
  ],
  [
    "extensions",
    `${MACHINES}.extensions`,
    each([
      named,
      ["publisher", "publisher"],
      ["type", "type"],
      ["type_handler_version", "typeHandlerVersion", or("")],
      ["auto_upgrade_minor_version", "autoUpgradeMinorVersion", or(false)],
      ["automatic_upgrade_enabled", "enableAutomaticUpgrade", or(false)],
      ["settings_json", "settings", json],
      ["protected_settings", "protectedSettings", json],
      ["provision_after_extensions", "provisionAfterExtensions"],
    ]),
  ],
  // What of it is sent when a switch is left out differs between versions.
  ["security_profile", `${MACHINES}.securityProfile`, one([], { then: () => Unknown })],
];

/** A list of objects with one name each -> their values. */
function targets(made: OpenValue): OpenValue {
  if (!Array.isArray(made)) return made;
  return made.map((item) =>
    typeof item === "object" && item !== null && !isUnknown(item) && !Array.isArray(item)
      ? (item as Record<string, OpenValue>).target
      : Unknown,
  );
}

/** Only a pool that Batch sizes itself has neither. */
const scale: Rows = [
  [
    "fixed_scale",
    "properties.scaleSettings.fixedScale",
    one([
      ["node_deallocation_method", "nodeDeallocationOption", or("")],
      ["resize_timeout", "resizeTimeout", or("PT15M")],
      ["target_dedicated_nodes", "targetDedicatedNodes", or(1)],
      ["target_low_priority_nodes", "targetLowPriorityNodes", or(0)],
    ]),
  ],
  [
    "auto_scale",
    "properties.scaleSettings.autoScale",
    one([
      ["evaluation_interval", "evaluationInterval", or("PT15M")],
      ["formula", "formula"],
    ]),
  ],
];

export const batchPool: Rows = [
  identity(),
  ["vm_size", "properties.vmSize"],
  ["display_name", "properties.displayName", or("")],
  ["inter_node_communication", "properties.interNodeCommunication", or("Enabled")],
  ["target_node_communication_mode", "properties.targetNodeCommunicationMode", nonZero],
  ["max_tasks_per_node", "properties.taskSlotsPerNode", or(1)],
  ["metadata", "properties.metadata", pairs],
  ...scale,
  ...machines,
  startTask,
  mount,
  network,
  [
    "certificate",
    "properties.certificates",
    each([
      ["id", "id"],
      ["store_location", "storeLocation"],
      ["store_name", "storeName", or("")],
      ["visibility", "visibility"],
    ]),
  ],
  [
    "task_scheduling_policy",
    "properties.taskSchedulingPolicy",
    one([["node_fill_type", "nodeFillType", nonZero]], { computed: true }),
  ],
  [
    "user_accounts",
    "properties.userAccounts",
    each([
      named,
      ["password", "password"],
      ["elevation_level", "elevationLevel"],
      [
        "linux_user_configuration",
        "linuxUserConfiguration",
        one([
          ["gid", "gid"],
          ["uid", "uid"],
          ["ssh_private_key", "sshPrivateKey", nonZero],
        ]),
      ],
      ["windows_user_configuration", "windowsUserConfiguration", one([["login_mode", "loginMode"]])],
    ]),
  ],
];
