import type { PlannedResource } from "../arm/resource";
import type { Finding } from "../findings/finding";
import { withExemption } from "./apply-exemption";
import { isJudged, openInquiry, underNames, type Evidence, type Inquiry } from "./inquiry";
import { judgePathsTo, judgeRules } from "./judge-rule";
import { label } from "./message";
import { judgeContradictions } from "./rules/contradicted-declaration";
import { judgeExemption } from "./rules/exemption-discipline";
import { judgeFaceServiceConnection } from "./rules/face-service-connection";
import { judgeGuardAssignment } from "./rules/guard-assignment";
import { judgeWeakening, mayWeaken } from "./rules/guard-weakened";
import { baseOf } from "./overlay";
import { isAccountChildType, isOpenAiCapable } from "./view";

/** What judging gives. */
export interface Judgements {
  findings: Finding[];
  /** Sentences about the run. */
  notes: string[];
  /** Accounts against which nothing was found. */
  compliant: number;
}

/** Judges every planned resource by the library's rules and by those that Azure Policy cannot express, then applies the exemptions. */
export function judge(evidence: Evidence): Judgements {
  const inquiry = openInquiry(evidence);
  const { resources } = inquiry;
  const findings = new Map<PlannedResource, Finding[]>();
  const add = (planned: PlannedResource, found: readonly Finding[], above: readonly Finding[] = []): void => {
    const settled = found
      .map((finding) => withExemption(finding, planned, inquiry))
      .filter(({ rule, verdict }) => verdict !== "exempted" || !above.some((said) => said.rule === rule));
    if (settled.length === 0) return;
    findings.set(planned, [...(findings.get(planned) ?? []), ...settled]);
  };
  const judged = resources.filter(isJudged);
  const ruled = judged.filter(({ resource }) => inquiry.rules.of(resource.type).length > 0);
  const parts: PlannedResource[] = [];
  // What is written whole first: what was found against it is not repeated for its parts and for patches of it.
  for (const planned of ruled) {
    if (isWhole(planned))
      add(
        planned,
        underNames(planned, inquiry, (each) => judgeRules(planned, each)),
      );
    else parts.push(planned);
  }
  for (const planned of parts) {
    const above =
      findings.get(inquiry.index.parentOf(planned) ?? planned) ??
      findings.get(baseOf(planned, inquiry.index) ?? planned);
    add(
      planned,
      underNames(planned, inquiry, (each) => judgeRules(planned, each, above)),
      above,
    );
  }
  const accounts = judged.filter(isOpenAiCapable);
  const whole = accounts.filter(isWhole);
  for (const planned of whole) {
    add(planned, judgeGuardAssignment(planned, inquiry));
    add(
      planned,
      underNames(planned, inquiry, (each) => judgeFaceServiceConnection(planned, each)),
    );
  }
  for (const planned of inquiry.pathsTo.keys())
    if (!isJudged(planned))
      add(
        planned,
        underNames(planned, inquiry, (each) => judgePathsTo(planned, each)),
      );
  for (const planned of resources) {
    if (mayWeaken(planned))
      add(
        planned,
        underNames(planned, inquiry, (each) => judgeWeakening(planned, each)),
      );
  }
  const planned = new Set(resources);
  const byContext = inquiry.exemptions.filter(({ subject }) => !planned.has(subject));
  for (const { subject } of byContext) add(subject, judgeRules(subject, inquiry));
  for (const exempted of inquiry.exemptions) {
    add(exempted.subject, judgeExemption(exempted, inquiry, findings.get(exempted.subject) ?? []));
  }
  const all = [...[...findings.values()].flat(), ...judgeContradictions(judged, accounts, inquiry)];
  const found = new Set(all.map(({ resource }) => `${resource.file}\n${resource.address}`));
  return {
    findings: all,
    notes: [...inquiry.guard.notes, ...inquiry.estate.notes, ...faultyExemptions(inquiry)],
    compliant: whole.filter(({ file, address }) => !found.has(`${file || null}\n${address || null}`)).length,
  };
}

/** Whether a resource is neither a part of an account nor a patch of another. */
const isWhole = ({ overlay, resource }: PlannedResource): boolean =>
  overlay !== true && !isAccountChildType(resource.type);

function faultyExemptions({ exemptions }: Inquiry): string[] {
  return exemptions
    .filter(({ faults, initiative }) => faults.length > 0 && !initiative.fatal)
    .map(({ subject, faults }) => `The exemption ${label(subject)} exempts from nothing: it ${faults.join(", ")}.`);
}
