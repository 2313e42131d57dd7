import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { derive, deriveOpen, each, nonZero, one, onlyTrue, or, type Row, type Rows, type Rule } from "../map/rows";
import { byMajor } from "./common";

/**
 * `site_config` of App Service sites: the same names for function apps, web apps and their slots, but not the same rules about what is sent when
 * it is not set.
 * Source: hashicorp/terraform-provider-azurerm internal/services/appservice/helpers, and recorded requests.
 */

export type SiteKind = "functionApp" | "functionAppSlot" | "flex" | "webApp" | "webAppSlot";

/** Flags that a function app sends only when true, and the others always. */
const flag = (kind: SiteKind, always: readonly SiteKind[]): Rule => (always.includes(kind) ? or(false) : onlyTrue);

const WEB: readonly SiteKind[] = ["webApp", "webAppSlot"];
const WEB_OR_SLOT: readonly SiteKind[] = [...WEB, "functionAppSlot"];

export const restrictions: Rows = [
  ["name", "name", nonZero],
  ["description", "description", nonZero],
  ["action", "action", or("Allow")],
  ["priority", "priority", or(65000)],
  ["ip_address", "ipAddress", nonZero],
  ["service_tag", "ipAddress", nonZero],
  ["service_tag", "tag", { as: (value) => (value === "" ? undefined : "ServiceTag") }],
  ["virtual_network_subnet_id", "vnetSubnetResourceId", nonZero],
  [
    "headers",
    "headers",
    one([
      ["x_azure_fdid", "x-azure-fdid"],
      ["x_fd_health_probe", "x-fd-healthprobe"],
      ["x_forwarded_for", "x-forwarded-for"],
      ["x_forwarded_host", "x-forwarded-host"],
    ]),
  ],
];

const statusCode = (code: OpenValue): boolean => typeof code === "string" && !code.includes("-");

const autoHeal: Rows = [
  [
    "action",
    "actions",
    one([
      ["action_type", "actionType"],
      ["minimum_process_execution_time", "minProcessExecutionTime", or("")],
      [
        "custom_action",
        "customAction",
        one([
          ["executable", "exe"],
          ["parameters", "parameters", nonZero],
        ]),
      ],
    ]),
  ],
  [
    "trigger",
    "triggers",
    one([
      ["private_memory_kb", "privateBytesInKB", nonZero],
      [
        "requests",
        "requests",
        one([
          ["count", "count"],
          ["interval", "timeInterval"],
        ]),
      ],
      [
        "slow_request",
        "slowRequests",
        one([
          ["count", "count"],
          ["interval", "timeInterval"],
          ["time_taken", "timeTaken"],
          ["path", "path", nonZero],
        ]),
      ],
      [
        "slow_request_with_path",
        "slowRequestsWithPath",
        each([
          ["count", "count"],
          ["interval", "timeInterval"],
          ["time_taken", "timeTaken"],
          ["path", "path", nonZero],
        ]),
      ],
      ["status_code", "statusCodes", each(statusRows(), { then: (value) => chosen(value, "status") })],
      ["status_code", "statusCodesRange", each(statusRows(), { then: (value) => chosen(value, "statusCodes") })],
    ]),
  ],
];

function statusRows(): Rows {
  return [
    ["count", "count"],
    ["interval", "timeInterval"],
    ["path", "path", nonZero],
    ["sub_status", "subStatus", nonZero],
    ["win32_status_code", "win32Status", nonZero],
    ["status_code_range", "status", { as: (value) => (statusCode(value) ? Number(value) : undefined) }],
    ["status_code_range", "statusCodes", { as: (value) => (statusCode(value) ? undefined : value) }],
  ];
}

function chosen(value: OpenValue, key: string): OpenValue {
  return Array.isArray(value)
    ? value.filter((item) => isUnknown(item) || (typeof item === "object" && item !== null && key in item))
    : value;
}

