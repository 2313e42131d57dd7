import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Where recordings of the real providers lie, beside the checkout; tests that read them are skipped without. */
const CORPUS = join(__dirname, "..", "..", "..", "shared", "corpus");

interface Change {
  after: unknown;
  after_unknown: unknown;
}

export interface ResourceChange {
  address: string;
  type: string;
  change: Change;
}

export interface Plan {
  resource_changes: ResourceChange[];
  errored?: boolean;
  configuration: {
    root_module: { resources: { address: string; mode: string; type: string; name: string; expressions?: unknown }[] };
  };
}

export const recordingsAvailable = existsSync(CORPUS);

/** A recorded `terraform show -json`: `azurerm/ai`, `azapi/azapi`. */
export function recordedPlan(name: string): Plan {
  return JSON.parse(gunzipSync(readFileSync(join(CORPUS, `${name}.plan.json.gz`))).toString("utf8")) as Plan;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const SUBSCRIPTION = { subscription_id: "11111111-1111-1111-1111-111111111111" };

/** The configuration that a recorded plan was made from, of the given types: possible because it has no references. */
export function configurationOf(plan: Plan, types = /./): Record<string, unknown> {
  const planned = new Map(plan.resource_changes.map((change) => [change.address, change.change.after]));
  const resource: Record<string, Record<string, unknown>> = {};
  for (const { address, mode, type, name, expressions } of plan.configuration.root_module.resources) {
    if (mode !== "managed" || !types.test(type)) continue;
    (resource[type] ??= {})[name] = literal(expressions ?? {}, planned.get(address));
  }
  return {
    terraform: { required_providers: { azurerm: { source: "hashicorp/azurerm" }, azapi: { source: "Azure/azapi" } } },
    provider: { azurerm: [{ features: [{}], ...SUBSCRIPTION }], azapi: [SUBSCRIPTION] },
    resource,
  };
}

/** An expression of the plan as JSON syntax; a function call of constants is shown as `{}`, so its planned value is taken. */
function literal(expression: unknown, planned: unknown): unknown {
  const part = (key: string | number): unknown =>
    (planned as Record<string | number, unknown> | null | undefined)?.[key];
  if (Array.isArray(expression)) return expression.map((item, index) => literal(item, part(index)));
  if (!isObject(expression)) return expression;
  if ("constant_value" in expression) return escaped(expression["constant_value"]);
  if (Object.keys(expression).length === 0 && typeof planned === "string") return escaped(planned);
  return Object.fromEntries(Object.entries(expression).map(([key, item]) => [key, literal(item, part(key))]));
}

function escaped(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/([$%])\{/g, "$1$1{");
  if (Array.isArray(value)) return value.map(escaped);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, escaped(item)])) : value;
}

/** Every leaf of a planned resource as `path -> JSON`, `(known after apply)` for what is not known; collections in a stable order, for sets have none. */
export function leaves({ after, after_unknown }: Change): Map<string, string> {
  const out = new Map<string, string>();
  const visit = (value: unknown, unknown: unknown, path: string): void => {
    if (unknown === true) out.set(path, "(known after apply)");
    else if (Array.isArray(value)) {
      const items = value.map((item, index): [unknown, unknown] => [item, (unknown as unknown[] | undefined)?.[index]]);
      items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      if (items.length === 0) out.set(path, "[]");
      items.forEach(([item, open], index) => visit(item, open, `${path}[${index}]`));
    } else if (isObject(value) || isObject(unknown)) {
      const [known, open] = [isObject(value) ? value : {}, isObject(unknown) ? unknown : {}];
      const keys = new Set([...Object.keys(known), ...Object.keys(open)]);
      if (keys.size === 0) out.set(path, "{}");
      for (const key of keys) visit(known[key], open[key], path === "" ? key : `${path}.${key}`);
    } else out.set(path, JSON.stringify(value ?? null));
  };
  visit(after, after_unknown, "");
  return out;
}
