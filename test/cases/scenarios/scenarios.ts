import type { CheckContext } from "../../../src/governance/context";
import type { Verdict } from "../../../src/findings/finding";
import { bodyCameraPipeline, onvifPipeline } from "./pipeline";
import { known, planOf, ref, stackOf, type TfResource, type TfValue } from "./terraform";

/** What a team declares about its account; becomes the account's tags. */
export interface Declaration {
  operator?: string;
  onBehalfOf?: string;
  useCases?: string[];
  camera?: { source: string; environment: string; processing: string };
  owner?: string;
  review?: { id: string; expires: string };
}

export interface ScenarioModel {
  format: string;
  name: string;
  version: string;
}

/** What a scenario must give. Rules that are audits by default (D12 to D14) are only named in `audited`. */
export interface Expectation {
  decision: string | null;
  verdict: Verdict;
}

/** One row of the table that every release must decide correctly. */
export interface Scenario {
  /** kebab-case, unique. */
  id: string;
  /** The row's own words. */
  title: string;
  kind: "OpenAI" | "AIServices";
  location: string;
  /** Absent: the account has no tags at all. */
  declaration?: Declaration;
  model: ScenarioModel;
  subscriptionTags: Record<string, string>;
  resourceGroupTags: Record<string, string>;
  /** What the checker is told; subscription tags, management groups and the guard stand in it. */
  context: CheckContext;
  /** Resources beside the account: a pipeline that feeds it. */
  beside: TfResource[];
  /** How Terraform marked the plan, for the row that is about it; such a scenario has no synthesized stack. */
  plan?: { errored: boolean; checks: unknown[]; withoutAccount: boolean };
  /** Every finding of D1 to D11 (and of no decision) that is denied or undetermined; empty: compliant. */
  expect: Expectation[];
  /** Decisions that must be among the audits. */
  audited?: string[];
  /** Edges of the path that the D6 finding must show, in order. */
  path?: string[];
}

export const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
export const NOW = "2026-11-22";
const MANAGEMENT_GROUP = "corp";
/** The address of the account in every plan and stack built from a scenario. */
export const ACCOUNT = "azurerm_cognitive_account.this";

const TEXT_ONLY: ScenarioModel = { format: "OpenAI", name: "o3-mini", version: "2025-01-31" };
const VISION: ScenarioModel = { format: "OpenAI", name: "gpt-4o", version: "2024-11-20" };
const NO_CAMERA = { source: "none", environment: "none", processing: "none" };
const BODY_WORN_LIVE = { source: "body-worn", environment: "uncontrolled", processing: "real-time" };
const GUARD_SCOPE = `/providers/Microsoft.Management/managementGroups/${MANAGEMENT_GROUP}`;
const VALID_REVIEW = { id: "REV-2026-117", expires: "2026-12-31" };

const hospital: Declaration = {
  operator: "none",
  onBehalfOf: "none",
  useCases: ["text-generation"],
  camera: NO_CAMERA,
  owner: "ai-platform@contoso.example",
};
const policeRecords: Declaration = {
  operator: "us-state-local-police",
  onBehalfOf: "us-state-local-police",
  useCases: ["report-drafting"],
  camera: NO_CAMERA,
  owner: "records@metropd.example",
  review: VALID_REVIEW,
};
const abroad: Declaration = {
  operator: "non-us-law-enforcement",
  onBehalfOf: "non-us-law-enforcement",
  useCases: ["face-identification"],
  camera: { source: "fixed", environment: "controlled", processing: "recorded" },
  owner: "forensics@polizei.example",
  review: VALID_REVIEW,
};

type Parts = Partial<Omit<Scenario, "id" | "title" | "expect">> &
  Pick<Scenario, "id" | "title"> & { expect?: string[]; guard?: Record<string, unknown> };

