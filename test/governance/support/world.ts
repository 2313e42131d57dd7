import { checkDocuments, checkPlan, type CheckContext } from "../../../src/check";
import type { Finding, Report } from "../../../src/findings";
import { readPlan } from "../../../src/terraform";
import { resourcesOf, SCENARIOS, SUBSCRIPTION, type Scenario } from "../../cases/scenarios/scenarios";
import { planOf, type PlanOptions, type TfResource, type TfValue } from "../../cases/scenarios/terraform";

/** A scenario of the table by its id. */
export function scenario(id: string): Scenario {
  const found = SCENARIOS.find((each) => each.id === id);
  if (found === undefined) throw new RangeError(`no scenario ${id}`);
  return found;
}

/** The hospital's account, which nothing is wrong with, and what stands beside it. */
export const HOSPITAL = scenario("hospital-summariser");
export const MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups/corp";

/** The resources of the hospital's plan with the values of one changed. */
export function hospitalWith(type: string, change: Record<string, TfValue>): TfResource[] {
  return resourcesOf(HOSPITAL).map((resource) =>
    resource.type === type ? { ...resource, values: { ...resource.values, ...change } } : resource,
  );
}

/** The report on resources, in the hospital's context with some of it replaced. */
export function reportOn(
  resources: TfResource[],
  context: Partial<CheckContext> = {},
  options: PlanOptions = {},
): Report {
  const plan = planOf(resources, { subscriptionId: SUBSCRIPTION, ...options });
  return checkPlan(plan, { context: { ...HOSPITAL.context, ...context } });
}

/** The report on several plans together. */
export function reportOnFiles(files: Record<string, TfResource[]>, context: Partial<CheckContext> = {}): Report {
  const documents = Object.entries(files).map(([file, resources]) =>
    readPlan(planOf(resources, { subscriptionId: SUBSCRIPTION }), file),
  );
  return checkDocuments(documents, { context: { ...HOSPITAL.context, ...context } });
}

/** Findings that a report's reader has to act on: not the audits of D12 and D13. */
export const acted = ({ findings }: Report): Finding[] =>
  findings.filter(({ decision, verdict }) => !(verdict === "audited" && ["D12", "D13"].includes(decision ?? "")));

/** `rule verdict`, sorted. */
export const brief = (report: Report): string[] =>
  acted(report)
    .map(({ rule, verdict }) => `${rule} ${verdict}`)
    .sort();

/** The one finding of a rule. */
export function only({ findings }: Report, rule: string): Finding {
  const found = findings.filter((finding) => finding.rule === rule);
  if (found.length !== 1 || found[0] === undefined) throw new RangeError(`${found.length} findings of ${rule}`);
  return found[0];
}
