import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { Evidence, Finding, Report } from "../findings/finding";
import { fingerprint } from "../findings/fingerprint";
import { placeOf, type Place } from "./parts";
import { quietJson } from "./printable";
import type { Reporter, ReportOptions, RuleText } from "./reporter";

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning and editors. The section numbers below are those of
 * the standard. A result names the resource as a logical location (Terraform address, construct path) and as the physical one the line that made it,
 * else the input file.
 */
export const sarif: Reporter = (report, options) => `${quietJson(log(report, options))}\n`;

const LEVELS: Record<Finding["verdict"], "error" | "warning" | "note"> = {
  denied: "error",
  undetermined: "warning",
  audited: "note",
  exempted: "note",
};

function log(report: Report, { toolVersion, rules: texts = [], root }: ReportOptions) {
  const rules = describedRules(report.findings, texts);
  const places: Places = { uris: new Map(), root };
  const index = new Map(rules.map((rule, position) => [rule.id, position]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "aoai-guard", semanticVersion: toolVersion, version: toolVersion, rules } },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.notes.map((text) => ({ level: "note", message: plain(text) })),
          },
        ],
        results: report.findings.map((finding) => result(finding, index.get(finding.rule) ?? -1, places)),
        properties: { summary: report.summary, unmapped: report.unmapped },
      },
    ],
  };
}

/** The rules that gave a finding or were given to us, in that order; a finding describes its rule where nobody else does. */
function describedRules(findings: readonly Finding[], texts: readonly RuleText[]) {
  const known = new Map(texts.map((rule) => [rule.id, rule]));
  const found = new Map(findings.map((finding) => [finding.rule, finding]));
  return [...new Set([...found.keys(), ...known.keys()])].map((id) => {
    const finding = found.get(id);
    return describedRule(
      known.get(id) ?? (finding === undefined ? { id } : { ...finding, id, description: finding.message }),
    );
  });
}

function describedRule(rule: Partial<RuleText> & { id: string }) {
  const { id, title = id, description = id, mend = "", clause = "design", decision = null, fatal = false } = rule;
  const said = [`Clause: ${clause}.`, `Mend: ${mend}`, ...(fatal ? ["Nothing exempts from this rule."] : [])];
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: description },
    help: { text: [description, ...said].join("\n\n") },
    // What a clause is, Microsoft says; docs/clauses.md explains it.
    ...(/\bR\d/.test(clause) ? { helpUri: CODE_OF_CONDUCT } : {}),
    properties: { decision, clause, fatal, tags: ["security", ...(decision === null ? [] : [decision])] },
  };
}

const CODE_OF_CONDUCT = "https://learn.microsoft.com/en-us/legal/ai-code-of-conduct";

function result(finding: Finding, ruleIndex: number, places: Places) {
  const { rule, verdict, fatal, message, mend, clause, decision, unknown, resource, exemption } = finding;
  const path = finding.evidence.flatMap((item) => ("edge" in item ? [item] : []));
  const facts = finding.evidence.flatMap((item) => ("edge" in item ? [] : [item]));
  return {
    ruleId: rule,
    ruleIndex,
    // 3.27.9: with a kind other than "fail" a result has no level, and an undetermined one would be shown nowhere.
    level: verdict === "undetermined" && fatal ? "error" : LEVELS[verdict],
    message: plain(`${message} ${mend}`),
    locations: [location(finding, places)],
    ...(path.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: flow(path) }] }] }),
    partialFingerprints: { "aoaiGuard/v1": fingerprint(finding) },
    // 3.27.24: relative to the baseline that the run was given.
    ...(finding.baseline === undefined ? {} : { baselineState: finding.baseline === "known" ? "unchanged" : "new" }),
    ...(verdict === "exempted" && exemption !== undefined
      ? {
          suppressions: [
            {
              kind: "external",
              status: "accepted",
              justification: `${exemption.category} ${exemption.id}: ${exemption.reason ?? "no reason given"}; ${
                exemption.expiresOn === undefined ? "without an end" : `until ${exemption.expiresOn}`
              }`,
            },
          ],
        }
      : {}),
    properties: { verdict, decision, fatal, clause, type: resource.type, unknown, facts },
  };
}

function location({ resource }: Finding, { uris, root }: Places) {
  const { address, constructPath, type, name } = resource;
  const place = placeOf(resource, root);
  const logicalLocations = [
    {
      fullyQualifiedName: address ?? (name === null ? type : `${type}/${name}`),
      ...(name === null ? {} : { name }),
      kind: "resource",
    },
    ...(constructPath === null ? [] : [{ fullyQualifiedName: constructPath, kind: "module" }]),
  ];
  return {
    ...(place === null ? {} : { physicalLocation: physical(place, uris) }),
    logicalLocations,
  };
}

/** A message in which nothing is a link: a viewer makes one of `[text](target)`, unless a backslash stands before the bracket (3.11.6). */
const plain = (text: string): { text: string } => ({ text: text.replace(/\](?=\()/g, "\\]") });

/** What the locations of a run share. */
interface Places {
  /** URIs of files, as far as they were asked for. */
  uris: Map<string, string>;
  root: string | undefined;
}

/** A plan is one generated line in most pipelines, so the file as a whole is meant; code scanning wants a line all the same. */
function physical({ file, line = 1 }: Place, uris: Map<string, string>) {
  const uri = uris.get(file) ?? uriOf(file.toWellFormed());
  uris.set(file, uri);
  return { artifactLocation: { uri }, region: { startLine: line } };
}

const uriOf = (path: string): string =>
  isAbsolute(path) ? pathToFileURL(path).href : path.split(/[\\/]/).map(encodeURIComponent).join("/");

function flow(path: readonly Extract<Evidence, { edge: string }>[]) {
  return path.map(({ edge, from, to, attribute, strength }) => ({
    location: {
      logicalLocations: [{ fullyQualifiedName: to, kind: "resource" }],
      message: plain(`${from} -> ${to} (${edge}, ${strength}): ${attribute}`),
    },
  }));
}
