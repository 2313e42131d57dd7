import { Construct } from "constructs";
import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { ManagementGroupPolicySetDefinition } from "@cdktf/provider-azurerm/lib/management-group-policy-set-definition";
import { PolicyDefinition } from "@cdktf/provider-azurerm/lib/policy-definition";
import { PolicySetDefinition } from "@cdktf/provider-azurerm/lib/policy-set-definition";
import { definitionNameOf, initiativeContentHash, nonComplianceMessage } from "../src/library";
import type { JsonValue } from "../src/policy/json";
import { ExistingGuardrails, type ExistingGuardrailsProps } from "./existing-guardrails";
import {
  chosenParameters,
  PARAMETER_PROPERTIES,
  parametersOf,
  type GuardrailParameterProps,
} from "./guardrail-parameters";
import { coveredBy, type GuardPrecondition, type IOpenAiGuardrails } from "./guardrails";
import { BASELINE_INITIATIVE, boundDefinitions, FATAL_INITIATIVE, initiative, library } from "./library";
import { assignAt, policyScope, type Identified, type PolicyScope } from "./policy-scope";
import { checkProps, plainProps, refuseProp, requireProps } from "./props";
import { completeTagNames, type TagNames } from "./tag-names";
import { templateJson, templateText } from "./template-text";

/**
 * Props of {@link OpenAiGuardrails}: exactly one scope, and what the tenant chooses about the rules.
 *
 * @example { managementGroupId: "/providers/Microsoft.Management/managementGroups/corp", flaggedSubscriptionIds: ["11111111-1111-1111-1111-111111111111"] }
 */
export interface OpenAiGuardrailsProps extends GuardrailParameterProps {
  /**
   * Assign at this management group, by full id. The strongest place: whoever owns a subscription below it cannot exempt it.
   *
   * @default - another scope is given
   */
  readonly managementGroupId?: string;
  /**
   * Assign at this subscription, by GUID or `/subscriptions/GUID`.
   *
   * @default - another scope is given
   */
  readonly subscriptionId?: string;
  /**
   * Assign at this resource group, by full id.
   *
   * @default - another scope is given
   */
  readonly resourceGroupId?: string;
  /**
   * Management group that holds the definitions, by full id. It must be the scope's own or one above it.
   *
   * @default - the scope's management group; for a subscription or resource group, the subscription of the provider
   */
  readonly definitionsManagementGroupId?: string;
  /**
   * Provider that writes the policy.
   *
   * @default - the stack's azurerm provider
   */
  readonly provider?: TerraformProvider;
}

const MANAGEMENT_GROUP = {
  type: "string",
  pattern: "^/providers/Microsoft\\.Management/managementGroups/[^/]+$",
  mend: 'give the full id, "/providers/Microsoft.Management/managementGroups/NAME"',
};

const SCHEMA = {
  type: "object",
  additionalProperties: false,
  properties: {
    managementGroupId: MANAGEMENT_GROUP,
    subscriptionId: {
      type: "string",
      pattern: "^(/subscriptions/)?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
      mend: 'give the subscription\'s GUID or "/subscriptions/GUID"',
    },
    resourceGroupId: {
      type: "string",
      pattern: "^/subscriptions/[^/]+/resourceGroups/[^/]+$",
      mend: 'give the full id, "/subscriptions/GUID/resourceGroups/NAME"',
    },
    definitionsManagementGroupId: MANAGEMENT_GROUP,
    ...PARAMETER_PROPERTIES,
  },
};

/**
 * The guard itself: every policy definition of the library, the initiatives `aoai-guard-fatal` and `aoai-guard`, and an enforced assignment of
 * each at a management group, a subscription or a resource group (gate G5). Names are the same in every tenant.
 *
 * Azure needs 5 to 30 minutes until a new assignment holds; in a new tenant, apply the stack with the guard before the stack with the accounts.
 *
 * @example
 * const guardrails = new OpenAiGuardrails(stack, "Guardrails", {
 *   managementGroupId: "/providers/Microsoft.Management/managementGroups/corp",
 *   flaggedSubscriptionIds: ["11111111-1111-1111-1111-111111111111"],
 * });
 */
export class OpenAiGuardrails extends Construct implements IOpenAiGuardrails {
  /**
   * The guard that a governance team has assigned already. The account's stack then reads the live assignments, and Terraform refuses where
   * they are missing, not enforced, or of another initiative.
   *
   * @param scope where the data sources are made
   * @param id id of the construct
   * @param props which assignment it is
   */
  public static fromAssignmentId(scope: Construct, id: string, props: ExistingGuardrailsProps): IOpenAiGuardrails {
    return new ExistingGuardrails(scope, id, props);
  }

  public readonly assignmentId: string;
  public readonly fatalAssignmentId: string;
  public readonly tagNames: TagNames;
  public readonly maximumExemptionDays: number;
  public readonly waitFor: ITerraformDependable[];

