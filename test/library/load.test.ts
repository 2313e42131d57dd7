import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../src/input";
import { builtInFolder, builtInLibrary, compileLibrary, lintFolder, loadCases, loadLibrary } from "../../src/library";

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "library-")), "policies");
  cpSync(builtInFolder(), folder, { recursive: true });
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

/** Changes a text file of the copy. */
function edit(file: string, change: (text: string) => string): void {
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

/** Changes a JSON file of the copy. */
function change(
  file: string,
  alter: (document: { name: string; properties: Record<string, unknown> } & Record<string, unknown>) => void,
): void {
  edit(file, (text) => {
    const document = JSON.parse(text) as Parameters<typeof alter>[0];
    alter(document);
    return JSON.stringify(document);
  });
}

/** The one sentence that reading the copy ends with, without the copy's folder. */
function refusal(read: () => unknown = () => compileLibrary(loadLibrary(folder))): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message.split("\n")).toHaveLength(1);
    return (error as Error).message.replaceAll(`${folder}/`, "").replaceAll(folder, "FOLDER");
  }
  throw new Error("nothing was refused");
}

test("the library that ships is the one that a checked reading gives", () => {
  const shipped = builtInLibrary();
  const checked = loadLibrary(builtInFolder());
  expect(checked).toEqual(shipped);
  expect([...shipped.initiatives.keys()].sort()).toEqual(["aoai-guard", "aoai-guard-fatal"]);
});

test("reading gives every rule that the rest of the product names", () => {
  const { initiatives } = compileLibrary(builtInLibrary());
  const names = (initiative: string): string[] =>
    initiatives.get(initiative)!.references.map(({ definition }) => definition);
  expect(names("aoai-guard-fatal")).toEqual([
    "us-police-facial-recognition",
    "mobile-camera-recognition",
    "prohibited-use",
    "exemption-of-fatal-rule",
  ]);
  expect(names("aoai-guard")).toEqual([
    "biometric-identification-review",
    "law-enforcement-review",
    "camera-ingest",
    "camera-ingest-workload",
    "flagged-model",
    "flagged-model-upgrade",
    "flagged-vision-resource",
    "required-declaration",
    "exemption-discipline",
    "local-auth",
    "public-network-access",
    "content-filter",
    "diagnostic-logs",
  ]);
});

