import {
  builtInLibrary,
  lintLibrary,
  type Initiative,
  type PolicyDefinition,
  type PolicyLibrary,
} from "../../src/library";

const shipped = builtInLibrary();

/** A definition or an initiative, to be changed. */
interface Draft {
  properties: Omit<PolicyDefinition["properties"] & Initiative["properties"], "metadata"> & {
    metadata: PolicyDefinition["properties"]["metadata"];
  };
}

/** The shipped library with one document changed. */
function changed(name: string, alter: (document: Draft) => void): PolicyLibrary {
  const library = { ...shipped, definitions: new Map(shipped.definitions), initiatives: new Map(shipped.initiatives) };
  const documents: Map<string, PolicyDefinition | Initiative> = library.definitions.has(name)
    ? library.definitions
    : library.initiatives;
  const copy = structuredClone(documents.get(name)!);
  alter(copy as unknown as Draft);
  documents.set(name, copy);
  return library;
}

const found = (library: PolicyLibrary): string[] =>
  lintLibrary(library).map(({ rule, path, file }) => `${rule} ${file.split(/[\\/]/).pop() ?? ""} ${path}`);

test("nothing is found in the library that ships", () => {
  expect(lintLibrary(shipped)).toEqual([]);
});

const RULE = "$.properties.policyRule";
const account = { field: "type", equals: "Microsoft.CognitiveServices/accounts" };

