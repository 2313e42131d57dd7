import type { TerraformProvider } from "cdktf";
import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import type { Declaration } from "./declaration";
import type { IOpenAiGuardrails } from "./guardrails";

/** Kind of the account. Both can hold Azure OpenAI models, and a kind can change in place: every rule is the same for both. */
export type AccountKind = "OpenAI" | "AIServices";

/**
 * Props of {@link GuardedOpenAiAccount}.
 *
 * @example
 * {
 *   guardrails,
 *   name: "aoai-summaries",
 *   location: "swedencentral",
 *   resourceGroup,
 *   declaration: {
 *     operator: "none",
 *     onBehalfOf: "none",
 *     useCases: ["text-generation"],
 *     camera: Camera.NONE,
 *     owner: "ai-platform@contoso.example",
 *   },
 * }
 */
export interface GuardedOpenAiAccountProps {
  /** The guard it stands under. */
  readonly guardrails: IOpenAiGuardrails;
  /** Name of the account, 2 to 64 letters, digits, `-`, `_` or `.`. */
  readonly name: string;
  /** Azure region, e.g. `swedencentral`. */
  readonly location: string;
  /**
   * The resource group, where this app makes it.
   *
   * @default - `resourceGroupName` is given
   */
  readonly resourceGroup?: ResourceGroup;
  /**
   * Name of the resource group, where it exists already; its live tags are read.
   *
   * @default - `resourceGroup` is given
   */
  readonly resourceGroupName?: string;
  /** The facts that the rules read; they become tags. */
  readonly declaration: Declaration;
  /**
   * Kind of the account; `AIServices` is Azure AI Foundry.
   *
   * @default "OpenAI"
   */
  readonly kind?: AccountKind;
  /**
   * Custom subdomain of the endpoint; Microsoft Entra ID sign-in and private endpoints need one.
   *
   * @default - the name
   */
  readonly customSubdomainName?: string;
  /**
   * Sign-in with keys besides Microsoft Entra ID.
   *
   * @default false
   */
  readonly localAuthEnabled?: boolean;
  /**
   * Reach from public networks; `allowedIpRanges` and `allowedSubnetIds` say which.
   *
   * @default false
   */
  readonly publicNetworkAccessEnabled?: boolean;
  /**
   * Public IPv4 addresses and ranges that may reach the account; all others are denied. Azure takes at most 100, no private network and no range of /31 or /32.
   *
   * @default - none
   * @example ["203.0.113.0/24"]
   */
  readonly allowedIpRanges?: string[];
  /**
   * Subnets (service endpoints) that may reach the account; all others are denied. Azure takes at most 100.
   *
   * @default - none
   */
  readonly allowedSubnetIds?: string[];
  /**
   * Whether Foundry projects can be made in the account; for kind `AIServices` only.
   *
   * @default false
   */
  readonly projectManagementEnabled?: boolean;
  /**
   * Log Analytics workspace that receives all logs and metrics.
   *
   * @default - no diagnostic setting; the rule `diagnostic-logs` audits that
   */
  readonly logAnalyticsWorkspaceId?: string;
  /**
   * Further tags. The tags of the declaration cannot be set here.
   *
   * @default - none
   */
  readonly tags?: { [name: string]: string };
  /**
   * Provider that makes the account and reads its subscription.
   *
   * @default - the stack's azurerm provider
   */
  readonly provider?: TerraformProvider;
}

/** A model to deploy. */
export interface ModelProps {
  /**
   * Publisher format.
   *
   * @default "OpenAI"
   */
  readonly format?: string;
  /** Name of the model, e.g. `o3-mini`. */
  readonly name: string;
  /** Version of the model, e.g. `2025-01-31`. Always pinned: another version can see what this one cannot. */
  readonly version: string;
}

/** Capacity of a deployment. */
export interface DeploymentSkuProps {
  /** Name of the SKU, e.g. `Standard`, `GlobalStandard`, `DataZoneStandard`, `ProvisionedManaged`. */
  readonly name: string;
  /**
   * Thousands of tokens a minute, or provisioned units.
   *
   * @default - Azure's, 1
   */
  readonly capacity?: number;
}

/**
 * Props of a model deployment.
 *
 * @example { model: { name: "o3-mini", version: "2025-01-31" }, sku: { name: "Standard", capacity: 50 }, contentFilter }
 */
export interface DeploymentProps {
  /**
   * Name of the deployment.
   *
   * @default - the id given to `addDeployment`
   */
  readonly name?: string;
  /** The model. It is never upgraded by Azure (`NoAutoUpgrade`): an upgrade is a change of this stack. */
  readonly model: ModelProps;
  /** Capacity. */
  readonly sku: DeploymentSkuProps;
  /** Content filter that all its traffic passes: the name of one, e.g. that `addContentFilter(...).name` gives, or Microsoft's `Microsoft.DefaultV2`. */
  readonly contentFilterName: string;
}

/** Lowest severity that a content filter blocks: `Low` blocks most. */
export type FilterSeverity = "Low" | "Medium" | "High";

/**
 * Props of a content filter. Hate, violence, sexual content and self-harm are blocked in prompts and completions, and jailbreak attempts in
 * prompts; only the severity can be chosen.
 *
 * @example { severity: "Low" }
 */
export interface ContentFilterProps {
  /**
   * Name of the filter.
   *
   * @default - the id given to `addContentFilter`
   */
  readonly name?: string;
  /**
   * Lowest severity that is blocked.
   *
   * @default "Medium"
   */
  readonly severity?: FilterSeverity;
  /**
   * Microsoft's filter that it extends.
   *
   * @default "Microsoft.DefaultV2"
   */
  readonly basePolicyName?: string;
}

/**
 * Props of a private endpoint.
 *
 * @example { subnetId: subnet.id, privateDnsZoneIds: [zone.id] }
 */
export interface PrivateEndpointProps {
  /** Subnet that the endpoint stands in. */
  readonly subnetId: string;
  /**
   * Private DNS zones that resolve the account's names, e.g. `privatelink.openai.azure.com`.
   *
   * @default - none; names are resolved elsewhere
   */
  readonly privateDnsZoneIds?: string[];
  /**
   * Name of the endpoint.
   *
   * @default - the account's name and `-pe`
   */
  readonly name?: string;
}
