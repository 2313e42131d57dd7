import type { Construct } from "constructs";
import { TerraformStack, Token, type ITerraformDependable, type TerraformProvider } from "cdktf";
import { DataAzurermResourceGroup } from "@cdktf/provider-azurerm/lib/data-azurerm-resource-group";
import { DataAzurermSubscription } from "@cdktf/provider-azurerm/lib/data-azurerm-subscription";
import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import type { Sealed } from "./gate/sealed";
import { refuseProp } from "./props";
import { resolved } from "./resolve";

/** Where an account is made, as Terraform reads it live: the subscription of its provider and its resource group. */
export interface LiveScope {
  /** Expressions without `${}`: `data.azurerm_subscription.x`, `azurerm_resource_group.y`. */
  readonly subscription: string;
  readonly resourceGroup: string;
  /** Name and location of the group, for the account's own attributes. */
  readonly resourceGroupName: string;
  /** What the preconditions read; it must stay as it is made here. */
  readonly reads: readonly Sealed[];
}

export interface LiveScopeProps {
  readonly resourceGroup?: ResourceGroup;
  readonly resourceGroupName?: string;
  readonly provider?: TerraformProvider;
}

const subscriptions = new WeakMap<TerraformStack, Map<TerraformProvider | undefined, DataAzurermSubscription>>();

/** The subscription of a provider, read once for all accounts of a stack. */
function subscriptionOf(stack: TerraformStack, provider?: TerraformProvider): DataAzurermSubscription {
  const made = subscriptions.get(stack) ?? new Map<TerraformProvider | undefined, DataAzurermSubscription>();
  subscriptions.set(stack, made);
  const id = `aoai-guard-subscription${made.size === 0 ? "" : `-${made.size + 1}`}`;
  const subscription = made.get(provider) ?? new DataAzurermSubscription(stack, id, { provider });
  made.set(provider, subscription);
  return subscription;
}

/** Reads the subscription and the resource group of an account; a group that the same stack makes is read from its own configuration. */
export function liveScope(scope: Construct, subject: string, props: LiveScopeProps): LiveScope {
  const { resourceGroup, resourceGroupName, provider } = props;
  if ((resourceGroup === undefined) === (resourceGroupName === undefined)) {
    const problem = resourceGroup === undefined ? "is missing" : "stands beside props.resourceGroupName";
    refuseProp(subject, "resourceGroup", problem, "give the ResourceGroup of this app, or the name of an existing one");
  }
  const subscription = subscriptionOf(TerraformStack.of(scope), provider);
  const reads: Sealed[] = [{ element: subscription, block: "data", attributes: {}, whole: true }];
  const subscriptionAddress = `data.azurerm_subscription.${subscription.friendlyUniqueId}`;
  if (resourceGroup !== undefined && TerraformStack.of(resourceGroup) === TerraformStack.of(scope)) {
    reads.push({ element: resourceGroup, block: "resource", attributes: {}, whole: false });
    return {
      subscription: subscriptionAddress,
      resourceGroup: `azurerm_resource_group.${resourceGroup.friendlyUniqueId}`,
      resourceGroupName: resourceGroup.name,
      reads,
    };
  }
  const name = resourceGroup?.name ?? (resourceGroupName as string);
  if (resourceGroup === undefined) refuseManagedName(scope, subject, name);
  const group = new DataAzurermResourceGroup(scope, "resource-group", { name, provider });
  reads.push({ element: group, block: "data", attributes: { name }, whole: true });
  return {
    subscription: subscriptionAddress,
    resourceGroup: `data.azurerm_resource_group.${group.friendlyUniqueId}`,
    resourceGroupName: name,
    reads,
  };
}

/** A data source on a group that the same plan makes would fail: nothing is there to read yet. */
function refuseManagedName(scope: Construct, subject: string, name: string): void {
  if (!Token.isUnresolved(name)) return;
  const text = resolved(scope, name);
  if (typeof text === "string" && text.startsWith("${azurerm_resource_group.")) {
    refuseProp(subject, "resourceGroupName", "is the name of a group that this app makes", "pass it as resourceGroup");
  }
}

/** What an account waits for besides its guard. */
export const readsOf = (scope: LiveScope): ITerraformDependable[] =>
  scope.reads.map(({ element }) => element as DataAzurermSubscription | DataAzurermResourceGroup | ResourceGroup);
