import type { OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import type { AlsoWritten } from "../map/resource-map";
import { deriveOpen, each, one, or, type Rule } from "../map/rows";

/**
 * When a cluster may be upgraded: each window is a resource below it.
 * Source: hashicorp/terraform-provider-azurerm internal/services/containers/kubernetes_cluster_resource.go, and recorded requests.
 */

/** Frequency -> part of the schedule, with how its interval is called and which attributes it reads. */
const SCHEDULES: Readonly<
  Record<string, readonly [to: string, interval: string, ...more: (readonly [string, string])[]]>
> = {
  Daily: ["daily", "intervalDays"],
  Weekly: ["weekly", "intervalWeeks", ["day_of_week", "dayOfWeek"]],
  AbsoluteMonthly: ["absoluteMonthly", "intervalMonths", ["day_of_month", "dayOfMonth"]],
  RelativeMonthly: ["relativeMonthly", "intervalMonths", ["day_of_week", "dayOfWeek"], ["week_index", "weekIndex"]],
};

function schedule(block: Block): OpenValue {
  const frequency = block.read("frequency");
  if (isUnknown(frequency)) return Unknown;
  const known = Object.prototype.hasOwnProperty.call(SCHEDULES, String(frequency));
  const [to, interval, ...more] = known ? (SCHEDULES[String(frequency)] ?? []) : [];
  if (to === undefined || interval === undefined) return undefined;
  const read = more.map(([attribute, name]) => [name, block.read(attribute)] as const);
  return { [to]: { [interval]: block.read("interval"), ...Object.fromEntries(read) } };
}

/** A time is cut to its day. */
const day: Rule = { as: (time) => (typeof time === "string" && time !== "" ? time.slice(0, 10) : undefined) };

const present =
  (attribute: string) =>
  (block: Block): boolean =>
    block.one(attribute) !== undefined;

const window = (arm: string, attribute: string, name: string): AlsoWritten => ({
  arm,
  name,
  when: present(attribute),
  rows: [
    [
      attribute,
      "properties.maintenanceWindow",
      one([
        ["duration", "durationHours"],
        ["start_time", "startTime", or("")],
        ["utc_offset", "utcOffset", or("")],
        ["start_date", "startDate", day],
        deriveOpen(["frequency", "interval", "day_of_week", "day_of_month", "week_index"], "schedule", schedule),
        [
          "not_allowed",
          "notAllowedDates",
          each([
            ["start", "start", day],
            ["end", "end", day],
          ]),
        ],
      ]),
    ],
  ],
});

/** @param arm type of the windows */
export const maintenance = (arm: string): readonly AlsoWritten[] => [
  {
    arm,
    name: "default",
    when: present("maintenance_window"),
    rows: [
      [
        "maintenance_window",
        "properties",
        one([
          [
            "not_allowed",
            "notAllowedTime",
            each([
              ["start", "start"],
              ["end", "end"],
            ]),
          ],
          [
            "allowed",
            "timeInWeek",
            each([
              ["day", "day"],
              ["hours", "hourSlots"],
            ]),
          ],
        ]),
      ],
    ],
  },
  window(arm, "maintenance_window_auto_upgrade", "aksManagedAutoUpgradeSchedule"),
  window(arm, "maintenance_window_node_os", "aksManagedNodeOSUpgradeSchedule"),
];
