import { checkPlan, type CheckContext } from "../../check";
import type { Finding, Verdict } from "../../findings";
import type { OpenObject } from "../../policy/json";
import { isUnknown } from "../../policy/unknown";
import { planOf } from "./plan-of";

/** What a gate judges. */
export interface GateInput {
  /** Resources and data sources by address. */
  resources: OpenObject;
  /** GUID. */
  subscription?: string;
  context?: CheckContext;
}

/** What a gate says of all its resources together: the worst of what is found. */
export type GateVerdict = Verdict | "compliant";

export interface Judgement {
  verdict: GateVerdict;
  findings: Finding[];
  /** Sentences about what could not be judged as it was meant. */
  notes: string[];
}

const WORST_FIRST: readonly Verdict[] = ["denied", "undetermined", "audited", "exempted"];

/**
 * Judges resources as `aoai-guard check` judges those of a plan.
 * @throws InputError where an address is none, or a resource is no object
 */
export function judgeGate({ resources, subscription, context }: GateInput): Judgement {
  const { findings, summary, unmapped, notes } = checkPlan(planOf(resources, subscription), {
    file: "resources",
    ...(context !== undefined && { context }),
  });
  const types = Object.keys(unmapped);
  return {
    verdict: WORST_FIRST.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? "compliant",
    findings,
    notes: [
      ...notes,
      ...(types.length > 0 ? [`Nothing is known of the type ${types.join(", ")}, so it is not judged.`] : []),
      ...(findings.length === 0 && summary.compliant === 0 && !Object.values(resources).some(isUnknown)
        ? ["None of these resources is one that a rule is about: the gate has nothing to refuse."]
        : []),
    ],
  };
}
