import { createColors } from "picocolors";
import { contextFile } from "../findings/missing-context";
import {
  NOT_SET,
  type Evidence,
  type Finding,
  type FindingSubject,
  type Report,
  type Verdict,
} from "../findings/finding";
import {
  countsOf,
  exemptionText,
  factsOf,
  marksOf,
  notesOf,
  pathsOf,
  placeOf,
  placeText,
  rank,
  ruleOf,
  titleOf,
} from "./parts";
import { printable, quietLines, wrap } from "./printable";
import type { Reporter } from "./reporter";
import { bySubject, partWaiting, pathsAmong, waitingText, type Waiting } from "./waiting";

type Colors = ReturnType<typeof createColors>;

/** What the lines are written on. */
interface Page {
  colors: Colors;
  width: number;
  /** Clauses and mends as they were wrapped before: many findings share them. */
  wrapped: Map<string, string[]>;
  /** Folder that files of programs are told relative to. */
  root: string | undefined;
}

const DEFAULT_WIDTH = 100;
/** Labels of a finding's lines end here; what they label is wrapped behind it. */
const INDENT = "    ";
const LABEL_WIDTH = 9;

/**
 * For people: the findings grouped by resource, the worst first, each with its path or facts, clause and mend; then what waits for context, all of it
 * together; then notes, what was not looked at, and the summary in the last line, where a terminal leaves the reader.
 */
export const text: Reporter = (report, { color = false, width = DEFAULT_WIDTH, root }) => {
  const page: Page = { colors: createColors(color), width, wrapped: new Map(), root };
  const { waiting, others } = partWaiting(report.findings);
  const groups = bySubject([...others].sort((a, b) => rank(a) - rank(b)));
  const blocks = groups.map(({ subject, findings }) => resourceBlock(subject, findings, page).join("\n"));
  if (waiting.findings.length > 0) blocks.push(...waitingBlocks(waiting, page).map((lines) => lines.join("\n")));
  const notes = notesOf(report).flatMap((note) => listItem(note, width));
  if (notes.length > 0) blocks.push(["Notes:", ...notes].join("\n"));
  blocks.push(summaryLine(report, page.colors));
  return quietLines(`${blocks.join("\n\n")}\n`);
};

function resourceBlock(subject: FindingSubject, findings: readonly Finding[], page: Page): string[] {
  return [...subjectLines(subject, page), ...findings.flatMap((each) => ["", ...findingLines(each, page)])];
}

function subjectLines(subject: FindingSubject, { colors, root }: Page): string[] {
  const { type, name, address, constructPath, file, madeAt } = subject;
  const place = placeOf(subject, root);
  const about = [
    ...(address === null ? [] : [name === null ? type : `${type} "${name}"`]),
    ...(constructPath === null ? [] : [`construct ${constructPath}`]),
    ...(madeAt === undefined || place === null ? [] : [`made at ${placeText(place)}`]),
    ...(file === null ? [] : [`in ${file}`]),
  ];
  return [
    colors.bold(printable(titleOf(subject))),
    ...(about.length === 0 ? [] : [`  ${colors.dim(printable(about.join(", ")))}`]),
  ];
}

function findingLines(finding: Finding, page: Page): string[] {
  const { exemption, statement, message } = finding;
  const { colors, width } = page;
  return [
    `  ${headOf(finding, colors)}`,
    ...wrap(statement ?? message, width - INDENT.length).map((line) => `${INDENT}${line}`),
    ...evidenceLines(finding.evidence, page),
    ...(finding.unknown.length === 0 ? [] : sentence("unknown", finding.unknown.join(", "), page)),
    ...(exemption === undefined ? [] : sentence("exempt", exemptionText(exemption), page)),
    ...shared("clause", finding.clause, page),
    ...shared("mend", finding.mend, page),
  ];
}

/** `DENIED D2 mobile-camera-recognition (fatal: nothing exempts it)`. */
function headOf(finding: Finding, colors: Colors): string {
  const { verdict } = finding;
  const { fatal, known } = marksOf(finding);
  return `${paint(verdict, colors)(verdict.toUpperCase())} ${printable(ruleOf(finding))}${fatal && colors.red(fatal)}${known && colors.dim(known)}`;
}

