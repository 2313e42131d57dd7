import { patched } from "../../src/governance/overlay";

describe("a patch laid over what it patches", () => {
  const type = "Microsoft.CognitiveServices/accounts";

  test("meets its tags and properties without case, in the spelling that is there", () => {
    const base = {
      type,
      tags: { "aoai-use-case": "text-generation", team: "x" },
      properties: { disableLocalAuth: true, apiProperties: { a: 1 } },
    };
    const patch = {
      type: type.toUpperCase(),
      tags: { "AOAI-USE-CASE": "surveillance" },
      properties: { DisableLocalAuth: false, APIProperties: { B: 2 } },
    };
    expect(patched(patch, base)).toEqual({
      id: undefined,
      type,
      tags: { "aoai-use-case": "surveillance", team: "x" },
      properties: { disableLocalAuth: false, apiProperties: { a: 1, B: 2 } },
    });
  });
});
