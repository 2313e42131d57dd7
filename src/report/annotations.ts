import { fails } from "../findings/summary";
import type { Finding, Report } from "../findings/finding";
import { countsOf, notesOf, placeOf, rank, ruleOf, type Place } from "./parts";
import { printable } from "./printable";
import type { ReportOptions } from "./reporter";

/** What a pipeline shows at a finding's place. */
export interface Annotation {
  level: "error" | "warning" | "notice";
  title: string;
  text: string;
  place: Place | null;
}

/**
 * The findings somebody has to act on, the worst first, because services show only the first few of a step. An exempted finding is
 * nobody's task, nor is one that a baseline holds.
 */
export function annotationsOf(
  { findings }: Report,
  options: Pick<ReportOptions, "undetermined" | "root">,
): Annotation[] {
  const level = (finding: Finding): Annotation["level"] =>
    fails(finding, options) ? "error" : finding.verdict === "undetermined" ? "warning" : "notice";
  return findings
    .filter(({ verdict, fatal, baseline }) => verdict !== "exempted" && (fatal || baseline !== "known"))
    .map((finding) => ({ finding, level: level(finding) }))
    .sort(
      (a, b) =>
        ORDER[a.level] - ORDER[b.level] ||
        Number(b.finding.fatal) - Number(a.finding.fatal) ||
        rank(a.finding) - rank(b.finding),
    )
    .map(({ finding, level: shown }) => ({
      level: shown,
      title: printable(`${ruleOf(finding)}${finding.fatal ? " (fatal)" : ""}`),
      text: printable(`${finding.message} ${finding.mend}`),
      place: printablePlace(placeOf(finding.resource, options.root)),
    }));
}

const printablePlace = (place: Place | null): Place | null =>
  place === null ? null : { ...place, file: printable(place.file) };

const ORDER: Readonly<Record<Annotation["level"], number>> = { error: 0, warning: 1, notice: 2 };

/** What stands below the commands, for who reads the log. */
export const logLines = (report: Report): string[] => [
  ...notesOf(report).map((note) => `note: ${printable(note)}`),
  `aoai-guard: ${countsOf(report)
    .map(({ text }) => text)
    .join(", ")}`,
];
