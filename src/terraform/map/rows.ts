import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import type { Block } from "./block";

/** A value that is there and known, as a transform gets it. */
export type Known = Exclude<OpenValue, null | undefined>;

/** How an attribute becomes an ARM value. Every part is optional: without a rule the value is copied. */
export interface Rule {
  /** Turns a known value into what ARM gets; undefined sends nothing. Not called for null and Unknown. */
  as?: (value: Known, block: Block) => OpenValue;
  /** What the provider sends where the attribute is null or left out; without it nothing. */
  absent?: OpenValue | ((block: Block) => OpenValue);
  /** The attribute is a block of which there is at most one: an object of these rows. `to` "" writes into the object around it. */
  one?: Rows;
  /** The attribute is a list of blocks: an array of objects of these rows. */
  each?: Rows;
  /** For blocks: what the finished object or array is turned into. */
  then?: (value: OpenValue, block: Block) => OpenValue;
  /**
   * For blocks that the provider fills in when they are left out: such a block is unknown in the plan, and the configuration shows that nobody wrote it.
   * Without this mark an unknown block is one that a `dynamic` block may make, and stays unknown.
   */
  computed?: boolean;
}

/** ARM path, e.g. `properties.networkAcls.defaultAction`; the attribute, or block, that goes there; how. */
export type Row = readonly [from: string, to: string, rule?: Rule] | Derived;
export type Rows = readonly Row[];

/** A value worked out from several attributes, or from none. */
export interface Derived {
  /** Attributes (or blocks) it reads. Where one of them is Unknown so is the value, unless `open`. */
  reads: readonly string[];
  to: string;
  value: (block: Block) => OpenValue;
  /** The function copes with Unknown itself. */
  open?: boolean;
}

/** Whether a row is a {@link Derived}. */
export function isDerived(row: Row): row is Derived {
  return !Array.isArray(row);
}

// Words of the tables.

/** A value the provider always sends. */
export const constant = (to: string, value: OpenValue): Derived => ({ reads: [], to, value: () => value });

export const derive = (reads: readonly string[], to: string, value: (block: Block) => OpenValue): Derived => ({
  reads,
  to,
  value,
});

/** As {@link derive}, for a function that is called also where something it reads is not known. */
export const deriveOpen = (reads: readonly string[], to: string, value: (block: Block) => OpenValue): Derived => ({
  reads,
  to,
  value,
  open: true,
});

/** Copied, with what is sent when it is left out. */
export const or = (absent: Rule["absent"]): Rule => ({ absent });

/** A configuration may write a boolean as text, "true" or "1"; a plan never does. Undefined for what is none. */
export function flagOf(value: OpenValue): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" || value === "1" ? true : value === "false" || value === "0" ? false : undefined;
}

/** A boolean sent with the opposite sign. @param absent the ARM value where it is left out */
export const inverted = (absent?: Rule["absent"]): Rule => ({
  as: (value) => {
    const flag = flagOf(value);
    return flag === undefined ? value : !flag;
  },
  absent,
});

/** A boolean sent as one of two words. */
export const words = (yes: OpenValue, no: OpenValue, absent?: Rule["absent"]): Rule => ({
  as: (value) => {
    const flag = flagOf(value);
    return flag === undefined ? value : flag ? yes : no;
  },
  absent,
});

/** true -> "Enabled", false -> "Disabled". */
export const enabled = (absent?: Rule["absent"]): Rule => words("Enabled", "Disabled", absent);

/** Sent only when it is true. */
export const onlyTrue: Rule = { as: (value) => (flagOf(value) === true ? true : undefined) };

/** Sent only when it is not empty (string), not zero (number), not false. */
export const nonZero: Rule = { as: (value) => (value === "" || value === 0 || value === false ? undefined : value) };

/** A string that is JSON text in Terraform and JSON in ARM. Text that does not parse is sent as it is. */
export const json: Rule = { as: parseJson };

export const one = (rows: Rows, rest: Omit<Rule, "one"> = {}): Rule => ({ one: rows, ...rest });
export const each = (rows: Rows, rest: Omit<Rule, "each"> = {}): Rule => ({ each: rows, ...rest });

/** A list of scalars -> objects that hold each under one key. */
export const under = (key: string): Rule => ({ as: (value) => list(value).map((item) => ({ [key]: item })) });

/** Known list items of a value, itself if it is none. */
export function list(value: OpenValue): OpenValue[] {
  return Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
}

function parseJson(value: Known): OpenValue {
  if (typeof value !== "string") return value;
  if (value === "") return undefined;
  try {
    return JSON.parse(value) as OpenValue;
  } catch {
    return value;
  }
}

/** Whether a value is an object of the tree, from whatever realm of JavaScript the plan was handed over. */
export function isObject(value: OpenValue): value is OpenObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
}
