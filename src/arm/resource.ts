import type { Maybe, OpenObject } from "../policy/json";

/**
 * A resource as Azure Resource Manager receives it: plain ARM JSON in which any part may be `Unknown`.
 * `type` is the full ARM type in the casing it was written in; `name` has one segment for each type segment after the provider
 * (`account/deployment`).
 */
export interface ArmResource extends OpenObject {
  id?: Maybe<string>;
  type: string;
  name?: Maybe<string>;
  location?: Maybe<string>;
  kind?: Maybe<string>;
  tags?: Maybe<OpenObject> | null;
  properties?: Maybe<OpenObject>;
}

/** What Terraform is going to do with a resource. `existing` is what a data source read, or state that this plan does not touch. */
export type Action = "create" | "update" | "replace" | "delete" | "no-op" | "existing";

/** Where a resource lives. `undefined` where its type has no such level; `Unknown` where it has one that is not known. */
export interface ResourceScope {
  /** Subscription GUID, lower case. */
  subscriptionId?: Maybe<string>;
  /** Resource group name as written. */
  resourceGroup?: Maybe<string>;
  /** Name of the management group it is written at (policy resources only). */
  managementGroup?: Maybe<string>;
  /**
   * The full ARM id of the scope that an extension resource (policy assignment, exemption, role assignment, diagnostic setting) is
   * written on.
   */
  on?: Maybe<string>;
}

/**
 * A reference from one planned resource to another that survives the mapping: `path` is where ARM will find the value, `attribute` the Terraform
 * attribute that a reader of the configuration would look at.
 */
export interface ArmLink {
  /**
   * ARM path, e.g. `properties.siteConfig.appSettings[2].value`; `parent` for the resource it is a child of, or is laid over; `scope` for what an
   * extension resource is written on; `resourceGroup` for the group it lies in. A map that a plan shows only whole gives the path of the whole;
   * an attribute that nothing maps keeps its Terraform path.
   */
  path: string;
  /** Terraform attribute path, e.g. `app_settings.OPENAI_ENDPOINT`. */
  attribute: string;
  /** Address of the planned resource or data source referred to; without an index where the reference has none (then every instance is meant). */
  to: string;
  /** The attribute of the target that is read: `id`, `endpoint`, `primary_access_key`, `identity[0].principal_id`; "" where the whole resource is meant. */
  output: string;
  /**
   * Whether the value holds what is read is in no plan: the expression reads more than the value has parts that are not known yet, and may choose
   * (`merge({ A = x.key }, var.on ? { B = y.key } : {})`).
   */
  unsure?: true;
}

/** A text that came to be with a resource: a key, a host, the id of an identity. */
export interface Made {
  /** Terraform attribute path: `primary_access_key`, `identity[0].principal_id`. */
  output: string;
  text: string;
}

/** A resource of a plan or of a synthesized stack, as ARM will receive it, with what is needed to report on it. */
export interface PlannedResource {
  /** Terraform address, e.g. `module.ai["x"].azurerm_cognitive_account.this[0]`. Several planned resources may share one (a second request of the same resource). */
  address: string;
  /** Terraform type, e.g. `azurerm_cognitive_account`. */
  terraformType: string;
  action: Action;
  /** The desired state; for `delete`, the state that goes away. */
  resource: ArmResource;
  /** The state before, where there is one and the action changes it (update, replace). */
  prior?: ArmResource;
  scope: ResourceScope;
  links: readonly ArmLink[];
  /** Those of {@link links} with the path `parent` or `resourceGroup`, where they can be told without working out the others. */
  anchorLinks?(path: string): readonly ArmLink[];
  /** ARM paths whose values Terraform marks sensitive; they must never be printed. */
  sensitive: readonly string[];
  /**
   * True where the body is laid over a resource whose other values cannot be seen (azapi_update_resource, azapi_resource_action,
   * azurerm_cognitive_account_customer_managed_key, azurerm_iothub_route and the other parts of a hub): what is absent is unknown, and a list holds
   * what is added to it. `resource` has the type, id and name of what it is laid over.
   */
  overlay?: boolean;
  /**
   * Terraform attributes that are known only after apply, while the plan does not show what they will come from (`file_upload[0].connection_string` of a
   * `dynamic` block): no link tells what they may name.
   */
  readonly unseen?: readonly string[];
  /** What Terraform is told in place of what ARM receives, where only Terraform's form is known yet: `roleDefinitionName` of a role assignment. */
  told?: Readonly<Record<string, Maybe<string>>>;
  /** Terraform's own arguments, where only the outline of the type is mapped, or those that its body does not hold: start scripts and settings are read from here. Never printed. */
  readonly given?: OpenObject;
  /**
   * What Azure made for it, where a plan knows it already: of what exists and of what is only read. Nobody wrote it, so who has such a text has it from here,
   * though a local or a constant hides the reference. Never printed.
   */
  readonly made?: readonly Made[];
  /** The input file it comes from, as the user named it. */
  file: string;
  /** cdktf construct path, where the input is a synthesized stack. */
  constructPath?: string;
  /** Line of the program that made it, where a synthesized stack tells. */
  madeAt?: SourceLocation;
}

/** The links that say what a resource is a part of (`parent`), or which group it lies in (`resourceGroup`). */
export function anchorLinksOf(resource: PlannedResource, path: "parent" | "resourceGroup"): readonly ArmLink[] {
  return resource.anchorLinks?.(path) ?? resource.links.filter((link) => link.path === path);
}

/** A line of a program. */
export interface SourceLocation {
  /** As the stack trace has it; most often absolute. */
  file: string;
  /** From 1. */
  line: number;
}
