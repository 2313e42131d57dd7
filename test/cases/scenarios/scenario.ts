import type { CheckContext } from "../../../src/governance/context";
import type { Verdict } from "../../../src/findings/finding";
import type { TfResource } from "./terraform";

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

export const TEXT_ONLY: ScenarioModel = { format: "OpenAI", name: "o3-mini", version: "2025-01-31" };
export const VISION: ScenarioModel = { format: "OpenAI", name: "gpt-4o", version: "2024-11-20" };
export const NO_CAMERA = { source: "none", environment: "none", processing: "none" };
export const BODY_WORN_LIVE = { source: "body-worn", environment: "uncontrolled", processing: "real-time" };
export const GUARD_SCOPE = `/providers/Microsoft.Management/managementGroups/${MANAGEMENT_GROUP}`;
export const VALID_REVIEW = { id: "REV-2026-117", expires: "2026-12-31" };

export const hospital: Declaration = {
  operator: "none",
  onBehalfOf: "none",
  useCases: ["text-generation"],
  camera: NO_CAMERA,
  owner: "ai-platform@contoso.example",
};
export const policeRecords: Declaration = {
  operator: "us-state-local-police",
  onBehalfOf: "us-state-local-police",
  useCases: ["report-drafting"],
  camera: NO_CAMERA,
  owner: "records@metropd.example",
  review: VALID_REVIEW,
};
export const abroad: Declaration = {
  operator: "non-us-law-enforcement",
  onBehalfOf: "non-us-law-enforcement",
  useCases: ["face-identification"],
  camera: { source: "fixed", environment: "controlled", processing: "recorded" },
  owner: "forensics@polizei.example",
  review: VALID_REVIEW,
};

type Parts = Partial<Omit<Scenario, "id" | "title" | "expect">> &
  Pick<Scenario, "id" | "title"> & { expect?: string[]; guard?: Record<string, unknown> };

/** A row, with what most rows share. */
export function scenario({ expect = [], guard = {}, ...parts }: Parts): Scenario {
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