/** A sentence behind its label, wrapped. */
function sentence(label: string, value: string, { colors, width }: Page): string[] {
  const [first = "", ...rest] = wrap(value, width - INDENT.length - LABEL_WIDTH);
  return [labelled(label, first, colors), ...rest.map((line) => labelled("", line, colors))];
}

/** A sentence that many findings have. */
function shared(label: string, value: string, page: Page): string[] {
  const key = `${label} ${value}`;
  const lines = page.wrapped.get(key) ?? sentence(label, value, page);
  page.wrapped.set(key, lines);
  return lines;
}

/** One line behind its label, whole: an address or a value is there to be copied. */
function labelled(label: string, line: string, colors: Colors): string {
  return `${INDENT}${colors.cyan(label.padEnd(LABEL_WIDTH))}${line}`;
}

function evidenceLines(evidence: readonly Evidence[], page: Page): string[] {
  const { colors } = page;
  const paths = pathsOf(evidence).flatMap((path) => [
    labelled("path", printable(path[0]?.from ?? ""), colors),
    ...path.flatMap(({ edge, to, strength, attribute }) => [
      labelled("", printable(`-> ${to}`), colors),
      labelled("", printable(`   ${edge}, ${strength}: ${attribute}`), colors),
    ]),
  ]);
  const facts = factsOf(evidence);
  const absent = facts.filter(({ value }) => value === NOT_SET).map(({ path }) => path);
  return [
    ...paths,
    ...facts
      .filter(({ value }) => value !== NOT_SET)
      .map(({ path, value }) => labelled("fact", printable(`${path} = ${value}`), colors)),
    ...(absent.length === 0 ? [] : sentence("not set", absent.join(", "), page)),
  ];
}

const REMEDY =
  "These lines in the context file (docs/context.md) tell what the plan does not show. Write your own name for NAME, and all the tags into {}: left empty, it says that there are none.";

/** What waits for context: which rules where, the paths that hang on it, and the lines that would end it. */
function waitingBlocks(waiting: Waiting, page: Page): string[][] {
  const { colors, width } = page;
  const head = `Not decided for want of context: ${printable(waitingText(waiting))}.`;
  const groups = waiting.groups.map(({ subject, findings }) => [
    "",
    `  ${colors.bold(printable(titleOf(subject)))}`,
    ...findings.map((finding) => `${INDENT}${headOf(finding, colors)}${colors.dim(printable(`, ${finding.clause}`))}`),
    ...pathsAmong(findings).flatMap((path) => sentence("path", path.join(" -> "), page)),
  ]);
  const lines = contextFile(waiting.missing).map((line) => `${INDENT}${printable(line)}`);
  const told = (sentence: string): string[] => wrap(sentence, width - 2).map((line) => `  ${line}`);
  return [[head, ...groups.flat()], ...waiting.unnamed.map(told), ...(lines.length > 0 ? [told(REMEDY), lines] : [])];
}

function listItem(note: string, width: number): string[] {
  return wrap(note, width - 4).map((line, index) => `${index === 0 ? "  - " : "    "}${line}`);
}

function summaryLine(report: Report, colors: Colors): string {
  return countsOf(report)
    .map(({ verdict, text: count }) =>
      verdict === "known" || report.summary[verdict] === 0 ? count : paint(verdict, colors)(count),
    )
    .join(", ");
}

const PAINTS: Readonly<Record<Verdict | "compliant", (colors: Colors) => (text: string) => string>> = {
  denied: (colors) => (text) => colors.bold(colors.red(text)),
  undetermined: (colors) => colors.magenta,
  audited: (colors) => colors.yellow,
  exempted: (colors) => colors.blue,
  compliant: (colors) => colors.green,
};

const paint = (verdict: Verdict | "compliant", colors: Colors): ((text: string) => string) => PAINTS[verdict](colors);
