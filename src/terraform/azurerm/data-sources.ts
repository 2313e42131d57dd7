import { atTenant, inGroup, inSubscription, onScope, type Place } from "../map/place";
import type { Family } from "../map/resource-map";
import { each, json, or, words, type Row, type Rows } from "../map/rows";
import { location, tags } from "./common";

/**
 * Data sources that tell facts about Azure as it is. Each becomes an `existing` planned resource.
 * Source: docs of hashicorp/terraform-provider-azurerm, d/*.html.markdown.
 */

/** A data source knows its own id: what is written on or below it is found by that. */
const byId = (segments: readonly string[]): Place => ({ kind: "self", anchor: "id", segments });

const SUBSCRIPTION: Rows = [
  tags,
  ["display_name", "properties.displayName"],
  ["tenant_id", "properties.tenantId"],
  ["state", "properties.state"],
];

const assignment: Rows = [
  location,
  ["display_name", "properties.displayName"],
  ["description", "properties.description"],
  ["policy_definition_id", "properties.policyDefinitionId"],
  ["enforce", "properties.enforcementMode", words("Default", "DoNotEnforce")],
  ["metadata", "properties.metadata", json],
  ["parameters", "properties.parameters", json],
  ["not_scopes", "properties.notScopes"],
  ["scope_id", "properties.scope"],
];

const taggedWithLocation: Row[] = [location, tags];

export const dataSources: Family = {
  azurerm_subscription: {
    arm: "Microsoft.Resources/subscriptions",
    place: {
      ...byId([]),
      otherwise: {
        kind: "tenant",
        anchor: "subscription_id",
        segments: ["subscription_id"],
        otherwise: atTenant("@subscription"),
      },
    },
    rows: SUBSCRIPTION,
  },
  azurerm_resource_group: {
    arm: "Microsoft.Resources/resourceGroups",
    place: { ...byId([]), otherwise: inSubscription("name") },
    rows: [...taggedWithLocation, ["managed_by", "managedBy", or(undefined)]],
  },
  azurerm_management_group: {
    arm: "Microsoft.Management/managementGroups",
    place: { ...byId([]), otherwise: atTenant("name") },
    rows: [
      ["display_name", "properties.displayName"],
      ["parent_management_group_id", "properties.details.parent.id"],
      ["subscription_ids", "properties.subscriptionIds"],
      ["all_subscription_ids", "properties.allSubscriptionIds"],
    ],
  },
  azurerm_policy_assignment: {
    arm: "Microsoft.Authorization/policyAssignments",
    place: { ...byId([]), otherwise: onScope("scope_id", "name") },
    rows: assignment,
  },
  azurerm_cognitive_account: {
    arm: "Microsoft.CognitiveServices/accounts",
    place: { ...byId([]), otherwise: inGroup("name") },
    rows: [...taggedWithLocation, ["kind", "kind"], ["sku_name", "sku.name"]],
  },
  azurerm_storage_account: {
    arm: "Microsoft.Storage/storageAccounts",
    place: { ...byId([]), otherwise: inGroup("name") },
    rows: [...taggedWithLocation, ["account_kind", "kind"]],
  },
  azurerm_iothub: {
    arm: "Microsoft.Devices/IotHubs",
    place: { ...byId([]), otherwise: inGroup("name") },
    rows: [tags],
  },
  azurerm_eventhub_namespace: {
    arm: "Microsoft.EventHub/namespaces",
    place: { ...byId([]), otherwise: inGroup("name") },
    rows: taggedWithLocation,
  },
  azurerm_role_definition: {
    arm: "Microsoft.Authorization/roleDefinitions",
    place: { ...byId([]), otherwise: inSubscription("role_definition_id") },
    rows: [
      ["name", "properties.roleName"],
      [
        "permissions",
        "properties.permissions",
        each([
          ["actions", "actions"],
          ["not_actions", "notActions"],
          ["data_actions", "dataActions"],
          ["not_data_actions", "notDataActions"],
        ]),
      ],
    ],
  },
  azurerm_user_assigned_identity: {
    arm: "Microsoft.ManagedIdentity/userAssignedIdentities",
    place: { ...byId([]), otherwise: inGroup("name") },
    rows: [...taggedWithLocation, ["principal_id", "properties.principalId"], ["client_id", "properties.clientId"]],
  },
  azurerm_search_service: {
    arm: "Microsoft.Search/searchServices",
    place: { ...byId([]), otherwise: inGroup("name") },
    rows: [tags],
  },
  azurerm_api_management: {
    arm: "Microsoft.ApiManagement/service",
    place: { ...byId([]), otherwise: inGroup("name") },
    rows: taggedWithLocation,
  },
  azurerm_linux_function_app: {
    arm: "Microsoft.Web/sites",
    place: { ...byId([]), otherwise: inGroup("name") },
    rows: taggedWithLocation,
  },
  azurerm_windows_function_app: {
    arm: "Microsoft.Web/sites",
    place: { ...byId([]), otherwise: inGroup("name") },
    rows: taggedWithLocation,
  },
  azurerm_key_vault: {
    arm: "Microsoft.KeyVault/vaults",
    place: { ...byId([]), otherwise: inGroup("name") },
    rows: taggedWithLocation,
  },
};
