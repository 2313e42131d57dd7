import { existsSync } from "node:fs";
import { checkSchema } from "../input/check-schema";
import { InputError } from "../input/input-error";
import { readValue } from "../input/read";
import { casesFile } from "./files";
import { librarySchema } from "./load";
import type { PolicyLibrary } from "./model";
import type { JsonObject, JsonValue } from "../policy/json";

/** What a rule comes to on a case: its effect, `none` where it does not apply, `undetermined` where that cannot be told. */
export type Expectation = "deny" | "audit" | "auditIfNotExists" | "none" | "undetermined";

/** A subscription or resource group of a case; what is absent is known to be absent, but for ids and names. */
export type CaseScope =
  "(unknown)" | { subscriptionId?: string; name?: string; tags?: "(unknown)" | Record<string, string> };

/** One case of a policy, as `policy-definitions/<name>.cases.yaml` holds it. "(unknown)" anywhere stands for a value that is not known yet. */
export interface PolicyCase {
  note: string;
  /** Default: the file's. */
  resource?: JsonObject;
  /** Laid over the resource's tags; null takes one away. */
  tags?: Record<string, string | null>;
  /** Laid over the resource's properties; null takes one away. */
  properties?: JsonObject;
  subscription?: CaseScope;
  resourceGroup?: CaseScope;
  /** Default: the file's, else 2026-11-22T12:00:00Z. */
  now?: string;
  parameters?: JsonObject;
  /** What a look-up for related resources finds; absent: nothing was looked up. */
  related?: { type: string; resource: JsonObject | null }[];
  expect: Expectation;
  /** Where undetermined: the paths that must be named. */
  unknown?: string[];
}

/** Cases with everything that their file gives for all of them filled in. */
export interface CompleteCase extends PolicyCase {
  resource: JsonObject;
  now: string;
  /** JSON path of the case in its file. */
  path: string;
}

interface CaseFile {
  resource?: JsonObject;
  now?: string;
  cases: PolicyCase[];
}

const NOW = "2026-11-22T12:00:00Z";

/**
 * The cases of a definition; none where it has no file of cases.
 * @throws InputError where the file is wrong
 */
export function loadCases(library: PolicyLibrary, name: string): CompleteCase[] {
  const file = casesFile(library, name);
  if (!existsSync(file)) return [];
  const value = readValue(file);
  checkSchema(librarySchema("cases"), value, file);
  const { cases, resource, now = NOW } = value as CaseFile;
  return cases.map((one, i) => {
    const path = `$.cases[${i}]`;
    const own = one.resource ?? resource;
    if (own === undefined) {
      throw new InputError(file, "has no resource", "add one to the case, or one for all cases at the top", path);
    }
    return { ...one, now: one.now ?? now, resource: laidOver(own, one), path };
  });
}

/** The resource of a case with the case's own tags and properties. */
function laidOver(resource: JsonObject, { tags, properties }: PolicyCase): JsonObject {
  const merged = { ...resource };
  if (tags !== undefined) merged["tags"] = overlaid(resource["tags"], tags);
  if (properties !== undefined) merged["properties"] = overlaid(resource["properties"], properties);
  return merged;
}

function overlaid(base: JsonValue | undefined, overlay: JsonObject): JsonObject {
  const start = typeof base === "object" && !Array.isArray(base) ? base : {};
  return Object.fromEntries(Object.entries({ ...start, ...overlay }).filter(([, value]) => value !== null));
}
