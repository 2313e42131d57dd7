import { identical } from "../compare";
import type { OpenObject, OpenValue } from "../json";
import { parsePath, type Parts } from "../path";
import { assign, isObject, own, spelling } from "../property";
import { TRUE } from "../truth";
import { Unknown, isUnknown } from "../unknown";

/** One change that an `append` or `modify` effect makes to a request. */
export interface Change {
  /** Path in the resource: `tags.owner`, `properties.networkAcls.ipRules[*]`. */
  path: string;
  /** `add` leaves what is there, `replace` does not, `remove` takes it away. */
  kind: "add" | "replace" | "remove";
  value: OpenValue;
  /** Whether missing parents are made; `modify` takes their absence for intended and skips the change. */
  makesParents: boolean;
  /** Whether it is not known that the change is made at all. */
  open: boolean;
  /** What happens where another value is in the way, or another policy changes the same field. */
  onConflict: "deny" | "skip";
}

/** What became of a change; `conflict` where another value was in the way. */
export type Applied = "applied" | "skipped" | "conflict";

/** A copy of a value that shares nothing with it but Unknown. */
export function copyOf<T extends OpenValue>(value: T): T {
  if (typeof value !== "object" || value === null || isUnknown(value)) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  const copy: OpenObject = {};
  for (const name of Object.keys(value)) assign(copy, name, copyOf(own(value as OpenObject, name)));
  return copy as T;
}

/**
 * Makes a change in a resource, in place.
 * Source: https://learn.microsoft.com/azure/governance/policy/how-to/author-policies-for-arrays#modifying-arrays
 */
export function applyChange(resource: OpenObject, change: Change): Applied {
  const tag = /^tags\.(.+)$/s.exec(change.path)?.[1];
  const parts: Parts = tag === undefined ? parsePath(change.path) : [["tags", tag]];
  return applyAt(resource, parts, 0, tag === undefined ? change : { ...change, makesParents: true });
}

function applyAt(from: OpenObject, parts: Parts, level: number, change: Change): Applied {
  const keys = parts[level] ?? [];
  const last = level === parts.length - 1;
  const holder = parentOf(from, keys, change);
  const key = keys[keys.length - 1];
  if (holder === undefined || key === undefined) return "skipped";
  const name = spelling(holder, key) ?? key;
  const present = own(holder, name);
  if (last) return setAt(holder, name, present, change);
  if (isUnknown(present)) return "skipped";
  const members = parts[level + 1] ?? [];
  if (members.length === 0 && level === parts.length - 2) return setMembers(holder, name, present, change);
  const results = (Array.isArray(present) ? present : []).map((element) =>
    isObject(element) ? applyAt(element, parts, level + 1, change) : "skipped",
  );
  return results.includes("conflict") ? "conflict" : results.includes("applied") ? "applied" : "skipped";
}

/** The object that holds the last of some names. */
function parentOf(from: OpenObject, keys: readonly string[], change: Change): OpenObject | undefined {
  let current = from;
  for (const [i, key] of keys.slice(0, -1).entries()) {
    const name = spelling(current, key) ?? key;
    let next = own(current, name);
    if (next === undefined || next === null) {
      // `properties` itself is no property of the provider's: its absence says nothing.
      if (change.kind === "remove" || (!change.makesParents && i > 0)) return undefined;
      next = {};
      assign(current, name, next);
    }
    if (!isObject(next)) return undefined;
    current = next;
  }
  return current;
}

function setAt(holder: OpenObject, name: string, present: OpenValue, change: Change): Applied {
  const there = present !== undefined && present !== null;
  if (change.open) {
    if (!there || change.kind !== "add") assign(holder, name, Unknown);
    return "applied";
  }
  if (change.kind === "remove") {
    if (!there) return "skipped";
    delete holder[name];
    return "applied";
  }
  if (change.kind === "add" && there) {
    if (isUnknown(present)) return "applied";
    return identical(present, change.value) === TRUE ? "skipped" : "conflict";
  }
  assign(holder, name, copyOf(change.value));
  return "applied";
}

/** `array[*]`: adds a member, or makes it the only one. */
function setMembers(holder: OpenObject, name: string, present: OpenValue, change: Change): Applied {
  const members = Array.isArray(present) ? present : [];
  const value = change.kind === "add" ? [...members, copyOf(change.value)] : [copyOf(change.value)];
  assign(holder, name, change.open ? Unknown : value);
  return "applied";
}
