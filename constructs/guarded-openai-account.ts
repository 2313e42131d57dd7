import { Construct } from "constructs";
import type { ITerraformDependable } from "cdktf";
import { CognitiveAccount } from "@cdktf/provider-azurerm/lib/cognitive-account";
import { CognitiveAccountRaiPolicy } from "@cdktf/provider-azurerm/lib/cognitive-account-rai-policy";
import { CognitiveDeployment } from "@cdktf/provider-azurerm/lib/cognitive-deployment";
import { MonitorDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
import { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type {
  ContentFilterProps,
  DeploymentProps,
  GuardedOpenAiAccountProps,
  PrivateEndpointProps,
} from "./account-props";
import { ACCOUNT_SCHEMA, CONTENT_FILTER_SCHEMA, DEPLOYMENT_SCHEMA, PRIVATE_ENDPOINT_SCHEMA } from "./account-schema";
import { accountTags, factTags, subdomainOf } from "./account-values";
import { contentFilters } from "./content-filters";
import { refuseFatal } from "./fatal-facts";
import { requireGuard } from "./guardrails";
import { LiveConditions, type Judged } from "./live-conditions";
import { liveScope, readsOf, type LiveScope } from "./live-scope";
import { orderAfter, refuseDistantGuard } from "./order";
import { checkProps, plainProps, refuseProp, requireProps } from "./props";
import { readsAmong, seal } from "./gate/seal";
import type { Sealed } from "./gate/sealed";
import { completeTagNames, type TagNames } from "./tag-names";

/**
 * An Azure OpenAI account under its guard: keys off, public network off, managed identity, the declaration as tags. Terraform makes it after the
 * guard's assignments, and only where the live tags of its subscription and resource group allow it.
 *
 * @example
 * const account = new GuardedOpenAiAccount(stack, "Account", {
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
 * });
 * const filter = account.addContentFilter("strict", { severity: "Low" });
 * account.addDeployment("o3-mini", {
 *   model: { name: "o3-mini", version: "2025-01-31" },
 *   sku: { name: "Standard", capacity: 50 },
 *   contentFilterName: filter.name,
 * });
 */
export class GuardedOpenAiAccount extends Construct {
  /** The azurerm resource, e.g. for its `endpoint`. */
  public readonly account: CognitiveAccount;

  private readonly subject: string;
  private readonly live: LiveScope;
  private readonly conditions: LiveConditions;
  private readonly tagNames: Required<TagNames>;
  private readonly tags: Record<string, string>;
  private readonly judged: Judged;
  private readonly sealed: Sealed;
  private readonly others: readonly Sealed[];
  /** The last child written into the account; the next waits for it. */
  private last: ITerraformDependable;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: GuardedOpenAiAccountProps,
  ) {
    super(scope, id);
    this.subject = `GuardedOpenAiAccount ${this.node.path}`;
    requireProps(this.subject, props, ACCOUNT_SCHEMA, ["guardrails"]);
    const { guardrails, provider } = props;
    checkProps(this.subject, plainProps(props, ["guardrails", "resourceGroup", "provider"]), ACCOUNT_SCHEMA);
    requireGuard(this.subject, guardrails);
    this.tagNames = completeTagNames(guardrails.tagNames);
    refuseDistantGuard(this, this.subject, guardrails);
    this.tags = accountTags(this.subject, props, this.tagNames);
    const { tags } = this;
    const kind = props.kind ?? "OpenAI";
    if (props.projectManagementEnabled === true && kind !== "AIServices") {
      refuseProp(this.subject, "projectManagementEnabled", `is true for kind "${kind}"`, 'set kind to "AIServices"');
    }
    refuseFatal(this.subject, kind, props.declaration);

    this.live = liveScope(this, this.subject, props);
    this.conditions = new LiveConditions(guardrails, this.live);
    this.judged = this.conditions.onAccount({ kind, tags });
    this.account = new CognitiveAccount(this, "account", {
      name: props.name,
      location: props.location,
      resourceGroupName: this.live.resourceGroupName,
      kind,
      skuName: "S0",
      customSubdomainName: subdomainOf(this.subject, props),
      localAuthEnabled: props.localAuthEnabled ?? false,
      publicNetworkAccessEnabled: props.publicNetworkAccessEnabled ?? false,
      projectManagementEnabled: props.projectManagementEnabled,
      identity: { type: "SystemAssigned" },
      networkAcls: {
        defaultAction: "Deny",
        ipRules: props.allowedIpRanges,
        virtualNetworkRules: props.allowedSubnetIds?.map((subnetId) => ({ subnetId })),
      },
      tags,
      provider,
      dependsOn: [...orderAfter(this, guardrails.waitFor), ...readsOf(this.live)],
      lifecycle: { precondition: this.judged.preconditions },
    });
    this.sealed = {
      element: this.account,
      block: "resource",
      attributes: { kind, tags, resource_group_name: this.live.resourceGroupName },
      whole: false,
    };
    this.others = [...this.live.reads, ...readsAmong(guardrails.waitFor)];
    seal({ resource: this.sealed, judged: this.judged, others: this.others, factTags: factTags(this.tagNames) });
    this.last = this.account;
    if (props.logAnalyticsWorkspaceId !== undefined) this.sendLogs(props.logAnalyticsWorkspaceId);
  }

  /** Id of the account. */
  public get id(): string {
    return this.account.id;
  }

  /** Endpoint of the account. */
  public get endpoint(): string {
    return this.account.endpoint;
  }

  /**
   * Deploys a model. Deployments of one account are made one after the other, because Azure answers 409 to two at once.
   *
   * @param id id of the construct, and name of the deployment where `props.name` is left out
   * @param props the model, its capacity and its content filter
   */
  public addDeployment(id: string, props: DeploymentProps): CognitiveDeployment {
    const subject = `Deployment ${this.node.path}/${id}`;
    checkProps(subject, props, DEPLOYMENT_SCHEMA);
    const model = { format: "OpenAI", ...props.model };
    const judged = this.conditions.onDeployment(model, this.tags, this.judged);
    const deployment = new CognitiveDeployment(this, id, {
      name: props.name ?? id,
      cognitiveAccountId: this.account.id,
      model,
      sku: { ...props.sku },
      raiPolicyName: props.contentFilterName,
      versionUpgradeOption: "NoAutoUpgrade",
      provider: this.props.provider,
      dependsOn: [this.last],
      lifecycle: judged.preconditions.length === 0 ? undefined : { precondition: judged.preconditions },
    });
    seal({
      resource: {
        element: deployment,
        block: "resource",
        attributes: { model, cognitive_account_id: this.account.id },
        whole: false,
      },
      judged,
      others: [this.sealed, ...this.others],
      factTags: factTags(this.tagNames),
    });
    this.last = deployment;
    return deployment;
  }

  /**
   * Adds a content filter that deployments can name.
   *
   * @param id id of the construct, and name of the filter where `props.name` is left out
   * @param props what it blocks
   */
  public addContentFilter(id: string, props: ContentFilterProps = {}): CognitiveAccountRaiPolicy {
    checkProps(`ContentFilter ${this.node.path}/${id}`, props, CONTENT_FILTER_SCHEMA);
    const filter = new CognitiveAccountRaiPolicy(this, id, {
      name: props.name ?? id,
      cognitiveAccountId: this.account.id,
      basePolicyName: props.basePolicyName ?? "Microsoft.DefaultV2",
      mode: "Default",
      contentFilter: contentFilters(props.severity ?? "Medium"),
      provider: this.props.provider,
      dependsOn: [this.last],
    });
    this.last = filter;
    return filter;
  }

  /**
   * Lets a managed identity call the models, and nothing else: the role `Cognitive Services OpenAI User` on this account. The role
   * assignment is what shows later checks which workload feeds the account.
   *
   * @param id id of the construct
   * @param principalId object id of the identity, e.g. `functionApp.identity.principalId`
   */
  public grantInference(id: string, principalId: string): RoleAssignment {
    return new RoleAssignment(this, id, {
      scope: this.account.id,
      roleDefinitionName: "Cognitive Services OpenAI User",
      principalId,
      provider: this.props.provider,
    });
  }

  /**
   * Makes the account reachable from a virtual network.
   *
   * @param id id of the construct
   * @param props subnet and DNS zones
   */
  public addPrivateEndpoint(id: string, props: PrivateEndpointProps): PrivateEndpoint {
    checkProps(`PrivateEndpoint ${this.node.path}/${id}`, props, PRIVATE_ENDPOINT_SCHEMA);
    const name = props.name ?? `${this.props.name}-pe`;
    const { privateDnsZoneIds } = props;
    return new PrivateEndpoint(this, id, {
      name,
      location: this.props.location,
      resourceGroupName: this.live.resourceGroupName,
      subnetId: props.subnetId,
      privateServiceConnection: {
        name,
        isManualConnection: false,
        privateConnectionResourceId: this.account.id,
        subresourceNames: ["account"],
      },
      privateDnsZoneGroup: privateDnsZoneIds === undefined ? undefined : { name: "account", privateDnsZoneIds },
      provider: this.props.provider,
    });
  }

  private sendLogs(logAnalyticsWorkspaceId: string): void {
    new MonitorDiagnosticSetting(this, "diagnostics", {
      name: "aoai-guard",
      targetResourceId: this.account.id,
      logAnalyticsWorkspaceId,
      enabledLog: [{ categoryGroup: "allLogs" }],
      enabledMetric: [{ category: "AllMetrics" }],
      provider: this.props.provider,
    });
  }
}
