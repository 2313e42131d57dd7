import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { deriveOpen, type Derived } from "../map/rows";
import { deep } from "./common";
import { settingList } from "./web-site-config";

/**
 * App settings as a site gets them: those of the configuration and those that the provider works out of other attributes. The storage account of
 * a function app is here, and with it the path by which blobs trigger functions.
 * Source: hashicorp/terraform-provider-azurerm internal/services/appservice/helpers/function_app_schema.go, and recorded requests.
 */

const filled = (value: OpenValue): boolean => value !== null && value !== undefined && value !== "";

/** A storage connection string, as the provider builds it of a name and a key. */
export function connectionString(name: OpenValue, key: OpenValue): OpenValue {
  if (isUnknown(name) || isUnknown(key)) return Unknown;
  return `DefaultEndpointsProtocol=https;AccountName=${String(name)};AccountKey=${String(key ?? "")};EndpointSuffix=core.windows.net`;
}

function insights(block: Block, user: OpenObject, out: OpenObject): void {
  const connection = deep(block, "site_config", "application_insights_connection_string");
  const key = deep(block, "site_config", "application_insights_key");
  const pings = deep(block, "site_config", "health_check_eviction_time_in_min");
  if (filled(connection)) out.APPLICATIONINSIGHTS_CONNECTION_STRING = connection;
  if (filled(key) && !("APPINSIGHTS_INSTRUMENTATIONKEY" in user)) out.APPINSIGHTS_INSTRUMENTATIONKEY = key;
  if (filled(pings) && pings !== 0)
    out.WEBSITE_HEALTHCHECK_MAXPINGFAILURES = isUnknown(pings) ? Unknown : String(pings);
}

function userSettings(block: Block): OpenValue {
  return block.read("app_settings");
}

function asObject(value: OpenValue): OpenObject {
  return typeof value === "object" && value !== null && !isUnknown(value) && !Array.isArray(value)
    ? (value as OpenObject)
    : {};
}

/** Attribute of application_stack -> the worker runtime it means. */
const RUNTIMES: readonly (readonly [attribute: string, runtime: string])[] = [
  ["python_version", "python"],
  ["node_version", "node"],
  ["java_version", "java"],
  ["powershell_core_version", "powershell"],
  ["dotnet_version", "dotnet"],
];

function workerRuntime(stack: Block): OpenValue {
  if (stack.read("use_custom_runtime") === true) return "custom";
  for (const [attribute, runtime] of RUNTIMES) {
    // On Windows dotnet_version has a default beside any other runtime, so it is looked at last.
    if (!filled(stack.read(attribute))) continue;
    if (runtime !== "dotnet") return runtime;
    const isolated = stack.read("use_dotnet_isolated_runtime");
    return isUnknown(isolated) ? Unknown : isolated === true ? "dotnet-isolated" : runtime;
  }
  return undefined;
}

function storageSettings(block: Block, out: OpenObject): void {
  const name = block.read("storage_account_name");
  const identity = block.read("storage_uses_managed_identity");
  const secret = block.read("storage_key_vault_secret_id");
  const dashboards = block.read("builtin_logging_enabled");
  const put = (setting: string): void => {
    if (identity === true) out[`${setting}__accountName`] = name;
    else if (filled(secret))
      out[setting] = isUnknown(secret) ? Unknown : `@Microsoft.KeyVault(SecretUri=${String(secret)})`;
    else
      out[setting] = isUnknown(identity) ? Unknown : connectionString(name, block.read("storage_account_access_key"));
  };
  if (filled(name) || filled(secret)) {
    put("AzureWebJobsStorage");
    if (dashboards !== false) put("AzureWebJobsDashboard");
  }
  if (identity !== true && !filled(secret) && block.read("content_share_force_disabled") !== true) {
    // Sent for consumption and elastic plans only, which the provider looks up; the share's name ends in random digits.
    out.WEBSITE_CONTENTAZUREFILECONNECTIONSTRING = Unknown;
    out.WEBSITE_CONTENTSHARE = Unknown;
  }
}

