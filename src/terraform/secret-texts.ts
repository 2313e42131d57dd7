import type { SecretTexts } from "../arm/cover";
import type { OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";
import type { TerraformDocument } from "./document";
import type { SecretSink } from "./secret-sink";

/** Whether an argument is one that providers keep out of plans because it is secret: write-only arguments, and azapi's `sensitive_body`. */
export const isSecret = (argument: string): boolean => argument.endsWith("_wo") || argument === "sensitive_body";

/** Everything that documents mark as sensitive or hide, as texts. Worked out when there is something to print. */
export function secretTextsOf(documents: readonly TerraformDocument[]): SecretTexts {
  const found: SecretSink = { values: [], keys: [], shown: [] };
  for (const { secretVariables, resources } of documents) {
    for (const value of secretVariables) collectTexts(value, found);
    for (const resource of resources) resource.collectSecrets(found);
  }
  const shown = new Set(found.shown);
  return { values: [...new Set(found.values)], keys: [...new Set(found.keys)].filter((key) => !shown.has(key)) };
}

/** Every text in the parts of a resource's attributes that a mark (`after_sensitive`) says `true` of. */
export function collectMarked(attributes: OpenValue, mark: unknown, into: SecretSink): void {
  if (mark === true) collectTexts(attributes, into);
  else {
    forEachPart(attributes, mark, (attribute, value, inner) => {
      if (inner !== true && isMap(value)) into.shown.push(...Object.keys(value));
      // The names in a body of azapi are ARM's, whoever marks it.
      if (BODIES.has(attribute)) walk(value, inner, into, collectTexts);
      else walk(value, inner, into, collectMap);
    });
  }
}

const BODIES: ReadonlySet<string> = new Set(["body", "sensitive_body", "output", "sensitive_output"]);

function walk(value: OpenValue, mark: unknown, into: SecretSink, collect: typeof collectTexts): void {
  if (mark === true) collect(value, into);
  else forEachPart(value, mark, (_, part, inner) => walk(part, inner, into, collect));
}

function forEachPart(
  value: OpenValue,
  mark: unknown,
  visit: (key: string, part: OpenValue, mark: unknown) => void,
): void {
  if (typeof mark !== "object" || mark === null || typeof value !== "object" || value === null) return;
  for (const key of Object.keys(mark)) {
    if (key !== "__proto__")
      visit(key, (value as Record<string, OpenValue>)[key], (mark as Record<string, unknown>)[key]);
  }
}

/** Every text in a value. */
export function collectTexts(value: OpenValue, into: SecretSink): void {
  if (typeof value === "string") into.values.push(value);
  else if (typeof value === "object" && value !== null && !isUnknown(value))
    for (const part of Object.values(value) as OpenValue[]) collectTexts(part, into);
}

/** The same, and the keys of maps: the blocks of a provider are lists of objects, so that an object in no list is a map, whose keys are part of what is sensitive. */
function collectMap(value: OpenValue, into: SecretSink): void {
  if (typeof value !== "object" || value === null || isUnknown(value)) return collectTexts(value, into);
  if (Array.isArray(value))
    return value.forEach((block) =>
      isMap(block) ? Object.values(block).forEach((part) => collectMap(part, into)) : collectMap(block, into),
    );
  for (const [key, part] of Object.entries(value)) {
    into.keys.push(key);
    collectMap(part, into);
  }
}

const isMap = (value: OpenValue): value is Record<string, OpenValue> =>
  typeof value === "object" && value !== null && !isUnknown(value) && !Array.isArray(value);
