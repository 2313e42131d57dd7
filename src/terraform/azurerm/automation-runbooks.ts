import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { inGroup, type Place } from "../map/place";
import type { Family } from "../map/resource-map";
import { deriveOpen, flagOf, list, one, or, type Row, type Rows } from "../map/rows";
import { location, named, openMap, tags } from "./common";

/**
 * What an Automation account runs, when, and with what.
 * Source: hashicorp/terraform-provider-azurerm internal/services/automation.
 */

const ACCOUNTS = "Microsoft.Automation/automationAccounts";
const inAccount: Place = inGroup("automation_account_name", "name");

const contentLink: Rows = [
  ["uri", "uri"],
  ["version", "version", or("")],
  [
    "hash",
    "contentHash",
    one([
      ["algorithm", "algorithm"],
      ["value", "value"],
    ]),
  ],
];

/** Parameters of a draft, by name. */
function draftParameters(block: Block): OpenValue {
  const parameters = block.blocks("parameters");
  if (isUnknown(parameters)) return Unknown;
  const out: OpenObject = {};
  for (const parameter of parameters) {
    const key = isUnknown(parameter) ? Unknown : parameter.read("key");
    if (isUnknown(parameter) || typeof key !== "string") return Unknown;
    const mandatory = parameter.read("mandatory");
    out[key] = {
      type: parameter.read("type"),
      isMandatory: isUnknown(mandatory) ? Unknown : flagOf(mandatory) === true,
      position: parameter.read("position") ?? 0,
      defaultValue: parameter.read("default_value") ?? "",
    };
  }
  return out;
}

const draft: Rows = [
  ["content_link", "draftContentLink", one(contentLink)],
  ["edit_mode_enabled", "inEdit", or(false)],
  deriveOpen(["parameters"], "parameters", draftParameters),
  ["output_types", "outputTypes", { as: (types) => (list(types).length === 0 ? undefined : types) }],
];

/** What Go quotes in the way of JSON. */
const PLAIN = /^[\x20-\x7e\n\r\t\p{L}\p{N}]*$/u;

/** Days and weeks of a schedule: of a week or a month only. */
const advanced = (from: string, to: string, as: (value: OpenValue) => OpenValue): Row =>
  deriveOpen(["frequency", from], `properties.advancedSchedule.${to}`, (block) => {
    const frequency = block.read("frequency");
    if (isUnknown(frequency)) return Unknown;
    if (frequency !== "Week" && frequency !== "Month") return undefined;
    const value = block.read(from);
    return isUnknown(value) ? Unknown : as(value);
  });

const filled = (value: OpenValue): OpenValue => (list(value).length === 0 ? undefined : value);

export const automationRunbooks: Family = {
  // The text of a runbook and the schedules of its jobs are requests of their own.
  azurerm_automation_runbook: {
    arm: `${ACCOUNTS}/runbooks`,
    place: inAccount,
    given: ["content", "job_schedule"],
    rows: [
      location,
      tags,
      ["runbook_type", "properties.runbookType"],
      ["log_progress", "properties.logProgress", { as: (value) => flagOf(value) ?? value }],
      ["log_verbose", "properties.logVerbose", { as: (value) => flagOf(value) ?? value }],
      ["description", "properties.description", or("")],
      ["log_activity_trace_level", "properties.logActivityTrace", or(0)],
      ["publish_content_link", "properties.publishContentLink", one(contentLink)],
      [
        "draft",
        "properties.draft",
        one(draft, {
          absent: (block) => {
            const link = block.blocks("publish_content_link");
            return isUnknown(link) ? Unknown : link.length === 0 ? {} : undefined;
          },
          // Content that is published goes before a draft.
          then: (made, block) => {
            const link = block.blocks("publish_content_link");
            return isUnknown(link) ? Unknown : link.length === 0 ? made : undefined;
          },
        }),
      ],
    ],
  },
  azurerm_automation_variable_string: {
    arm: `${ACCOUNTS}/variables`,
    place: inAccount,
    rows: [
      named,
      ["description", "properties.description", or("")],
      ["encrypted", "properties.isEncrypted", or(false)],
      [
        "value",
        "properties.value",
        {
          as: (value) => (PLAIN.test(String(value)) ? JSON.stringify(String(value)) : Unknown),
          absent: '""',
        },
      ],
    ],
  },
  azurerm_automation_webhook: {
    arm: `${ACCOUNTS}/webHooks`,
    place: inAccount,
    rows: [
      named,
      ["enabled", "properties.isEnabled", or(true)],
      ["expiry_time", "properties.expiryTime"],
      ["runbook_name", "properties.runbook.name"],
      ["run_on_worker_group", "properties.runOn", or("")],
      ["parameters", "properties.parameters", { ...openMap, absent: () => ({}) }],
      // Azure makes one where none is given.
      ["uri", "properties.uri", { as: (uri) => (uri === "" ? Unknown : uri), absent: Unknown }],
    ],
  },
  azurerm_automation_schedule: {
    arm: `${ACCOUNTS}/schedules`,
    place: inAccount,
    rows: [
      named,
      ["frequency", "properties.frequency"],
      ["timezone", "properties.timeZone", or("Etc/UTC")],
      ["description", "properties.description", or("")],
      // Seven minutes after the request where none is given.
      ["start_time", "properties.startTime", or(Unknown)],
      ["expiry_time", "properties.expiryTime", { as: (time) => (time === "" ? undefined : time) }],
      deriveOpen(["frequency", "interval"], "properties.interval", (block) => {
        const frequency = block.read("frequency");
        if (isUnknown(frequency)) return Unknown;
        return frequency === "OneTime" ? undefined : (block.read("interval") ?? 1);
      }),
      advanced("week_days", "weekDays", filled),
      advanced("month_days", "monthDays", filled),
      deriveOpen(["frequency", "monthly_occurrence"], "properties.advancedSchedule.monthlyOccurrences", (block) => {
        const frequency = block.read("frequency");
        const blocks = block.blocks("monthly_occurrence");
        if (isUnknown(frequency) || isUnknown(blocks)) return Unknown;
        if (frequency !== "Week" && frequency !== "Month") return undefined;
        return blocks.map((item) =>
          isUnknown(item) ? Unknown : { day: item.read("day"), occurrence: item.read("occurrence") },
        );
      }),
    ],
  },
};
