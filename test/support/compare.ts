import { isUnknown } from "../../src/policy/unknown";

/** How a mapped resource differs from what the provider sent. Paths are ARM paths. */
export interface Difference {
  /** Leaves sent that the mapping gives another value. */
  wrong: string[];
  /** Leaves sent that the mapping does not have. */
  missing: string[];
  /** Leaves of the mapping that were not sent. */
  invented: string[];
  /** Leaves that are right. */
  right: number;
  /** Leaves sent that the mapping calls unknown. */
  unknown: number;
}

/**
 * Compares what was sent with what is mapped. Null, {} and [] count as absent; names, ids and locations compare without case; elements of a list
 * are paired by likeness, since the provider sends sets in hash order.
 */
export function compare(sent: unknown, mapped: unknown): Difference {
  const difference: Difference = { wrong: [], missing: [], invented: [], right: 0, unknown: 0 };
  visit(sent, mapped, "", difference);
  return difference;
}

function visit(sent: unknown, mapped: unknown, path: string, out: Difference): void {
  if (isEmpty(sent)) {
    if (!isEmpty(mapped) && !isUnknown(mapped)) out.invented.push(...leaves(mapped, path));
    return;
  }
  if (isUnknown(mapped)) {
    out.unknown += leaves(sent, path).length;
    return;
  }
  if (isEmpty(mapped)) {
    out.missing.push(...leaves(sent, path));
    return;
  }
  if (Array.isArray(sent) && Array.isArray(mapped)) {
    const rest = [...mapped];
    for (const [i, item] of sent.entries()) {
      const at = closest(item, rest);
      visit(item, at < 0 ? undefined : rest.splice(at, 1)[0], `${path}[${i}]`, out);
    }
    for (const [i, item] of rest.entries()) visit(undefined, item, `${path}[+${i}]`, out);
    return;
  }
  if (isMap(sent) && isMap(mapped)) {
    const seen = new Set<string>();
    for (const key of Object.keys(sent)) {
      const at = key in mapped ? key : Object.keys(mapped).find((other) => other.toLowerCase() === key.toLowerCase());
      if (at !== undefined) seen.add(at);
      visit(sent[key], at === undefined ? undefined : mapped[at], path === "" ? key : `${path}.${key}`, out);
    }
    for (const key of Object.keys(mapped))
      if (!seen.has(key)) visit(undefined, mapped[key], path === "" ? key : `${path}.${key}`, out);
    return;
  }
  if (same(sent, mapped, path)) out.right++;
  else out.wrong.push(`${path}: ${JSON.stringify(mapped)} instead of ${JSON.stringify(sent)}`);
}

function same(a: unknown, b: unknown, path: string): boolean {
  if (a === b) return true;
  if (typeof a !== "string" || typeof b !== "string") return false;
  if (/(^|\.)location$/i.test(path)) return plain(a) === plain(b);
  return a.startsWith("/") && a.toLowerCase() === b.toLowerCase();
}

function closest(item: unknown, candidates: readonly unknown[]): number {
  let best = -1;
  let least = Infinity;
  candidates.forEach((candidate, i) => {
    const { wrong, missing, invented, unknown } = compare(item, candidate);
    const cost = wrong.length * 4 + missing.length * 2 + invented.length + unknown;
    if (cost < least) [least, best] = [cost, i];
  });
  return best;
}

function leaves(value: unknown, path: string): string[] {
  if (isEmpty(value) || isUnknown(value)) return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, `${path}[${i}]`));
  if (isMap(value))
    return Object.keys(value).flatMap((key) => leaves(value[key], path === "" ? key : `${path}.${key}`));
  return [path];
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  return isMap(value) && Object.values(value).every(isEmpty);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
}

function plain(text: string): string {
  return text.replace(/ /g, "").toLowerCase();
}
