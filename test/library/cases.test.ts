import { builtInLibrary, compileLibrary, loadCases, runCases } from "../../src/library";

const library = builtInLibrary();
const { policies } = compileLibrary(library);

describe.each([...policies])("%s", (name, { definition, policy }) => {
  const cases = loadCases(library, name);

  test.each(runCases(policy, cases).map((result) => [result.note, result] as const))(
    "%s",
    (_, { expected, actual, unknown, missing }) => {
      expect({ actual, unknown, missing }).toEqual({ actual: expected, unknown, missing: [] });
    },
  );

  test("shows a case that it refuses or reports, a case that it lets pass, and every effect but an unknown", () => {
    const expected = new Set(cases.map(({ expect: expectation }) => expectation));
    const usual = definition.properties.parameters?.["effect"]?.defaultValue ?? "deny";
    const lowered = [...expected].map((effect) => effect.toLowerCase());
    expect(lowered).toContain(String(usual).toLowerCase());
    expect(lowered).toContain("none");
    expect(lowered).toContain("undetermined");
  });

  test("notes tell the cases apart", () => {
    const notes = cases.map(({ note }) => note);
    expect(notes.filter((note, i) => notes.indexOf(note) !== i)).toEqual([]);
  });
});
