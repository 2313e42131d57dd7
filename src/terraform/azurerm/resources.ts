import type { OpenValue } from "../../policy/json";
import { Unknown } from "../../policy/unknown";
import type { Block } from "../map/block";
import { atTenant, below, either, inGroup, inSubscription, onScope, type Place } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { constant, derive, deriveOpen, each, nonZero, or, type Rows } from "../map/rows";
import { builtInRoleId } from "./built-in-roles";
import { byMajor, location, named, tags } from "./common";

/**
 * Resource groups, role assignments, identities and diagnostic settings.
 * Source: hashicorp/terraform-provider-azurerm internal/services/{resource,authorization,managedidentity,monitor}, and recorded requests.
 */

const defaultScope: Place = either(onScope("scope", "role_definition_id"), inSubscription("role_definition_id"));

export const resources: Family = {
  azurerm_resource_group: {
    arm: "Microsoft.Resources/resourceGroups",
    place: inSubscription("name"),
    rows: [location, tags, ["managed_by", "managedBy"]],
  },
  // Creates or adopts a subscription by an alias; its tags are written onto the subscription itself.
  azurerm_subscription: {
    arm: "Microsoft.Resources/subscriptions",
    place: atTenant("subscription_id"),
    rows: [
      ["subscription_name", "displayName"],
      // One that is adopted without tags keeps those it has.
      deriveOpen(["tags", "subscription_id"], "tags", (b) =>
        b.read("tags") === null && b.text("subscription_id") !== undefined ? Unknown : b.read("tags"),
      ),
    ],
  },
  azurerm_management_group: {
    arm: "Microsoft.Management/managementGroups",
    place: atTenant("name"),
    members: { arm: "Microsoft.Management/managementGroups/subscriptions", attribute: "subscription_ids" },
    rows: [
      named,
      ["display_name", "properties.displayName", nonZero],
      // Left out it is the tenant's root group, whose id is the tenant's.
      ["parent_management_group_id", "properties.details.parent.id", or(Unknown)],
      constant("properties.tenantId", Unknown),
    ],
  },
  azurerm_management_group_subscription_association: {
    arm: "Microsoft.Management/managementGroups/subscriptions",
    place: below("management_group_id", "~subscription_id"),
    rows: [],
  },
  azurerm_role_assignment: {
    arm: "Microsoft.Authorization/roleAssignments",
    place: onScope("scope", "name"),
    told: { roleDefinitionName: "role_definition_name" },
    rows: [
      ["principal_id", "properties.principalId"],
      deriveOpen(["role_definition_id", "role_definition_name"], "properties.roleDefinitionId", roleDefinition),
      derive(["skip_service_principal_aad_check", "principal_type"], "properties.principalType", (b) =>
        b.read("skip_service_principal_aad_check") === true ? "ServicePrincipal" : b.read("principal_type"),
      ),
      ["description", "properties.description", or("")],
      ["condition", "properties.condition"],
      derive(["condition", "condition_version"], "properties.conditionVersion", (b) =>
        b.read("condition") === null ? undefined : (b.read("condition_version") ?? "2.0"),
      ),
      ["delegated_managed_identity_resource_id", "properties.delegatedManagedIdentityResourceId"],
    ],
  },
  azurerm_role_definition: {
    arm: "Microsoft.Authorization/roleDefinitions",
    place: defaultScope,
    rows: [
      ["name", "properties.roleName"],
      constant("properties.type", "CustomRole"),
      ["description", "properties.description", or("")],
      derive(["assignable_scopes", "scope"], "properties.assignableScopes", (b) => {
        const scopes = b.read("assignable_scopes");
        return Array.isArray(scopes) && scopes.length > 0 ? scopes : [b.read("scope")];
      }),
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
  // A role that is lent for a time. Its name is a new GUID each time.
  azurerm_pim_active_role_assignment: scheduled("Microsoft.Authorization/roleAssignmentScheduleRequests"),
  azurerm_pim_eligible_role_assignment: scheduled("Microsoft.Authorization/roleEligibilityScheduleRequests"),
  azurerm_management_lock: {
    arm: "Microsoft.Authorization/locks",
    place: onScope("scope", "name"),
    rows: [
      ["lock_level", "properties.level"],
      ["notes", "properties.notes", nonZero],
    ],
  },
  azurerm_user_assigned_identity: {
    arm: "Microsoft.ManagedIdentity/userAssignedIdentities",
    place: inGroup("name"),
    rows: [location, tags, ["isolation_scope", "properties.isolationScope", or(byMajor(undefined, "None"))]],
  },
  azurerm_federated_identity_credential: {
    arm: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    place: either(below("parent_id", "name"), below("user_assigned_identity_id", "name")),
    rows: [
      ["audience", "properties.audiences"],
      ["issuer", "properties.issuer"],
      ["subject", "properties.subject"],
    ],
  },
  azurerm_monitor_diagnostic_setting: {
    arm: "Microsoft.Insights/diagnosticSettings",
    place: onScope("target_resource_id", "name"),
    rows: diagnostics(),
  },
};

function scheduled(arm: string): ResourceMap {
  return {
    arm,
    place: onScope("scope", "name"),
    rows: [
      constant("properties.requestType", "AdminAssign"),
      ["principal_id", "properties.principalId"],
      ["role_definition_id", "properties.roleDefinitionId"],
      ["justification", "properties.justification", nonZero],
      ["condition", "properties.condition", nonZero],
      ["condition_version", "properties.conditionVersion", nonZero],
    ],
  };
}

/** By id, or by name, which the provider looks up. */
function roleDefinition(block: Block): OpenValue {
  const id = block.read("role_definition_id");
  if (id !== null) return id;
  const name = block.read("role_definition_name");
  if (name === null) return undefined;
  return (typeof name === "string" ? builtInRoleId(name, block.read("scope")) : undefined) ?? Unknown;
}

function diagnostics(): Rows {
  const retention = [
    "retention_policy",
    "retentionPolicy",
    {
      one: [
        ["enabled", "enabled", or(false)],
        ["days", "days", or(0)],
      ],
    },
  ] as const;
  return [
    [
      "enabled_log",
      "properties.logs",
      each([
        constant("enabled", true),
        derive(["category", "category_group"], "category", (b) => b.read("category") || undefined),
        derive(["category", "category_group"], "categoryGroup", (b) =>
          b.read("category") ? undefined : b.read("category_group") || undefined,
        ),
        retention,
      ]),
    ],
    [
      "metric",
      "properties.metrics",
      each([["category", "category"], ["enabled", "enabled", or(true)], retention], { computed: true }),
    ],
    [
      "enabled_metric",
      "properties.metrics",
      each([["category", "category"], constant("enabled", true)], { computed: true }),
    ],
    ["log_analytics_workspace_id", "properties.workspaceId"],
    ["log_analytics_destination_type", "properties.logAnalyticsDestinationType"],
    ["storage_account_id", "properties.storageAccountId"],
    ["eventhub_authorization_rule_id", "properties.eventHubAuthorizationRuleId"],
    derive(["eventhub_authorization_rule_id", "eventhub_name"], "properties.eventHubName", (b) =>
      b.read("eventhub_authorization_rule_id") ? (b.read("eventhub_name") ?? "") : undefined,
    ),
    ["partner_solution_id", "properties.marketplacePartnerId"],
  ];
}
