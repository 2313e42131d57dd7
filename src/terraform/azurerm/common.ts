import type { Maybe, OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { list, type Row, type Rows, type Rule } from "../map/rows";

/** Rows that most types share. */
/** Plans hold it normalized already, configuration as written. */
export const region: Rule = {
  as: (value) => (typeof value === "string" ? value.replace(/ /g, "").toLowerCase() : value),
};
export const location: Row = ["location", "location", region];
export const tags: Row = ["tags", "tags"];
export const named: Row = ["name", "name"];

interface IdentityStyle {
  /** How "SystemAssigned, UserAssigned" is spelled on the wire: most with a blank, some types without. */
  blank?: boolean;
  /** Sent where there is no block: `{ type: "None" }`, or nothing. */
  none?: boolean;
}

/** The `identity` block: `identity_ids` becomes an object whose keys are the ids. */
export function identity({ blank = true, none = true }: IdentityStyle = {}): Row {
  const rows: Rows = [
    ["type", "type", blank ? undefined : { as: (type) => (typeof type === "string" ? type.replace(", ", ",") : type) }],
    ["identity_ids", "userAssignedIdentities", { as: idMap }],
  ];
  return ["identity", "identity", none ? { one: rows, absent: { type: "None" } } : { one: rows }];
}

/** Ids -> `{ id: {} }`; Unknown where one of them is not known, for then the keys are not. */
export function idMap(value: OpenValue): OpenValue {
  const ids = list(value);
  if (ids.length === 0) return undefined;
  if (ids.some((id) => isUnknown(id))) return Unknown;
  return Object.fromEntries(ids.filter((id) => typeof id === "string").map((id) => [id, {}]));
}

/** A Key Vault or managed HSM key id, `https://VAULT/keys/NAME[/VERSION]`, in parts. `uri` has no slash at its end. */
export function keyParts(value: OpenValue): { uri: string; name: string; version: string } | undefined {
  const match = typeof value === "string" ? /^(https?:\/\/[^/]+)\/[^/]+\/([^/]+)(?:\/([^/]*))?\/?$/.exec(value) : null;
  return match ? { uri: match[1] as string, name: match[2] as string, version: match[3] ?? "" } : undefined;
}

/** Last segment of an id or URL. */
export function lastSegment(value: OpenValue): OpenValue {
  return typeof value === "string" ? value.slice(value.lastIndexOf("/") + 1) : value;
}

/** Segment `n` (0 is the first) of an ARM id, counted without the leading slash. */
export function segment(n: number): Rule {
  return { as: (value) => (typeof value === "string" ? value.split("/")[n + 1] : value) };
}

/** `a.b.c` of a known block tree; null where it ends early. */
export function deep(block: Block, ...names: string[]): OpenValue {
  let at: Block | undefined = block;
  for (const name of names.slice(0, -1)) {
    const next: Maybe<Block> | undefined = at?.one(name);
    if (isUnknown(next)) return Unknown;
    at = next;
  }
  const last = names[names.length - 1];
  return at && last !== undefined ? at.read(last) : null;
}

/** A value that differs between azurerm 4 and 5: Unknown where the version is not known. */
export function byMajor(four: OpenValue, five: OpenValue): (block: Block) => OpenValue {
  return ({ context }) => (context.major === undefined ? Unknown : context.major >= 5 ? five : four);
}

/**
 * A map whose keys reach ARM as written. ARM compares names without case: where two keys differ in nothing else, nobody can tell which one counts,
 * and both are Unknown.
 */
export const openMap: Rule = {
  as: (value) => {
    if (typeof value !== "object" || Array.isArray(value) || isUnknown(value)) return value;
    const seen = new Map<string, number>();
    for (const key of Object.keys(value)) seen.set(key.toLowerCase(), (seen.get(key.toLowerCase()) ?? 0) + 1);
    if ([...seen.values()].every((count) => count === 1)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, seen.get(key.toLowerCase()) === 1 ? item : Unknown]),
    );
  },
};

/** Map of strings -> the same without null values. */
export function withoutNulls(value: OpenValue): OpenValue {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isUnknown(value)) return value;
  return Object.fromEntries(
    Object.entries(value as OpenObject).filter(([, item]) => item !== null && item !== undefined),
  );
}

/** The value at a path of an ARM tree; undefined where the path ends early. */
export function dig(value: OpenValue, ...steps: string[]): OpenValue {
  let at = value;
  for (const step of steps)
    at =
      typeof at === "object" && at !== null && !isUnknown(at) && !Array.isArray(at)
        ? (at as OpenObject)[step]
        : undefined;
  return at;
}
