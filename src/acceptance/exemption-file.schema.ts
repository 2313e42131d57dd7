const text = { type: "string", minLength: 1 } as const;

/**
 * JSON Schema of an exemption file. The keys are those of Azure's exemption, as `az policy exemption list` prints them; `resourceId`, `address` and `constructPath` stand in the
 * place of its scope, `findings` is ours. Unknown keys are refused.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure
 */
export const EXEMPTION_FILE_SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "aoai-guard:exemptions",
  title: "aoai-guard exemptions",
  type: "object",
  required: ["exemptions"],
  additionalProperties: false,
  properties: {
    exemptions: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "policyDefinitionReferenceIds", "exemptionCategory", "expiresOn", "metadata"],
        additionalProperties: false,
        properties: {
          name: text,
          displayName: text,
          description: text,
          policyDefinitionReferenceIds: { type: "array", items: text, minItems: 1, uniqueItems: true },
          exemptionCategory: { enum: ["Waiver", "Mitigated"] },
          expiresOn: { ...text, description: 'an ISO 8601 date such as "2026-11-22"' },
          metadata: {
            type: "object",
            required: ["ticket", "owner"],
            properties: {
              ticket: {
                type: ["string", "integer"],
                minLength: 1,
                description: "the ticket that approved the exemption",
              },
              owner: { ...text, description: "who answers for the exemption" },
            },
          },
          resourceId: text,
          address: text,
          constructPath: text,
          findings: { type: "integer", minimum: 1, description: "how many findings it is meant for" },
        },
      },
    },
  },
} as const;
