import type { Finding, Report, Summary, Verdict } from "./finding";

/**
 * Counts findings by verdict.
 * @param compliant accounts against which nothing was found; findings do not show them
 */
export function summarize(findings: readonly Finding[], compliant: number): Summary {
  const count = (verdict: Verdict): number => findings.filter((finding) => finding.verdict === verdict).length;
  return {
    denied: count("denied"),
    undetermined: count("undetermined"),
    audited: count("audited"),
    exempted: count("exempted"),
    compliant,
  };
}

/** What `--undetermined` takes: whether an undetermined rule that is not fatal fails the run. */
export interface FailureOptions {
  /** Default `warn`. */
  undetermined?: "fail" | "warn";
}

/** Whether a report means exit code 1: one of its findings fails the run. */
export function failsRun({ findings }: Pick<Report, "findings">, options: FailureOptions = {}): boolean {
  return findings.some((finding) => fails(finding, options));
}

/**
 * Whether a finding fails the run: it is denied, or undetermined of a fatal rule, or of any rule where the caller asked for that. What a baseline holds fails
 * none, unless its rule is fatal.
 */
export function fails({ verdict, fatal, baseline }: Finding, { undetermined = "warn" }: FailureOptions = {}): boolean {
  if (baseline === "known" && !fatal) return false;
  return verdict === "denied" || (verdict === "undetermined" && (fatal || undetermined === "fail"));
}

/** The order of reporting: what no decision names first, then D1 to D14, then by file and address. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    decisionNumber(a) - decisionNumber(b) ||
    compareText(a.resource.file ?? "", b.resource.file ?? "") ||
    compareText(a.resource.address ?? "", b.resource.address ?? "") ||
    compareText(a.rule, b.rule)
  );
}

const decisionNumber = ({ decision }: Finding): number => (decision === null ? 0 : Number(decision.replace(/^D/, "")));
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
