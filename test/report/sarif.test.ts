import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import type { Report } from "../../src/findings/finding";
import { reporters, type ReportOptions } from "../../src/report";
import {
  audited,
  everything,
  exempted,
  failedCheck,
  fatalUndetermined,
  HOSTILE,
  hostileReport,
  pipeline,
  reportOf,
} from "./sample";

/** The schema of the standard, as the package of its authors' matchers ships it. */
function sarifSchema() {
  const root = dirname(require.resolve("@microsoft/jest-sarif/package.json"));
  const schema = JSON.parse(readFileSync(join(root, "lib", "schemas", "sarif-2.1.0-rtm.5.json"), "utf8"));
  // Of draft 4 it uses only what later drafts read in the same way, but for these two keywords.
  delete schema.$schema;
  delete schema.id;
  return schema;
}

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(sarifSchema());

function sarifOf(report: Report, options: Partial<ReportOptions> = {}) {
  const log = JSON.parse(reporters.sarif(report, { toolVersion: "1.2.3", ...options }));
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log;
}

function resultsOf(report: Report) {
  return sarifOf(report).runs[0].results;
}

test("the whole log of one denied path", () => {
  expect(sarifOf(reportOf([pipeline], { notes: ["A note."], unmapped: { random_id: 2 } }))).toEqual({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "aoai-guard",
            semanticVersion: "1.2.3",
            version: "1.2.3",
            rules: [
              {
                id: "camera-pipeline",
                shortDescription: { text: "camera-pipeline" },
                fullDescription: {
                  text: "A camera-ingest pipeline reaches this account from azurerm_iothub.fleet.",
                },
                help: {
                  text:
                    "A camera-ingest pipeline reaches this account from azurerm_iothub.fleet.\n\nClause: R17, R19.\n\n" +
                    "Mend: Take the camera out of the path, or get the use reviewed.",
                },
                helpUri: "https://learn.microsoft.com/en-us/legal/ai-code-of-conduct",
                properties: { decision: "D6", clause: "R17, R19", fatal: false, tags: ["security", "D6"] },
              },
            ],
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [{ level: "note", message: { text: "A note." } }],
          },
        ],
        results: [
          {
            ruleId: "camera-pipeline",
            ruleIndex: 0,
            level: "error",
            message: {
              text:
                "A camera-ingest pipeline reaches this account from azurerm_iothub.fleet. " +
                "Take the camera out of the path, or get the use reviewed.",
            },
            locations: [
              {
                physicalLocation: { artifactLocation: { uri: "cdktf.out" }, region: { startLine: 1 } },
                logicalLocations: [
                  { fullyQualifiedName: "azurerm_cognitive_account.records", name: "records", kind: "resource" },
                  { fullyQualifiedName: "police/records/account", kind: "module" },
                ],
              },
            ],
            codeFlows: [
              {
                threadFlows: [
                  {
                    locations: [
                      {
                        location: {
                          logicalLocations: [
                            { fullyQualifiedName: "azurerm_storage_container.uploads", kind: "resource" },
                          ],
                          message: {
                            text:
                              "azurerm_iothub.fleet -> azurerm_storage_container.uploads (E1, strong): " +
                              "azurerm_iothub.fleet: file_upload[0].container_name",
                          },
                        },
                      },
                      {
                        location: {
                          logicalLocations: [
                            { fullyQualifiedName: "azurerm_cognitive_account.records", kind: "resource" },
                          ],
                          message: {
                            text:
                              "azurerm_storage_container.uploads -> azurerm_cognitive_account.records (E9, medium): " +
                              "azurerm_linux_function_app.hop: app_settings.OPENAI_ENDPOINT",
                          },
                        },
                      },
                    ],
                  },
                ],
              },
            ],
            partialFingerprints: { "aoaiGuard/v1": expect.stringMatching(/^[0-9a-f]{64}$/) },
            properties: {
              verdict: "denied",
              decision: "D6",
              fatal: false,
              clause: "R17, R19",
              type: "Microsoft.CognitiveServices/accounts",
              unknown: [],
              facts: [],
            },
          },
        ],
        properties: {
          summary: { denied: 1, undetermined: 0, audited: 0, exempted: 0, compliant: 0 },
          unmapped: { random_id: 2 },
        },
      },
    ],
  });
});

test("levels follow the verdict, and what is undetermined of a fatal rule is an error", () => {
  const undetermined = { ...fatalUndetermined, fatal: false };
  const findings = [pipeline, fatalUndetermined, undetermined, audited, exempted];
  expect(resultsOf(reportOf(findings)).map((result: { level: string }) => result.level)).toEqual([
    "error",
    "error",
    "warning",
    "note",
    "note",
  ]);
});

test("an exempted finding stays in the log, suppressed, with the reason and the end", () => {
  const results = resultsOf(everything);
  expect(results[0].suppressions).toEqual([
    {
      kind: "external",
      status: "accepted",
      justification: "Waiver records-pilot: GOV-17, signed by the board; until 2027-01-31",
    },
  ]);
  expect(results[1].suppressions).toBeUndefined();
});

