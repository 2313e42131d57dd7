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
import { flexSettings, functionAppSettings, logicAppSettings, webAppSettings } from "./web-settings";
import { dockerImage, linuxStack, restrictions, siteConfig, type SiteKind } from "./web-site-config";

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

/** Attribute of a Linux application_stack -> runtime in linuxFxVersion, in the order the provider looks. */
const FUNCTION_STACKS = {
  python_version: "PYTHON",
  node_version: "NODE",
  java_version: "JAVA",
  powershell_core_version: "POWERSHELL",
};
const WEB_STACKS = {
  python_version: "PYTHON",
  node_version: "NODE",
  dotnet_version: "DOTNETCORE",
  php_version: "PHP",
  ruby_version: "RUBY",
  go_version: "GO",
};

function stackOf(block: Block): Block | undefined | typeof Unknown {
  const config = block.one("site_config");
  return isUnknown(config) ? Unknown : config?.one("application_stack");
}

const linuxFunctionStack: Derived = deriveOpen([], "properties.siteConfig.linuxFxVersion", (block) => {
  const stack = stackOf(block);
  if (isUnknown(stack)) return Unknown;
  if (!stack) return "";
  const docker = stack.one("docker");
  if (isUnknown(docker)) return Unknown;
  if (docker) return dockerImage(docker.read("registry_url"), docker.read("image_name"), docker.read("image_tag"));
  const dotnet = stack.read("use_dotnet_isolated_runtime") === true ? "DOTNET-ISOLATED" : "DOTNET";
  return linuxStack(stack, { dotnet_version: dotnet, ...FUNCTION_STACKS }) ?? "";
});

const linuxWebStack: Derived = deriveOpen([], "properties.siteConfig.linuxFxVersion", (block) => {
  const stack = stackOf(block);
  if (isUnknown(stack)) return Unknown;
  if (!stack) return undefined;
  const image = stack.read("docker_image_name");
  if (image !== null && image !== "") return dockerImage(stack.read("docker_registry_url"), image);
  const server = stack.read("java_server");
  if (server !== null && server !== "") {
    const [serverVersion, java] = [stack.read("java_server_version"), stack.read("java_version")];
    return isUnknown(server) || isUnknown(serverVersion) || isUnknown(java)
      ? Unknown
      : `${String(server)}|${String(serverVersion)}-java${String(java)}`;
  }
  return linuxStack(stack, WEB_STACKS);
});

const inStack = (to: string, value: (stack: Block) => OpenValue): Derived =>
  deriveOpen([], `properties.siteConfig.${to}`, (block) => {
    const stack = stackOf(block);
    return isUnknown(stack) ? Unknown : stack && value(stack);
  });

const windowsFunctionStack = (slot: boolean): Rows => [
  deriveOpen([], "properties.siteConfig.netFrameworkVersion", (block) => {
    const stack = stackOf(block);
    return isUnknown(stack) ? Unknown : stack ? (stack.read("dotnet_version") ?? "v4.0") : undefined;
  }),
  inStack("javaVersion", (stack) => stack.read("java_version")),
  inStack("powerShellVersion", (stack) => stack.read("powershell_core_version")),
  deriveOpen([], "properties.siteConfig.windowsFxVersion", (block) => {
    const stack = stackOf(block);
    if (isUnknown(stack)) return Unknown;
    return (!stack && slot) || stack?.read("use_custom_runtime") === true ? "" : undefined;
  }),
];

const windowsWebStack: Rows = [
  inStack("netFrameworkVersion", (stack) => stack.read("dotnet_version") ?? stack.read("dotnet_core_version")),
  inStack("phpVersion", (stack) => stack.read("php_version")),
  inStack("nodeVersion", (stack) => stack.read("node_version")),
  inStack("javaVersion", (stack) => stack.read("java_version")),
  inStack("javaContainer", (stack) =>
    stack.read("java_embedded_server_enabled") === true
      ? "JAVA"
      : stack.read("tomcat_version") !== null
        ? "TOMCAT"
        : undefined,
  ),
  inStack("javaContainerVersion", (stack) =>
    stack.read("java_embedded_server_enabled") === true ? "SE" : stack.read("tomcat_version"),
  ),
  inStack("windowsFxVersion", (stack) => {
    const image = stack.read("docker_image_name");
    return image === null || image === "" ? undefined : dockerImage(stack.read("docker_registry_url"), image);
  }),
];

const connectionStrings = (arm: string): AlsoWritten => ({
  arm: `${arm}/config`,
  name: "connectionStrings",
  when: (block) => {
    const value = block.read("connection_string");
    return isUnknown(value) || (Array.isArray(value) && value.length > 0);
  },
  rows: [
    deriveOpen(["connection_string"], "properties", (block) => {
      const blocks = block.blocks("connection_string");
      if (isUnknown(blocks)) return Unknown;
      if (blocks.some((item) => isUnknown(item) || typeof item.read("name") !== "string")) return Unknown;
      return Object.fromEntries(
        blocks.flatMap((item) =>
          isUnknown(item) ? [] : [[String(item.read("name")), { type: item.read("type"), value: item.read("value") }]],
        ),
      );
    }),
  ],
});

/** Basic-auth publishing is written only when it is turned off. */
const publishing = (arm: string, name: string, attribute: string): AlsoWritten => ({
  arm: `${arm}/basicPublishingCredentialsPolicies`,
  name,
  when: (block) => block.read(attribute) === false || isUnknown(block.read(attribute)),
  rows: [[attribute, "properties.allow"]],
});

