import { InputError } from "./input-error";

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A date that exists, with or without a time, as it is written.
 * @throws InputError where it is none
 */
export function checkedDate(value: string, file: string, path: string): string {
  const match = DATE.exec(value.trim());
  const [year, month, day] = (match ?? []).slice(1, 4).map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  if (match && date.getUTCMonth() + 1 === month && date.getUTCDate() === day && !Number.isNaN(Date.parse(value))) {
    return value.trim();
  }
  throw new InputError(
    file,
    `has ${JSON.stringify(value)}, which is no date`,
    'write an ISO 8601 date such as "2026-11-22"',
    path,
  );
}

/** The moment at which a date is over: of a day without a time, its end in UTC. */
export function endOf(date: string): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T23:59:59.999Z`) : Date.parse(date);
}
