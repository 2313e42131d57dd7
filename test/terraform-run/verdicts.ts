import { checkPlan } from "../../src/check";
import type { Finding, Report } from "../../src/findings/finding";
import type { CheckContext } from "../../src/governance/context";

/** Decisions that must be right in every release; D12 to D14 are audits by default. */
const REFUSALS = new Set(["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", null]);

/** What the checker says of a plan. */
export function reportOf(plan: unknown, context: CheckContext): Report {
  return checkPlan(plan, { context, file: "plan.json" });
}

/** `D5 denied` for each refusal or open question, once each, in order. */
export function refusals(report: Report): string[] {
  const words = report.findings
    .filter(({ decision, verdict }) => REFUSALS.has(decision) && (verdict === "denied" || verdict === "undetermined"))
    .map(({ decision, rule, verdict }) => `${decision ?? rule} ${verdict}`);
  return [...new Set(words)].sort();
}

/** Findings of one decision. */
export const findingsOf = (report: Report, decision: string | null): Finding[] =>
  report.findings.filter((finding) => finding.decision === decision);
