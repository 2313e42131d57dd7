/** Makes plans for tests: only what a test is about, in the shape that `terraform show -json` prints. */

export interface PlannedChange {
  address: string;
  actions?: string[];
  after?: Record<string, unknown> | null;
  before?: Record<string, unknown> | null;
  unknown?: Record<string, unknown>;
  sensitive?: Record<string, unknown>;
  provider?: string;
  previousAddress?: string;
}

export const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
export const AZURERM = {
  azurerm: {
    name: "azurerm",
    full_name: "registry.terraform.io/hashicorp/azurerm",
    version_constraint: "~> 4.55",
    expressions: { subscription_id: { constant_value: SUBSCRIPTION } },
  },
};

/** A resource of `configuration`, with its address taken apart. */
export function configured(
  address: string,
  expressions: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const steps = address.split(".");
  const data = steps[0] === "data";
  const [type, name] = steps.slice(data ? 1 : 0);
  return {
    address,
    mode: data ? "data" : "managed",
    type,
    name,
    provider_config_key: (type ?? "").split("_")[0],
    expressions,
    ...more,
  };
}

/** One entry of `resource_changes`. */
export function change({
  address,
  actions = ["create"],
  after = {},
  before = null,
  unknown = {},
  sensitive = {},
  provider,
  previousAddress,
}: PlannedChange): Record<string, unknown> {
  const plain = address.replace(/\[[^\]]*\]/g, "");
  const steps = plain.split(".").slice(-3);
  const data = steps.length === 3 && steps[0] === "data";
  const [type, name] = plain.split(".").slice(-2);
  return {
    address,
    ...(previousAddress === undefined ? {} : { previous_address: previousAddress }),
    mode: data ? "data" : "managed",
    type,
    name,
    provider_name:
      provider ?? `registry.terraform.io/${(type ?? "").startsWith("azapi") ? "azure/azapi" : "hashicorp/azurerm"}`,
    change: { actions, before, after, after_unknown: unknown, after_sensitive: sensitive },
  };
}

export interface PlanParts {
  changes?: PlannedChange[];
  resources?: Record<string, unknown>[];
  modules?: Record<string, unknown>;
  providers?: Record<string, unknown>;
  state?: Record<string, unknown>;
  rest?: Record<string, unknown>;
}

/** A plan of format version 1.2. */
export function plan({
  changes = [],
  resources = [],
  modules = {},
  providers = AZURERM,
  state,
  rest = {},
}: PlanParts = {}): Record<string, unknown> {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    resource_changes: changes.map(change),
    configuration: { provider_config: providers, root_module: { resources, module_calls: modules } },
    ...(state ? { prior_state: { format_version: "1.0", values: { root_module: state } } } : {}),
    complete: true,
    errored: false,
    ...rest,
  };
}
