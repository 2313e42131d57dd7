/**
 * A small configuration written once and given in the two forms that the checker reads: `terraform show -json` of its plan (gate G3) and the
 * cdk.tf.json of a synthesized stack (gate G2).
 */

/** A reference from one resource to another, with the value the plan already knows, if it does. */
export interface Ref {
  /** `azurerm_cognitive_account.this.id` */
  readonly ref: string;
  /** What the plan shows; absent where it is known only after apply. */
  readonly known?: string;
  /** Text around the reference, `{}` in its place: `{}/functions/describe`. */
  readonly template?: string;
}
export type TfValue = null | boolean | number | string | Ref | TfValue[] | { [key: string]: TfValue };

/** A resource block. */
export interface TfResource {
  /** `azurerm_cognitive_account` */
  type: string;
  name: string;
  values: Record<string, TfValue>;
  /** Attributes that only the provider knows after apply, besides `id`. */
  computed?: readonly string[];
  /** Default `create`. */
  actions?: readonly string[];
  /** The state before, for update, replace and delete. */
  before?: Record<string, TfValue>;
  /** Key in `provider_config`; default the part of the type before the first underscore. */
  provider?: string;
}

export interface PlanOptions {
  /** `null`: comes from the environment, the plan does not show it. */
  subscriptionId?: string | null;
  errored?: boolean;
  complete?: boolean;
  checks?: unknown[];
  /** Resources read by data sources: they stand in prior_state. */
  data?: TfResource[];
}

/** A reference to an attribute known only after apply. */
export const ref = (path: string, template?: string): Ref => ({ ref: path, ...(template ? { template } : {}) });
/** A reference to an attribute whose value the plan knows. */
export const known = (path: string, value: string): Ref => ({ ref: path, known: value });

const isRef = (value: TfValue): value is Ref =>
  typeof value === "object" && value !== null && !Array.isArray(value) && typeof value["ref"] === "string";
const isObject = (value: TfValue): value is { [key: string]: TfValue } =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isRef(value);

/** The JSON that `terraform show -json PLANFILE` prints for these resources. */
export function planOf(resources: readonly TfResource[], options: PlanOptions = {}): Record<string, unknown> {
  const { subscriptionId = null, errored = false, complete = !errored, checks = [], data = [] } = options;
  const providers = [...new Set(["azurerm", ...resources.map(providerOf)])];
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources: resources.filter(remains).map(plannedValue) } },
    resource_changes: resources.map(resourceChange),
    prior_state: {
      format_version: "1.0",
      terraform_version: "1.11.4",
      values: {
        root_module: {
          resources: data.map((resource) => ({
            ...plannedValue(resource),
            address: `data.${addressOf(resource)}`,
            mode: "data",
          })),
        },
      },
    },
    configuration: {
      provider_config: Object.fromEntries(providers.map((name) => [name, providerConfig(name, subscriptionId)])),
      root_module: { resources: resources.filter(remains).map(configured) },
    },
    checks,
    timestamp: "2026-11-22T12:00:00Z",
    applyable: !errored,
    complete,
    errored,
  };
}

/** The cdk.tf.json that cdktf writes for these resources. */
export function stackOf(
  resources: readonly TfResource[],
  options: Pick<PlanOptions, "subscriptionId"> = {},
): Record<string, unknown> {
  const resource: Record<string, Record<string, unknown>> = {};
  for (const each of resources.filter(remains)) (resource[each.type] ??= {})[each.name] = asConfiguration(each.values);
  const providers = [...new Set(["azurerm", ...resources.map(providerOf)])];
  const subscription = options.subscriptionId ? { subscription_id: options.subscriptionId } : {};
  return {
    "//": { metadata: { backend: "local", stackName: "scenario", version: "0.21.0" }, outputs: {} },
    provider: Object.fromEntries(
      providers.map((name) => [name, [name === "azurerm" ? { features: [{}], ...subscription } : subscription]]),
    ),
    terraform: {
      backend: { local: { path: "terraform.scenario.tfstate" } },
      required_providers: {
        azurerm: { source: "hashicorp/azurerm", version: "4.55.0" },
        azapi: { source: "Azure/azapi", version: "2.7.0" },
      },
    },
    resource,
  };
}

const addressOf = (resource: TfResource): string => `${resource.type}.${resource.name}`;
const providerOf = (resource: TfResource): string => resource.provider ?? resource.type.split("_")[0]!;
const remains = (resource: TfResource): boolean =>
  !(resource.actions?.length === 1 && resource.actions[0] === "delete");
