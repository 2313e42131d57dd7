import type { Moment } from "./moment";

/**
 * Dates in .NET's standard and custom formats, invariant culture.
 * Source: https://learn.microsoft.com/dotnet/standard/base-types/standard-date-and-time-format-strings and custom-date-and-time-format-strings
 */
export function formatDate(moment: Moment, format: string): string {
  // .NET takes an empty format for the general one, and "%d" for the pattern "d", which alone would be a standard format.
  const standard = format === "" ? STANDARD["G"] : format.length === 1 ? STANDARD[format] : undefined;
  if (format.length === 1 && standard === undefined)
    throw new RangeError(`unrecognised standard format specifier '${format}'`);
  const shown = standard?.utc === true ? { ...moment, offset: 0 } : moment;
  const parts = partsOf(shown);
  return (standard?.pattern ?? format).replace(
    TOKEN,
    (token: string, quoted?: string, doubled?: string, escaped?: string) => {
      const literal = quoted ?? doubled ?? escaped;
      if (literal !== undefined) return literal;
      return TOKENS[token]?.(parts) ?? fraction(token, parts) ?? token;
    },
  );
}

interface Parts {
  date: Date;
  fraction: string;
  offset: number;
}

/** Fields of the date as its own offset shows it, read through the UTC getters. */
function partsOf(moment: Moment): Parts {
  return {
    date: new Date((moment.seconds + moment.offset * 60) * 1000),
    fraction: moment.fraction,
    offset: moment.offset,
  };
}

const STANDARD: Readonly<Record<string, { pattern: string; utc?: boolean } | undefined>> = {
  d: { pattern: "MM/dd/yyyy" },
  D: { pattern: "dddd, dd MMMM yyyy" },
  f: { pattern: "dddd, dd MMMM yyyy HH:mm" },
  F: { pattern: "dddd, dd MMMM yyyy HH:mm:ss" },
  g: { pattern: "MM/dd/yyyy HH:mm" },
  G: { pattern: "MM/dd/yyyy HH:mm:ss" },
  m: { pattern: "MMMM dd" },
  M: { pattern: "MMMM dd" },
  o: { pattern: "yyyy-MM-ddTHH:mm:ss.fffffffK" },
  O: { pattern: "yyyy-MM-ddTHH:mm:ss.fffffffK" },
  r: { pattern: "ddd, dd MMM yyyy HH:mm:ss 'GMT'", utc: true },
  R: { pattern: "ddd, dd MMM yyyy HH:mm:ss 'GMT'", utc: true },
  s: { pattern: "yyyy-MM-ddTHH:mm:ss" },
  t: { pattern: "HH:mm" },
  T: { pattern: "HH:mm:ss" },
  u: { pattern: "yyyy-MM-dd HH:mm:ss'Z'", utc: true },
  U: { pattern: "dddd, dd MMMM yyyy HH:mm:ss", utc: true },
  y: { pattern: "yyyy MMMM" },
  Y: { pattern: "yyyy MMMM" },
};

const TOKEN =
  /'([^']*)'|"([^"]*)"|\\(.)|%|g+|\.F{1,7}|y{1,5}|M{1,4}|d{1,4}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|f{1,7}|F{1,7}|t{1,2}|z{1,3}|K/g;

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const pad = (number: number, width: number): string => String(number).padStart(width, "0");
const hour12 = (date: Date): number => date.getUTCHours() % 12 || 12;
const sign = (offset: number): string => (offset < 0 ? "-" : "+");
const hours = (offset: number): number => Math.floor(Math.abs(offset) / 60);
const clock = (offset: number): string => `${sign(offset)}${pad(hours(offset), 2)}:${pad(Math.abs(offset) % 60, 2)}`;

const TOKENS: Readonly<Record<string, ((parts: Parts) => string) | undefined>> = {
  y: ({ date }) => String(date.getUTCFullYear() % 100),
  yy: ({ date }) => pad(date.getUTCFullYear() % 100, 2),
  yyy: ({ date }) => pad(date.getUTCFullYear(), 3),
  yyyy: ({ date }) => pad(date.getUTCFullYear(), 4),
  yyyyy: ({ date }) => pad(date.getUTCFullYear(), 5),
  M: ({ date }) => String(date.getUTCMonth() + 1),
  MM: ({ date }) => pad(date.getUTCMonth() + 1, 2),
  MMM: ({ date }) => (MONTHS[date.getUTCMonth()] ?? "").slice(0, 3),
  MMMM: ({ date }) => MONTHS[date.getUTCMonth()] ?? "",
  d: ({ date }) => String(date.getUTCDate()),
  dd: ({ date }) => pad(date.getUTCDate(), 2),
  ddd: ({ date }) => (DAYS[date.getUTCDay()] ?? "").slice(0, 3),
  dddd: ({ date }) => DAYS[date.getUTCDay()] ?? "",
  H: ({ date }) => String(date.getUTCHours()),
  HH: ({ date }) => pad(date.getUTCHours(), 2),
  h: ({ date }) => String(hour12(date)),
  hh: ({ date }) => pad(hour12(date), 2),
  m: ({ date }) => String(date.getUTCMinutes()),
  mm: ({ date }) => pad(date.getUTCMinutes(), 2),
  s: ({ date }) => String(date.getUTCSeconds()),
  ss: ({ date }) => pad(date.getUTCSeconds(), 2),
  t: ({ date }) => (date.getUTCHours() < 12 ? "A" : "P"),
  tt: ({ date }) => (date.getUTCHours() < 12 ? "AM" : "PM"),
  "%": () => "",
  g: () => "A.D.",
  gg: () => "A.D.",
  z: ({ offset }) => `${sign(offset)}${hours(offset)}`,
  zz: ({ offset }) => `${sign(offset)}${pad(hours(offset), 2)}`,
  zzz: ({ offset }) => clock(offset),
  K: ({ offset }) => (offset === 0 ? "Z" : clock(offset)),
};

/** `fff` shows digits of the second, `FFF` the same without zeros at the end, and `.FFF` no point where that leaves nothing. */
function fraction(token: string, parts: Parts): string | undefined {
  const width = /[fF]+$/.exec(token)?.[0].length;
  if (width === undefined) return undefined;
  const digits = parts.fraction.padEnd(7, "0").slice(0, width);
  if (token.startsWith("f")) return digits;
  const shown = digits.replace(/0+$/, "");
  return token.startsWith(".") && shown !== "" ? `.${shown}` : shown;
}
