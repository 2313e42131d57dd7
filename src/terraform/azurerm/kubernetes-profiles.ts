import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { constant, deriveOpen, each, nonZero, one, onlyTrue, or, type Row, type Rows, type Rule } from "../map/rows";

/**
 * Addons and profiles of a Kubernetes cluster.
 * Source: hashicorp/terraform-provider-azurerm internal/services/containers/kubernetes_{addons,cluster_resource}.go, and recorded requests.
 */

/** A boolean or number as text. */
const text = (absent?: OpenValue): Rule => ({ as: (value) => String(value), absent });

/** An addon is on while its block is there. */
const addon = (from: string, name: string, config: Rows): Row => [
  from,
  `properties.addonProfiles.${name}`,
  one([constant("enabled", true), ...config]),
];

export const addons: Rows = [
  ["azure_policy_enabled", "properties.addonProfiles.azurepolicy.enabled", or(false)],
  constant("properties.addonProfiles.azurepolicy.config.version", "v2"),
  ["http_application_routing_enabled", "properties.addonProfiles.httpApplicationRouting.enabled", onlyTrue],
  ["open_service_mesh_enabled", "properties.addonProfiles.openServiceMesh.enabled", onlyTrue],
  addon("confidential_computing", "ACCSGXDevicePlugin", [
    ["sgx_quote_helper_enabled", "config.ACCSGXQuoteHelperEnabled", text("false")],
  ]),
  addon("oms_agent", "omsagent", [
    ["log_analytics_workspace_id", "config.logAnalyticsWorkspaceResourceID", nonZero],
    ["msi_auth_for_monitoring_enabled", "config.useAADAuth", text("false")],
  ]),
  addon("aci_connector_linux", "aciConnectorLinux", [["subnet_name", "config.SubnetName", nonZero]]),
  addon("ingress_application_gateway", "ingressApplicationGateway", [
    ["gateway_id", "config.applicationGatewayId", nonZero],
    ["gateway_name", "config.applicationGatewayName", nonZero],
    ["subnet_cidr", "config.subnetCIDR", nonZero],
    ["subnet_id", "config.subnetId", nonZero],
  ]),
  addon("key_vault_secrets_provider", "azureKeyvaultSecretsProvider", [
    ["secret_rotation_enabled", "config.enableSecretRotation", text("false")],
    ["secret_rotation_interval", "config.rotationPollInterval", or("2m")],
  ]),
];

/** All but the switches for daemon sets are text on the wire. */
export const autoScaler: Row = [
  "auto_scaler_profile",
  "properties.autoScalerProfile",
  one(
    [
      ["balance_similar_node_groups", "balance-similar-node-groups", text("false")],
      ["daemonset_eviction_for_empty_nodes_enabled", "daemonset-eviction-for-empty-nodes", or(false)],
      ["daemonset_eviction_for_occupied_nodes_enabled", "daemonset-eviction-for-occupied-nodes", or(true)],
      ["expander", "expander", or("")],
      ["ignore_daemonsets_utilization_enabled", "ignore-daemonsets-utilization", or(false)],
      ["max_graceful_termination_sec", "max-graceful-termination-sec", or("")],
      ["max_node_provisioning_time", "max-node-provision-time", or("15m")],
      ["max_unready_nodes", "ok-total-unready-count", text("3")],
      ["max_unready_percentage", "max-total-unready-percentage", text("45")],
      ["new_pod_scale_up_delay", "new-pod-scale-up-delay", or("")],
      ["scale_down_delay_after_add", "scale-down-delay-after-add", or("")],
      ["scale_down_delay_after_delete", "scale-down-delay-after-delete", or("")],
      ["scale_down_delay_after_failure", "scale-down-delay-after-failure", or("")],
      ["scale_down_unneeded", "scale-down-unneeded-time", or("")],
      ["scale_down_unready", "scale-down-unready-time", or("")],
      ["scale_down_utilization_threshold", "scale-down-utilization-threshold", or("")],
      ["empty_bulk_delete_max", "max-empty-bulk-delete", or("")],
      ["scan_interval", "scan-interval", or("")],
      // The default is another in some versions.
      ["skip_nodes_with_local_storage", "skip-nodes-with-local-storage", text(Unknown)],
      ["skip_nodes_with_system_pods", "skip-nodes-with-system-pods", text("true")],
    ],
    { computed: true },
  ),
];

export const metrics: Row = [
  "monitor_metrics",
  "properties.azureMonitorProfile.metrics",
  one([constant("enabled", true), allowList("annotations_allowed"), allowList("labels_allowed")], {
    absent: { enabled: false },
  }),
];

