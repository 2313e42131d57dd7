import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, deriveOpen, each, nonZero, one, or, words, type Row, type Rows } from "../map/rows";
import { identity, location, named, tags } from "./common";

/**
 * Managed DevOps Pools.
 * Source: hashicorp/terraform-provider-azurerm internal/services/manageddevopspools/{helpers,models}.go, and a recorded request.
 */

/** ARM lists the days from Sunday on. */
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const schedule = (day: string): string => `${day}_schedule`;

/** For each day, or once for all, how many agents stand by from which time on. */
function daysData(prediction: Block): OpenValue {
  const all = prediction.read("all_week_schedule");
  if (isUnknown(all)) return Unknown;
  if (all !== null && all !== 0) return [{ "00:00:00": all }];
  return DAYS.map((day) => dayOf(prediction, schedule(day)));
}

function dayOf(prediction: Block, attribute: string): OpenValue {
  const entries = prediction.blocks(attribute);
  if (isUnknown(entries)) return Unknown;
  const agents: OpenObject = {};
  for (const entry of entries) {
    const time = isUnknown(entry) ? Unknown : entry.read("time");
    if (isUnknown(entry) || typeof time !== "string") return Unknown;
    agents[time] = entry.read("count");
  }
  return agents;
}

const prediction: Rows = [
  [
    "manual_resource_prediction",
    "",
    one([
      ["time_zone_name", "resourcePredictions.TimeZone", or("UTC")],
      deriveOpen(["all_week_schedule", ...DAYS.map(schedule)], "resourcePredictions.DaysData", daysData),
      constant("resourcePredictionsProfile.kind", "Manual"),
    ]),
  ],
  [
    "automatic_resource_prediction",
    "",
    one([
      constant("resourcePredictionsProfile.kind", "Automatic"),
      ["prediction_preference", "resourcePredictionsProfile.predictionPreference", or("Balanced")],
    ]),
  ],
];

const agents: Rows = [
  ["stateless_agent", "properties.agentProfile", one([constant("kind", "Stateless"), ...prediction])],
  [
    "stateful_agent",
    "properties.agentProfile",
    one([
      constant("kind", "Stateful"),
      ["grace_period_time_span", "gracePeriodTimeSpan", or("00:00:00")],
      ["maximum_agent_lifetime", "maxAgentLifetime", or("7.00:00:00")],
      ...prediction,
    ]),
  ],
];

const organizations: Row = [
  "azure_devops_organization",
  "properties.organizationProfile",
  one([
    constant("kind", "AzureDevOps"),
    [
      "organization",
      "organizations",
      each([
        ["url", "url"],
        ["projects", "projects"],
        ["parallelism", "parallelism", or(0)],
      ]),
    ],
    [
      "permission",
      "permissionProfile",
      one([
        ["kind", "kind"],
        [
          "administrator_account",
          "",
          one([
            ["groups", "groups"],
            ["users", "users"],
          ]),
        ],
      ]),
    ],
  ]),
];

const machines: Row = [
  "virtual_machine_scale_set_fabric",
  "properties.fabricProfile",
  one([
    constant("kind", "Vmss"),
    ["sku_name", "sku.name"],
    ["subnet_id", "networkProfile.subnetId", nonZero],
    ["os_disk_storage_account_type", "storageProfile.osDiskStorageAccountType", or("Standard")],
    [
      "image",
      "images",
      each([
        ["aliases", "aliases"],
        ["buffer", "buffer", or("*")],
        ["well_known_image_name", "wellKnownImageName", nonZero],
        ["id", "resourceId", nonZero],
      ]),
    ],
    [
      "storage",
      "storageProfile.dataDisks",
      each([
        ["caching", "caching", or("None")],
        ["disk_size_in_gb", "diskSizeGiB", or(0)],
        ["drive_letter", "driveLetter", or("")],
        ["storage_account_type", "storageAccountType", or("Standard_LRS")],
      ]),
    ],
    [
      "security",
      "osProfile",
      one([
        ["interactive_logon_enabled", "logonType", words("Interactive", "Service", "Service")],
        [
          "key_vault_management",
          "secretsManagementSettings",
          one([
            ["certificate_store_location", "certificateStoreLocation", nonZero],
            ["certificate_store_name", "certificateStoreName", nonZero],
            ["key_export_enabled", "keyExportable", or(false)],
            ["key_vault_certificate_ids", "observedCertificates"],
          ]),
        ],
      ]),
    ],
  ]),
];

export const managedDevopsPool: Family = {
  azurerm_managed_devops_pool: {
    arm: "Microsoft.DevOpsInfrastructure/pools",
    place: inGroup("name"),
    rows: [
      location,
      named,
      identity(),
      tags,
      ["dev_center_project_id", "properties.devCenterProjectResourceId"],
      ["maximum_concurrency", "properties.maximumConcurrency"],
      ["work_folder", "properties.runtimeConfiguration.workFolder", or("")],
      ...agents,
      organizations,
      machines,
    ],
  },
};
