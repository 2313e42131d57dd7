import { createHash } from "./create-hash";
import stringify from "safe-stable-stringify";
import type { OpenObject, OpenValue } from "./json";
import { isObject } from "./property";

/** What a policy definition does: the parts that Azure evaluates, in ARM's spelling. */
export interface DefinitionContent {
  /** Absent: `Indexed`, which is ARM's default. */
  mode?: OpenValue;
  parameters?: OpenValue;
  policyRule: OpenValue;
}

/** What an initiative does. */
export interface InitiativeContent {
  parameters?: OpenValue;
  policyDefinitions: readonly {
    referenceId: string;
    /** ARM's `{ name: { value } }`. */
    parameters?: OpenValue;
    /** {@link definitionHash} of the definition it refers to. */
    definitionHash: string;
  }[];
}

/**
 * The content of a definition as a sha256 in hexadecimal: the same for two definitions that Azure evaluates in the same way. Names, descriptions and
 * metadata do not count, nor does the order of keys, nor what azurerm drops or adds on the wire: of a parameter
 * it sends `type`, `allowedValues`, `defaultValue` and `metadata` only (azurerm 4.55.0, `policy_definition`), and absent parameters come back as an empty object.
 * An Unknown part counts as a value of its own: a hash of such content equals no known one.
 */
export function definitionHash({ mode, parameters, policyRule }: DefinitionContent): string {
  return sha256({
    mode: text(mode ?? "Indexed"),
    parameters: parametersOf(parameters),
    policyRule: policyRule ?? null,
  });
}

/** The content of an initiative as a sha256 in hexadecimal. The order of its references does not count: Azure evaluates all of them. */
export function initiativeHash({ parameters, policyDefinitions }: InitiativeContent): string {
  const references = policyDefinitions
    .map((reference) => ({
      referenceId: reference.referenceId.toLowerCase(),
      parameters: valuesOf(reference.parameters),
      definition: reference.definitionHash,
    }))
    .sort((a, b) => (a.referenceId < b.referenceId ? -1 : a.referenceId > b.referenceId ? 1 : 0));
  return sha256({ parameters: parametersOf(parameters), references });
}

const MEANINGFUL = ["allowedValues", "defaultValue"] as const;

/** Of each declared parameter its type (without case), allowed values and default; a null is as good as nothing. */
function parametersOf(parameters: OpenValue): OpenValue {
  return mapObject(parameters, (declared) => {
    if (!isObject(declared)) return declared;
    const kept: OpenObject = { type: text(declared["type"]) };
    for (const key of MEANINGFUL) if (declared[key] !== null && declared[key] !== undefined) kept[key] = declared[key];
    return kept;
  });
}

/** Of each bound parameter its value. */
function valuesOf(parameters: OpenValue): OpenValue {
  return mapObject(parameters, (bound) => (isObject(bound) ? { value: bound["value"] ?? null } : bound));
}

function mapObject(value: OpenValue, change: (part: OpenValue) => OpenValue): OpenValue {
  if (value === null || value === undefined) return {};
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, change(part)]));
}

const text = (value: OpenValue): OpenValue => (typeof value === "string" ? value.toLowerCase() : value);

function sha256(value: OpenValue): string {
  return createHash("sha256")
    .update(stringify(value) ?? "")
    .digest("hex");
}
