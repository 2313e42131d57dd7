import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import type { AlsoWritten } from "../map/resource-map";
import { constant, deriveOpen, nonZero, one, or, type Rows } from "../map/rows";
import { authentication } from "./web-auth";
import { connectionStrings } from "./web-connection-strings";

/**
 * Settings of a site that are requests of their own, below it: mounted storage, sticky names, backups, logs, authentication, the stack's name.
 * App settings are in the site's own request already and not told twice. A request that would be empty is left out.
 * Source: hashicorp/terraform-provider-azurerm internal/services/appservice, and requests recorded of 4.55.0 and 5.2.0.
 */

const some =
  (attribute: string) =>
  (block: Block): boolean => {
    const blocks = block.blocks(attribute);
    return isUnknown(blocks) || blocks.length > 0;
  };

/** Shares and containers by the name of their mount. */
const storage = (arm: string): AlsoWritten => ({
  arm,
  name: "azurestorageaccounts",
  when: some("storage_account"),
  rows: [
    deriveOpen(["storage_account"], "properties", (block) => {
      const blocks = block.blocks("storage_account");
      if (isUnknown(blocks)) return Unknown;
      if (blocks.some((item) => isUnknown(item) || typeof item.read("name") !== "string")) return Unknown;
      return Object.fromEntries(
        blocks.flatMap((item) =>
          isUnknown(item)
            ? []
            : [
                [
                  String(item.read("name")),
                  {
                    type: item.read("type"),
                    accountName: item.read("account_name"),
                    shareName: item.read("share_name"),
                    accessKey: item.read("access_key"),
                    mountPath: item.read("mount_path") ?? "",
                  },
                ],
              ],
        ),
      );
    }),
  ],
});

const block = (arm: string, name: string, attribute: string, rows: Rows): AlsoWritten => ({
  arm,
  name,
  when: some(attribute),
  rows: [[attribute, "properties", one(rows)]],
});

const backup: Rows = [
  ["name", "backupName"],
  ["enabled", "enabled", or(true)],
  ["storage_account_url", "storageAccountUrl"],
  [
    "schedule",
    "backupSchedule",
    one([
      ["frequency_interval", "frequencyInterval"],
      ["frequency_unit", "frequencyUnit"],
      ["keep_at_least_one_backup", "keepAtLeastOneBackup", or(false)],
      ["retention_period_days", "retentionPeriodInDays", or(30)],
      // Its zone is cut off, not converted.
      ["start_time", "startTime", { as: (time) => (time === "" ? undefined : String(time).slice(0, 19)) }],
    ]),
  ],
];

const fileSystem: Rows = [
  constant("enabled", true),
  ["retention_in_days", "retentionInDays", or(0)],
  ["retention_in_mb", "retentionInMb"],
];

/** Off alone says nothing. */
const level: Rows[number] = deriveOpen(["file_system_level", "azure_blob_storage"], "fileSystem.level", (logs) => {
  const blob = logs.one("azure_blob_storage");
  const found = logs.read("file_system_level");
  return found === "Off" && blob === undefined ? undefined : found;
});

const webLogs: Rows = [
  ["detailed_error_messages", "detailedErrorMessages.enabled", or(false)],
  ["failed_request_tracing", "failedRequestsTracing.enabled", or(false)],
  [
    "application_logs",
    "applicationLogs",
    one([
      level,
      [
        "azure_blob_storage",
        "azureBlobStorage",
        one([
          ["level", "level"],
          ["retention_in_days", "retentionInDays"],
          ["sas_url", "sasUrl"],
        ]),
      ],
    ]),
  ],
  [
    "http_logs",
    "httpLogs",
    one([
      ["file_system", "fileSystem", one(fileSystem)],
      [
        "azure_blob_storage",
        "azureBlobStorage",
        one([constant("enabled", true), ["retention_in_days", "retentionInDays", or(0)], ["sas_url", "sasUrl"]]),
      ],
    ]),
  ],
];

const functionLogs: Rows = [
  constant("httpLogs.fileSystem.enabled", true),
  ["disk_quota_mb", "httpLogs.fileSystem.retentionInMb", or(35)],
  ["retention_period_days", "httpLogs.fileSystem.retentionInDays", or(0)],
];

/** On Windows the stack is told by name. */
const stackName = (arm: string): AlsoWritten => ({
  arm,
  name: "metadata",
  when: (site) => {
    const config = site.one("site_config");
    const stack = config === undefined || isUnknown(config) ? undefined : config.one("application_stack");
    return (
      stack !== undefined && (isUnknown(stack) || !["", null].includes(stack.read("current_stack") as string | null))
    );
  },
  rows: [
    ["site_config", "properties", one([["application_stack", "", one([["current_stack", "CURRENT_STACK", nonZero]])]])],
  ],
});

/**
 * @param arm ARM type of the site
 * @param kind what kind of site; a flex app sends neither logs nor mounts
 */
export function siteSettings(arm: string, kind: "function" | "web" | "flex", windows: boolean): readonly AlsoWritten[] {
  const config = `${arm}/config`;
  const common = [
    connectionStrings(arm),
    block(config, "slotConfigNames", "sticky_settings", [
      ["app_setting_names", "appSettingNames"],
      ["connection_string_names", "connectionStringNames"],
    ]),
    ...authentication(config),
  ];
  if (kind === "flex") return common;
  return [
    ...common,
    storage(config),
    block(config, "backup", "backup", backup),
    kind === "web" ? block(config, "logs", "logs", webLogs) : block(config, "logs", "app_service_logs", functionLogs),
    ...(kind === "web" && windows ? [stackName(config)] : []),
  ];
}
