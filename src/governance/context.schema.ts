const text = { type: "string", minLength: 1 } as const;
const texts = { type: "array", items: text } as const;
const objects = { type: "array", items: { type: "object" } } as const;
/** Azure keeps tag values as text; YAML reads `42` and `true` as something else, which means the same here. */
const tags = { type: "object", additionalProperties: { type: ["string", "number", "boolean"] } } as const;

const entry = (required: readonly string[], properties: Record<string, object>) => ({
  type: "array",
  items: { type: "object", required, additionalProperties: false, properties },
});

/**
 * JSON Schema of the context file. Unknown keys are refused, so that a typo is not a fact that silently never counts. What a schema cannot say (ids,
 * dates) is checked by `parseContext`.
 */
export const CONTEXT_SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "aoai-guard:context",
  title: "aoai-guard context",
  type: "object",
  additionalProperties: false,
  properties: {
    now: text,
    defaultSubscription: text,
    subscriptions: entry(["id"], { id: text, tags, managementGroups: texts }),
    resourceGroups: entry(["id"], { id: text, tags }),
    guard: entry(["scope"], {
      scope: text,
      enforcementMode: { enum: ["Default", "DoNotEnforce", "Enroll"] },
      notScopes: texts,
      parameters: { type: "object" },
      overrides: objects,
      resourceSelectors: objects,
      contentHash: text,
    }),
    assignments: objects,
    exemptions: objects,
    approvedReviews: texts,
  },
} as const;
