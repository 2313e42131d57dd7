import { isUnknown } from "../policy/unknown";
import type { ProviderConfig, TerraformDocument } from "./document";

/**
 * A document in which provider configurations that leave their subscription to the environment have one, where the document itself does not tell it.
 * Source: `subscription_id` in https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs ("can also be sourced from the ARM_SUBSCRIPTION_ID Environment Variable")
 * @param subscriptionId lower-case GUID
 */
export function withDefaultSubscription(document: TerraformDocument, subscriptionId: string): TerraformDocument {
  const told = (config: ProviderConfig): ProviderConfig =>
    config.isFromEnvironment === true && isUnknown(config.subscriptionId) ? { ...config, subscriptionId } : config;
  return { ...document, providers: new Map([...document.providers].map(([key, config]) => [key, told(config)])) };
}