  private readonly at: PolicyScope;
  private readonly chosen: Record<string, JsonValue>;
  private readonly definitions = new Map<string, PolicyDefinition>();

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: OpenAiGuardrailsProps,
  ) {
    super(scope, id);
    const subject = `OpenAiGuardrails ${this.node.path}`;
    requireProps(subject, props, SCHEMA, ["a managementGroupId, subscriptionId or resourceGroupId"]);
    checkProps(subject, plainProps(props, ["provider"]), SCHEMA);
    this.at = policyScope(subject, props, ["managementGroupId", "subscriptionId", "resourceGroupId"]);
    const { definitionsManagementGroupId: home } = props;
    if (this.at.kind === "managementGroupId" && home !== undefined && home === this.at.id) {
      refuseProp(subject, "definitionsManagementGroupId", "repeats managementGroupId", "leave it out");
    }
    this.chosen = chosenParameters(subject, props);
    this.tagNames = completeTagNames(props.tagNames);
    this.maximumExemptionDays = props.maximumExemptionDays ?? Number(this.parameter("maximumExemptionDays"));

    const fatal = this.assign(FATAL_INITIATIVE);
    const baseline = this.assign(BASELINE_INITIATIVE);
    // Written out, not referred to: an exemption of a rule must be judged while the assignment's own id is not known yet.
    this.fatalAssignmentId = this.idOf(FATAL_INITIATIVE);
    this.assignmentId = this.idOf(BASELINE_INITIATIVE);
    this.waitFor = [fatal, baseline];
  }

  public preconditionsFor(resourceGroupId: string): GuardPrecondition[] {
    if (this.at.kind === "managementGroupId") return [];
    const mend = "assign the guard at its subscription or above";
    return [
      {
        condition: `\${${coveredBy(this.at.id, resourceGroupId)}}`,
        errorMessage: `D10: the guard at ${this.at.id} does not cover this resource group; ${mend}.`,
      },
    ];
  }

  public parameterExpression(name: string): string {
    return templateJson(this.parameter(name));
  }

  private idOf(assignment: string): string {
    return `${this.at.id}/providers/Microsoft.Authorization/policyAssignments/${assignment}`;
  }

  private parameter(name: string): JsonValue {
    const { parameters } = initiative(BASELINE_INITIATIVE).properties;
    const fatal = initiative(FATAL_INITIATIVE).properties.parameters;
    return this.chosen[name] ?? (parameters[name] ?? fatal[name])?.defaultValue ?? null;
  }

  /** The management group that holds the definitions; undefined where the provider's subscription does. */
  private get home(): string | undefined {
    return this.props.definitionsManagementGroupId ?? this.props.managementGroupId;
  }

  private definition(name: string): PolicyDefinition {
    const made = this.definitions.get(name);
    if (made !== undefined) return made;
    const { properties } = library().definitions.get(name) as { properties: Record<string, unknown> };
    const { displayName, description, mode, metadata, parameters, policyRule } = properties;
    const resource = new PolicyDefinition(this, name, {
      name,
      policyType: "Custom",
      mode: String(mode),
      displayName: templateText(String(displayName)),
      description: templateText(String(description)),
      metadata: templateJson(metadata),
      parameters: parameters === undefined ? undefined : templateJson(parameters),
      policyRule: templateJson(policyRule),
      managementGroupId: this.home,
      provider: this.props.provider,
    });
    this.definitions.set(name, resource);
    return resource;
  }

  private initiative(name: string): Identified {
    const { displayName, description, metadata, parameters, policyDefinitions } = initiative(name).properties;
    const config = {
      name,
      policyType: "Custom",
      displayName: templateText(displayName),
      description: templateText(description),
      metadata: templateJson(metadata),
      parameters: templateJson(parameters),
      policyDefinitionReference: policyDefinitions.map((reference) => ({
        policyDefinitionId: this.definition(definitionNameOf(reference)).id,
        referenceId: reference.policyDefinitionReferenceId,
        parameterValues: templateJson(reference.parameters),
      })),
      provider: this.props.provider,
    };
    return this.home === undefined
      ? new PolicySetDefinition(this, name, config)
      : new ManagementGroupPolicySetDefinition(this, name, { ...config, managementGroupId: this.home });
  }

  private assign(name: string): Identified {
    const set = this.initiative(name);
    const { displayName, description, metadata } = initiative(name).properties;
    const parameters = parametersOf(name, this.chosen);
    const values = Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, { value }]));
    return assignAt(this, `${name}-assignment`, this.at, {
      name,
      policyDefinitionId: set.id,
      displayName: templateText(displayName),
      description: templateText(description),
      enforce: true,
      metadata: templateJson({
        category: metadata.category,
        version: metadata.version,
        aoaiGuardContentHash: initiativeContentHash(library(), name),
      }),
      parameters: Object.keys(values).length === 0 ? undefined : templateJson(values),
      nonComplianceMessage: boundDefinitions(name).map(({ referenceId, definition }) => ({
        policyDefinitionReferenceId: referenceId,
        content: templateText(nonComplianceMessage(definition)),
      })),
      provider: this.props.provider,
    });
  }
}
