import { createRequire } from "node:module";
import type { ErrorObject } from "ajv";
import { InputError } from "../input/input-error";
import { parseArmId } from "../arm/id";
import type { JsonObject, JsonValue } from "../policy/json";
import type { CheckContext, GuardContext, ResourceGroupContext, SubscriptionContext } from "./context";
import { CONTEXT_SCHEMA } from "./context.schema";

/** ajv is loaded when a context is there to be checked: a check without one does not pay for it. */
const load = createRequire(__filename);
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Checks what a context file holds and brings it into one form: subscription ids as lower-case GUIDs, tag values as text, parameters as plain values.
 * @param raw the parsed YAML or JSON; null or undefined (an empty file) is an empty context
 * @param file the file as the user named it
 * @throws InputError with the JSON path; a key that is nearly a known one is told which
 */
export function parseContext(raw: unknown, file: string): CheckContext {
  if (raw === null || raw === undefined) return {};
  const error = firstError(raw);
  if (error) throw schemaError(error, file);
  const context = raw as CheckContext;
  const at = <T, R>(list: T[] | undefined, key: string, read: (item: T, path: string) => R): R[] | undefined =>
    list?.map((item, i) => read(item, `$.${key}[${i}]`));
  return withoutUndefined({
    now: context.now === undefined ? undefined : checkedDate(context.now, file, "$.now"),
    subscriptions: at(context.subscriptions, "subscriptions", (item, path) => subscription(item, file, path)),
    resourceGroups: at(context.resourceGroups, "resourceGroups", (item, path) => resourceGroup(item, file, path)),
    guard: at(context.guard, "guard", (item, path) => guard(item, file, path)),
    assignments: context.assignments,
    exemptions: context.exemptions,
    approvedReviews: context.approvedReviews,
  });
}

function subscription(item: SubscriptionContext, file: string, path: string): SubscriptionContext {
  const id = item.id
    .toLowerCase()
    .replace(/^\/subscriptions\//, "")
    .replace(/\/$/, "");
  if (!GUID.test(id))
    throw new InputError(file, `has ${show(item.id)}, which is no subscription id`, "write its GUID", `${path}.id`);
  return withoutUndefined({ id, tags: textTags(item.tags), managementGroups: item.managementGroups?.map(groupName) });
}

function resourceGroup(item: ResourceGroupContext, file: string, path: string): ResourceGroupContext {
  const id = parseArmId(item.id);
  if (id?.type.toLowerCase() !== "microsoft.resources/resourcegroups") {
    const mend = 'write "/subscriptions/GUID/resourceGroups/NAME"';
    throw new InputError(file, `has ${show(item.id)}, which is no resource group id`, mend, `${path}.id`);
  }
  return withoutUndefined({ id: item.id, tags: textTags(item.tags) });
}

function guard(item: GuardContext, file: string, path: string): GuardContext {
  checkScope(item.scope, file, `${path}.scope`);
  item.notScopes?.forEach((scope, i) => checkScope(scope, file, `${path}.notScopes[${i}]`));
  return withoutUndefined({ ...item, parameters: item.parameters && plainParameters(item.parameters) });
}

function checkScope(scope: string, file: string, path: string): void {
  if (parseArmId(scope)) return;
  const mend =
    'write the full id: "/providers/Microsoft.Management/managementGroups/NAME", "/subscriptions/GUID" or "/subscriptions/GUID/resourceGroups/NAME"';
  throw new InputError(file, `has ${show(scope)}, which is no ARM scope`, mend, path);
}

/** A date that exists, as it is written. */
function checkedDate(value: string, file: string, path: string): string {
  const match = DATE.exec(value.trim());
  const [year, month, day] = (match ?? []).slice(1, 4).map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  if (match && date.getUTCMonth() + 1 === month && date.getUTCDate() === day && !Number.isNaN(Date.parse(value))) {
    return value.trim();
  }
  throw new InputError(
    file,
    `has ${show(value)}, which is no date`,
    'write an ISO 8601 date such as "2026-11-22"',
    path,
  );
}

/** ARM's `{ name: { value } }`, or plain values: plain values. */
export function plainParameters(parameters: JsonObject): JsonObject {
  const plain = (value: JsonValue): JsonValue =>
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).join() === "value"
      ? (value["value"] as JsonValue)
      : value;
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, plain(value)]));
}

/** `corp` of a name or of a management group's id. */
const groupName = (group: string): string => group.slice(group.lastIndexOf("/") + 1);
const textTags = (tags: Record<string, unknown> | undefined): Record<string, string> | undefined =>
  tags && Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, String(value)]));
const show = (value: string): string => JSON.stringify(value);

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}

function firstError(raw: unknown): ErrorObject | undefined {
  const { Ajv } = load("ajv") as typeof import("ajv");
  const validate = new Ajv({ allowUnionTypes: true }).compile(CONTEXT_SCHEMA);
  return validate(raw) ? undefined : validate.errors?.[0];
}

function schemaError(error: ErrorObject, file: string): InputError {
  const path = `$${error.instancePath.replace(/\/(\d+)/g, "[$1]").replace(/\//g, ".")}`;
  if (error.keyword === "additionalProperties") {
    const key = String(error.params["additionalProperty"]);
    const known = knownKeys(error.schemaPath);
    const near = nearest(key, known);
    const mend =
      near === undefined ? `use one of ${known.join(", ")}` : `did you mean "${near}"? Known here: ${known.join(", ")}`;
    return new InputError(file, `has an unknown key "${key}"`, mend, path);
  }
  if (error.keyword === "required") {
    const key = String(error.params["missingProperty"]);
    return new InputError(file, `has no "${key}"`, `add "${key}"`, path);
  }
  if (error.keyword === "enum") {
    return new InputError(
      file,
      "has a value that is not allowed",
      `use one of ${(error.params["allowedValues"] as string[]).join(", ")}`,
      path,
    );
  }
  const wanted =
    error.keyword === "type" ? String(error.params["type"]).replaceAll(",", " or ") : "a value that is not empty";
  return new InputError(
    file,
    "has a value of the wrong kind",
    `write ${wanted === "object" || wanted === "array" ? `an ${wanted}` : wanted}`,
    path,
  );
}

/** The keys that the object at a schema path may have. */
function knownKeys(schemaPath: string): string[] {
  let schema: unknown = CONTEXT_SCHEMA;
  for (const step of schemaPath.split("/").slice(1, -1)) schema = (schema as Record<string, unknown>)[step];
  return Object.keys((schema as { properties?: object }).properties ?? {});
}

/** The known key within two edits (a third of its length for long ones), ignoring case. */
function nearest(key: string, known: readonly string[]): string | undefined {
  const scored = known.map((name) => ({ name, edits: distance(key.toLowerCase(), name.toLowerCase()) }));
  const best = scored.reduce((a, b) => (b.edits < a.edits ? b : a), { name: "", edits: Infinity });
  return best.edits <= Math.max(2, best.name.length / 3) ? best.name : undefined;
}

/** Levenshtein distance, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
