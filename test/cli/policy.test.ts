import { builtInLibrary, initiativeContentHash } from "../../src/library";
import { cli, Folder } from "./harness";

const root = new Folder();
afterAll(() => root.remove());

/** A library of one definition (the built-in one about keys), an initiative that binds it, and two cases. */
function library(expect: string): string {
  const folder = `library-${expect}`;
  const definition = builtInLibrary().definitions.get("local-auth")!;
  root.write(`${folder}/local-auth.json`, definition);
  root.write(`${folder}/initiatives/keys.json`, {
    name: "keys",
    type: "Microsoft.Authorization/policySetDefinitions",
    properties: {
      displayName: "Keys",
      policyType: "Custom",
      description: "Keys are off.",
      metadata: { version: "1.0.0", category: "Cognitive Services", fatal: false },
      parameters: { localAuthEffect: definition.properties.parameters!.effect },
      policyDefinitions: [
        {
          policyDefinitionId: "{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/local-auth",
          policyDefinitionReferenceId: "local-auth",
          parameters: { effect: { value: "[parameters('localAuthEffect')]" } },
        },
      ],
    },
  });
  root.write(
    `${folder}/local-auth.cases.yaml`,
    [
      "resource: { type: Microsoft.CognitiveServices/accounts, name: a, kind: OpenAI, tags: {}, properties: {} }",
      "cases:",
      "  - { note: keys are on, properties: { disableLocalAuth: false }, expect: audit }",
      `  - { note: keys are off, properties: { disableLocalAuth: true }, expect: ${expect} }`,
      "",
    ].join("\n"),
  );
  return `${root.path}/${folder}`;
}

test("hash prints what a context holds as contentHash", async () => {
  const { code, out, err } = await cli(["policy", "hash"]);
  const builtIn = builtInLibrary();
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toBe(
    ["aoai-guard", "aoai-guard-fatal"].map((name) => `${initiativeContentHash(builtIn, name)}  ${name}\n`).join(""),
  );
});

test("hash of a library of one's own", async () => {
  const { code, out } = await cli(["policy", "hash", library("none")]);
  expect(code).toBe(0);
  expect(out).toMatch(/^\S+ {2}keys\n$/);
});

test("test runs the cases of the built-in library", async () => {
  const { code, out, err } = await cli(["policy", "test"]);
  expect(out).toMatch(/^[1-9]\d* cases passed, 0 failed, of 17 policies\.\n$/);
  expect({ code, err }).toEqual({ code: 0, err: "" });
});

test("test tells which case failed, and how", async () => {
  const folder = library("deny");
  expect(await cli(["policy", "test", folder])).toEqual({
    code: 1,
    out:
      `FAILED ${folder}/local-auth.cases.yaml at $.cases[1]: keys are off\n  expected deny, got none\n` +
      "1 cases passed, 1 failed, of 1 policies.\n",
    err: "",
  });
});

test("lint of the built-in library and of one's own", async () => {
  const builtIn = await cli(["policy", "lint"]);
  expect(builtIn).toEqual({ code: 0, out: "17 definitions and 2 initiatives are as Azure accepts them.\n", err: "" });
  expect((await cli(["policy", "lint", library("none")])).code).toBe(0);
});

test("lint names file, path and mend of everything that is wrong", async () => {
  const folder = library("none");
  const file = root.write("library-none/local-auth.json", { name: "keys", properties: {} });
  const { code, out, err } = await cli(["policy", "lint", folder]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  const lines = err.trimEnd().split("\n");
  expect(lines).toContain(`aoai-guard: ${file} at $ has no "type"; add "type".`);
  expect(lines).toContain(`aoai-guard: ${file} at $.properties has no "policyRule"; add "policyRule".`);
  for (const line of lines) expect(line).toMatch(/^aoai-guard: .*local-auth\.json at \$.*; .*\.$/);

  const json = await cli(["policy", "lint", folder, "--format", "json"]);
  expect({ code: json.code, err: json.err }).toEqual({ code: 2, err: "" });
  const report = JSON.parse(json.out) as { faults: object[] };
  expect(report).toEqual({ version: 1, definitions: 0, initiatives: 1, faults: expect.any(Array) as object[] });
  expect(report.faults).toHaveLength(lines.length);
  expect(report.faults).toContainEqual({ file, path: "$", problem: 'has no "type"', mend: 'add "type"' });
});

test("lint as JSON of what is right", async () => {
  const { code, out } = await cli(["policy", "lint", "--format", "json"]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({ version: 1, definitions: 17, initiatives: 2, faults: [] });
});

test("a folder without a library", async () => {
  for (const command of ["hash", "test", "lint"]) {
    const { code, err } = await cli(["policy", command, `${root.path}/nowhere`]);
    expect(code).toBe(2);
    expect(err).toBe(`aoai-guard: ${root.path}/nowhere does not exist; name the folder of a policy library.\n`);
  }
});
