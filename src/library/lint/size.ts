import type { Complaint, DefinitionRule, InitiativeRule } from "./finding";

/**
 * Azure's limits on what lies around the rule; those on the rule itself are held by the engine when it compiles it.
 * Sources: https://github.com/MicrosoftDocs/azure-docs includes/azure-policy-limits.md (parameters, policies of an initiative, size of a request);
 * https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-basics (displayName, description, metadata).
 * Copies of the first differ about parameters of an initiative (300, 400): the smaller one is held.
 */
export const SIZES = {
  displayName: 128,
  description: 512,
  metadata: 1024,
  parameters: 20,
  initiativeParameters: 300,
  policies: 1000,
  body: 1_048_576,
} as const;

interface Sized {
  properties: { displayName: string; description: string; metadata: object; parameters?: object };
}

function* sizes(document: Sized, most: number): Generator<Complaint> {
  const { properties } = document;
  const measured: [string, number, number][] = [
    ["displayName", properties.displayName.length, SIZES.displayName],
    ["description", properties.description.length, SIZES.description],
    ["metadata", JSON.stringify(properties.metadata).length, SIZES.metadata],
  ];
  for (const [key, length, limit] of measured) {
    if (length > limit) yield tooMany(`$.properties.${key}`, `is ${length} characters long`, limit);
  }
  const count = Object.keys(properties.parameters ?? {}).length;
  if (count > most) yield tooMany("$.properties.parameters", `has ${count} parameters`, most);
  const size = Buffer.byteLength(JSON.stringify(document));
  if (size > SIZES.body) yield tooMany("$", `is ${size} bytes long`, SIZES.body);
}

function tooMany(path: string, problem: string, limit: number): Complaint {
  return { path, problem: `${problem}; Azure takes ${limit} at most`, mend: "shorten it" };
}

export const definitionSize: DefinitionRule = {
  id: "definition-size",
  check: (definition) => sizes(definition, SIZES.parameters),
};

export const initiativeSize: InitiativeRule = {
  id: "initiative-size",
  *check(initiative) {
    yield* sizes(initiative, SIZES.initiativeParameters);
    const { length } = initiative.properties.policyDefinitions;
    if (length > SIZES.policies)
      yield tooMany("$.properties.policyDefinitions", `binds ${length} definitions`, SIZES.policies);
  },
};
