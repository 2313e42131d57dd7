import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { below, inGroup, type Place } from "../map/place";
import type { AlsoWritten, Family, ResourceMap } from "../map/resource-map";
import {
  constant,
  derive,
  deriveOpen,
  each,
  enabled,
  inverted,
  json,
  nonZero,
  one,
  or,
  type Derived,
  type Row,
  type Rows,
  type Rule,
} from "../map/rows";
import { byMajor, identity, location, tags } from "./common";
import { siteSettings } from "./web-config";
import { linuxFunctionStack, linuxWebStack, windowsFunctionStack, windowsWebStack } from "./web-stacks";
import { flexSettings, functionAppSettings, webAppSettings } from "./web-settings";
import { siteConfig, type SiteKind } from "./web-site-config";

/**
 * App Service: plans, function apps, web apps, slots, functions, Standard logic apps.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{appservice,logic}, and requests recorded of 4.55.0 and 5.2.0.
 */

const SITES = "Microsoft.Web/sites";
const SLOTS = `${SITES}/slots`;

/** What every site has. Its location, if it is a slot, is that of its app, which the provider looks up. */
const site = (kind: SiteKind, windows: boolean): Rows => [
  ...(kind === "functionAppSlot" || kind === "webAppSlot" ? [constant("location", Unknown)] : [location]),
  identity(),
  tags,
  ["enabled", "properties.enabled", or(true)],
  ["https_only", "properties.httpsOnly", or(false)],
  ["service_plan_id", "properties.serverFarmId", kind.endsWith("Slot") ? or(Unknown) : nonZero],
  ["client_certificate_enabled", "properties.clientCertEnabled", or(false)],
  ["client_certificate_mode", "properties.clientCertMode", or(kind.startsWith("web") ? "Required" : "Optional")],
  ["client_certificate_exclusion_paths", "properties.clientCertExclusionPaths", nonZero],
  ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
  ["virtual_network_subnet_id", "properties.virtualNetworkSubnetId", nonZero],
  [
    "virtual_network_backup_restore_enabled",
    "properties.vnetBackupRestoreEnabled",
    kind === "flex" ? undefined : or(false),
  ],
  ["vnet_image_pull_enabled", "properties.vnetImagePullEnabled", imagePull(kind, windows)],
  [
    "virtual_network_image_pull_enabled",
    "properties.vnetImagePullEnabled",
    windows && kind.startsWith("web") ? or(byMajor(undefined, false)) : undefined,
  ],
  ["key_vault_reference_identity_id", "properties.keyVaultReferenceIdentity", nonZero],
  deriveOpen(["site_config"], "properties.vnetRouteAllEnabled", (b) => routeAll(b, kind)),
  ...siteConfig(kind, windows),
];

/** Off by default, but for a flex app and, in 4.x, a Windows web app, which say nothing. */
function imagePull(kind: SiteKind, windows: boolean): Rule | undefined {
  return kind === "flex" || (windows && kind.startsWith("web")) ? undefined : or(false);
}

function routeAll(block: Block, kind: SiteKind): OpenValue {
  if (kind === "flex") return undefined;
  const config = block.one("site_config");
  const all = isUnknown(config) ? Unknown : (config?.read("vnet_route_all_enabled") ?? false);
  return kind === "functionApp" && all === false ? undefined : all;
}

const functionApp: Rows = [
  ["daily_memory_time_quota", "properties.dailyMemoryTimeQuota", or(0)],
  ["client_affinity_enabled", "properties.clientAffinityEnabled"],
];
const webApp: Rows = [["client_affinity_enabled", "properties.clientAffinityEnabled", or(false)]];

/** Basic-auth publishing is written only when it is turned off. */
const publishing = (arm: string, name: string, attribute: string): AlsoWritten => ({
  arm: `${arm}/basicPublishingCredentialsPolicies`,
  name,
  when: (block) => block.read(attribute) === false || isUnknown(block.read(attribute)),
  rows: [[attribute, "properties.allow"]],
});

const also = (arm: string, kind: SiteKind, windows: boolean): AlsoWritten[] => [
  ...siteSettings(arm, kind === "flex" ? "flex" : kind.startsWith("web") ? "web" : "function", windows),
  publishing(arm, "ftp", "ftp_publish_basic_authentication_enabled"),
  publishing(arm, "scm", "webdeploy_publish_basic_authentication_enabled"),
];

const app = (kind: SiteKind, rows: Rows, place: Place = inGroup("name"), windows = false): ResourceMap => {
  const arm = kind.endsWith("Slot") ? SLOTS : SITES;
  return { arm, place, rows: [...site(kind, windows), ...rows], also: also(arm, kind, windows) };
};

const appKind = (kind: string): Row => constant("kind", kind);
const onFunctionApp = below("function_app_id", "name");
const onWebApp = below("app_service_id", "name");

/** From 4.62.1 on a Linux slot is sent without its kind; which of the two an older 4.x does is not told by the plan. */
const linuxSlotKind: Derived = derive([], "kind", ({ context }) =>
  context.major === undefined ? Unknown : context.major >= 5 ? undefined : "functionapp,linux",
);

/** What a Linux slot sends also when it is not set, and a Windows slot does not. */
const linuxSlotFlags: Row = [
  "site_config",
  "properties.siteConfig",
  one([
    ["container_registry_use_managed_identity", "acrUseManagedIdentityCreds", or(false)],
    ["websockets_enabled", "webSocketsEnabled", or(false)],
  ]),
];