/** Rows of `site_config`, relative to `properties.siteConfig`. */
export function siteConfigRows(kind: SiteKind, windows: boolean): Rows {
  const web = WEB.includes(kind);
  const flex = kind === "flex";
  const rows: Row[] = [
    ["api_definition_url", "apiDefinition.url", nonZero],
    ["api_management_api_id", "apiManagementConfig.id", nonZero],
    ["app_command_line", "appCommandLine", nonZero],
    ["container_registry_managed_identity_client_id", "acrUserManagedIdentityID", nonZero],
    ["container_registry_use_managed_identity", "acrUseManagedIdentityCreds", flag(kind, WEB)],
    [
      "cors",
      "cors",
      one([
        ["allowed_origins", "allowedOrigins"],
        ["support_credentials", "supportCredentials", or(false)],
      ]),
    ],
    ["default_documents", "defaultDocuments"],
    ["health_check_path", "healthCheckPath", nonZero],
    ["http2_enabled", "http20Enabled", flag(kind, WEB_OR_SLOT)],
    ["ip_restriction", "ipSecurityRestrictions", each(restrictions, { computed: true })],
    ["ip_restriction_default_action", "ipSecurityRestrictionsDefaultAction", or("Allow")],
    ["scm_ip_restriction", "scmIpSecurityRestrictions", each(restrictions, { computed: true })],
    ["scm_ip_restriction_default_action", "scmIpSecurityRestrictionsDefaultAction", or("Allow")],
    ["scm_use_main_ip_restriction", "scmIpSecurityRestrictionsUseMain", flag(kind, WEB_OR_SLOT)],
    ["load_balancing_mode", "loadBalancing", or("LeastRequests")],
    ["managed_pipeline_mode", "managedPipelineMode", or("Integrated")],
    ["minimum_tls_version", "minTlsVersion", or("1.2")],
    ["minimum_tls_cipher_suite", "minTlsCipherSuite", web ? or(byMajor(undefined, "")) : undefined],
    ["scm_minimum_tls_version", "scmMinTlsVersion", or("1.2")],
    ["remote_debugging_enabled", "remoteDebuggingEnabled", flag(kind, WEB)],
    ["remote_debugging_version", "remoteDebuggingVersion", nonZero],
    ["vnet_route_all_enabled", "vnetRouteAllEnabled", flag(kind, WEB_OR_SLOT)],
    ["websockets_enabled", "webSocketsEnabled", flag(kind, WEB)],
    ["worker_count", "numberOfWorkers", nonZero],
    ["auto_swap_slot_name", "autoSwapSlotName", nonZero],
  ];
  if (flex) {
    rows.push(
      ["elastic_instance_minimum", "minimumElasticInstanceCount", nonZero],
      ["use_32_bit_worker", "use32BitWorkerProcess", onlyTrue],
    );
    return rows;
  }
  rows.push(
    ["always_on", "alwaysOn", or(web)],
    ["ftps_state", "ftpsState", or("Disabled")],
    ["use_32_bit_worker", "use32BitWorkerProcess", or(windows ? kind !== "webAppSlot" : web)],
  );
  if (web) {
    rows.push(
      ["local_mysql_enabled", "localMySqlEnabled", or(false)],
      derive(["auto_heal_setting"], "autoHealEnabled", (b) => b.one("auto_heal_setting") !== undefined),
      ["auto_heal_setting", "autoHealRules", one(autoHeal)],
      [
        "handler_mapping",
        "handlerMappings",
        each([
          ["extension", "extension"],
          ["script_processor_path", "scriptProcessor"],
          ["arguments", "arguments", nonZero],
        ]),
      ],
      [
        "virtual_application",
        "virtualApplications",
        each(
          [
            ["physical_path", "physicalPath"],
            ["preload", "preloadEnabled", or(false)],
            ["virtual_path", "virtualPath"],
            [
              "virtual_directory",
              "virtualDirectories",
              each([
                ["physical_path", "physicalPath"],
                ["virtual_path", "virtualPath"],
              ]),
            ],
          ],
          { computed: true },
        ),
      ],
    );
  } else {
    rows.push(
      ["app_scale_limit", "functionAppScaleLimit"],
      ["elastic_instance_minimum", "minimumElasticInstanceCount", nonZero],
      ["pre_warmed_instance_count", "preWarmedInstanceCount", kind === "functionApp" ? or(0) : nonZero],
      ["runtime_scale_monitoring_enabled", "functionsRuntimeScaleMonitoringEnabled", onlyTrue],
    );
  }
  return rows;
}

/** `DOCKER|host/image:tag`, the scheme left out. */
export function dockerImage(registry: OpenValue, image: OpenValue, tag?: OpenValue): OpenValue {
  if (isUnknown(registry) || isUnknown(image) || isUnknown(tag)) return Unknown;
  const host =
    typeof registry === "string" && registry !== ""
      ? `${registry.replace(/^https?:\/\//, "").replace(/\/$/, "")}/`
      : "";
  return `DOCKER|${host}${String(image)}${typeof tag === "string" && tag !== "" ? `:${tag}` : ""}`;
}

/** What an application_stack says, as `linuxFxVersion`; undefined where there is none. */
export function linuxStack(block: Block, names: Readonly<Record<string, string>>): OpenValue {
  for (const [attribute, runtime] of Object.entries(names)) {
    const version = block.read(attribute);
    if (isUnknown(version)) return Unknown;
    if (version !== null && version !== undefined && version !== "") return `${runtime}|${String(version)}`;
  }
  return undefined;
}

/** A map of settings as ARM's list of `{ name, value }`; Unknown where its keys are not known. */
export function settingList(settings: OpenValue, added: OpenObject): OpenValue {
  if (isUnknown(settings)) return Unknown;
  const merged: OpenObject = {
    ...added,
    ...(typeof settings === "object" && settings !== null && !Array.isArray(settings) ? (settings as OpenObject) : {}),
  };
  return Object.entries(merged)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ({ name, value }));
}

/** `site_config` placed, with what the site itself adds to it. */
export const siteConfig = (kind: SiteKind, windows: boolean): Row[] => [
  ["site_config", "properties.siteConfig", one(siteConfigRows(kind, windows))],
  deriveOpen(["public_network_access_enabled"], "properties.siteConfig.publicNetworkAccess", (b) => {
    const open = b.read("public_network_access_enabled");
    return isUnknown(open) ? Unknown : open === false ? "Disabled" : "Enabled";
  }),
];
