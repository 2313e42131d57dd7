import type { PlannedResource } from "../../arm/resource";
import type { Finding, Verdict } from "../../findings/finding";
import { said, subjectOf } from "../message";

/** A rule that Azure Policy cannot express. It has the same id, decision, clause and mend as one of the library. */
export interface OwnRule {
  name: string;
  decision: string;
  clause: string;
  fatal: boolean;
}

/**
 * A finding of such a rule.
 * @param parts.statement what the rule says of the resource, without its first capital and its full stop
 * @param parts.because sentences that only the message has, with a space before
 */
export function ownFinding(
  rule: OwnRule,
  planned: PlannedResource,
  verdict: Verdict,
  parts: Pick<Finding, "mend"> & { statement: string; because?: string } & Partial<
      Pick<Finding, "evidence" | "unknown" | "missingContext">
    >,
): Finding {
  return {
    rule: rule.name,
    decision: rule.decision,
    verdict,
    fatal: rule.fatal,
    ...said(rule, planned, verdict, parts),
    clause: rule.clause,
    resource: subjectOf(planned),
    evidence: parts.evidence ?? [],
    unknown: parts.unknown ?? [],
    ...(parts.missingContext === undefined ? {} : { missingContext: parts.missingContext }),
    mend: parts.mend,
  };
}