/** The same for a Windows slot. */
const windowsSlotFlags: Row = [
  "site_config",
  "properties.siteConfig",
  one([["remote_debugging_enabled", "remoteDebuggingEnabled", or(false)]]),
];

export const web: Family = {
  azurerm_service_plan: {
    arm: "Microsoft.Web/serverFarms",
    place: inGroup("name"),
    rows: [
      location,
      tags,
      ["sku_name", "sku.name"],
      ["worker_count", "sku.capacity"],
      derive(["os_type"], "properties.reserved", (b) => b.read("os_type") === "Linux"),
      derive(["os_type"], "properties.hyperV", (b) => b.read("os_type") === "WindowsContainer"),
      ["per_site_scaling_enabled", "properties.perSiteScaling", or(false)],
      ["premium_plan_auto_scale_enabled", "properties.elasticScaleEnabled", or(false)],
      ["zone_balancing_enabled", "properties.zoneRedundant", or(false)],
      ["maximum_elastic_worker_count", "properties.maximumElasticWorkerCount"],
      ["app_service_environment_id", "properties.hostingEnvironmentProfile.id", nonZero],
    ],
  },
  azurerm_linux_function_app: app("functionApp", [
    appKind("functionapp,linux"),
    ...functionApp,
    linuxFunctionStack,
    functionAppSettings(false, false),
  ]),
  azurerm_windows_function_app: app(
    "functionApp",
    [appKind("functionapp"), ...functionApp, ...windowsFunctionStack(false), functionAppSettings(true, false)],
    inGroup("name"),
    true,
  ),
  azurerm_linux_function_app_slot: app(
    "functionAppSlot",
    [linuxSlotKind, linuxSlotFlags, ...functionApp, linuxFunctionStack, functionAppSettings(false, true)],
    onFunctionApp,
  ),
  azurerm_windows_function_app_slot: app(
    "functionAppSlot",
    [
      appKind("functionapp"),
      windowsSlotFlags,
      ...functionApp,
      ...windowsFunctionStack(true),
      functionAppSettings(true, true),
    ],
    onFunctionApp,
    true,
  ),
  azurerm_linux_web_app: app("webApp", [...webApp, linuxWebStack, webAppSettings(false)]),
  azurerm_windows_web_app: app("webApp", [...webApp, ...windowsWebStack, webAppSettings(true)], inGroup("name"), true),
  azurerm_linux_web_app_slot: app("webAppSlot", [...webApp, linuxWebStack, webAppSettings(false)], onWebApp),
  azurerm_windows_web_app_slot: app(
    "webAppSlot",
    [
      ...webApp,
      ["client_certificate_exclusion_paths", "properties.clientCertExclusionPaths", or("")],
      ...windowsWebStack,
      webAppSettings(true),
    ],
    onWebApp,
    true,
  ),
  azurerm_function_app_flex_consumption: app("flex", [
    appKind("functionapp,linux"),
    ["runtime_name", "properties.functionAppConfig.runtime.name"],
    ["runtime_version", "properties.functionAppConfig.runtime.version"],
    ["storage_container_type", "properties.functionAppConfig.deployment.storage.type"],
    ["storage_container_endpoint", "properties.functionAppConfig.deployment.storage.value"],
    ["storage_authentication_type", "properties.functionAppConfig.deployment.storage.authentication.type"],
    [
      "storage_user_assigned_identity_id",
      "properties.functionAppConfig.deployment.storage.authentication.userAssignedIdentityResourceId",
      nonZero,
    ],
    derive(
      ["storage_authentication_type"],
      "properties.functionAppConfig.deployment.storage.authentication.storageAccountConnectionStringName",
      (b) =>
        b.read("storage_authentication_type") === "StorageAccountConnectionString"
          ? "DEPLOYMENT_STORAGE_CONNECTION_STRING"
          : "",
    ),
    ["maximum_instance_count", "properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount", or(100)],
    ["instance_memory_in_mb", "properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB", or(2048)],
    [
      "always_ready",
      "properties.functionAppConfig.scaleAndConcurrency.alwaysReady",
      each([
        ["name", "name"],
        ["instance_count", "instanceCount", or(0)],
      ]),
    ],
    [
      "http_concurrency",
      "properties.functionAppConfig.scaleAndConcurrency.triggers.http.perInstanceConcurrency",
      nonZero,
    ],
    flexSettings,
  ]),
  azurerm_function_app_function: {
    arm: `${SITES}/functions`,
    place: below("function_app_id", "name"),
    rows: [
      ["enabled", "properties.isDisabled", inverted(false)],
      ["config_json", "properties.config", json],
      ["language", "properties.language", or("")],
      ["test_data", "properties.test_data", or("")],
      deriveOpen(["file"], "properties.files", (block) => {
        const files = block.blocks("file");
        if (isUnknown(files)) return Unknown;
        if (files.length === 0) return undefined;
        if (files.some((file) => isUnknown(file) || typeof file.read("name") !== "string")) return Unknown;
        return Object.fromEntries(
          files.flatMap((file) => (isUnknown(file) ? [] : [[String(file.read("name")), file.read("content")]])),
        );
      }),
    ],
  },
};
