import type { PlannedResource } from "../../arm/resource";
import type { Finding, Verdict } from "../../findings/finding";
import { subjectOf } from "../message";

/** A rule that Azure Policy cannot express. It has the same id, decision, clause and mend as one of the library. */
export interface OwnRule {
  name: string;
  decision: string;
  clause: string;
  fatal: boolean;
}

/** A finding of such a rule. */
export function ownFinding(
  rule: OwnRule,
  planned: PlannedResource,
  verdict: Verdict,
  parts: Pick<Finding, "message" | "mend"> & Partial<Pick<Finding, "evidence" | "unknown">>,
): Finding {
  return {
    rule: rule.name,
    decision: rule.decision,
    verdict,
    fatal: rule.fatal,
    message: parts.message,
    clause: rule.clause,
    resource: subjectOf(planned),
    evidence: parts.evidence ?? [],
    unknown: parts.unknown ?? [],
    mend: parts.mend,
  };
}
