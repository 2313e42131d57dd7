import type { Evidence, Finding, Report } from "../findings/finding";
import { fingerprint } from "../findings/fingerprint";
import { quietJson } from "./printable";
import type { Reporter } from "./reporter";

/**
 * Version 1 of the documented JSON: the report itself, with its keys in the documented order and nothing else in it, so that a
 * program that reads it can rely on both. What a key means stands beside it in src/findings/finding.ts.
 */
export const json: Reporter = (report) => `${quietJson(document(report), 2)}\n`;

function document({ version, summary, unmapped, notes, findings }: Report): Report {
  const { denied, undetermined, audited, exempted, compliant, known } = summary;
  return {
    version,
    summary: { denied, undetermined, audited, exempted, compliant, ...(known === undefined ? {} : { known }) },
    unmapped: Object.fromEntries(Object.entries(unmapped).sort(([a], [b]) => (a < b ? -1 : 1))),
    notes,
    findings: findings.map(finding),
  };
}

function finding(of: Finding): Finding & { fingerprint: string } {
  const { rule, decision, verdict, fatal, message, statement, clause, resource, unknown, mend } = of;
  const { missingContext, exemption, baseline } = of;
  const { type, name, id = null, address, constructPath, file, madeAt } = resource;
  return {
    rule,
    decision,
    verdict,
    fatal,
    message,
    ...(statement === undefined ? {} : { statement }),
    clause,
    resource: { type, name, id, address, constructPath, file, ...(madeAt === undefined ? {} : { madeAt }) },
    evidence: of.evidence.map(evidence),
    unknown,
    ...(missingContext === undefined ? {} : { missingContext }),
    mend,
    ...(exemption === undefined ? {} : { exemption }),
    fingerprint: fingerprint(of),
    ...(baseline === undefined ? {} : { baseline }),
  };
}

function evidence(of: Evidence): Evidence {
  if (!("edge" in of)) return { path: of.path, value: of.value };
  const { edge, from, to, attribute, strength } = of;
  return { edge, from, to, attribute, strength };
}
