import type { IConstruct } from "constructs";
import type { ITerraformDependable } from "cdktf";
import { refuseProp } from "./props";
import type { TagNames } from "./tag-names";

/**
 * A condition that Terraform checks on live data before it creates an account (gate G4).
 *
 * @example { condition: "${data.azurerm_policy_assignment.guard.enforce}", errorMessage: "The guard is not enforced." }
 */
export interface GuardPrecondition {
  /** Terraform expression, as `${...}`. */
  readonly condition: string;
  /** What Terraform prints where it does not hold. */
  readonly errorMessage: string;
}

/** The guard an account stands under: made by this app (`new OpenAiGuardrails`) or assigned already (`OpenAiGuardrails.fromAssignmentId`). */
export interface IOpenAiGuardrails extends IConstruct {
  /** Id of the assignment of `aoai-guard`. */
  readonly assignmentId: string;
  /** Id of the assignment of `aoai-guard-fatal`. */
  readonly fatalAssignmentId: string;
  /** Names of the tags that the guard reads. */
  readonly tagNames: TagNames;
  /** How long an exemption may last. */
  readonly maximumExemptionDays: number;
  /** What Terraform must have made or read before an account is made. */
  readonly waitFor: ITerraformDependable[];
  /**
   * What must hold on the assignments before an account is made: that they cover it and, where this app does not make them, that they are as they
   * should be.
   *
   * @param resourceGroupId Terraform expression, without `${}`, of the id of the account's resource group
   */
  preconditionsFor(resourceGroupId: string): GuardPrecondition[];
  /**
   * A parameter of the assignments as a Terraform expression without `${}`, e.g. `["11111111-1111-1111-1111-111111111111"]`.
   *
   * @param name name of the parameter, e.g. `flaggedSubscriptionIds`
   */
  parameterExpression(name: string): string;
}

/**
 * Whether a scope covers a resource group, as a Terraform expression without `${}`.
 *
 * @param scope ARM id of the scope; may hold tokens and interpolations
 * @param resourceGroupId Terraform expression, without `${}`, of the id of the resource group
 */
export function coveredBy(scope: string, resourceGroupId: string): string {
  return `startswith(lower("\${${resourceGroupId}}/"), lower("${scope}/"))`;
}

/** Refuses props without a guard, which only a caller without types can write. */
export function requireGuard(subject: string, guardrails: IOpenAiGuardrails | null | undefined): void {
  if (guardrails !== undefined && guardrails !== null) return;
  const mend = "make an OpenAiGuardrails, or refer to one by OpenAiGuardrails.fromAssignmentId";
  refuseProp(subject, "guardrails", "is missing", mend);
}