test.each<[string, string, (document: Draft) => void, string]>([
  [
    "a long title",
    "local-auth",
    ({ properties }) => (properties.displayName = "x".repeat(129)),
    "definition-size local-auth.json $.properties.displayName",
  ],
  [
    "a long description",
    "local-auth",
    ({ properties }) => (properties.description = "x".repeat(513)),
    "definition-size local-auth.json $.properties.description",
  ],
  [
    "long metadata",
    "local-auth",
    ({ properties }) => (properties.metadata.mend = "x".repeat(1024)),
    "definition-size local-auth.json $.properties.metadata",
  ],
  [
    "a long title of an initiative",
    "aoai-guard",
    ({ properties }) => (properties.displayName = "x".repeat(129)),
    "initiative-size aoai-guard.json $.properties.displayName",
  ],
  [
    "a body over 1 MiB",
    "flagged-model",
    ({ properties }) => (properties.parameters["textOnlyModels"]!.metadata!["description"] = "x".repeat(1_048_576)),
    "definition-size flagged-model.json $",
  ],
  [
    "an effect that nobody can roll out",
    "local-auth",
    ({ properties }) => (properties.policyRule.then["effect"] = "deny"),
    `effect-form local-auth.json ${RULE}.then.effect`,
  ],
  [
    "an effect without allowed values",
    "local-auth",
    ({ properties }) => delete properties.parameters["effect"]!.allowedValues,
    "effect-form local-auth.json $.properties.parameters.effect",
  ],
  [
    "a default that is not allowed",
    "local-auth",
    ({ properties }) => (properties.parameters["effect"]!.defaultValue = "Append"),
    "effect-form local-auth.json $.properties.parameters.effect.defaultValue",
  ],
  [
    "an effect that writes",
    "local-auth",
    ({ properties }) => properties.parameters["effect"]!.allowedValues!.push("DeployIfNotExists"),
    "effect-form local-auth.json $.properties.parameters.effect.allowedValues[3]",
  ],
  [
    "an effect that is no text",
    "local-auth",
    ({ properties }) => properties.parameters["effect"]!.allowedValues!.push({ toString: "Deny" }),
    "effect-form local-auth.json $.properties.parameters.effect.allowedValues[3]",
  ],
  [
    "a fatal effect that can be chosen",
    "prohibited-use",
    ({ properties }) => (properties.policyRule.then["effect"] = "Audit"),
    `effect-form prohibited-use.json ${RULE}.then.effect`,
  ],
  [
    "an idle parameter",
    "local-auth",
    ({ properties }) => (properties.parameters["idle"] = { type: "String" }),
    "parameters-used local-auth.json $.properties.parameters.idle",
  ],
  [
    "an unguarded tag",
    "local-auth",
    ({ properties }) =>
      (properties.policyRule.if = { allOf: [account, { value: "[subscription().tags['x']]", equals: "" }] }),
    `guarded-tags local-auth.json ${RULE}.if.allOf[1].value`,
  ],
  [
    "an unguarded tag of the resource group",
    "local-auth",
    ({ properties }) =>
      (properties.policyRule.if = { allOf: [account, { value: "[resourceGroup().tags.x]", equals: "" }] }),
    `guarded-tags local-auth.json ${RULE}.if.allOf[1].value`,
  ],
  [
    "a count over a list that may be long",
    "flagged-model",
    ({ properties }) =>
      (properties.policyRule.if = {
        allOf: [
          account,
          {
            count: {
              value: "[parameters('flaggedSubscriptionIds')]",
              name: "id",
              where: { value: "[current('id')]", equals: "x" },
            },
            greater: 0,
          },
        ],
      }),
    `lists-as-in flagged-model.json ${RULE}.if.allOf[1].count.value`,
  ],
  [
    "a mode that skips deployments",
    "content-filter",
    ({ properties }) => (properties.mode = "Indexed"),
    "mode-of-children content-filter.json $.properties.mode",
  ],
  [
    "no resource type",
    "local-auth",
    ({ properties }) => (properties.policyRule.if = { field: "kind", equals: "OpenAI" }),
    `type-first local-auth.json ${RULE}.if`,
  ],
  [
    "a reference to nothing",
    "aoai-guard",
    ({ properties }) =>
      (properties.policyDefinitions[0]!.policyDefinitionId =
        "{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/nothing"),
    "references aoai-guard.json $.properties.policyDefinitions[0].policyDefinitionId",
  ],
  [
    "a reference under another name",
    "aoai-guard",
    ({ properties }) => (properties.policyDefinitions[0]!.policyDefinitionReferenceId = "other"),
    "references aoai-guard.json $.properties.policyDefinitions[0].policyDefinitionReferenceId",
  ],
  [
    "the same reference twice",
    "aoai-guard",
    ({ properties }) => properties.policyDefinitions.push(properties.policyDefinitions[0]!),
    "references aoai-guard.json $.properties.policyDefinitions[13]",
  ],
  [
    "a binding that the definition lacks",
    "aoai-guard",
    ({ properties }) => (properties.policyDefinitions[9]!.parameters["x"] = { value: 1 }),
    "bindings aoai-guard.json $.properties.policyDefinitions[9].parameters.x",
  ],
  [
    "a binding to nothing",
    "aoai-guard",
    ({ properties }) => (properties.policyDefinitions[9]!.parameters["effect"] = { value: "[parameters('none')]" }),
    "bindings aoai-guard.json $.properties.policyDefinitions[9].parameters.effect.value",
  ],
  [
    "a parameter that reaches nothing",
    "aoai-guard",
    ({ properties }) => (properties.parameters["idle"] = { type: "String" }),
    "bindings aoai-guard.json $.properties.parameters.idle",
  ],
  [
    "another type",
    "aoai-guard",
    ({ properties }) => (properties.parameters["maximumExemptionDays"]!.type = "String"),
    "bindings aoai-guard.json $.properties.policyDefinitions[8].parameters.maximumExemptionDays.value",
  ],
  [
    "another default",
    "aoai-guard",
    ({ properties }) => (properties.parameters["maximumExemptionDays"]!.defaultValue = 365),
    "bindings aoai-guard.json $.properties.policyDefinitions[8].parameters.maximumExemptionDays.value",
  ],
  [
    "more allowed values",
    "aoai-guard",
    ({ properties }) => properties.parameters["cameraIngestEffect"]!.allowedValues!.push("Disabled"),
    "bindings aoai-guard.json $.properties.policyDefinitions[2].parameters.effect.value",
  ],
  [
    "a fatal rule among the others",
    "aoai-guard",
    ({ properties }) => (properties.metadata.fatal = true),
    "fatal-apart aoai-guard.json $.properties.policyDefinitions[0]",
  ],
  [
    "a definition that never applies",
    "aoai-guard-fatal",
    ({ properties }) => properties.policyDefinitions.pop(),
    "idle-definition exemption-of-fatal-rule.json $",
  ],
])("%s", (_, name, alter, expected) => {
  expect(found(changed(name, alter))).toContain(expected);
});