function scenario({ expect = [], guard = {}, ...parts }: Parts): Scenario {
  const subscriptionTags = parts.subscriptionTags ?? {};
  return {
    kind: "OpenAI",
    location: "swedencentral",
    model: TEXT_ONLY,
    subscriptionTags,
    resourceGroupTags: {},
    beside: [],
    context: {
      now: NOW,
      subscriptions: [{ id: SUBSCRIPTION, tags: subscriptionTags, managementGroups: [MANAGEMENT_GROUP] }],
      guard: [{ scope: GUARD_SCOPE, enforcementMode: "Default", ...guard }],
    },
    ...parts,
    expect: expect.map((decision) => ({ decision: decision === "" ? null : decision, verdict: "denied" })),
  };
}

const TABLE: Scenario[] = [
  scenario({
    id: "hospital-summariser",
    title: "a hospital's text summariser, all tags, keys off, guard assigned",
    declaration: hospital,
  }),
  scenario({
    id: "police-records-reviewed",
    title: "a city police records assistant, text-only model, unexpired review, no camera",
    declaration: policeRecords,
  }),
  scenario({
    id: "police-records-no-review",
    title: "the same with no review",
    declaration: { ...policeRecords, review: undefined },
    expect: ["D5"],
  }),
  scenario({
    id: "police-records-review-expired",
    title: "the same, review expired yesterday",
    declaration: { ...policeRecords, review: { id: "REV-2026-117", expires: "2026-11-21" } },
    expect: ["D5"],
  }),
  scenario({
    id: "police-records-review-ends-today",
    title: "the same, review valid through today",
    declaration: { ...policeRecords, review: { id: "REV-2026-117", expires: NOW } },
  }),
  scenario({
    id: "police-records-vision-model",
    title: "the same with gpt-4o",
    declaration: policeRecords,
    model: VISION,
    expect: ["D7"],
  }),
  scenario({
    id: "police-subscription-flagged-by-tag",
    title: "a police subscription, told by its tag, whose account declares nobody",
    declaration: hospital,
    subscriptionTags: { "aoai-operator": "us-state-local-police" },
    expect: ["D5"],
  }),
  scenario({
    id: "police-subscription-flagged-by-id",
    title: "a flagged subscription, told by the guard's parameter, whose account declares nobody",
    declaration: hospital,
    guard: { parameters: { flaggedSubscriptionIds: { value: [SUBSCRIPTION] } } },
    expect: ["D5"],
  }),
  scenario({
    id: "vendor-serving-police",
    title: "a vendor (operator none) that serves US police with face identification",
    declaration: {
      ...hospital,
      onBehalfOf: "us-state-local-police",
      useCases: ["face-identification"],
      review: VALID_REVIEW,
    },
    expect: ["D1"],
  }),
  scenario({
    id: "body-camera-pipeline",
    title:
      "body-worn cameras -> IoT Hub file upload -> storage -> Event Grid -> function -> GPT-4 account in a police subscription",
    declaration: { ...policeRecords, review: undefined },
    model: VISION,
    subscriptionTags: { "aoai-operator": "us-state-local-police" },
    beside: bodyCameraPipeline("swedencentral", { "aoai-camera-source": "body-worn" }),
    expect: ["D2", "D5", "D6", "D7"],
    path: ["E10", "E9", "E1"],
  }),
  scenario({
    id: "body-camera-pipeline-recorded",
    title: "the same, declared recorded and controlled, so that only the pipeline itself is refused",
    declaration: { ...policeRecords, review: undefined },
    model: TEXT_ONLY,
    subscriptionTags: { "aoai-operator": "us-state-local-police" },
    beside: bodyCameraPipeline("swedencentral", {
      "aoai-camera-source": "body-worn",
      "aoai-camera-environment": "controlled",
      "aoai-camera-processing": "recorded",
    }),
    expect: ["D5", "D6"],
    path: ["E10", "E9", "E1"],
  }),
  scenario({
    id: "onvif-without-tags",
    title: "the same pipeline with no tag anywhere, only an ONVIF device endpoint",
    model: VISION,
    beside: onvifPipeline("swedencentral"),
    expect: ["D6", "D9"],
    path: ["E18", "E18", "E9", "E1"],
  }),
  scenario({
    id: "office-lobby",
    title: "office lobby, fixed camera, controlled, non-police, image captioning",
    declaration: {
      ...hospital,
      useCases: ["image-analysis"],
      camera: { source: "fixed", environment: "controlled", processing: "real-time" },
    },
    model: VISION,
  }),
  scenario({
    id: "arrested-suspect-abroad",
    title: "non-US police, fixed camera, controlled, recorded, face identification of an arrested suspect, with review",
    declaration: abroad,
    model: VISION,
  }),
  scenario({
    id: "body-worn-abroad",
    title: "non-US police, body-worn, real-time, uncontrolled, with review",
    declaration: { ...abroad, camera: BODY_WORN_LIVE },
    model: VISION,
    expect: ["D2"],
  }),
  scenario({
    id: "call-centre-emotion",
    title: "emotion inference in a call centre",
    declaration: { ...hospital, useCases: ["transcription", "emotion-inference"] },
    expect: ["D3"],
  }),
  scenario({
    id: "guard-not-enforced",
    title: "the guard assigned with DoNotEnforce",
    declaration: hospital,
    guard: { enforcementMode: "DoNotEnforce" },
    expect: ["D10"],
  }),
  scenario({
    id: "fatal-rule-exempted",
    title: "an exemption of a fatal rule",
    declaration: hospital,
    beside: [
      {
        type: "azurerm_subscription_policy_exemption",
        name: "face",
        values: {
          name: "face-matching",
          subscription_id: `/subscriptions/${SUBSCRIPTION}`,
          policy_assignment_id: `${GUARD_SCOPE}/providers/Microsoft.Authorization/policyAssignments/aoai-guard-fatal`,
          exemption_category: "Waiver",
          expires_on: "2026-12-31T00:00:00Z",
          metadata: '{"ticket":"CHG-4711","owner":"ai-platform@contoso.example"}',
          policy_definition_reference_ids: ["us-police-facial-recognition"],
        },
      },
    ],
    expect: ["D11"],
  }),
  scenario({
    id: "kind-ai-services",
    title: "kind changed from OpenAI to AIServices to dodge the rule",
    kind: "AIServices",
    declaration: { ...policeRecords, useCases: ["face-identification"] },
    expect: ["D1"],
  }),
  scenario({
    id: "errored-plan",
    title: "a plan that Terraform marked errored because a precondition refused the account",
    declaration: hospital,
    plan: {
      errored: true,
      withoutAccount: true,
      checks: [
        {
          address: {
            kind: "resource",
            mode: "managed",
            name: "this",
            to_display: ACCOUNT,
            type: "azurerm_cognitive_account",
          },
          status: "fail",
          instances: [
            {
              address: { to_display: ACCOUNT },
              status: "fail",
              problems: [{ message: "This subscription is flagged for law enforcement." }],
            },
          ],
        },
      ],
    },
    expect: [""],
  }),
  scenario({
    id: "nothing-declared-metro-police",
    title:
      "nothing declared, but the resource group is tagged agency = Metro Police Department and a container bwc-uploads",
    resourceGroupTags: { agency: "Metro Police Department" },
    beside: [
      {
        type: "azurerm_storage_account",
        name: "media",
        values: {
          name: "stmedia01",
          location: "swedencentral",
          resource_group_name: known("azurerm_resource_group.app.name", "rg-app"),
          account_tier: "Standard",
          account_replication_type: "LRS",
          account_kind: "StorageV2",
        },
      },
      {
        type: "azurerm_storage_container",
        name: "uploads",
        values: {
          name: "bwc-uploads",
          storage_account_id: ref("azurerm_storage_account.media.id"),
          container_access_type: "private",
        },
      },
    ],
    expect: ["D9"],
    audited: ["D14"],
  }),
];

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

/** The cdk.tf.json of the scenario (gate G2). */
export function stackOfScenario(each: Scenario): Record<string, unknown> {
  return stackOf(resourcesOf(each), { subscriptionId: SUBSCRIPTION });
}
