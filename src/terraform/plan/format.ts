/**
 * The parts of `terraform show -json PLANFILE` that are read, as Terraform documents them.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format
 */

export type Json = null | boolean | number | string | Json[] | JsonMap;
export interface JsonMap {
  [key: string]: Json;
}

export interface RawPlan {
  format_version: string;
  resource_changes?: RawChange[];
  deferred_changes?: unknown[];
  action_invocations?: unknown[];
  prior_state?: { values?: { root_module?: RawStateModule } };
  configuration?: { provider_config?: Record<string, RawProviderConfig>; root_module?: RawModule };
  variables?: Record<string, { value?: Json }>;
  checks?: RawCheck[];
  errored?: boolean;
  complete?: boolean;
}

export interface RawChange {
  address: string;
  previous_address?: string;
  module_address?: string;
  mode?: "managed" | "data";
  type: string;
  name: string;
  index?: string | number;
  provider_name?: string;
  deposed?: string;
  change: {
    actions: string[];
    before?: JsonMap | null;
    after?: JsonMap | null;
    after_unknown?: Json;
    after_sensitive?: Json;
    before_sensitive?: Json;
  };
}

export interface RawStateModule {
  address?: string;
  resources?: RawStateResource[];
  child_modules?: RawStateModule[];
}

export interface RawStateResource {
  address: string;
  mode?: "managed" | "data";
  type: string;
  name: string;
  index?: string | number;
  provider_name?: string;
  values?: JsonMap;
  sensitive_values?: Json;
}

export interface RawProviderConfig {
  name: string;
  full_name?: string;
  alias?: string;
  module_address?: string;
  version_constraint?: string;
  expressions?: Record<string, RawExpression>;
}

/** `{ constant_value }`, `{ references }`, `{}`, or for blocks an array of (or one) objects of expressions. */
export type RawExpression = Json;

export interface RawModule {
  resources?: RawConfigResource[];
  module_calls?: Record<string, RawModuleCall>;
  variables?: Record<string, { sensitive?: boolean; default?: Json } | null>;
  outputs?: Record<string, { expression?: RawExpression }>;
}

export interface RawModuleCall {
  source?: string;
  expressions?: Record<string, RawExpression>;
  count_expression?: RawExpression;
  for_each_expression?: RawExpression;
  module?: RawModule;
}

export interface RawConfigResource {
  address: string;
  mode?: "managed" | "data";
  type: string;
  name: string;
  provider_config_key?: string;
  provisioners?: { type: string }[];
  expressions?: Record<string, RawExpression>;
  count_expression?: RawExpression;
  for_each_expression?: RawExpression;
}

export interface RawCheck {
  address?: { to_display?: string };
  status?: string;
  instances?: { address?: { to_display?: string }; status?: string; problems?: { message?: string }[] }[];
}
