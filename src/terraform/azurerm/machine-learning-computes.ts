import { Unknown } from "../../policy/unknown";
import { below } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, inverted, nonZero, one, or, words } from "../map/rows";
import { identity, location, tags } from "./common";

/**
 * Machines of a Machine Learning workspace: clusters that run jobs, instances that people work on.
 * Source: hashicorp/terraform-provider-azurerm internal/services/machinelearning/machine_learning_compute_*.go.
 */

const COMPUTES = "Microsoft.MachineLearningServices/workspaces/computes";
const inWorkspace = below("machine_learning_workspace_id", "name");

export const machineLearningComputes: Family = {
  azurerm_machine_learning_compute_cluster: {
    arm: COMPUTES,
    place: inWorkspace,
    rows: [
      location,
      identity({ none: false }),
      tags,
      // That of the workspace, which the provider looks up.
      constant("sku", Unknown),
      constant("properties.computeType", "AmlCompute"),
      ["location", "properties.computeLocation"],
      ["description", "properties.description", or("")],
      ["local_auth_enabled", "properties.disableLocalAuth", inverted(false)],
      ["vm_size", "properties.properties.vmSize"],
      ["vm_priority", "properties.properties.vmPriority"],
      ["node_public_ip_enabled", "properties.properties.enableNodePublicIp", or(true)],
      ["subnet_resource_id", "properties.properties.subnet.id", nonZero],
      [
        "ssh_public_access_enabled",
        "properties.properties.remoteLoginPortPublicAccess",
        words("Enabled", "Disabled", "Disabled"),
      ],
      [
        "scale_settings",
        "properties.properties.scaleSettings",
        one([
          ["max_node_count", "maxNodeCount"],
          ["min_node_count", "minNodeCount"],
          ["scale_down_nodes_after_idle_duration", "nodeIdleTimeBeforeScaleDown"],
        ]),
      ],
      [
        "ssh",
        "properties.properties.userAccountCredentials",
        one([
          ["admin_username", "adminUserName"],
          ["admin_password", "adminUserPassword", or("")],
          ["key_value", "adminUserSshPublicKey", or("")],
        ]),
      ],
    ],
  },
  azurerm_machine_learning_compute_instance: {
    arm: COMPUTES,
    place: inWorkspace,
    rows: [
      // That of the workspace, which the provider looks up.
      constant("location", Unknown),
      identity({ none: false }),
      tags,
      constant("properties.computeType", "ComputeInstance"),
      ["description", "properties.description", or("")],
      ["local_auth_enabled", "properties.disableLocalAuth", inverted(false)],
      ["virtual_machine_size", "properties.properties.vmSize"],
      ["node_public_ip_enabled", "properties.properties.enableNodePublicIp", or(true)],
      ["authorization_type", "properties.properties.computeInstanceAuthorizationType", nonZero],
      ["subnet_resource_id", "properties.properties.subnet.id", nonZero],
      [
        "ssh",
        "properties.properties.sshSettings",
        one([constant("sshPublicAccess", "Enabled"), ["public_key", "adminPublicKey"]], {
          absent: { sshPublicAccess: "Disabled" },
        }),
      ],
      [
        "assign_to_user",
        "properties.properties.personalComputeInstanceSettings.assignedUser",
        one([
          ["object_id", "objectId", or("")],
          ["tenant_id", "tenantId", or("")],
        ]),
      ],
    ],
  },
};
