import { NOT_SET, type FactEvidence, type Finding } from "../findings/finding";
import type { PlannedResource } from "../arm/resource";
import { isUnknown } from "../policy/unknown";
import { FACTS, tagValue, type TagNames } from "./facts";
import type { Fact } from "./fact";
import { evaluate, subjectFor, type Judgement } from "./evaluate";
import type { Inquiry } from "./inquiry";
import { judgeTraced, readsPaths, TRACED_AS } from "./judge-traced";
import { evidenceOf, findingOf, ruleMessage, unknownOf } from "./message";
import type { Place } from "./place";
import { remedyFor } from "./remedy";
import type { Rule } from "./rule-book";
import { speakingOf } from "./silence";
import { isGraver } from "./verdict";
import { isOpenAiCapable, type View } from "./view";

/**
 * What the rules of the library say about one planned resource.
 * @param above what was found against the resource it is a part or a patch of: that is not repeated, unless it is graver here
 */
export function judgeRules(planned: PlannedResource, inquiry: Inquiry, above: readonly Finding[] = []): Finding[] {
  const rules = inquiry.rules.of(planned.resource.type);
  if (rules.length === 0) return [];
  const paths = isOpenAiCapable(planned) ? (inquiry.pathsTo.get(planned) ?? []) : [];
  // What was found above decides which rules paths are held against, so that no other resource is like it in that.
  const isPart = above.length > 0;
  const speaking = speakingOf(rules, planned, isPart ? [] : paths, inquiry);
  const asked =
    isPart && paths.length > 0 ? rules.filter((rule) => readsPaths(rule) || speaking.includes(rule)) : speaking;
  if (asked.length === 0) return [];
  const subject = subjectFor(planned, inquiry);
  return asked.flatMap((rule) => {
    const said = above.find((finding) => finding.rule === rule.name || finding.rule === TRACED_AS[rule.name]);
    if (said?.verdict === "denied") return [];
    const plain = evaluate(rule, subject, inquiry);
    const traced = judgeTraced(rule, subject, paths, inquiry, plain);
    if (traced) return [traced];
    return isGraver(plain.verdict, said?.verdict) ? [ruleFinding(rule, planned, plain, subject.place, inquiry)] : [];
  });
}

/** What the paths to an account say that the plan only reads: the pipeline is the plan's own, though the account is not. */
export function judgePathsTo(planned: PlannedResource, inquiry: Inquiry): Finding[] {
  const paths = inquiry.pathsTo.get(planned) ?? [];
  if (paths.length === 0) return [];
  const subject = subjectFor(planned, inquiry);
  return inquiry.rules
    .of(planned.resource.type)
    .filter(readsPaths)
    .flatMap((rule) => judgeTraced(rule, subject, paths, inquiry, evaluate(rule, subject, inquiry)) ?? []);
}

function ruleFinding(rule: Rule, planned: PlannedResource, judged: Judgement, place: Place, inquiry: Inquiry): Finding {
  const { result, view } = judged;
  const verdict = judged.verdict ?? "undetermined";
  const evidence = [...evidenceOf(result, view, planned), ...missingDeclarations(rule, view, inquiry.names)];
  const unknown = verdict === "undetermined" ? unknownOf(result, view, planned) : [];
  const { hint, ...missing } = remedyFor(place, result.unknown);
  const words = ruleMessage(rule, planned, verdict, { evidence, unknown, hint });
  return findingOf(rule, planned, verdict, {
    ...words,
    evidence,
    unknown,
    ...(verdict === "undetermined" ? missing : {}),
  });
}

const DECLARED: readonly Fact[] = FACTS.filter((fact) => fact !== "reviewId" && fact !== "reviewExpires");

/** A rule can only show what it read: of a declaration that lacks something (D9), this says what. */
function missingDeclarations(rule: Rule, { resource }: View, names: TagNames): FactEvidence[] {
  if (rule.decision !== "D9" || isUnknown(resource.tags)) return [];
  return DECLARED.filter((fact) => (tagValue(resource.tags, names[fact]) ?? "") === "").map((fact) => ({
    path: `tags.${names[fact]}`,
    value: NOT_SET,
  }));
}
