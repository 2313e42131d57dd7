import { fails, type FailureOptions } from "../findings/summary";
import type { Finding, Report } from "../findings/finding";
import { exemptionText, factsOf, marksOf, notesOf, pathsOf, ruleOf, stationsOf, titleOf } from "./parts";
import { quietLines } from "./printable";
import type { Reporter } from "./reporter";
import { escapedXml } from "./xml";

/**
 * JUnit XML, for services that show test results: a suite a file that was judged, a test case a finding. What fails the run is a failure; whatever else
 * is found is skipped with its reason, because a passed test would hide it. The format has no standard; this is what Jenkins' xunit-plugin accepts.
 * Source: junit-10.xsd of jenkinsci/xunit-plugin
 */
export const junit: Reporter = (report, options) => {
  const suites = suitesOf(report, options);
  const counts = totalsOf(suites.flatMap(({ cases }) => cases));
  const notes = notesOf(report);
  const said = notes.length === 0 ? [] : [`    <system-out>${escapedLines(notes)}</system-out>`];
  const lines = suites.flatMap(({ name, cases }, i) => [
    `  <testsuite${attributes({ name, ...totalsOf(cases), skipped: cases.filter(({ outcome }) => outcome === "skipped").length })}>`,
    ...cases.map(caseOf),
    ...(i === suites.length - 1 ? said : []),
    "  </testsuite>",
  ]);
  const head = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: "aoai-guard", ...counts })}>`,
  ];
  return quietLines(`${[...head, ...lines, "</testsuites>"].join("\n")}\n`);
};

interface TestCase {
  classname: string;
  name: string;
  outcome: "passed" | "failure" | "skipped";
  /** Whose words are the message; absent where all is well. */
  finding?: Finding;
}

function suitesOf(report: Report, options: FailureOptions): { name: string; cases: TestCase[] }[] {
  const suites = new Map<string, TestCase[]>();
  for (const finding of report.findings) {
    const name = finding.resource.file ?? "aoai-guard";
    const test: TestCase = {
      classname: finding.rule,
      name: `${titleOf(finding.resource)}: ${ruleOf(finding)}`,
      outcome: fails(finding, options) ? "failure" : "skipped",
      finding,
    };
    const cases = suites.get(name);
    if (cases === undefined) suites.set(name, [test]);
    else cases.push(test);
  }
  if (suites.size > 0) return [...suites].map(([name, cases]) => ({ name, cases }));
  // A result file without a test is an error to most readers.
  const { compliant } = report.summary;
  const name = `Nothing is found against ${compliant === 1 ? "1 account" : `${compliant} accounts`}`;
  return [{ name: "aoai-guard", cases: [{ classname: "aoai-guard", name, outcome: "passed" }] }];
}

const totalsOf = (cases: readonly TestCase[]): Record<"tests" | "failures" | "errors", number> => ({
  tests: cases.length,
  failures: cases.filter(({ outcome }) => outcome === "failure").length,
  errors: 0,
});

function caseOf({ classname, name, outcome, finding }: TestCase): string {
  const head = `    <testcase${attributes({ classname, name })}`;
  if (finding === undefined || outcome === "passed") return `${head}/>`;
  const message = attributes({ message: finding.message, ...(outcome === "failure" ? { type: finding.verdict } : {}) });
  return `${head}>\n      <${outcome}${message}>${escapedLines(detailsOf(finding))}</${outcome}>\n    </testcase>`;
}

function detailsOf(finding: Finding): string[] {
  const { verdict, evidence, unknown, exemption, clause, mend } = finding;
  const { fatal, known } = marksOf(finding);
  return [
    `verdict: ${verdict}${fatal}${known}`,
    ...pathsOf(evidence).flatMap((path) => [
      `path: ${stationsOf(path).join(" -> ")}`,
      ...path.map(({ edge, strength, attribute }) => `  ${edge}, ${strength}: ${attribute}`),
    ]),
    ...factsOf(evidence).map(({ path, value }) => `fact: ${path} = ${value}`),
    ...(unknown.length === 0 ? [] : [`unknown: ${unknown.join(", ")}`]),
    ...(exemption === undefined ? [] : [`exempt: ${exemptionText(exemption)}`]),
    `clause: ${clause}`,
    `mend: ${mend}`,
  ];
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapedXml(String(value))}"`)
    .join("");

const escapedLines = (lines: readonly string[]): string => lines.map(escapedXml).join("\n");
