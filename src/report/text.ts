import { createColors } from "picocolors";
import type { Evidence, Finding, FindingSubject, Report, Verdict } from "../findings/finding";
import { printable, wrap } from "./printable";
import type { Reporter } from "./reporter";

type Colors = ReturnType<typeof createColors>;

/** Worst first: the order of findings within a resource, and of resources. */
const VERDICTS: readonly Verdict[] = ["denied", "undetermined", "audited", "exempted"];

const DEFAULT_WIDTH = 100;
/** Labels of a finding's lines end here; what they label is wrapped behind it. */
const INDENT = "    ";
const LABEL_WIDTH = 9;

/**
 * For people: the findings grouped by resource, the worst first, each with its path or facts, clause and mend; then notes, what was not
 * looked at, and the summary in the last line, where a terminal leaves the reader.
 */
export const text: Reporter = (report, { color = false, width = DEFAULT_WIDTH }) => {
  const colors = createColors(color);
  const blocks = groups(report.findings).map((group) => resourceBlock(group, colors, width));
  const notes = [...report.notes, ...unmappedNote(report.unmapped)].map((note) => listItem(note, width));
  if (notes.length > 0) blocks.push(["Notes:", ...notes.flat()]);
  blocks.push([summaryLine(report, colors)]);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};

interface Group {
  subject: FindingSubject;
  findings: Finding[];
}

function groups(findings: readonly Finding[]): Group[] {
  const bySubject = new Map<string, Group>();
  for (const finding of findings) {
    const { file, address, type, name } = finding.resource;
    const key = JSON.stringify([file, address, type, name]);
    const group = bySubject.get(key);
    if (group === undefined) bySubject.set(key, { subject: finding.resource, findings: [finding] });
    else group.findings.push(finding);
  }
  for (const group of bySubject.values()) group.findings.sort((a, b) => rank(a) - rank(b));
  return [...bySubject.values()].sort((a, b) => rank(a.findings[0]) - rank(b.findings[0]));
}

/** Sorting is stable, so that within a rank the order of the decisions stays. */
function rank(finding: Finding | undefined): number {
  return finding === undefined ? VERDICTS.length : VERDICTS.indexOf(finding.verdict);
}

function resourceBlock({ subject, findings }: Group, colors: Colors, width: number): string[] {
  const { type, name, address, constructPath, file } = subject;
  const title = printable(address ?? (name === null ? type : `${type} ${name}`));
  const about = [
    ...(address === null ? [] : [name === null ? type : `${type} "${name}"`]),
    ...(constructPath === null ? [] : [`construct ${constructPath}`]),
    ...(file === null ? [] : [`in ${file}`]),
  ];
  return [
    colors.bold(title),
    ...(about.length === 0 ? [] : [`  ${colors.dim(printable(about.join(", ")))}`]),
    ...findings.flatMap((finding) => ["", ...findingLines(finding, colors, width)]),
  ];
}

function findingLines(finding: Finding, colors: Colors, width: number): string[] {
  const { verdict, decision, rule, fatal, exemption } = finding;
  const head = [
    paint(verdict, colors)(verdict.toUpperCase()),
    ...(decision === null ? [] : [decision]),
    printable(rule),
  ];
  return [
    `  ${head.join(" ")}${fatal ? colors.red(" (fatal: nothing exempts it)") : ""}`,
    ...wrap(finding.message, width - INDENT.length).map((line) => `${INDENT}${line}`),
    ...evidenceLines(finding.evidence, colors),
    ...(finding.unknown.length === 0 ? [] : sentence("unknown", finding.unknown.join(", "), colors, width)),
    ...(exemption === undefined ? [] : sentence("exempt", exemptionText(exemption), colors, width)),
    ...sentence("clause", finding.clause, colors, width),
    ...sentence("mend", finding.mend, colors, width),
  ];
}

/** A sentence behind its label, wrapped. */
function sentence(label: string, value: string, colors: Colors, width: number): string[] {
  const [first = "", ...rest] = wrap(value, width - INDENT.length - LABEL_WIDTH);
  return [labelled(label, first, colors), ...rest.map((line) => labelled("", line, colors))];
}

/** One line behind its label, whole: an address or a value is there to be copied. */
function labelled(label: string, line: string, colors: Colors): string {
  return `${INDENT}${colors.cyan(label.padEnd(LABEL_WIDTH))}${line}`;
}

function evidenceLines(evidence: readonly Evidence[], colors: Colors): string[] {
  const lines: string[] = [];
  let end: string | undefined;
  for (const item of evidence) {
    if (!("edge" in item)) {
      lines.push(labelled("fact", printable(`${item.path} = ${item.value}`), colors));
      continue;
    }
    // Where an edge does not go on from the last one another path begins, and its source is drawn.
    if (item.from !== end) lines.push(labelled("path", printable(item.from), colors));
    lines.push(labelled("", printable(`-> ${item.to}`), colors));
    lines.push(labelled("", printable(`   ${item.edge}, ${item.strength}: ${item.attribute}`), colors));
    end = item.to;
  }
  return lines;
}

function exemptionText({ id, category, reason, expiresOn, ignored }: NonNullable<Finding["exemption"]>): string {
  const until = expiresOn === undefined ? "without an end" : `until ${expiresOn}`;
  const why = reason === undefined ? "" : `: ${reason}`;
  return `${id} (${category}, ${until})${why}${ignored === true ? " - ignored, the rule is fatal" : ""}`;
}

function unmappedNote(unmapped: Report["unmapped"]): string[] {
  const types = Object.entries(unmapped).sort(([a], [b]) => (a < b ? -1 : 1));
  if (types.length === 0) return [];
  return [`Not looked at, because no map covers the type: ${types.map(([type, n]) => `${type} (${n})`).join(", ")}.`];
}

function listItem(note: string, width: number): string[] {
  return wrap(note, width - 4).map((line, index) => `${index === 0 ? "  - " : "    "}${line}`);
}

function summaryLine({ summary }: Report, colors: Colors): string {
  const counts = VERDICTS.map((verdict) => {
    const count = `${summary[verdict]} ${verdict}`;
    return summary[verdict] === 0 ? count : paint(verdict, colors)(count);
  });
  const compliant = `${summary.compliant} compliant ${summary.compliant === 1 ? "account" : "accounts"}`;
  return [...counts, summary.compliant === 0 ? compliant : colors.green(compliant)].join(", ");
}

function paint(verdict: Verdict, colors: Colors): (text: string) => string {
  const table: Record<Verdict, (text: string) => string> = {
    denied: (value) => colors.bold(colors.red(value)),
    undetermined: colors.magenta,
    audited: colors.yellow,
    exempted: colors.blue,
  };
  return table[verdict];
}
