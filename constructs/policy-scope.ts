import type { Construct } from "constructs";
import { ManagementGroupPolicyAssignment } from "@cdktf/provider-azurerm/lib/management-group-policy-assignment";
import { ResourceGroupPolicyAssignment } from "@cdktf/provider-azurerm/lib/resource-group-policy-assignment";
import { SubscriptionPolicyAssignment } from "@cdktf/provider-azurerm/lib/subscription-policy-assignment";
import { ManagementGroupPolicyExemption } from "@cdktf/provider-azurerm/lib/management-group-policy-exemption";
import { ResourceGroupPolicyExemption } from "@cdktf/provider-azurerm/lib/resource-group-policy-exemption";
import { ResourcePolicyExemption } from "@cdktf/provider-azurerm/lib/resource-policy-exemption";
import { SubscriptionPolicyExemption } from "@cdktf/provider-azurerm/lib/subscription-policy-exemption";
import type { ITerraformDependable, TerraformMetaArguments } from "cdktf";
import { refuseProp } from "./props";

/** Where policy can be written: the props of which exactly one is given, in the spelling of the azurerm resources. */
export interface PolicyScopeProps {
  readonly managementGroupId?: string;
  readonly subscriptionId?: string;
  readonly resourceGroupId?: string;
  readonly resourceId?: string;
}

/** A place where policy is written, with its full ARM id. */
export interface PolicyScope {
  readonly kind: keyof PolicyScopeProps;
  readonly id: string;
}

/** An azurerm resource whose id other resources use. */
export interface Identified extends ITerraformDependable {
  readonly id: string;
}

/** What every azurerm policy assignment takes, whatever its scope. */
export interface AssignmentConfig extends TerraformMetaArguments {
  readonly name: string;
  readonly policyDefinitionId: string;
  readonly displayName: string;
  readonly description: string;
  readonly enforce: boolean;
  readonly metadata: string;
  readonly parameters?: string;
  readonly nonComplianceMessage: { content: string; policyDefinitionReferenceId?: string }[];
}

/** What every azurerm policy exemption takes, whatever its scope. */
export interface ExemptionConfig extends TerraformMetaArguments {
  readonly name: string;
  readonly policyAssignmentId: string;
  readonly policyDefinitionReferenceIds: string[];
  readonly exemptionCategory: string;
  readonly expiresOn: string;
  readonly displayName: string;
  readonly description: string;
  readonly metadata: string;
}

type Make<C> = (scope: Construct, id: string, on: string, config: C) => Identified;

const ASSIGNMENTS: Record<Exclude<PolicyScope["kind"], "resourceId">, Make<AssignmentConfig>> = {
  managementGroupId: (scope, id, managementGroupId, config) =>
    new ManagementGroupPolicyAssignment(scope, id, { ...config, managementGroupId }),
  subscriptionId: (scope, id, subscriptionId, config) =>
    new SubscriptionPolicyAssignment(scope, id, { ...config, subscriptionId }),
  resourceGroupId: (scope, id, resourceGroupId, config) =>
    new ResourceGroupPolicyAssignment(scope, id, { ...config, resourceGroupId }),
};

const EXEMPTIONS: Record<PolicyScope["kind"], Make<ExemptionConfig>> = {
  managementGroupId: (scope, id, managementGroupId, config) =>
    new ManagementGroupPolicyExemption(scope, id, { ...config, managementGroupId }),
  subscriptionId: (scope, id, subscriptionId, config) =>
    new SubscriptionPolicyExemption(scope, id, { ...config, subscriptionId }),
  resourceGroupId: (scope, id, resourceGroupId, config) =>
    new ResourceGroupPolicyExemption(scope, id, { ...config, resourceGroupId }),
  resourceId: (scope, id, resourceId, config) => new ResourcePolicyExemption(scope, id, { ...config, resourceId }),
};

/** Makes the azurerm assignment that fits the scope. */
export function assignAt(scope: Construct, id: string, at: PolicyScope, config: AssignmentConfig): Identified {
  if (at.kind === "resourceId") throw new RangeError("A guard is not assigned at a single resource.");
  return ASSIGNMENTS[at.kind](scope, id, at.id, config);
}

/** Makes the azurerm exemption that fits the scope. */
export function exemptAt(scope: Construct, id: string, at: PolicyScope, config: ExemptionConfig): Identified {
  return EXEMPTIONS[at.kind](scope, id, at.id, config);
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The one scope that the props name. A subscription may be given as a bare GUID.
 *
 * @throws InputError where none or several are given
 */
export function policyScope(subject: string, props: PolicyScopeProps, kinds: PolicyScope["kind"][]): PolicyScope {
  const given = kinds.filter((kind) => props[kind] !== undefined);
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    const problem = kind === undefined ? "is missing" : `stands beside props.${given[1]}`;
    refuseProp(subject, kind ?? (kinds[0] as string), problem, `give exactly one of ${kinds.join(", ")}`);
  }
  const id = props[kind] as string;
  return { kind, id: kind === "subscriptionId" && GUID.test(id) ? `/subscriptions/${id}` : id };
}
