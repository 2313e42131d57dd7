import type { Maybe, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { ProviderConfig, TerraformResource } from "../document";
import type { ConfigModule } from "./configuration";
import { constantOf, referencesOf } from "./expressions";
import type { RawExpression, RawPlan, RawProviderConfig } from "./format";

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The provider configurations of a plan, by the key that Terraform gives them (`azurerm`, `azurerm.ai`, `module.m:azurerm`). */
export function readProviders(plan: RawPlan, modules: ReadonlyMap<string, ConfigModule>): Map<string, ProviderConfig> {
  const providers = new Map<string, ProviderConfig>();
  for (const [key, raw] of Object.entries(plan.configuration?.provider_config ?? {})) {
    if (typeof raw !== "object" || raw === null) continue;
    const config: ProviderConfig = {
      source: [raw.full_name, raw.name].find((name) => typeof name === "string")?.toLowerCase() ?? "",
      subscriptionId: subscriptionOf(raw, plan, modules),
      isFromEnvironment: raw.expressions?.subscription_id === undefined,
    };
    const defaults = defaultsOf(raw);
    if (defaults) config.defaults = defaults;
    if (typeof raw.version_constraint === "string") config.version = raw.version_constraint;
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

/**
 * Fills in subscriptions that the configuration leaves to the environment, from what the plan read with that provider: its client
 * configuration, a subscription or resource group, or the state of a resource that lives in a resource group.
 */
export function learnSubscriptions(
  providers: Map<string, ProviderConfig>,
  resources: readonly TerraformResource[],
): void {
  const open = new Set([...providers].filter(([, config]) => isUnknown(config.subscriptionId)).map(([key]) => key));
  for (const resource of resources) {
    if (open.size === 0) return;
    if (!open.has(resource.providerKey)) continue;
    const found = toldBy(resource);
    const config = providers.get(resource.providerKey);
    if (found === undefined || !config) continue;
    providers.set(resource.providerKey, { ...config, subscriptionId: found });
    open.delete(resource.providerKey);
  }
}

function toldBy(resource: TerraformResource): string | undefined {
  const { type, mode, before } = resource;
  const told = (value: unknown): string | undefined => {
    const id = typeof value === "string" ? /^\/subscriptions\/([^/]+)/i.exec(value)?.[1] : undefined;
    const guid = subscriptionGuid(id ?? value);
    return typeof guid === "string" ? guid : undefined;
  };
  if (mode === "data") {
    if (
      type === "azurerm_client_config" ||
      (type === "azurerm_subscription" && !resource.configured?.has("subscription_id"))
    )
      return told(resource.value("subscription_id"));
    return type === "azurerm_resource_group" ? told(resource.value("id")) : undefined;
  }
  const state = (name: string): OpenValue => (before === undefined ? resource.value(name) : before[name]);
  const id = state("id");
  return type.startsWith("azurerm_") && typeof state("resource_group_name") === "string" && isPath(id)
    ? told(id)
    : undefined;
}

const isPath = (value: OpenValue): boolean => typeof value === "string" && value.startsWith("/");

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
