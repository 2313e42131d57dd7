import { isAbsolute, relative } from "node:path";
import type { Evidence, FactEvidence, Finding, FindingSubject, PathEdge, Report, Verdict } from "../findings/finding";

/** Worst first: the order of findings for people. */
export const VERDICTS: readonly Verdict[] = ["denied", "undetermined", "audited", "exempted"];

/** Place of a finding in that order. Sorting is stable, so that within a rank the order of the decisions stays. */
export const rank = ({ verdict }: Pick<Finding, "verdict">): number => VERDICTS.indexOf(verdict);

/** How a reader finds a resource: its address, else its type and name. */
export const titleOf = ({ address, name, type }: FindingSubject): string =>
  address ?? (name === null ? type : `${type} ${name}`);

/** `D6 camera-pipeline`; a rule of no decision has only its name. */
export const ruleOf = ({ decision, rule }: Finding): string => (decision === null ? rule : `${decision} ${rule}`);

/** What a reader of a finding has to know of it first: ` (fatal: nothing exempts it)`, ` (in the baseline)`. */
export function marksOf({ fatal, baseline }: Finding): { fatal: string; known: string } {
  return {
    fatal: fatal ? " (fatal: nothing exempts it)" : "",
    known: baseline === "known" ? " (in the baseline)" : "",
  };
}

/** Paths of the evidence, edge by edge: where an edge does not go on from the last one another path begins. */
export function pathsOf(evidence: readonly Evidence[]): PathEdge[][] {
  const paths: PathEdge[][] = [];
  for (const item of evidence) {
    if (!("edge" in item)) continue;
    const path = paths.at(-1);
    if (path !== undefined && path.at(-1)?.to === item.from) path.push(item);
    else paths.push([item]);
  }
  return paths;
}

export const factsOf = (evidence: readonly Evidence[]): FactEvidence[] =>
  evidence.flatMap((item) => ("edge" in item ? [] : [item]));

/** The resources of a path, in order. */
export const stationsOf = (path: readonly PathEdge[]): string[] => [
  ...path.slice(0, 1).map(({ from }) => from),
  ...path.map(({ to }) => to),
];

export function exemptionText({ id, category, reason, expiresOn, ignored }: NonNullable<Finding["exemption"]>): string {
  const until = expiresOn === undefined ? "without an end" : `until ${expiresOn}`;
  const why = reason === undefined ? "" : `: ${reason}`;
  return `${id} (${category}, ${until})${why}${ignored === true ? " - ignored, the rule is fatal" : ""}`;
}

/** The notes of a report, and what was not looked at. */
export function notesOf({ notes, unmapped }: Report): string[] {
  const types = Object.entries(unmapped).sort(([a], [b]) => (a < b ? -1 : 1));
  if (types.length === 0) return notes;
  const counted = types.map(([type, n]) => `${type} (${n})`).join(", ");
  return [...notes, `Not looked at, because no map covers the type: ${counted}.`];
}

/** `4 denied, 0 undetermined, 1 audited, 0 exempted, 0 compliant accounts`, part by part. */
export function countsOf({ summary }: Report): { verdict: keyof Report["summary"]; text: string }[] {
  const accounts = `${summary.compliant} compliant ${summary.compliant === 1 ? "account" : "accounts"}`;
  return [
    ...VERDICTS.map((verdict) => ({ verdict, text: `${summary[verdict]} ${verdict}` })),
    { verdict: "compliant", text: accounts },
    ...(summary.known === undefined ? [] : [{ verdict: "known" as const, text: `${summary.known} in the baseline` }]),
  ];
}

/** Where a reader finds what a finding is about. */
export interface Place {
  file: string;
  line?: number;
}

/** The line of the program that made a resource, else the file that was judged; null where that was standard input. */
export function placeOf({ file, madeAt }: FindingSubject, root?: string): Place | null {
  if (madeAt !== undefined) return { ...madeAt, file: within(madeAt.file, root) };
  return file === null || file === "<stdin>" ? null : { file };
}

/** `main.ts:12`. */
export const placeText = ({ file, line }: Place): string => (line === undefined ? file : `${file}:${line}`);

function within(file: string, root: string | undefined): string {
  if (root === undefined || !isAbsolute(file)) return file;
  const path = relative(root, file);
  return path.startsWith("..") || isAbsolute(path) ? file : path;
}