const sourceOf = (provider: string): string =>
  `registry.terraform.io/${provider.startsWith("azapi") ? "azure/azapi" : "hashicorp/azurerm"}`;

function providerConfig(name: string, subscriptionId: string | null) {
  const expressions = subscriptionId === null ? {} : { subscription_id: { constant_value: subscriptionId } };
  return { name, full_name: sourceOf(name), version_constraint: name === "azapi" ? "~> 2.7" : "~> 4.55", expressions };
}

function plannedValue(resource: TfResource) {
  return {
    address: addressOf(resource),
    mode: "managed",
    type: resource.type,
    name: resource.name,
    provider_name: sourceOf(providerOf(resource)),
    schema_version: 0,
    values: knownPart(resource.values),
    sensitive_values: {},
  };
}

function resourceChange(resource: TfResource) {
  const actions = resource.actions ?? ["create"];
  const unknown: Record<string, unknown> = { ...unknownPart(resource.values) };
  if (actions.includes("create")) {
    for (const name of ["id", ...(resource.computed ?? [])]) unknown[name] ??= true;
    if (Array.isArray(resource.values["identity"])) unknown["identity"] = [{ principal_id: true, tenant_id: true }];
  }
  const before = resource.before === undefined ? null : knownPart(resource.before);
  return {
    address: addressOf(resource),
    mode: "managed",
    type: resource.type,
    name: resource.name,
    provider_name: sourceOf(providerOf(resource)),
    change: {
      actions,
      before: actions.length === 1 && actions[0] === "no-op" ? knownPart(resource.values) : before,
      after: remains(resource) ? knownPart(resource.values) : null,
      after_unknown: remains(resource) ? unknown : {},
      before_sensitive: {},
      after_sensitive: {},
    },
  };
}

/** The `after` of a change: what is unknown is left out. */
function knownPart(values: Record<string, TfValue>): Record<string, unknown> {
  const part = (value: TfValue): unknown => {
    if (isRef(value)) return value.known;
    if (Array.isArray(value)) return value.map(part);
    return isObject(value) ? knownPart(value) : value;
  };
  return Object.fromEntries(
    Object.entries(values)
      .map(([key, value]) => [key, part(value)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** The `after_unknown` of a change: true in place of what is unknown. */
function unknownPart(values: Record<string, TfValue>): Record<string, unknown> {
  const part = (value: TfValue): unknown => {
    if (isRef(value)) return value.known === undefined ? true : undefined;
    if (Array.isArray(value)) return value.map((item) => part(item) ?? false);
    return isObject(value) ? unknownPart(value) : undefined;
  };
  return Object.fromEntries(
    Object.entries(values)
      .map(([key, value]) => [key, part(value)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

function configured(resource: TfResource) {
  return {
    address: addressOf(resource),
    mode: "managed",
    type: resource.type,
    name: resource.name,
    provider_config_key: providerOf(resource),
    expressions: expressions(resource.values),
    schema_version: 0,
  };
}

/** A list of objects is a list of blocks, each with expressions of its own; anything else is one expression with all its references. */
function expressions(values: Record<string, TfValue>): Record<string, unknown> {
  const expression = (value: TfValue): unknown => {
    if (Array.isArray(value) && value.length > 0 && value.every(isObject))
      return value.map((block) => expressions(block));
    const references = referencesIn(value);
    return references.length > 0 ? { references } : { constant_value: value };
  };
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, expression(value)]),
  );
}

/** As Terraform lists them: each reference, then each shorter form of it down to the resource. */
function referencesIn(value: TfValue): string[] {
  if (isRef(value)) {
    const parts = value.ref.split(".");
    const shorter: string[] = [];
    for (let length = parts.length; length >= 2; length--) {
      const text = parts.slice(0, length).join(".");
      shorter.push(text);
      if (text.endsWith("]")) shorter.push(text.slice(0, text.lastIndexOf("[")));
    }
    return shorter;
  }
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return isObject(value) ? Object.values(value).flatMap(referencesIn) : [];
}

function asConfiguration(values: Record<string, TfValue>): Record<string, unknown> {
  const part = (value: TfValue): unknown => {
    if (isRef(value)) return (value.template ?? "{}").replace("{}", `\${${value.ref}}`);
    if (Array.isArray(value)) return value.map(part);
    return isObject(value) ? asConfiguration(value) : value;
  };
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, part(value)]),
  );
}
