import { definitionHash, initiativeHash, type DefinitionContent } from "../../src/policy/content-hash";
import { Unknown } from "../../src/policy";
import { builtInLibrary, definitionContentHash, initiativeContentHash } from "../../src/library";

const library = builtInLibrary();
const definition = library.definitions.get("flagged-model")!;
const { mode, parameters, policyRule } = definition.properties;
const hash = definitionContentHash(definition);

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null | undefined;

/** The same JSON with the keys of every object in reverse order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  );
}

describe("the same content has the same hash", () => {
  test("with keys in another order", () => {
    const again = reversed({ mode, parameters: parameters as Json, policyRule }) as unknown as DefinitionContent;
    expect(definitionHash(again)).toBe(hash);
  });

  test("as azurerm sends it: parameters without what it drops, text read back from JSON", () => {
    const sent = Object.fromEntries(
      Object.entries(parameters!).map(([name, { type, allowedValues, defaultValue, metadata }]) => [
        name,
        JSON.parse(JSON.stringify({ type, allowedValues, defaultValue, metadata })) as Json,
      ]),
    );
    expect(
      definitionHash({ mode, parameters: sent, policyRule: JSON.parse(JSON.stringify(policyRule)) as never }),
    ).toBe(hash);
  });

  test("with other words for people", () => {
    const translated = Object.fromEntries(
      Object.entries(parameters!).map(([name, declared]) => [
        name,
        { ...declared, metadata: { displayName: "Wirkung" } },
      ]),
    );
    expect(definitionHash({ mode, parameters: translated, policyRule })).toBe(hash);
  });

  test("with parameters that are absent, null or empty", () => {
    const bare = definitionHash({ mode, policyRule });
    expect(definitionHash({ mode, parameters: null, policyRule })).toBe(bare);
    expect(definitionHash({ mode, parameters: {}, policyRule })).toBe(bare);
  });

  test("with the mode that ARM takes where none is given", () => {
    expect(definitionHash({ policyRule })).toBe(definitionHash({ mode: "indexed", policyRule }));
  });

  test("an initiative with its references in another order and other case", () => {
    const references = [
      { referenceId: "a", parameters: { p: { value: 1 } }, definitionHash: "1" },
      { referenceId: "B", definitionHash: "2" },
    ];
    const again = [
      { referenceId: "b", parameters: {}, definitionHash: "2" },
      { referenceId: "A", parameters: { p: { value: 1 } }, definitionHash: "1" },
    ];
    expect(initiativeHash({ policyDefinitions: again })).toBe(
      initiativeHash({ parameters: {}, policyDefinitions: references }),
    );
  });
});

describe("other content has another hash", () => {
  test.each<[string, DefinitionContent]>([
    ["another mode", { mode: "Indexed", parameters, policyRule }],
    ["another effect", { mode, parameters, policyRule: { ...policyRule, then: { effect: "audit" } } }],
    [
      "a condition less",
      { mode, parameters, policyRule: { ...policyRule, if: { allOf: (policyRule.if["allOf"] as never[]).slice(1) } } },
    ],
    [
      "another default",
      {
        mode,
        parameters: {
          ...parameters,
          textOnlyModels: { ...parameters!["textOnlyModels"]!, defaultValue: ["OpenAI/gpt-4o/2024-11-20"] },
        },
        policyRule,
      },
    ],
    [
      "an allowed value more",
      {
        mode,
        parameters: {
          ...parameters,
          effect: { ...parameters!["effect"]!, allowedValues: ["Audit", "Deny", "Disabled"] },
        },
        policyRule,
      },
    ],
    [
      "another type",
      {
        mode,
        parameters: { ...parameters, flaggedScope: { ...parameters!["flaggedScope"]!, type: "String" } },
        policyRule,
      },
    ],
    ["a rule that is not known", { mode, parameters, policyRule: Unknown }],
  ])("%s", (_, content) => {
    expect(definitionHash(content)).not.toBe(hash);
  });

  test("of an initiative", () => {
    const { parameters: own, policyDefinitions } = library.initiatives.get("aoai-guard")!.properties;
    const references = policyDefinitions.map((reference) => ({
      referenceId: reference.policyDefinitionReferenceId,
      parameters: reference.parameters,
      definitionHash: definitionContentHash(library.definitions.get(reference.policyDefinitionReferenceId)!),
    }));
    const whole = initiativeContentHash(library, "aoai-guard");
    expect(initiativeHash({ parameters: own, policyDefinitions: references })).toBe(whole);
    const [first, ...others] = references;
    expect(initiativeHash({ parameters: own, policyDefinitions: others })).not.toBe(whole);
    expect(initiativeHash({ parameters: {}, policyDefinitions: references })).not.toBe(whole);
    const audited = { ...first!, parameters: { ...first!.parameters, effect: { value: "Audit" } } };
    expect(initiativeHash({ parameters: own, policyDefinitions: [audited, ...others] })).not.toBe(whole);
    const altered = { ...first!, definitionHash: "0" };
    expect(initiativeHash({ parameters: own, policyDefinitions: [altered, ...others] })).not.toBe(whole);
  });
});

test("every definition of the library has a hash of its own", () => {
  const hashes = [...library.definitions.values()].map(definitionContentHash);
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
});

test("an initiative that is none", () => {
  expect(() => initiativeContentHash(library, "nothing")).toThrow('The library has no initiative "nothing".');
});
