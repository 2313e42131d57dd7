import type { ParameterDeclaration } from "./compilation";
import { PolicyError } from "./error";
import type { OpenObject, OpenValue } from "./json";
import { isObject, own, property, spelling } from "./property";

/**
 * What a definition says about itself, which no evaluation depends on.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-basics
 */
export interface DefinitionInfo {
  displayName?: string;
  description?: string;
  /** `1.2.0` or `1.2.0-preview`: of the definition or, where it names none, of its metadata. */
  version?: string;
  /** The versions that a built-in comes in, the latest first. */
  versions: readonly string[];
  /** Any values; Azure knows `version`, `category`, `preview`, `deprecated` and `portalReview`. */
  metadata: OpenObject;
}

/** A definition taken apart, before its rule is compiled. */
export interface Definition {
  /** `All`, `Indexed`, or a resource-provider mode such as `Microsoft.Kubernetes.Data`. */
  mode: string;
  /** By name in lower case; undefined where the input has no parameters at all. */
  parameters: ReadonlyMap<string, ParameterDeclaration> | undefined;
  rule: OpenObject;
  /** JSON path of the rule: `$.properties.policyRule`. */
  path: string;
  info: DefinitionInfo;
}

const NO_INFO: DefinitionInfo = Object.freeze({ versions: Object.freeze([]), metadata: Object.freeze({}) });

/**
 * Takes apart a policy definition: as ARM has it (`{ properties: { policyRule, parameters, mode } }`), its properties alone, or only a rule
 * (`{ if, then }`); as a value or as JSON text. Throws PolicyError.
 */
export function readDefinition(source: unknown): Definition {
  const json = typeof source === "string" ? parseText(source, "$") : (source as OpenValue);
  if (!isObject(json))
    throw new PolicyError("a policy definition is an object with policyRule", "$", "invalidDefinition");
  if (spelling(json, "if") !== undefined || spelling(json, "then") !== undefined)
    return { mode: "All", parameters: undefined, rule: json, path: "$", info: NO_INFO };
  const wrapper = spelling(json, "policyRule") === undefined ? spelling(json, "properties") : undefined;
  const inner = wrapper === undefined ? json : own(json, wrapper);
  const base = wrapper === undefined ? "$" : `$.${wrapper}`;
  if (!isObject(inner))
    throw new PolicyError("properties of a policy definition is an object", base, "invalidDefinition");
  const name = spelling(inner, "policyRule");
  if (name === undefined) throw new PolicyError("the policy definition has no policyRule", base, "invalidDefinition");
  const path = `${base}.${name}`;
  const written = own(inner, name);
  const rule = typeof written === "string" ? parseText(written, path) : written;
  if (!isObject(rule)) throw new PolicyError("policyRule is an object with if and then", path, "invalidRule");
  return {
    mode: modeOf(inner, base, wrapper === undefined ? "All" : "Indexed"),
    parameters: parametersOf(inner, base),
    rule,
    path,
    info: infoOf(inner, base),
  };
}

function infoOf(definition: OpenObject, base: string): DefinitionInfo {
  const metadata = property(definition, "metadata") ?? NO_INFO.metadata;
  if (!isObject(metadata)) throw new PolicyError("metadata is an object", `${base}.metadata`, "invalidDefinition");
  const text = (value: OpenValue): string | undefined => (typeof value === "string" ? value : undefined);
  const displayName = text(property(definition, "displayName"));
  const description = text(property(definition, "description"));
  const version = text(property(definition, "version")) ?? text(property(metadata, "version"));
  const versions = property(definition, "versions");
  return {
    ...(displayName === undefined ? {} : { displayName }),
    ...(description === undefined ? {} : { description }),
    ...(version === undefined ? {} : { version }),
    versions: Array.isArray(versions) ? versions.filter((one) => typeof one === "string") : NO_INFO.versions,
    metadata,
  };
}

function parseText(text: string, path: string): OpenValue {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, "")) as OpenValue;
  } catch (error) {
    throw new PolicyError(`is not JSON (${(error as Error).message})`, path, "invalidJson");
  }
}

function modeOf(definition: OpenObject, base: string, otherwise: string): string {
  const mode = property(definition, "mode");
  if (mode === undefined || mode === null) return otherwise;
  if (typeof mode !== "string") throw new PolicyError("mode is a text", `${base}.mode`, "invalidDefinition");
  const known = ["All", "Indexed"].find((name) => name.toLowerCase() === mode.toLowerCase());
  return known ?? mode;
}

const TYPES: ReadonlySet<string> = new Set(["string", "array", "object", "boolean", "integer", "float", "datetime"]);

function parametersOf(definition: OpenObject, base: string): Definition["parameters"] {
  const name = spelling(definition, "parameters");
  const declared = name === undefined ? undefined : own(definition, name);
  if (declared === undefined || declared === null) return undefined;
  if (!isObject(declared)) throw new PolicyError("parameters is an object", `${base}.${name}`, "invalidDefinition");
  const parameters = new Map<string, ParameterDeclaration>();
  for (const key of Object.keys(declared))
    parameters.set(key.toLowerCase(), declarationOf(key, own(declared, key), `${base}.${name}.${key}`));
  return parameters;
}

function declarationOf(name: string, json: OpenValue, path: string): ParameterDeclaration {
  if (!isObject(json))
    throw new PolicyError(`the parameter "${name}" is declared by an object with type`, path, "invalidParameter");
  const type = property(json, "type");
  if (typeof type !== "string" || !TYPES.has(type.toLowerCase())) {
    throw new PolicyError(
      `the parameter "${name}" needs a type: String, Array, Object, Boolean, Integer, Float or DateTime`,
      `${path}.type`,
      "invalidParameter",
    );
  }
  const allowedValues = property(json, "allowedValues");
  if (allowedValues !== undefined && allowedValues !== null && !Array.isArray(allowedValues)) {
    throw new PolicyError(
      `allowedValues of the parameter "${name}" is an array`,
      `${path}.allowedValues`,
      "invalidParameter",
    );
  }
  const defaultValue = property(json, "defaultValue");
  const schema = property(json, "schema");
  if (schema !== undefined && schema !== null && !isObject(schema)) {
    throw new PolicyError(`schema of the parameter "${name}" is an object`, `${path}.schema`, "invalidParameter");
  }
  return {
    name,
    type,
    // Built-ins such as AdministratorsGroupMembers_AINE have an empty list beside a default: it allows everything.
    ...(Array.isArray(allowedValues) && allowedValues.length > 0 ? { allowedValues } : {}),
    ...(defaultValue === undefined ? {} : { defaultValue }),
    ...(isObject(schema) ? { schema } : {}),
  };
}
