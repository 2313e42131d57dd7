import { nearest } from "../input/nearest";
import type { JsonValue, Maybe, OpenObject, OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";

/** What an initiative says of a parameter. */
export interface DeclaredParameter {
  /** `String`, `Array`, `Boolean`, `Integer`; compared without case. */
  type: string;
  allowedValues?: readonly JsonValue[];
}

/** A value that Azure would refuse, or that says nothing. */
export interface ParameterFault {
  /** As it is written. */
  name: string;
  problem: string;
  mend: string;
}

/**
 * The values of an assignment's parameters as the initiative declares them: names without case, as Azure takes them; ids of subscriptions as lower-case GUIDs whatever form
 * they are written in; one id in place of a list of them; `"true"` as true. What is left out stands at its default.
 * @param values plain values
 * @param onFault told of each value that is left out because it fits nothing
 */
export function guardValues(
  values: Maybe<OpenObject>,
  declared: Readonly<Record<string, DeclaredParameter>>,
  onFault: (fault: ParameterFault) => void,
): Maybe<OpenObject> {
  if (isUnknown(values)) return values;
  const known = new Map(Object.keys(declared).map((name) => [name.toLowerCase(), name]));
  const fitting: OpenObject = {};
  for (const [written, value] of Object.entries(values)) {
    const name = known.get(written.trim().toLowerCase());
    const parameter = name === undefined ? undefined : declared[name];
    if (name === undefined || parameter === undefined) {
      onFault({ name: written, ...unknownName(written, [...known.values()]) });
      continue;
    }
    if (value === undefined) continue;
    const kind = KINDS[parameter.type.toLowerCase()];
    const fit = isUnknown(value) || kind === undefined ? value : kind(value, name, parameter);
    const mend = `write ${EXPECTED[parameter.type.toLowerCase()]?.(parameter) ?? `a value of type ${parameter.type}`}`;
    if (fit === undefined) onFault({ name: written, problem: "has a value that Azure refuses", mend });
    else fitting[name] = fit;
  }
  return fitting;
}

function unknownName(name: string, known: readonly string[]): Pick<ParameterFault, "problem" | "mend"> {
  const near = nearest(name, known);
  const listed = `known here: ${known.join(", ")}`;
  return {
    problem: "is no parameter of the guard's initiatives",
    mend:
      near === undefined
        ? `take it away; ${listed}`
        : `did you mean "${near}"? ${listed[0]?.toUpperCase()}${listed.slice(1)}`,
  };
}

/** Each type's value in one form; undefined for one that does not fit. */
const KINDS: Readonly<Record<string, (value: OpenValue, name: string, parameter: DeclaredParameter) => OpenValue>> = {
  string: (value, _, { allowedValues }) => {
    if (typeof value !== "string" || value.trim() === "") return undefined;
    if (allowedValues === undefined) return value.trim();
    return allowedValues.find(
      (allowed) => typeof allowed !== "object" && String(allowed).toLowerCase() === value.trim().toLowerCase(),
    );
  },
  boolean: (value) => {
    if (typeof value === "boolean") return value;
    const text = typeof value === "string" ? value.trim().toLowerCase() : "";
    return text === "true" ? true : text === "false" ? false : undefined;
  },
  integer: (value) => {
    const number = typeof value === "string" && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
    return Number.isInteger(number) ? number : undefined;
  },
  array: (value, name) => {
    const list = Array.isArray(value) ? value : typeof value === "string" ? [value] : undefined;
    if (list === undefined || name.toLowerCase() !== "flaggedsubscriptionids") return list;
    const ids = list.map((item) =>
      typeof item === "string" ? subscriptionGuid(item) : isUnknown(item) ? item : undefined,
    );
    return ids.includes(undefined) ? undefined : ids;
  },
};

const EXPECTED: Readonly<Record<string, (parameter: DeclaredParameter) => string>> = {
  string: ({ allowedValues }) =>
    allowedValues === undefined ? "text" : `one of ${allowedValues.map(String).join(", ")}`,
  boolean: () => "true or false",
  integer: () => "a whole number",
  array: () => "a list (of subscriptions: their GUIDs)",
};

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The GUID of a subscription's id, path or braced GUID, lower case; undefined for anything else. */
export function subscriptionGuid(text: string): string | undefined {
  const guid = text
    .trim()
    .toLowerCase()
    .replace(/^\/?subscriptions\//, "")
    .replace(/\/+$/, "")
    .replace(/^\{(.*)\}$/, "$1")
    .trim();
  return GUID.test(guid) ? guid : undefined;
}