const also = (arm: string): AlsoWritten[] => [
  connectionStrings(arm),
  publishing(arm, "ftp", "ftp_publish_basic_authentication_enabled"),
  publishing(arm, "scm", "webdeploy_publish_basic_authentication_enabled"),
];

const app = (kind: SiteKind, rows: Rows, place: Place = inGroup("name"), windows = false): ResourceMap => {
  const arm = kind.endsWith("Slot") ? SLOTS : SITES;
  return { arm, place, rows: [...site(kind, windows), ...rows], also: also(arm) };
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
  azurerm_linux_web_app: app("webApp", [...webApp, linuxWebStack, webAppSettings]),
  azurerm_windows_web_app: app("webApp", [...webApp, ...windowsWebStack, webAppSettings], inGroup("name"), true),
  azurerm_linux_web_app_slot: app("webAppSlot", [...webApp, linuxWebStack, webAppSettings], onWebApp),
  azurerm_windows_web_app_slot: app(
    "webAppSlot",
    [
      ...webApp,
      ["client_certificate_exclusion_paths", "properties.clientCertExclusionPaths", or("")],
      ...windowsWebStack,
      webAppSettings,
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
  azurerm_logic_app_standard: {
    arm: SITES,
    place: inGroup("name"),
    also: [connectionStrings(SITES)],
    rows: [
      location,
      identity(),
      tags,
      derive([], "kind", (b) => logicKind(b)),
      ["app_service_plan_id", "properties.serverFarmId"],
      ["enabled", "properties.enabled", or(true)],
      ["https_only", "properties.httpsOnly", or(false)],
      ["client_affinity_enabled", "properties.clientAffinityEnabled", or(false)],
      ["virtual_network_subnet_id", "properties.virtualNetworkSubnetId", nonZero],
      ["vnet_content_share_enabled", "properties.vnetContentShareEnabled", or(false)],
      ["key_vault_reference_identity_id", "properties.keyVaultReferenceIdentity", nonZero],
      ["client_certificate_mode", "properties.clientCertMode", { ...nonZero, absent: byMajor(undefined, "Required") }],
      deriveOpen(["client_certificate_mode"], "properties.clientCertEnabled", (b) => {
        const mode = b.read("client_certificate_mode");
        return isUnknown(mode) ? Unknown : mode === null ? byMajor(false, true)(b) : mode !== "";
      }),
      ["public_network_access", "properties.publicNetworkAccess", or(byMajor("", "Enabled"))],
      logicAppSettings,
      derive(["site_config", "public_network_access"], "properties.siteConfig.publicNetworkAccess", (b) =>
        b.one("site_config") === undefined ? undefined : (b.read("public_network_access") ?? byMajor("", "Enabled")(b)),
      ),
      [
        "site_config",
        "properties.siteConfig",
        one(
          [
            ["always_on", "alwaysOn", or(false)],
            ["linux_fx_version", "linuxFxVersion", nonZero],
            ["http2_enabled", "http20Enabled", or(false)],
            ["ftps_state", "ftpsState", or("")],
            ["min_tls_version", "minTlsVersion", or("")],
            ["app_scale_limit", "functionAppScaleLimit", or(0)],
            ["health_check_path", "healthCheckPath", or("")],
            ["websockets_enabled", "webSocketsEnabled", or(false)],
            ["use_32_bit_worker_process", "use32BitWorkerProcess", or(true)],
            ["vnet_route_all_enabled", "vnetRouteAllEnabled", or(false)],
            ["elastic_instance_minimum", "minimumElasticInstanceCount"],
            ["pre_warmed_instance_count", "preWarmedInstanceCount", or(0)],
            ["runtime_scale_monitoring_enabled", "functionsRuntimeScaleMonitoringEnabled", or(false)],
            ["ip_restriction", "ipSecurityRestrictions", each(restrictions, { computed: true })],
            ["ip_restriction_default_action", "ipSecurityRestrictionsDefaultAction", or(byMajor(undefined, ""))],
            ["scm_ip_restriction", "scmIpSecurityRestrictions", each(restrictions, { computed: true })],
            ["scm_ip_restriction_default_action", "scmIpSecurityRestrictionsDefaultAction", or(byMajor(undefined, ""))],
            ["scm_use_main_ip_restriction", "scmIpSecurityRestrictionsUseMain", or(false)],
            ["scm_min_tls_version", "scmMinTlsVersion", or("")],
            ["scm_type", "scmType", or("")],
            [
              "cors",
              "cors",
              one(
                [
                  ["allowed_origins", "allowedOrigins"],
                  ["support_credentials", "supportCredentials", or(false)],
                ],
                { computed: true },
              ),
            ],
            ["dotnet_framework_version", "netFrameworkVersion", or("v4.0")],
          ],
          { computed: true },
        ),
      ],
    ],
  },
};

function logicKind(block: Block): OpenValue {
  const config = block.one("site_config");
  const image = isUnknown(config) ? Unknown : config?.read("linux_fx_version");
  if (isUnknown(image)) return Unknown;
  return typeof image === "string" && /^docker\|/i.test(image)
    ? "functionapp,linux,container,workflowapp"
    : "functionapp,workflowapp";
}