describe("a file that is wrong is told by name, place and mend", () => {
  const FILE = "local-auth.json";
  const INITIATIVE = "initiatives/aoai-guard.json";

  test.each<[string, () => void, string | RegExp]>([
    [
      "no JSON",
      () => edit(FILE, (text) => text.replace('"type"', "type")),
      /^local-auth\.json is not JSON(; correct its syntax| \(line 3, column \d+\); correct the syntax there)\.$/,
    ],
    ["an empty file", () => edit(FILE, () => " \n"), "local-auth.json is empty; write a JSON document into it."],
    ["a list", () => edit(FILE, () => "[]"), "local-auth.json at $ has a value of the wrong kind; write an object."],
    [
      "no rule",
      () => change(FILE, ({ properties }) => delete properties["policyRule"]),
      'local-auth.json at $.properties has no "policyRule"; add "policyRule".',
    ],
    [
      "a misspelt key",
      () => edit(FILE, (text) => text.replace('"displayName": "Azure', '"displayname": "Azure')),
      /^local-auth\.json at \$\.properties has (no "displayName"|an unknown key "displayname")/,
    ],
    [
      "a misspelt condition",
      () => edit(FILE, (text) => text.replace('"notEquals"', '"notEqual"')),
      'local-auth.json at $.properties.policyRule.if.allOf[2] has an unknown key "notEqual"; did you mean "notEquals"?',
    ],
    [
      "a metadata key that is missing",
      () => edit(FILE, (text) => text.replace('"mend"', '"mends"')),
      'local-auth.json at $.properties.metadata has no "mend"; add "mend".',
    ],
    [
      "another mode",
      () => edit(FILE, (text) => text.replace('"mode": "All"', '"mode": "all"')),
      "local-auth.json at $.properties.mode has a value that is not allowed; use one of All, Indexed.",
    ],
    [
      "a number for a text",
      () => change(FILE, ({ properties }) => Object.assign(properties, { description: 7 })),
      "local-auth.json at $.properties.description has a value of the wrong kind; write what the rule refuses or reports.",
    ],
    [
      "a version of two numbers",
      () => edit(FILE, (text) => text.replace('"1.0.0"', '"1.0"')),
      "local-auth.json at $.properties.metadata.version has a value that does not fit; write a version of three numbers such as 1.0.0.",
    ],
    [
      "another name than the file's",
      () => edit(FILE, (text) => text.replace('"name": "local-auth"', '"name": "key-auth"')),
      'local-auth.json at $.name is named "key-auth", not after its file; write "local-auth".',
    ],
    [
      "an alias that nobody confirmed",
      () => edit(FILE, (text) => text.replace("accounts/disableLocalAuth", "accounts/disableLocalAuthentication")),
      /^local-auth\.json at \$\.properties\.policyRule\.if\.allOf\[2\]\.field is no rule that Azure takes: .*disableLocalAuthentication/,
    ],
    [
      "a function that policies do not have",
      () => edit("content-filter.json", (text) => text.replace("[trim(", "[newGuid(")),
      /^content-filter\.json at \$\.properties\.policyRule\.if\.allOf\[1\]\.value is no rule that Azure takes: /,
    ],
    [
      "a parameter that is not declared",
      () =>
        edit("camera-ingest.json", (text) =>
          text.replaceAll("parameters('cameraSourceTag')", "parameters('cameraTag')"),
        ),
      'camera-ingest.json at $.properties.policyRule.if.allOf[1].count.value asks for the parameter "cameraTag", which is not declared; declare it, or correct the name.',
    ],
    [
      "a fatal rule whose effect can be chosen",
      () => edit("prohibited-use.json", (text) => text.replace('"deny"', "\"[parameters('effect')]\"")),
      'prohibited-use.json at $.properties.policyRule.then.effect can be something else than deny in a fatal rule; write "deny".',
    ],
    [
      "an effect that writes",
      () => edit(FILE, (text) => text.replace('"Deny"', '"Modify"')),
      /^local-auth\.json at \$\.properties\.parameters\.effect\.allowedValues\[1\] is an effect that writes to the resource/,
    ],
    [
      "a reference to nothing",
      () => edit(INITIATIVE, (text) => text.replace("policyDefinitions/local-auth", "policyDefinitions/local-auht")),
      /^initiatives\/aoai-guard\.json at \$\.properties\.policyDefinitions\[9\]\.policyDefinitionId means "local-auht", which the library lacks; use one of /,
    ],
    [
      "a parameter that is not bound",
      () =>
        change(INITIATIVE, ({ properties }) => {
          const bound = properties["policyDefinitions"] as { parameters: Record<string, unknown> }[];
          delete bound[2]!.parameters["cameraSourceTag"];
        }),
      /^initiatives\/aoai-guard\.json at \$\.properties\.policyDefinitions\[2\]\.parameters does not bind "cameraSourceTag"/,
    ],
    [
      "a fatal rule in the other initiative",
      () => edit("local-auth.json", (text) => text.replace('"fatal": false', '"fatal": true')),
      /^local-auth\.json at .* in a fatal rule/,
    ],
    [
      "a rule nested without end",
      () => {
        const deep = `${'{"not":'.repeat(50_000)}{"field":"kind","equals":"x"}${"}".repeat(50_000)}`;
        edit(FILE, (text) =>
          text.replace(/"policyRule":[\s\S]*$/, `"policyRule": { "if": ${deep}, "then": { "effect": "deny" } } } }`),
        );
      },
      "local-auth.json is nested too deeply; write it flatter.",
    ],
    [
      "a rule nested deeper than Azure takes",
      () => {
        const deep = `${'{"not":'.repeat(600)}{"field":"type","equals":"x"}${"}".repeat(600)}`;
        const rule = `{ "if": ${deep}, "then": { "effect": "[parameters('effect')]" } }`;
        edit(FILE, (text) => text.replace(/"policyRule":[\s\S]*$/, `"policyRule": ${rule} } }`));
      },
      /^local-auth\.json at \$\.properties\.policyRule\.if\.not.* is no rule that Azure takes: .*512/,
    ],
    [
      "a file of aliases that is none",
      () => edit("aliases.csv", () => "Microsoft.Web/sites/kind\n"),
      /^aliases\.csv is no table of aliases: /,
    ],
  ])("%s", (_, alter, sentence) => {
    alter();
    expect(refusal()).toEqual(
      typeof sentence === "string" ? expect.stringContaining(sentence) : expect.stringMatching(sentence),
    );
  });

  test.each<[string, () => void, string]>([
    [
      "no folder",
      () => rmSync(folder, { recursive: true }),
      "FOLDER does not exist; name the folder of a policy library.",
    ],
    [
      "a file for a folder",
      () => {
        rmSync(folder, { recursive: true });
        writeFileSync(folder, "x");
      },
      "FOLDER is no folder; name the folder of a policy library.",
    ],
    [
      "an empty folder",
      () => {
        rmSync(folder, { recursive: true });
        mkdirSync(folder);
      },
      "FOLDER holds no policy definition; put one definition into each <name>.json in it.",
    ],
    [
      "no initiatives",
      () => rmSync(join(folder, "initiatives"), { recursive: true }),
      "FOLDER holds no initiative, so that none of its definitions would apply;",
    ],
  ])("%s", (_, alter, sentence) => {
    alter();
    expect(refusal()).toContain(sentence);
  });
});

