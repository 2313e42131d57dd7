import type { Finding } from "../../findings/finding";
import type { GuardExemption } from "../guard-exemption";
import type { Inquiry } from "../inquiry";
import { ownFinding, type OwnRule } from "./own-rule";

const DISCIPLINE: OwnRule = { name: "exemption-discipline", decision: "D11", clause: "design", fatal: false };
const FATAL: OwnRule = { name: "exemption-of-fatal-rule", decision: "D11", clause: "design", fatal: true };

/**
 * D11, what Azure Policy cannot read of an exemption (ticket, assignmentScopeValidation, principal selectors) and what it cannot tell: that an assignment of
 * another name is the guard's. The library's two policies about exemptions say the rest; what they found already is left to them.
 */
export function judgeExemption(exempted: GuardExemption, { book }: Inquiry, found: readonly Finding[]): Finding[] {
  const { exemption, initiative, faults, subject } = exempted;
  const findings: Finding[] = [];
  const isSaid = (rule: OwnRule): boolean =>
    found.some(
      (finding) =>
        finding.rule === rule.name && finding.verdict === "denied" && finding.resource.address === subject.address,
    );
  if (initiative.fatal && !isSaid(FATAL)) {
    const fatal = book.rules.filter((rule) => rule.initiative === initiative.name).map(({ name }) => name);
    findings.push(
      ownFinding(FATAL, subject, "denied", {
        statement: `it exempts from ${initiative.name}, and nothing exempts from its rules (${fatal.join(", ")})`,
        mend: "Take the exemption away; a fatal rule has none.",
      }),
    );
  }
  if (!initiative.fatal && faults.length > 0 && !isSaid(DISCIPLINE)) {
    findings.push(
      ownFinding(DISCIPLINE, subject, "denied", {
        statement: `it ${faults.join(", ")}. It exempts from nothing`,
        evidence:
          typeof exemption.expiresOn === "string" ? [{ path: "properties.expiresOn", value: exemption.expiresOn }] : [],
        mend: "Give the exemption an expiry within the maximum, a ticket in its metadata, and let Azure validate its scope.",
      }),
    );
  }
  return findings;
}
