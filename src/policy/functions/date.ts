import { refuse, whole } from "./arguments";
import { formatDate } from "./date-format";
import type { TemplateFunction } from "./function";
import type { Moment } from "./moment";

/**
 * Functions of dates. `addDays` exists in Azure Policy only; the `dateTime*` functions exist in deployment templates only
 * (../expression/compile.ts refuses them in a rule), `utcNow` needs the context and is there too.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#policy-functions and
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-date
 */
export const dateFunctions: readonly TemplateFunction[] = [
  {
    name: "addDays",
    least: 2,
    most: 2,
    call([date, days], sink) {
      const moment = typeof date === "string" ? momentOf(date) : undefined;
      if (moment === undefined) return refuse(sink, "addDays", "a date in ISO 8601", date);
      const number = whole(days);
      if (number === undefined) return refuse(sink, "addDays", "a number of days", days);
      return (
        iso({ ...moment, seconds: moment.seconds + number * 86_400 }) ??
        sink.fail("addDays: datetime overflow, the date lies outside the calendar")
      );
    },
  },
  {
    name: "dateTimeAdd",
    least: 2,
    most: 3,
    call([base, duration, format], sink) {
      const moment = typeof base === "string" ? momentOf(base) : undefined;
      if (moment === undefined) return refuse(sink, "dateTimeAdd", "a date in ISO 8601", base);
      const seconds = typeof duration === "string" ? secondsOf(duration) : undefined;
      if (seconds === undefined) return refuse(sink, "dateTimeAdd", "a duration in ISO 8601", duration);
      const sum = { ...moment, seconds: moment.seconds + seconds };
      const plain = iso(sum);
      if (plain === undefined) return sink.fail("dateTimeAdd: datetime overflow, the date lies outside the calendar");
      if (typeof format !== "string") return plain;
      try {
        return formatDate(sum, format);
      } catch (error) {
        return sink.fail(`dateTimeAdd: ${(error as Error).message}`);
      }
    },
  },
  {
    name: "dateTimeFromEpoch",
    least: 1,
    most: 1,
    call([epoch], sink) {
      const seconds = whole(epoch);
      if (seconds === undefined) return refuse(sink, "dateTimeFromEpoch", "a number of seconds", epoch);
      return (
        iso({ seconds, fraction: "", offset: 0 }) ??
        sink.fail("dateTimeFromEpoch: datetime overflow, the date lies outside the calendar")
      );
    },
  },
  {
    name: "dateTimeToEpoch",
    least: 1,
    most: 1,
    call([date], sink) {
      const moment = typeof date === "string" ? momentOf(date) : undefined;
      return moment === undefined ? refuse(sink, "dateTimeToEpoch", "a date in ISO 8601", date) : moment.seconds;
    },
  },
];

const DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(?:([Zz])|([+-])(\d{2}):(\d{2}))?$/;

/** Reads a date in ISO 8601; one without an offset is UTC. Undefined where it is none. */
export function momentOf(text: string): Moment | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [
    ,
    year,
    month,
    day,
    hour = "0",
    minute = "0",
    second = "0",
    fraction = "",
    ,
    sign,
    hours = "0",
    minutes = "0",
  ] = match;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const date = new Date(at);
  date.setUTCFullYear(Number(year));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!real || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return { seconds: date.getTime() / 1000 - offset * 60, fraction, offset };
}

const DURATION =
  /^(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/;
/** Years, months, weeks, days, hours, minutes, seconds: Azure counts a year as 365 days and a month as 30. */
const SECONDS = [365 * 86_400, 30 * 86_400, 7 * 86_400, 86_400, 3600, 60, 1];

function secondsOf(duration: string): number | undefined {
  const match = DURATION.exec(duration);
  if (match === null) return undefined;
  const [, sign, ...amounts] = match;
  const sum = SECONDS.reduce((total, seconds, i) => total + seconds * Number(amounts[i] ?? 0), 0);
  return sign === "-" ? -sum : sum;
}

/** The date in ISO 8601, in its own offset; undefined where it is past the years 1 to 9999. */
function iso(moment: Moment): string | undefined {
  const shown = (moment.seconds + moment.offset * 60) * 1000;
  if (!(shown >= FIRST && shown <= LAST)) return undefined;
  const fraction = moment.fraction === "" || ZEROS.test(moment.fraction) ? "" : `.${moment.fraction}`;
  const zone = moment.offset === 0 ? "Z" : formatDate(moment, "zzz");
  return new Date(shown).toISOString().slice(0, 19) + fraction + zone;
}

const FIRST = Date.parse("0001-01-01T00:00:00Z");
const LAST = Date.parse("9999-12-31T23:59:59Z");
const ZEROS = /^0+$/;