/** @param windows on Windows a Node.js version is a setting, not a part of the stack */
export function functionAppSettings(windows: boolean, slot: boolean): Derived {
  return deriveOpen(
    [
      "app_settings",
      "storage_account_name",
      "storage_account_access_key",
      "storage_key_vault_secret_id",
      "functions_extension_version",
    ],
    "properties.siteConfig.appSettings",
    (block) => {
      const user = userSettings(block);
      const out: OpenObject = { FUNCTIONS_EXTENSION_VERSION: block.read("functions_extension_version") ?? "~4" };
      storageSettings(block, out);
      insights(block, asObject(user), out);
      const config = block.one("site_config");
      const stack = isUnknown(config) ? Unknown : config?.one("application_stack");
      if (isUnknown(stack)) return Unknown;
      const runtime = stack && workerRuntime(stack);
      if (runtime !== undefined) out.FUNCTIONS_WORKER_RUNTIME = runtime;
      else if (slot && !windows && !stack) out.FUNCTIONS_WORKER_RUNTIME = "";
      if (stack && (windows || slot) && filled(stack.read("node_version")))
        out.WEBSITE_NODE_DEFAULT_VERSION = stack.read("node_version");
      const docker = stack?.one("docker");
      if (docker && !isUnknown(docker))
        dockerSettings(docker, out, ["registry_url", "registry_username", "registry_password"]);
      const merged = settingList(user, out);
      return overwritten(merged, out, "AzureWebJobsDashboard");
    },
  );
}

/** The provider's dashboard setting wins over one of the same name in app_settings. */
function overwritten(merged: OpenValue, added: OpenObject, name: string): OpenValue {
  if (!Array.isArray(merged) || added[name] === undefined) return merged;
  return merged.map((item) => (asObject(item).name === name ? { name, value: added[name] } : item));
}

function dockerSettings(from: Block, out: OpenObject, [url, user, password]: readonly [string, string, string]): void {
  out.DOCKER_REGISTRY_SERVER_URL = from.read(url) ?? "";
  out.DOCKER_REGISTRY_SERVER_USERNAME = from.read(user) ?? "";
  out.DOCKER_REGISTRY_SERVER_PASSWORD = from.read(password) ?? "";
}

/** Settings of a web app: those of the configuration, and the registry of its container. @param windows there Node.js is a setting */
export const webAppSettings = (windows: boolean): Derived =>
  deriveOpen(["app_settings"], "properties.siteConfig.appSettings", (block) => {
    const out: OpenObject = {};
    const config = block.one("site_config");
    const stack = isUnknown(config) ? Unknown : config?.one("application_stack");
    if (isUnknown(stack)) return Unknown;
    if (stack && filled(stack.read("docker_image_name"))) {
      dockerSettings(stack, out, ["docker_registry_url", "docker_registry_username", "docker_registry_password"]);
    }
    if (stack && windows && filled(stack.read("node_version")))
      out.WEBSITE_NODE_DEFAULT_VERSION = stack.read("node_version");
    return settingList(userSettings(block), out);
  });

const ACCOUNT_OF = /^https?:\/\/([^./]+)\./;

/** Settings of a flex consumption app: its storage is that of its deployment package. */
export const flexSettings: Derived = deriveOpen(
  ["app_settings", "storage_container_endpoint", "storage_access_key"],
  "properties.siteConfig.appSettings",
  (block) => {
    const user = userSettings(block);
    const out: OpenObject = {};
    const endpoint = block.read("storage_container_endpoint");
    const name = typeof endpoint === "string" ? ACCOUNT_OF.exec(endpoint)?.[1] : Unknown;
    const connection = connectionString(name, block.read("storage_access_key"));
    out.AzureWebJobsStorage = connection;
    if (block.read("storage_authentication_type") === "StorageAccountConnectionString")
      out.DEPLOYMENT_STORAGE_CONNECTION_STRING = connection;
    insights(block, asObject(user), out);
    return settingList(user, out);
  },
);

/** Settings of a Standard logic app. */
export const logicAppSettings: Derived = deriveOpen(
  ["app_settings", "storage_account_name", "storage_account_access_key", "storage_key_vault_secret_id"],
  "properties.siteConfig.appSettings",
  (block) => {
    const secret = block.read("storage_key_vault_secret_id");
    const connection = filled(secret)
      ? isUnknown(secret)
        ? Unknown
        : `@Microsoft.KeyVault(SecretUri=${String(secret)})`
      : connectionString(block.read("storage_account_name"), block.read("storage_account_access_key"));
    const name = block.read("name");
    const share = block.read("storage_account_share_name");
    const out: OpenObject = {
      AzureWebJobsStorage: connection,
      FUNCTIONS_EXTENSION_VERSION: block.read("version") ?? "~4",
      APP_KIND: "workflowApp",
      WEBSITE_CONTENTSHARE: filled(share)
        ? share
        : typeof name === "string"
          ? `${name.toLowerCase()}-content`
          : Unknown,
      WEBSITE_CONTENTAZUREFILECONNECTIONSTRING: connection,
    };
    if (block.read("use_extension_bundle") !== false) {
      out.AzureFunctionsJobHost__extensionBundle__id = "Microsoft.Azure.Functions.ExtensionBundle.Workflows";
      out.AzureFunctionsJobHost__extensionBundle__version = block.read("bundle_version") ?? "[1.*, 2.0.0)";
    }
    return settingList(userSettings(block), out);
  },
);
