import type { PropsSchema } from "./props";

const OPERATOR = {
  type: "string",
  literal: true,
  enum: ["none", "us-state-local-police", "us-federal-law-enforcement", "non-us-law-enforcement"],
};

/** Use cases in the order of docs; the last eight are refused for everybody. */
const USE_CASES = [
  "text-generation",
  "report-drafting",
  "transcription",
  "translation",
  "document-analysis",
  "retrieval",
  "code-assistance",
  "embedding",
  "image-analysis",
  "media-search",
  "accessibility",
  "face-detection",
  "face-verification",
  "face-identification",
  "emotion-inference",
  "sensitive-attribute-inference",
  "biometric-categorisation",
  "person-tracking",
  "surveillance",
  "crime-prediction",
  "social-scoring",
  "face-database-scraping",
];

const CAMERA = {
  type: "object",
  additionalProperties: false,
  required: ["source", "environment", "processing"],
  properties: {
    source: {
      type: "string",
      literal: true,
      enum: ["none", "fixed", "body-worn", "dash-mounted", "drone", "vehicle", "handheld"],
    },
    environment: { type: "string", literal: true, enum: ["none", "controlled", "uncontrolled"] },
    processing: { type: "string", literal: true, enum: ["none", "recorded", "real-time"] },
  },
};

const DECLARATION = {
  type: "object",
  additionalProperties: false,
  required: ["operator", "onBehalfOf", "useCases", "camera", "owner"],
  properties: {
    operator: OPERATOR,
    onBehalfOf: OPERATOR,
    useCases: {
      type: "array",
      minItems: 1,
      uniqueItems: true,
      literal: true,
      items: { type: "string", literal: true, enum: USE_CASES },
      mend: "list each use once, at least one",
    },
    camera: CAMERA,
    owner: {
      type: "string",
      pattern: "^([^@\\s]+@[^@\\s]+|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$",
      mend: "give an e-mail address or the object id of a group",
    },
    review: {
      type: "object",
      additionalProperties: false,
      required: ["id", "expires"],
      properties: {
        id: { type: "string", minLength: 1, mend: "give the ticket of the review" },
        expires: {
          type: "string",
          pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$",
          mend: 'give an ISO 8601 date, "YYYY-MM-DD"',
        },
      },
    },
  },
};

const TEXT = { type: "string", minLength: 1 };
const TEXTS = { type: "array", items: TEXT };

/**
 * How many IP rules an account takes, and how many virtual network rules besides.
 * Source: https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks ("Each Azure AI services resource supports up to 100 IP network rules", and the same
 * of virtual network rules)
 */
const MOST_NETWORK_RULES = 100;

/** Shape of the props of an account, without those that are constructs. */
export const ACCOUNT_SCHEMA: PropsSchema = {
  type: "object",
  additionalProperties: false,
  required: ["name", "location", "declaration"],
  properties: {
    name: {
      type: "string",
      pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{1,63}$",
      mend: "use 2 to 64 letters, digits, -, _ or ., the first a letter or digit",
    },
    location: TEXT,
    resourceGroupName: TEXT,
    declaration: DECLARATION,
    kind: { type: "string", literal: true, enum: ["OpenAI", "AIServices"] },
    customSubdomainName: {
      type: "string",
      pattern: "^[A-Za-z0-9][A-Za-z0-9-]{0,62}[A-Za-z0-9]$",
      mend: "use 2 to 64 letters, digits or -",
    },
    localAuthEnabled: { type: "boolean" },
    publicNetworkAccessEnabled: { type: "boolean" },
    allowedIpRanges: { type: "array", items: { type: "string", ipRange: true }, maxItems: MOST_NETWORK_RULES },
    allowedSubnetIds: { ...TEXTS, maxItems: MOST_NETWORK_RULES },
    projectManagementEnabled: { type: "boolean" },
    logAnalyticsWorkspaceId: TEXT,
    tags: { type: "object", additionalProperties: { type: "string" } },
  },
};

/** Shape of the props of a deployment. */
export const DEPLOYMENT_SCHEMA: PropsSchema = {
  type: "object",
  additionalProperties: false,
  required: ["model", "sku", "contentFilterName"],
  properties: {
    name: {
      type: "string",
      pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$",
      mend: "use 1 to 64 letters, digits, -, _ or ., the first a letter or digit",
    },
    model: {
      type: "object",
      additionalProperties: false,
      required: ["name", "version"],
      properties: {
        format: { ...TEXT, literal: true },
        name: { ...TEXT, literal: true },
        version: { ...TEXT, literal: true, mend: 'pin a version, e.g. "2025-01-31"' },
      },
    },
    sku: {
      type: "object",
      additionalProperties: false,
      required: ["name"],
      properties: { name: TEXT, capacity: { type: "integer", minimum: 1 } },
    },
    contentFilterName: {
      ...TEXT,
      mend: 'name a content filter, e.g. addContentFilter(...).name or "Microsoft.DefaultV2"',
    },
  },
};

/** Shape of the props of a content filter. */
export const CONTENT_FILTER_SCHEMA: PropsSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    name: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]*$", mend: "use letters, digits, -, _ or ." },
    severity: { type: "string", enum: ["Low", "Medium", "High"] },
    basePolicyName: TEXT,
  },
};

/** Shape of the props of a private endpoint. */
export const PRIVATE_ENDPOINT_SCHEMA: PropsSchema = {
  type: "object",
  additionalProperties: false,
  required: ["subnetId"],
  properties: { subnetId: TEXT, privateDnsZoneIds: TEXTS, name: TEXT },
};
