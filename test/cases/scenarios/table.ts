import { bodyCameraPipeline, onvifPipeline } from "./pipeline";
import {
  abroad,
  ACCOUNT,
  BODY_WORN_LIVE,
  GUARD_SCOPE,
  hospital,
  NOW,
  policeRecords,
  scenario,
  SUBSCRIPTION,
  VALID_REVIEW,
  VISION,
  TEXT_ONLY,
  type Scenario,
} from "./scenario";
import { known, ref } from "./terraform";

/** The table of the scenarios that every release must decide correctly, row by row. */
export const TABLE: Scenario[] = [
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
