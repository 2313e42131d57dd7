import { inAzapi } from "./azapi";
import { ACCOUNT, SUBSCRIPTION, type Declaration, type Scenario } from "./scenario";
import { TABLE } from "./table";
import { known, planOf, ref, stackOf, type TfResource, type TfValue } from "./terraform";

export {
  ACCOUNT,
  NOW,
  SUBSCRIPTION,
  type Declaration,
  type Expectation,
  type Scenario,
  type ScenarioModel,
} from "./scenario";

const inGovernmentCloud = (each: Scenario): Scenario => ({
  ...each,
  id: `${each.id}-usgov`,
  title: `${each.title}, in the US government cloud`,
  location: "usgovvirginia",
  beside: each.beside.map((resource) =>
    "location" in resource.values
      ? { ...resource, values: { ...resource.values, location: "usgovvirginia" } }
      : resource,
  ),
});

/** Every row, in the public and in the US government cloud: the verdicts are the same. */
export const SCENARIOS: readonly Scenario[] = [...TABLE, ...TABLE.map(inGovernmentCloud)];

const TAG_OF = {
  operator: "aoai-operator",
  onBehalfOf: "aoai-on-behalf-of",
  useCases: "aoai-use-case",
  owner: "aoai-owner",
} as const;

/** The account's tags for a declaration, with the default tag names. */
export function tagsOf(declaration: Declaration): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [key, tag] of Object.entries(TAG_OF)) {
    const value = declaration[key as keyof typeof TAG_OF];
    if (value !== undefined) tags[tag] = Array.isArray(value) ? value.join("+") : value;
  }
  if (declaration.camera) {
    tags["aoai-camera-source"] = declaration.camera.source;
    tags["aoai-camera-environment"] = declaration.camera.environment;
    tags["aoai-camera-processing"] = declaration.camera.processing;
  }
  if (declaration.review) {
    tags["aoai-review-id"] = declaration.review.id;
    tags["aoai-review-expires"] = declaration.review.expires;
  }
  return tags;
}

/** The scenario's resources: a resource group, the account, one deployment, and what stands beside them. */
export function resourcesOf({ kind, location, declaration, model, resourceGroupTags, beside }: Scenario): TfResource[] {
  const tags: TfValue = declaration === undefined ? null : tagsOf(declaration);
  return [
    {
      type: "azurerm_resource_group",
      name: "app",
      values: {
        name: "rg-app",
        location,
        managed_by: null,
        tags: Object.keys(resourceGroupTags).length > 0 ? resourceGroupTags : null,
      },
    },
    {
      type: "azurerm_cognitive_account",
      name: "this",
      values: {
        name: "aoai-app",
        location,
        resource_group_name: known("azurerm_resource_group.app.name", "rg-app"),
        kind,
        sku_name: "S0",
        custom_subdomain_name: "aoai-app",
        local_auth_enabled: false,
        public_network_access_enabled: false,
        outbound_network_access_restricted: false,
        project_management_enabled: false,
        identity: [{ type: "SystemAssigned" }],
        tags,
      },
      computed: ["endpoint", "primary_access_key", "secondary_access_key"],
    },
    {
      type: "azurerm_cognitive_deployment",
      name: "model",
      values: {
        name: model.name,
        cognitive_account_id: ref(`${ACCOUNT}.id`),
        model: [{ format: model.format, name: model.name, version: model.version }],
        sku: [{ name: "Standard", capacity: 10 }],
        rai_policy_name: "Microsoft.DefaultV2",
        version_upgrade_option: "NoAutoUpgrade",
      },
    },
    ...beside,
  ];
}

/** What `terraform show -json` prints for the scenario (gate G3). */
export function planOfScenario(each: Scenario): Record<string, unknown> {
  const { errored = false, checks = [], withoutAccount = false } = each.plan ?? {};
  const resources = resourcesOf(each).filter(({ type }) => !withoutAccount || !type.startsWith("azurerm_cognitive_"));
  return planOf(resources, { subscriptionId: SUBSCRIPTION, errored, checks });
}

/** The same configuration written with azapi alone. */
export function azapiStackOfScenario(each: Scenario): Record<string, unknown> {
  return stackOf(inAzapi(resourcesOf(each), SUBSCRIPTION), { subscriptionId: SUBSCRIPTION });
}

/** The cdk.tf.json of the scenario (gate G2). */
export function stackOfScenario(each: Scenario): Record<string, unknown> {
  return stackOf(resourcesOf(each), { subscriptionId: SUBSCRIPTION });
}
