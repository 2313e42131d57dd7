import { reporters } from "../../src/report";
import { FORMATS } from "../../src/report/formats";
import { printable } from "../../src/report/printable";
import {
  everything,
  failedCheck,
  fatalUndetermined,
  HOSTILE,
  hostile,
  hostileReport,
  pipeline,
  reportOf,
} from "./sample";
import { azureCommands, githubCommands } from "./support/commands";

const options = { toolVersion: "1.2.3" };

test("github: the whole document, the worst first", () => {
  expect(reporters.github(everything, options)).toBe(
    [
      "::error title=D2 mobile-camera-recognition (fatal),file=cdktf.out::Whether law enforcement operates this account is not known. Describe the subscription in the context file.",
      "::error title=D6 camera-pipeline,file=cdktf.out::A camera-ingest pipeline reaches this account from azurerm_iothub.fleet. Take the camera out of the path, or get the use reviewed.",
      "::notice title=D12 local-auth,file=plan.json::Keys are on. Set local_auth_enabled = false.",
      "note: Nothing is known about subscription 1b4e28ba-2fa1-11d2-883f-0016d3cca427.",
      "note: Not looked at, because no map covers the type: null_resource (1), random_id (2).",
      "aoai-guard: 1 denied, 1 undetermined, 1 audited, 1 exempted, 0 compliant accounts",
      "",
    ].join("\n"),
  );
});

test("azuredevops: the whole document, the worst first", () => {
  expect(reporters.azuredevops(everything, options)).toBe(
    [
      "##vso[task.logissue type=error;sourcepath=cdktf.out;code=D2 mobile-camera-recognition (fatal);]Whether law enforcement operates this account is not known. Describe the subscription in the context file.",
      "##vso[task.logissue type=error;sourcepath=cdktf.out;code=D6 camera-pipeline;]A camera-ingest pipeline reaches this account from azurerm_iothub.fleet. Take the camera out of the path, or get the use reviewed.",
      "D12 local-auth: Keys are on. Set local_auth_enabled = false.",
      "note: Nothing is known about subscription 1b4e28ba-2fa1-11d2-883f-0016d3cca427.",
      "note: Not looked at, because no map covers the type: null_resource (1), random_id (2).",
      "aoai-guard: 1 denied, 1 undetermined, 1 audited, 1 exempted, 0 compliant accounts",
      "",
    ].join("\n"),
  );
});

test.each(["github", "azuredevops"] as const)(
  "%s: an undetermined rule is an error only where it fails the run",
  (format) => {
    const report = reportOf([{ ...fatalUndetermined, fatal: false }]);
    const word = { github: (level: string) => `::${level} `, azuredevops: (level: string) => `type=${level};` }[format];
    expect(reporters[format](report, options)).toContain(word("warning"));
    expect(reporters[format](report, { ...options, undetermined: "fail" })).toContain(word("error"));
  },
);

test.each(["github", "azuredevops"] as const)(
  "%s: what a baseline holds is nobody's task, unless it is fatal",
  (format) => {
    const parse = { github: githubCommands, azuredevops: azureCommands }[format];
    const known = { ...pipeline, baseline: "known" as const };
    expect(parse(reporters[format](reportOf([known]), options))).toEqual([]);
    expect(parse(reporters[format](reportOf([{ ...known, fatal: true }]), options))).toHaveLength(1);
  },
);

test("a finding of standard input names no file", () => {
  const report = reportOf([failedCheck]);
  expect(githubCommands(reporters.github(report, options))[0]?.properties).toEqual({ title: "terraform-check-failed" });
  expect(azureCommands(reporters.azuredevops(report, options))[0]?.properties).toEqual({
    type: "error",
    code: "terraform-check-failed",
  });
});

describe.each(HOSTILE)("what is called %j", (text) => {
  const finding = hostile(text);
  const data = printable(`${finding.message} ${finding.mend}`);

  test("is one command of GitHub, with the text in its place", () => {
    expect(githubCommands(reporters.github(reportOf([finding]), options))).toEqual([
      { name: "error", properties: { title: "D6 camera-pipeline (fatal)", file: printable(text) }, data },
    ]);
  });

  test("is one command of Azure Pipelines, with the text in its place", () => {
    expect(azureCommands(reporters.azuredevops(reportOf([finding]), options))).toEqual([
      {
        name: "task.logissue",
        properties: { type: "error", sourcepath: printable(text), code: "D6 camera-pipeline (fatal)" },
        data,
      },
    ]);
  });
});

/** Whoever prints a report into a log, in whatever format, must not carry out what a resource is called. */
describe.each(FORMATS)("a log that holds the report as %s", (format) => {
  const document = reporters[format](hostileReport(), options);

  test("has no command for GitHub but our own", () => {
    const names = githubCommands(document).map(({ name }) => name);
    expect([...new Set(names)].sort()).toEqual(format === "github" ? ["error", "notice"] : []);
  });

  test("has no command for Azure Pipelines but our own", () => {
    const names = azureCommands(document).map(({ name }) => name);
    expect([...new Set(names)]).toEqual(format === "azuredevops" ? ["task.logissue"] : []);
  });

  test("moves no cursor and turns no line around", () => {
    expect(document.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u);
  });
});

test("the parsers find what is forged", () => {
  expect(githubCommands("  ::set-output name=a%3Ab::x%0Ay")).toEqual([
    { name: "set-output", properties: { name: "a:b" }, data: "x\ny" },
  ]);
  expect(githubCommands("a ##[add-path]/tmp")).toHaveLength(1);
  expect(azureCommands("a ##vso[task.setvariable variable=a%3Bb;]x")).toEqual([
    { name: "task.setvariable", properties: { variable: "a;b" }, data: "x" },
  ]);
});
