import { FALSE, TRUE } from "../policy/truth";
import type { PlannedResource } from "../arm/resource";
import type { Finding } from "../findings/finding";
import { isAssignedTo } from "./assignment";
import { exemptionNote, exempts } from "./exemption";
import { isFrom, type GuardExemption } from "./guard-exemption";
import type { Inquiry } from "./inquiry";
import type { Rule } from "./rule-book";

/** Reference ids under which a rule of our own can be exempted. */
const EXEMPTED_AS: Readonly<Record<string, string>> = { "camera-pipeline": "camera-ingest" };

/**
 * Valid exemptions turn a finding into an exempted one: one from every assignment that the rule reaches the resource through, as each of them refuses. Of a
 * fatal rule the finding stays and says that the exemption was ignored.
 */
export function withExemption(finding: Finding, planned: PlannedResource, inquiry: Inquiry): Finding {
  if (inquiry.exemptions.length === 0) return finding;
  const name = EXEMPTED_AS[finding.rule] ?? finding.rule;
  const rule = inquiry.book.rules.find((each) => each.name === name);
  if (rule === undefined || planned.resource.type.toLowerCase() === "microsoft.authorization/policyexemptions")
    return finding;
  const applying = inquiry.exemptions.filter((each) => applies(each, rule, planned, inquiry));
  const [ignored] = applying;
  if (ignored !== undefined && finding.fatal) {
    const note = exemptionNote(ignored.exemption);
    const message = `${finding.message} The exemption ${note.id} is ignored: nothing exempts from a fatal rule.`;
    return { ...finding, message, exemption: { ...note, ignored: true } };
  }
  const valid = applying.filter(({ faults }) => faults.length === 0);
  const [first] = valid;
  if (first === undefined) return finding;
  const place = inquiry.estate.placeOf(planned);
  const { type, location } = planned.resource;
  const reaching = inquiry.guard.assignments.filter(
    ({ assignment, initiative }) =>
      initiative.name === rule.initiative &&
      isAssignedTo(assignment, place, { type, location, referenceId: rule.referenceId }) !== FALSE,
  );
  return reaching.every((assigned) => valid.some((each) => isFrom(each, assigned)))
    ? { ...finding, verdict: "exempted", exemption: exemptionNote(first.exemption) }
    : finding;
}

/** Whether an exemption frees a resource from a rule now, of whichever assignment of the rule's initiative. */
function applies(
  { exemption, initiative }: GuardExemption,
  rule: Rule,
  planned: PlannedResource,
  { estate, now }: Inquiry,
): boolean {
  if (initiative.name !== rule.initiative) return false;
  const assignmentId = initiative.name;
  const { type, location } = planned.resource;
  const { referenceId } = rule;
  return (
    exempts(
      { ...exemption, assignmentId },
      { assignmentId, referenceId },
      estate.placeOf(planned),
      { type, location, referenceId },
      now,
    ) === TRUE
  );
}
