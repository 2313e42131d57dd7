import type { Construct } from "constructs";
import { dependable, TerraformDataSource, TerraformResource, TerraformStack } from "cdktf";
import { GATE_PROVIDER } from "../src/terraform";
import type { AoaiGuardProvider } from "./aoai-guard-provider";
import type { UndeterminedHandling } from "./guard";
import { checkProps, refuseProp } from "./props";

/** What a gate judges, and what waits for it. */
export interface ApplyGateProps {
  /**
   * What is judged together: the account, its resource group, the data source of the subscription, and everything between cameras and the account. Resources and data sources of
   * azurerm, azapi and azuread, in this stack.
   */
  readonly resources: (TerraformResource | TerraformDataSource)[];
  /** What is made only after the gate let it pass: the deployments of the account. */
  readonly before: TerraformResource[];
  /**
   * GUID of the subscription in which resources lie that have no id yet.
   *
   * @default - not known before Terraform applies
   */
  readonly subscriptionId?: string;
  /**
   * Whether a rule that is not fatal and stays undetermined stops Terraform, too.
   *
   * @default "warn"
   */
  readonly undetermined?: UndeterminedHandling;
  /**
   * The provider, where the stack has several configurations of it.
   *
   * @default - the one without an alias
   */
  readonly provider?: AoaiGuardProvider;
}

const SCHEMA = {
  type: "object",
  additionalProperties: false,
  properties: {
    subscriptionId: { type: "string", minLength: 1 },
    undetermined: { enum: ["warn", "fail"] },
  },
};

/**
 * Judges resources while Terraform plans and applies (gate G4), by the rules of the synth gate: fails the plan where one is denied, and the apply where one turns out to be, before
 * what waits for it is made. Once ids are known it follows the ways from cameras to the account, which a precondition cannot.
 *
 * The stack needs an {@link AoaiGuardProvider}.
 *
 * @example
 * const deployment = account.addDeployment("o3-mini", { model, sku });
 * new ApplyGate(stack, "gate", { resources: [account.account, group, hub, footage, describe], before: [deployment] });
 */
export class ApplyGate extends TerraformResource {
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ApplyGateProps,
  ) {
    super(scope, id, { terraformResourceType: GATE_PROVIDER.gate, provider: props.provider });
    const subject = `ApplyGate ${this.node.path}`;
    const { resources, before, provider: _, ...plain } = props;
    checkProps(subject, plain, SCHEMA);
    if (!Array.isArray(resources) || resources.length === 0)
      refuseProp(subject, "resources", "names nothing to judge", "give it the account and what lies around it");
    if (!Array.isArray(before))
      refuseProp(subject, "before", "is missing", "give it the deployments that wait for the gate, or []");
    resources.forEach((one, index) => this.checkJudged(subject, one, index));
    before.forEach((one, index) => {
      if (!TerraformResource.isTerraformResource(one) || TerraformStack.of(one) !== TerraformStack.of(this))
        refuseProp(subject, `before[${index}]`, "is no resource of this stack", "name deployments of this stack");
      if (resources.includes(one))
        refuseProp(subject, `before[${index}]`, "is judged by the gate that it waits for", "name it in one of the two");
      one.dependsOn = [...(one.dependsOn ?? []), dependable(this)];
    });
  }

  private checkJudged(subject: string, one: TerraformResource | TerraformDataSource, index: number): void {
    const prop = `resources[${index}]`;
    if (!TerraformResource.isTerraformResource(one) && !TerraformDataSource.isTerraformDataSource(one))
      refuseProp(
        subject,
        prop,
        "is no resource and no data source",
        "name e.g. the `account` of a GuardedOpenAiAccount",
      );
    if (TerraformStack.of(one) !== TerraformStack.of(this))
      refuseProp(
        subject,
        prop,
        "stands in another stack",
        "check both stacks with aoai-guard check, which sees them together",
      );
    if (one.count !== undefined || one.forEach !== undefined)
      refuseProp(subject, prop, "is repeated by count or forEach", "make each instance a construct of its own");
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    const { resources, subscriptionId, undetermined } = this.props;
    return {
      resources: Object.fromEntries(resources.map(addressOf).map((address) => [address, `\${${address}}`])),
      subscription_id: subscriptionId,
      undetermined,
    };
  }
}

function addressOf(one: TerraformResource | TerraformDataSource): string {
  const address = `${one.terraformResourceType}.${one.friendlyUniqueId}`;
  return TerraformDataSource.isTerraformDataSource(one) ? `data.${address}` : address;
}
