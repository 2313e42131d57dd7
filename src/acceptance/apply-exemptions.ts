import type { ExemptionNote, Finding, Report } from "../findings/finding";
import { summarize } from "../findings/summary";
import type { FileExemption } from "./exemption-file";

/**
 * Marks the findings that an exemption file takes out as `exempted`. An entry that has ended, that covers more findings than it is meant for, or that is of a fatal rule exempts
 * from nothing; the notes of the report say so, and which entries cover nothing any more.
 * @param now ISO 8601
 */
export function applyExemptions(report: Report, exemptions: readonly FileExemption[], now: string): Report {
  if (exemptions.length === 0) return report;
  const moment = Date.parse(now);
  const covered = new Map(exemptions.map((entry) => [entry, report.findings.filter(covers(entry))]));
  const holding = exemptions.filter((entry) => entry.ends > moment && !isWidened(entry, covered.get(entry) ?? []));
  const findings = report.findings.map((finding) => withExemption(finding, holding));
  return {
    ...report,
    summary: { ...report.summary, ...summarize(findings, report.summary.compliant) },
    notes: [...report.notes, ...exemptions.flatMap((entry) => noteOf(entry, covered.get(entry) ?? [], moment) ?? [])],
    findings,
  };
}

/** A finding that Azure's exemption already takes out needs no other. */
const covers =
  (entry: FileExemption) =>
  (finding: Finding): boolean =>
    finding.verdict !== "exempted" && entry.means(finding);

function withExemption(finding: Finding, exemptions: readonly FileExemption[]): Finding {
  const entry = exemptions.find((one) => covers(one)(finding));
  if (entry === undefined) return finding;
  const exemption = exemptionNote(entry);
  if (!finding.fatal) return { ...finding, verdict: "exempted", exemption };
  const message = `${finding.message} ${capitalized(entry.label)} is ignored: nothing exempts from a fatal rule.`;
  return { ...finding, message, exemption: { ...exemption, ignored: true } };
}

function exemptionNote({ name, category, reason, expiresOn }: FileExemption): ExemptionNote {
  return { id: name, source: "file", category, ...(reason === undefined ? {} : { reason }), expiresOn };
}

/** Findings of a fatal rule are never taken out, so they do not count. */
const takenOut = (covered: readonly Finding[]): number => covered.filter(({ fatal }) => !fatal).length;

const isWidened = (entry: FileExemption, covered: readonly Finding[]): boolean => takenOut(covered) > entry.findings;

function noteOf(entry: FileExemption, covered: readonly Finding[], moment: number): string | undefined {
  const subject = capitalized(entry.label);
  const count = takenOut(covered);
  if (entry.ends <= moment) {
    const again = count === 0 ? "take it out" : `what it covered counts again (${counted(count)})`;
    return `${subject} ended on ${entry.expiresOn}; ${again}.`;
  }
  if (covered.length === 0) return `${subject} covers no finding; correct the rule or the address, or take it out.`;
  if (!isWidened(entry, covered)) return undefined;
  return (
    `${subject} covers ${counted(count)} and is meant for ${entry.findings}, so it exempts from none of them; ` +
    `narrow it, or have the others approved and write findings: ${count}.`
  );
}

const counted = (count: number): string => `${count} finding${count === 1 ? "" : "s"}`;
const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
