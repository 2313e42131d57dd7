import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import { either, inSubscription, onScope, type Place } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, each, isObject, json, nonZero, or, words, type Row, type Rows, type Rule } from "../map/rows";
import { identity, location, named } from "./common";

/**
 * Azure Policy: definitions, initiatives, assignments, exemptions.
 * Source: hashicorp/terraform-provider-azurerm internal/services/policy, and requests recorded of 4.55.0.
 */

const DEFINITIONS = "Microsoft.Authorization/policyDefinitions";
const SETS = "Microsoft.Authorization/policySetDefinitions";
const ASSIGNMENTS = "Microsoft.Authorization/policyAssignments";
const EXEMPTIONS = "Microsoft.Authorization/policyExemptions";

const atManagementGroup = {
  ...onScope("management_group_id", "name"),
  anchorPrefix: "/providers/Microsoft.Management/managementGroups/",
};

/**
 * Parsed, and each parameter cut down to the keys that the provider's struct has: any other is dropped on the wire.
 * @param metadata keys of a parameter's metadata; undefined: all
 */
const kept = (keys: readonly string[], metadata?: readonly string[]): Rule => ({
  as: (value, block) => {
    const parsed = json.as?.(value, block);
    if (!isObject(parsed)) return parsed;
    return Object.fromEntries(
      Object.entries(parsed).map(([name, parameter]) => {
        const picked = pick(parameter, keys);
        if (metadata && isObject(picked) && isObject(picked.metadata))
          picked.metadata = pick(picked.metadata, metadata);
        return [name, picked];
      }),
    );
  },
});

function pick(value: OpenValue, keys: readonly string[]): OpenValue {
  if (!isObject(value) || isUnknown(value)) return value;
  return Object.fromEntries(
    Object.entries(value as OpenObject).filter(([key, item]) => keys.includes(key) && item !== null),
  );
}

const header: Rows = [
  ["display_name", "properties.displayName", or("")],
  ["description", "properties.description", or("")],
  ["policy_type", "properties.policyType"],
  ["metadata", "properties.metadata", json],
];

const set = (group: Rule | undefined): Rows => [
  ...header,
  [
    "parameters",
    "properties.parameters",
    kept(
      ["type", "allowedValues", "defaultValue", "metadata", "schema"],
      ["assignPermissions", "description", "displayName", "strongType"],
    ),
  ],
  [
    "policy_definition_reference",
    "properties.policyDefinitions",
    each([
      ["policy_definition_id", "policyDefinitionId"],
      ["reference_id", "policyDefinitionReferenceId", or("")],
      ["parameter_values", "parameters", kept(["value"])],
      ["policy_group_names", "groupNames"],
      ["version", "definitionVersion", nonZero],
    ]),
  ],
  [
    "policy_definition_group",
    "properties.policyDefinitionGroups",
    each([
      ["name", "name"],
      ["display_name", "displayName", group],
      ["category", "category", group],
      ["description", "description", group],
      ["additional_metadata_resource_id", "additionalMetadataId", group],
    ]),
  ],
];

const selectors = (kind: Row): Rule => each([kind, ["in", "in"], ["not_in", "notIn"]]);

const assignment = (scope: string): Rows => [
  location,
  identity({ none: false }),
  [scope, "properties.scope"],
  ["display_name", "properties.displayName", or("")],
  ["description", "properties.description", nonZero],
  ["policy_definition_id", "properties.policyDefinitionId"],
  ["enforce", "properties.enforcementMode", words("Default", "DoNotEnforce", "Default")],
  ["metadata", "properties.metadata", json],
  ["parameters", "properties.parameters", kept(["value"])],
  ["not_scopes", "properties.notScopes"],
  [
    "non_compliance_message",
    "properties.nonComplianceMessages",
    each([
      ["content", "message"],
      ["policy_definition_reference_id", "policyDefinitionReferenceId", nonZero],
    ]),
  ],
  [
    "overrides",
    "properties.overrides",
    each([
      constant("kind", "policyEffect"),
      ["value", "value"],
      ["selectors", "selectors", selectors(["kind", "kind", or("policyDefinitionReferenceId")])],
    ]),
  ],
  [
    "resource_selectors",
    "properties.resourceSelectors",
    each([
      ["name", "name", nonZero],
      ["selectors", "selectors", selectors(["kind", "kind"])],
    ]),
  ],
];

const exemption: Rows = [
  ["policy_assignment_id", "properties.policyAssignmentId"],
  ["exemption_category", "properties.exemptionCategory"],
  ["policy_definition_reference_ids", "properties.policyDefinitionReferenceIds"],
  ["display_name", "properties.displayName", nonZero],
  ["description", "properties.description", nonZero],
  ["expires_on", "properties.expiresOn", nonZero],
  ["metadata", "properties.metadata", json],
];

const scopes: Readonly<Record<string, string>> = {
  management_group: "management_group_id",
  subscription: "subscription_id",
  resource_group: "resource_group_id",
  resource: "resource_id",
};

const perScope = (suffix: string, arm: string, rows: (scope: string) => Rows): Family =>
  Object.fromEntries(
    Object.entries(scopes).map(([level, anchor]) => [
      `azurerm_${level}_policy_${suffix}`,
      { arm, place: onScope(anchor, "name"), rows: rows(anchor) },
    ]),
  );

const inGroupOrSubscription: Place = either(atManagementGroup, inSubscription("name"));

export const policy: Family = {
  azurerm_policy_definition: {
    arm: DEFINITIONS,
    place: inGroupOrSubscription,
    rows: [
      ...header,
      ["mode", "properties.mode"],
      ["policy_rule", "properties.policyRule", json],
      ["parameters", "properties.parameters", kept(["type", "allowedValues", "defaultValue", "metadata"])],
    ],
  },
  azurerm_policy_set_definition: { arm: SETS, place: inGroupOrSubscription, rows: set(nonZero) },
  azurerm_management_group_policy_set_definition: {
    arm: SETS,
    place: atManagementGroup,
    rows: [...set(or("")), named],
  },
  ...perScope("assignment", ASSIGNMENTS, assignment),
  ...perScope("exemption", EXEMPTIONS, () => exemption),
};