describe("a file of cases that is wrong", () => {
  const FILE = "local-auth.cases.yaml";
  const read = (): unknown => loadCases(loadLibrary(folder), "local-auth");

  test.each<[string, (text: string) => string, string | RegExp]>([
    ["no YAML", (text) => `${text}\n  - {`, /^local-auth\.cases\.yaml is not YAML \(line \d+, column \d+\): /],
    [
      "a key that is written twice",
      (text) => `${text}\ncases: []\n`,
      /^local-auth\.cases\.yaml is not YAML \(line \d+, column 1\): duplicate key/,
    ],
    [
      "an unknown key",
      (text) => text.replace("expect: audit", "expects: audit"),
      /\$\.cases\[0\] has (no "expect"|an unknown key "expects")/,
    ],
    [
      "an effect that is none",
      (text) => text.replace("expect: audit", "expect: refuse"),
      "at $.cases[0].expect has a value that is not allowed; use one of deny, audit, auditIfNotExists, none, undetermined.",
    ],
    [
      "a case about nothing",
      (text) => text.replace(/^resource:[\s\S]*?\ncases:/, "cases:"),
      "at $.cases[0] has no resource; add one to the case, or one for all cases at the top.",
    ],
    ["an empty list", () => "cases: []\n", "at $.cases is empty; add an element."],
    [
      "a moment that is none",
      (text) => `now: tomorrow\n${text}`,
      "at $.now has a value that does not fit; write a moment such as 2026-11-22T12:00:00Z.",
    ],
  ])("%s", (_, alter, sentence) => {
    edit(FILE, alter);
    expect(refusal(read)).toEqual(
      typeof sentence === "string" ? expect.stringContaining(sentence) : expect.stringMatching(sentence),
    );
  });

  test("no file is no cases", () => {
    rmSync(join(folder, FILE));
    expect(read()).toEqual([]);
  });
});

test("a library without a file of aliases takes an alias for a plain path", () => {
  rmSync(join(folder, "aliases.csv"));
  edit("local-auth.json", (text) => text.replace("accounts/disableLocalAuth", "accounts/somethingNew"));
  const { policy } = compileLibrary(loadLibrary(folder)).policies.get("local-auth")!;
  const resource = { type: "Microsoft.CognitiveServices/accounts", kind: "OpenAI", properties: { somethingNew: true } };
  expect(policy.evaluate({ resource }).outcome).toBe("noMatch");
});

describe("everything that is wrong is told in one reading", () => {
  const faults = (): string[] =>
    lintFolder(folder).faults.map(({ message }) => message.replaceAll(`${folder}/`, "").replace(/; .*/, ""));

  test("of the library that ships nothing", () => expect(lintFolder(builtInFolder()).faults).toEqual([]));

  test("of one file, and of several", () => {
    change("local-auth.json", ({ properties }) => {
      delete properties["description"];
      Object.assign(properties, { mode: "all", policyType: "BuiltIn" });
    });
    edit("flagged-model.json", () => "{");
    change("camera-ingest.json", (document) => (document.name = "other"));
    change("diagnostic-logs.json", ({ properties }) => (properties["displayName"] = "x".repeat(129)));
    expect(faults().sort()).toEqual([
      'camera-ingest.json at $.name is named "other", not after its file',
      "diagnostic-logs.json at $.properties.displayName is longer than 128 characters",
      "flagged-model.json is not JSON: it breaks off (line 1, column 2)",
      'local-auth.json at $.properties has no "description"',
      "local-auth.json at $.properties.mode has a value that is not allowed",
      "local-auth.json at $.properties.policyType has a value that is not allowed",
    ]);
  });

  test("a misspelt key that is required is one fault, and a missing one beside it another", () => {
    edit("local-auth.json", (text) =>
      text.replace('"displayName"', '"displayname"').replace('"policyRule"', '"policyRules"'),
    );
    change("local-auth.json", ({ properties }) => void delete properties["description"]);
    expect(faults().sort()).toEqual([
      'local-auth.json at $.properties has an unknown key "displayname"',
      'local-auth.json at $.properties has an unknown key "policyRules"',
      'local-auth.json at $.properties has no "description"',
    ]);
  });

  test("an unknown key that is like none does not hide what is missing", () => {
    change("local-auth.json", ({ properties }) => {
      delete properties["policyRule"];
      properties["rule of ours"] = {};
    });
    expect(faults().sort()).toEqual([
      'local-auth.json at $.properties has an unknown key "rule of ours"',
      'local-auth.json at $.properties has no "policyRule"',
    ]);
  });

  test("of what the linter and the compiler say beside a file that cannot be read", () => {
    edit("flagged-model.json", () => "{");
    edit("local-auth.json", (text) => text.replace('"notEquals": true', '"notEquals": "[concat(]"'));
    edit("initiatives/aoai-guard.json", (text) =>
      text.replace('"policyDefinitionReferenceId": "local-auth"', '"policyDefinitionReferenceId": "keys"'),
    );
    expect(faults()).toEqual([
      "flagged-model.json is not JSON: it breaks off (line 1, column 2)",
      expect.stringMatching(
        /^initiatives\/aoai-guard\.json at .*policyDefinitionReferenceId is not the definition's name/,
      ),
      expect.stringMatching(/^local-auth\.json at \S+ is no rule that Azure takes/),
    ]);
  });

  test("nothing is idle because an initiative cannot be read", () => {
    edit("initiatives/aoai-guard.json", () => "[]");
    expect(faults()).toEqual(["initiatives/aoai-guard.json at $ has a value of the wrong kind"]);
  });
});