/** Both lists are sent where one is set. */
function allowList(attribute: "annotations_allowed" | "labels_allowed"): Rows[number] {
  const name = attribute === "annotations_allowed" ? "metricAnnotationsAllowList" : "metricLabelsAllowlist";
  const both = ["annotations_allowed", "labels_allowed"];
  return deriveOpen(both, `kubeStateMetrics.${name}`, (block) =>
    both.every((one) => block.read(one) === null) ? undefined : (block.read(attribute) ?? ""),
  );
}

export const securityProfile: Rows = [
  ["workload_identity_enabled", "properties.securityProfile.workloadIdentity.enabled", onlyTrue],
  ["custom_ca_trust_certificates_base64", "properties.securityProfile.customCATrustCertificates"],
  ["image_cleaner_enabled", "properties.securityProfile.imageCleaner.enabled", onlyTrue],
  deriveOpen(
    ["image_cleaner_enabled", "image_cleaner_interval_hours"],
    "properties.securityProfile.imageCleaner.intervalHours",
    (block) => {
      const on = block.read("image_cleaner_enabled");
      return isUnknown(on) ? Unknown : on === true ? (block.read("image_cleaner_interval_hours") ?? 0) : undefined;
    },
  ),
  [
    "microsoft_defender",
    "properties.securityProfile.defender",
    one([
      constant("securityMonitoring.enabled", true),
      ["log_analytics_workspace_id", "logAnalyticsWorkspaceResourceId"],
    ]),
  ],
  [
    "key_management_service",
    "properties.securityProfile.azureKeyVaultKms",
    one([
      constant("enabled", true),
      ["key_vault_key_id", "keyId"],
      ["key_vault_network_access", "keyVaultNetworkAccess", or("Public")],
      // That of the vault, which the provider looks up by its host.
      deriveOpen(["key_vault_network_access"], "keyVaultResourceId", (block) => {
        const network = block.read("key_vault_network_access");
        return network === "Private" || isUnknown(network) ? Unknown : undefined;
      }),
    ]),
  ],
];

export const profiles: Rows = [
  [
    "azure_active_directory_role_based_access_control",
    "properties.aadProfile",
    one([
      constant("managed", true),
      ["tenant_id", "tenantID", or("")],
      ["admin_group_object_ids", "adminGroupObjectIDs"],
      ["azure_rbac_enabled", "enableAzureRBAC", or(false)],
    ]),
  ],
  [
    "linux_profile",
    "properties.linuxProfile",
    one([
      ["admin_username", "adminUsername"],
      ["ssh_key", "ssh.publicKeys", each([["key_data", "keyData"]])],
    ]),
  ],
  [
    "windows_profile",
    "properties.windowsProfile",
    one(
      [
        ["admin_username", "adminUsername"],
        ["admin_password", "adminPassword"],
        ["license", "licenseType", { ...nonZero, absent: "None" }],
        [
          "gmsa",
          "gmsaProfile",
          one([
            constant("enabled", true),
            ["dns_server", "dnsServer", or("")],
            ["root_domain", "rootDomainName", or("")],
          ]),
        ],
      ],
      { computed: true },
    ),
  ],
  [
    "kubelet_identity",
    "properties.identityProfile.kubeletidentity",
    one(
      [
        ["user_assigned_identity_id", "resourceId"],
        ["client_id", "clientId", or("")],
        ["object_id", "objectId", or("")],
      ],
      { computed: true },
    ),
  ],
  [
    "bootstrap_profile",
    "properties.bootstrapProfile",
    one(
      [
        ["artifact_source", "artifactSource", or("Direct")],
        ["container_registry_id", "containerRegistryId", nonZero],
      ],
      { computed: true },
    ),
  ],
  [
    "storage_profile",
    "properties.storageProfile",
    one([
      ["blob_driver_enabled", "blobCSIDriver.enabled", or(false)],
      ["disk_driver_enabled", "diskCSIDriver.enabled", or(true)],
      ["file_driver_enabled", "fileCSIDriver.enabled", or(true)],
      ["snapshot_controller_enabled", "snapshotController.enabled", or(true)],
    ]),
  ],
  [
    "upgrade_override",
    "properties.upgradeSettings.overrideSettings",
    one([
      ["force_upgrade_enabled", "forceUpgrade"],
      ["effective_until", "until", or("")],
    ]),
  ],
  [
    "workload_autoscaler_profile",
    "properties.workloadAutoScalerProfile",
    one([
      ["keda_enabled", "keda.enabled", onlyTrue],
      ["vertical_pod_autoscaler_enabled", "verticalPodAutoscaler.enabled", onlyTrue],
    ]),
  ],
  [
    "node_provisioning_profile",
    "properties.nodeProvisioningProfile",
    one([
      ["mode", "mode", or("Manual")],
      ["default_node_pools", "defaultNodePools", or("Auto")],
    ]),
  ],
];
