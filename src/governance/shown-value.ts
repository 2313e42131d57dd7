import type { PlannedResource } from "../arm/resource";
import type { OpenValue } from "../policy/json";

/** What stands in the place of a value that must not be printed. */
export const SENSITIVE = "(sensitive)";

/** A value as a report may print it: never one that Terraform marks sensitive. */
export function shownValue(planned: PlannedResource | undefined, path: string, value: OpenValue): string {
  return planned !== undefined && isSensitive(planned, path) ? SENSITIVE : printable(value);
}

/** Whether a path is one that Terraform marks sensitive, or lies in one, or holds one. */
export function isSensitive({ sensitive }: PlannedResource, path: string): boolean {
  const own = path.toLowerCase();
  return sensitive.some((marked) => {
    const other = marked.toLowerCase();
    return own === other || startsAt(own, other) || startsAt(other, own);
  });
}

const startsAt = (path: string, prefix: string): boolean =>
  path.startsWith(prefix) && (path[prefix.length] === "." || path[prefix.length] === "[");

function printable(value: OpenValue): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