test("an exemption that a fatal rule ignored suppresses nothing", () => {
  const finding = { ...fatalUndetermined, exemption: { ...exempted.exemption!, ignored: true } };
  expect(resultsOf(reportOf([finding]))[0].suppressions).toBeUndefined();
});

test("rules that gave no finding are listed too, and described in their own words", () => {
  const rules = [
    {
      ...{ id: "local-auth", title: "Keys are off", description: "Keys must be off.", mend: "Turn them off." },
      ...{ clause: "hardening", decision: "D12", fatal: false },
    },
    {
      ...{ id: "no-use", title: "No use", description: "No use may be.", mend: "Take it away." },
      ...{ clause: "R8", decision: "D3", fatal: true },
    },
  ];
  const { driver } = sarifOf(reportOf([audited]), { rules }).runs[0].tool;
  expect(driver.rules).toEqual([
    {
      id: "local-auth",
      shortDescription: { text: "Keys are off" },
      fullDescription: { text: "Keys must be off." },
      help: { text: "Keys must be off.\n\nClause: hardening.\n\nMend: Turn them off." },
      properties: { decision: "D12", clause: "hardening", fatal: false, tags: ["security", "D12"] },
    },
    {
      id: "no-use",
      shortDescription: { text: "No use" },
      fullDescription: { text: "No use may be." },
      help: { text: "No use may be.\n\nClause: R8.\n\nMend: Take it away.\n\nNothing exempts from this rule." },
      helpUri: "https://learn.microsoft.com/en-us/legal/ai-code-of-conduct",
      properties: { decision: "D3", clause: "R8", fatal: true, tags: ["security", "D3"] },
    },
  ]);
});

test("files are URIs; standard input is no file", () => {
  const at = (file: string | null) => ({ ...audited, resource: { ...audited.resource, file } });
  const [relative, absolute, stdin, none] = resultsOf(
    reportOf([at("out dir/plan#1.json"), at("/tmp/a b/plan.json"), failedCheck, at(null)]),
  ).map(
    (result: { locations: { physicalLocation?: { artifactLocation: { uri: string } } }[] }) =>
      result.locations[0]?.physicalLocation?.artifactLocation.uri,
  );
  expect(relative).toBe("out%20dir/plan%231.json");
  expect(absolute).toBe(pathToFileURL("/tmp/a b/plan.json").href);
  expect(stdin).toBeUndefined();
  expect(none).toBeUndefined();
});

test("the line that made a resource is the location, relative to the root where it lies in it", () => {
  const made = (file: string) => ({ ...audited, resource: { ...audited.resource, madeAt: { file, line: 12 } } });
  const locations = sarifOf(reportOf([made("/repo/lib/main.ts"), made("/else/main.ts"), made("main.ts")]), {
    root: "/repo",
  }).runs[0].results.map(
    (result: { locations: { physicalLocation: unknown }[] }) => result.locations[0]?.physicalLocation,
  );
  const at = (uri: string) => ({ artifactLocation: { uri }, region: { startLine: 12 } });
  expect(locations).toEqual([at("lib/main.ts"), at(pathToFileURL("/else/main.ts").href), at("main.ts")]);
});

test("no name can be read as anything but text", () => {
  const { results, invocations } = sarifOf(hostileReport()).runs[0];
  expect(results).toHaveLength(HOSTILE.length * 4);
  expect(invocations[0].toolExecutionNotifications).toHaveLength(HOSTILE.length);
  for (const { message } of results) expect(message.text).not.toMatch(/(?<!\\)\]\(/);
  expect(results.some(({ message }: { message: { text: string } }) => message.text.includes("[link\\](https"))).toBe(
    true,
  );
  for (const result of results)
    expect(result.locations[0].physicalLocation.artifactLocation.uri).not.toMatch(
      /[\s"<>`{}|\\^]|^javascript:|^[a-z]+:\/\/evil/i,
    );
});

test("fingerprints tell findings apart by rule, resource and ends of a path, not by words", () => {
  const print = (finding: typeof pipeline) => resultsOf(reportOf([finding]))[0].partialFingerprints["aoaiGuard/v1"];
  const [first, second] = pipeline.evidence;
  const otherSource = {
    ...pipeline,
    evidence: [{ ...first, from: "azurerm_eventhub.vans" }, second],
  } as typeof pipeline;
  expect(print({ ...pipeline, message: "Other words.", verdict: "exempted" })).toBe(print(pipeline));
  expect(print(otherSource)).not.toBe(print(pipeline));
  expect(print({ ...pipeline, rule: "other" })).not.toBe(print(pipeline));
  expect(print({ ...pipeline, resource: { ...pipeline.resource, address: "x.y" } })).not.toBe(print(pipeline));
});
