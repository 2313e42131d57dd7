import type { Maybe, OpenValue } from "../../policy/json";
import { Unknown } from "../../policy/unknown";
import type { ProviderConfig } from "../document";
import type { ConfigModule } from "./configuration";
import { constantOf, referencesOf } from "./expressions";
import type { RawExpression, RawPlan, RawProviderConfig } from "./format";

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The provider configurations of a plan, by the key that Terraform gives them (`azurerm`, `azurerm.ai`, `module.m:azurerm`). */
export function readProviders(plan: RawPlan, modules: ReadonlyMap<string, ConfigModule>): Map<string, ProviderConfig> {
  const providers = new Map<string, ProviderConfig>();
  for (const [key, raw] of Object.entries(plan.configuration?.provider_config ?? {})) {
    const config: ProviderConfig = {
      source: (raw.full_name ?? raw.name ?? "").toLowerCase(),
      subscriptionId: subscriptionOf(raw, plan, modules),
    };
    const defaults = defaultsOf(raw);
    if (defaults) config.defaults = defaults;
    if (raw.version_constraint) config.version = raw.version_constraint;
    providers.set(key, config);
  }
  return providers;
}

/**
 * The configuration a resource uses. Terraform resolves module provider mappings itself since 1.1; a key that has no configuration of its own
 * (older versions, an inherited provider) is looked for in the modules above.
 */
export function resolveProviderKey(key: string, providers: ReadonlyMap<string, ProviderConfig>): string {
  let at = key;
  while (!providers.has(at)) {
    const colon = at.lastIndexOf(":");
    if (colon < 0) return key;
    const module = at.slice(0, colon);
    const above = module.lastIndexOf(".module.");
    at = above < 0 ? at.slice(colon + 1) : `${module.slice(0, above)}${at.slice(colon)}`;
  }
  return at;
}

/** A subscription GUID in lower case, or Unknown for anything else. */
export function subscriptionGuid(value: unknown): Maybe<string> {
  if (typeof value !== "string") return Unknown;
  const guid = value.replace(/^\/subscriptions\//i, "");
  return GUID.test(guid) ? guid.toLowerCase() : Unknown;
}

function defaultsOf({ expressions }: RawProviderConfig): ProviderConfig["defaults"] {
  const written = (name: string): OpenValue =>
    expressions?.[name] === undefined ? undefined : (constantOf(expressions[name]) ?? Unknown);
  const tags = written("default_tags");
  const location = written("default_location");
  return tags === undefined && location === undefined ? undefined : { tags, location };
}

function subscriptionOf(
  raw: RawProviderConfig,
  plan: RawPlan,
  modules: ReadonlyMap<string, ConfigModule>,
): Maybe<string> {
  return valueOf(raw.expressions?.subscription_id, modules.get(raw.module_address ?? ""), plan, 0);
}

/** A constant, or a variable that is passed down unchanged. An expression that names one variable may still change it; a GUID it can hardly become by chance. */
function valueOf(
  expression: RawExpression | undefined,
  module: ConfigModule | undefined,
  plan: RawPlan,
  depth: number,
): Maybe<string> {
  const constant = constantOf(expression);
  if (constant !== undefined) return subscriptionGuid(constant);
  const references = referencesOf(expression);
  const name = references.length === 1 ? /^var\.([^.[]+)$/.exec(references[0] as string)?.[1] : undefined;
  if (name === undefined || !module || depth > 64) return Unknown;
  if (!module.parent) return subscriptionGuid(plan.variables?.[name]?.value);
  return valueOf(module.call?.expressions?.[name], module.parent, plan, depth + 1);
}
