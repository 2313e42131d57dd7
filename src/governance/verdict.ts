import type { Verdict } from "../findings/finding";
import type { RuleResult } from "./rule-book";

const AUDITS: ReadonlySet<string> = new Set(["audit", "auditIfNotExists"]);

/** Whether a rule that would only report is left open: worth a note, and no finding. */
export const isOpenAudit = ({ outcome, effectName }: RuleResult): boolean =>
  outcome === "undetermined" && effectName === "audit";

/**
 * What a rule's result means for a report; undefined: nothing to report. A rule that looks for a related resource and cannot see all of them says
 * nothing: what it looks for is written later, often by someone else. Nor does one that would only report, and is left open. A rule that fails to evaluate refuses, as it does in Azure:
 * https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#policy-functions
 */
export function verdictOf({ outcome, effectName, errors }: RuleResult): Verdict | undefined {
  if (outcome === "noMatch") return errors === undefined ? undefined : "denied";
  if (effectName === "disabled") return undefined;
  if (outcome === "undetermined") return AUDITS.has(effectName ?? "") ? undefined : "undetermined";
  return effectName === "deny" ? "denied" : "audited";
}

const WEIGHT: Readonly<Record<Verdict, number>> = { denied: 3, undetermined: 2, audited: 1, exempted: 0 };

/** Whether one verdict is graver than another; nothing is the least. */
export function isGraver(a: Verdict | undefined, b: Verdict | undefined): boolean {
  return (a === undefined ? -1 : WEIGHT[a]) > (b === undefined ? -1 : WEIGHT[b]);
}
