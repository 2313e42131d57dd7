import type { Maybe, OpenObject, OpenValue } from "../policy/json";
import type { Action, Made, SourceLocation } from "../arm/resource";
import type { SecretSink } from "./secret-sink";

/** A reference found in the configuration, resolved to an address as far as modules and locals show it. */
export interface Reference {
  /** Address of the resource or data source (`module.m["x"].azurerm_iothub.hub`), without the index where the reference gives none. */
  address: string;
  /** The rest: `id`, `endpoint`, `identity[0].principal_id`; "" for the whole resource. */
  output: string;
}

/** Attribute or block path without indexes (`network_acls.ip_rules`) -> how often the configuration writes it. */
export type Configured = Pick<ReadonlyMap<string, number>, "has" | "get">;

/** One resource or data source, whatever kind of document it was read from. Its parts may be computed when first read. */
export interface TerraformResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** Provider source address in lower case: `registry.terraform.io/hashicorp/azurerm`; "" where the document does not say. */
  readonly provider: string;
  /** Key into {@link TerraformDocument.providers}; resolved through module provider mappings and aliases. */
  readonly providerKey: string;
  readonly action: Action;
  /** Attributes after the change, `Unknown` in place of what is not known; for `delete`, the attributes before. */
  readonly values: OpenObject;
  /** One attribute of {@link values}, without making all of them; undefined where there is none of this name. */
  value(name: string): OpenValue;
  /** Attributes before, for update and replace. */
  readonly before?: OpenObject;
  /** Attribute path -> what it refers to; only where the configuration shows it. Paths are those of the configuration: `identity[0].type`, `app_settings` (a map's single key cannot always be told apart). */
  readonly references: ReadonlyMap<string, readonly Reference[]>;
  /** What one of its own attributes refers to, as in {@link references}, without working out the others. */
  referencesOf(attribute: string): readonly Reference[];
  /** Whether the expression of one of its own attributes reads more than resources (a variable, a local, a key), and so may choose by it. Undefined where no expressions are at hand. */
  mayChoose?(attribute: string): boolean;
  /**
   * What is written in the configuration (constant or not): attribute or block path without indexes (`network_acls.ip_rules`) -> how often it
   * is written. Tells "unknown" from "left out". A block made by `dynamic` is not in a plan's configuration. Undefined where the configuration
   * is not at hand.
   */
  readonly configured?: Configured;
  /** Configuration values that a plan hides (write-only arguments, azapi sensitive_body), by attribute; Unknown where they are not constant. */
  readonly hidden: ReadonlyMap<string, OpenValue>;
  /** Terraform paths marked sensitive: `site_config[0].application_insights_key`. */
  readonly sensitive: readonly string[];
  /** Gives every text that is marked as sensitive, before or after the change, or hidden. */
  collectSecrets(into: SecretSink): void;
  /** What Azure made for it, where the document knows it already (see `PlannedResource.made`). */
  readonly made?: readonly Made[];
  readonly constructPath?: string;
  /** Line of the program that made it, where a synthesized stack tells. */
  readonly madeAt?: SourceLocation;
  /**
   * Paths of attributes that are known only after apply and for which the document does not show what they will come from: made by a `dynamic` block,
   * taken from a local. Absent where the document shows everything.
   */
  readonly unseen?: readonly string[];
  /** Reasons why what this resource does cannot be seen: `local-exec` provisioner, ... */
  readonly opaque: readonly string[];
}

/** A provider configuration, in as far as the plan knows it. */
export interface ProviderConfig {
  source: string;
  /** `4.55.0`, `~> 4.0`: constraint as written, where there is one. */
  version?: string;
  /** GUID, lower case. `Unknown` where it comes from the environment or a value not known. */
  subscriptionId: Maybe<string>;
  /** Whether the configuration names no subscription, so that the environment does (ARM_SUBSCRIPTION_ID, `az login`). */
  isFromEnvironment?: boolean;
  /** azapi's default_tags and default_location, where they are written; Unknown where they are not constant. */
  defaults?: { tags?: OpenValue; location?: OpenValue };
}

/** A check (precondition, postcondition, check block, variable validation) that failed in a plan. */
export interface FailedCheck {
  /** Address of the checked object. */
  address: string;
  messages: readonly string[];
}

export interface TerraformDocument {
  /** As the user named it. */
  file: string;
  kind: "plan" | "stack";
  resources: readonly TerraformResource[];
  providers: ReadonlyMap<string, ProviderConfig>;
  failedChecks: readonly FailedCheck[];
  /** Terraform marked the plan as errored: what it shows is not all that was meant. */
  errored: boolean;
  /** False where Terraform says that another plan will be needed (deferred changes, -target). */
  complete: boolean;
  /** Addresses that the configuration makes and the plan leaves out, where Terraform does not say whether a plan is complete. */
  leftOut: readonly string[];
  /** Values of input variables that are marked as sensitive. */
  secretVariables: readonly OpenValue[];
  /** Sentences about what could not be read. */
  notes: readonly string[];
}
