import type { FactEvidence, Finding, PathEdge, Verdict } from "../findings/finding";
import type { PlannedResource } from "../arm/resource";
import { isUnknown, Unknown } from "../policy/unknown";
import type { OpenObject } from "../policy/json";
import { CAMERA_FACTS, FACTS, tagValue, type Fact, type TagNames } from "./facts";
import { bind } from "./guard-parameters";
import { parametersFor, type Inquiry } from "./inquiry";
import {
  contextHint,
  evidenceOf,
  factsText,
  findingOf,
  headOf,
  label,
  listed,
  NOT_SET,
  ruleMessage,
  unknownOf,
} from "./message";
import type { Place } from "./place";
import { isOpenAiCapable, tagsWith, viewOf, withFacts, type View } from "./view";
import type { Rule, RuleResult } from "./rule-book";
import { isConclusive, isVisionService, type TracedPath } from "./traced";
import { isGraver, verdictOf } from "./verdict";

/** The policy whose decision the rule camera-pipeline takes over, with the traced facts. */
const CAMERA_INGEST = "camera-ingest";
/** The rule of our own that says what a policy says, with a path. */
const TRACED_AS: Readonly<Record<string, string>> = { [CAMERA_INGEST]: "camera-pipeline" };
/** The value a camera has in a rule's eyes that only its type shows. */
const UNDECLARED = "undeclared";

/** A planned resource, where it lies, and how the rules see it before any traced fact is added: the same for every rule. */
interface Subject {
  planned: PlannedResource;
  place: Place;
  view: View;
}

interface Judgement {
  verdict: Verdict | undefined;
  result: RuleResult;
  view: View;
}

/**
 * What the rules of the library say about one planned resource.
 * @param above what was found against the resource it is a part or a patch of: that is not repeated, unless it is graver here
 */
export function judgeRules(planned: PlannedResource, inquiry: Inquiry, above: readonly Finding[] = []): Finding[] {
  const rules = inquiry.rules.of(planned.resource.type);
  if (rules.length === 0) return [];
  const place = inquiry.estate.placeOf(planned);
  const view = viewOf(planned, place, inquiry.estate, inquiry.names, inquiry.now);
  const subject: Subject = { planned, place, view };
  const paths = isOpenAiCapable(planned) ? (inquiry.pathsTo.get(planned) ?? []) : [];
  return rules.flatMap((rule) => {
    const said = above.find((finding) => finding.rule === rule.name || finding.rule === TRACED_AS[rule.name]);
    if (said?.verdict === "denied") return [];
    const plain = judge(rule, subject, inquiry, () => view);
    const traced = paths.length > 0 ? judgeTraced(rule, subject, paths, inquiry, plain) : undefined;
    if (traced) return [traced];
    return isGraver(plain.verdict, said?.verdict) ? [ruleFinding(rule, planned, plain, place, inquiry)] : [];
  });
}

/** The gravest of a rule's verdicts over all parameters that apply, on the view that `change` makes of the plain one. */
function judge(
  rule: Rule,
  { planned, place, view: plainView }: Subject,
  inquiry: Inquiry,
  change: (view: View, names: TagNames) => View,
): Judgement {
  const { type, location } = planned.resource;
  const sets = parametersFor(inquiry, rule.initiative, place, { type, location, referenceId: rule.referenceId });
  let gravest: Judgement | undefined;
  for (const set of sets) {
    const view = change(plainView, inquiry.names);
    const related = relatedTo(planned, rule, inquiry);
    const result = rule.evaluate({
      resource: view.resource,
      parameters: bind(rule, set),
      context: view.context,
      ...(related === undefined ? {} : { related }),
    });
    const verdict = verdictOf(result);
    if (gravest === undefined || isGraver(verdict, gravest.verdict)) gravest = { verdict, result, view };
  }
  return (
    gravest ?? {
      verdict: undefined,
      result: { outcome: "noMatch", unknown: [] },
      view: { resource: planned.resource, context: { utcNow: inquiry.now }, folded: [] },
    }
  );
}

function ruleFinding(rule: Rule, planned: PlannedResource, judged: Judgement, place: Place, inquiry: Inquiry): Finding {
  const { result, view } = judged;
  const verdict = judged.verdict ?? "undetermined";
  const evidence = [...evidenceOf(result, view, planned), ...missingDeclarations(rule, view, inquiry.names)];
  const unknown = verdict === "undetermined" ? unknownOf(result, view) : [];
  const context = inquiry.estate.missingContext(place, result.unknown);
  const message = ruleMessage(rule, planned, verdict, { evidence, unknown, context });
  return findingOf(rule, planned, verdict, { message, evidence, unknown });
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

/** Diagnostic settings on the resource, where the plan creates it and so shows whether any is planned; undefined where it cannot be told. */
function relatedTo(planned: PlannedResource, rule: Rule, inquiry: Inquiry): OpenObject[] | undefined {
  if (rule.name !== "diagnostic-logs") return undefined;
  const settings = inquiry.index
    .linksTo(planned)
    .filter(({ from, link }) => link.path === "scope" && from.action !== "delete")
    .map(({ from }) => from.resource)
    .filter(({ type }) => type.toLowerCase() === "microsoft.insights/diagnosticsettings");
  return settings.length > 0 || planned.action === "create" ? settings : undefined;
}

/**
 * The same rule on the account with what is traced to it: the camera facts of the sources (D2, D6), a vision service that feeds it (D1). Undefined where
 * the paths change nothing.
 */
function judgeTraced(
  rule: Rule,
  subject: Subject,
  paths: readonly TracedPath[],
  inquiry: Inquiry,
  plain: Judgement,
): Finding | undefined {
  const isPipeline = rule.name === CAMERA_INGEST;
  if (!isPipeline && (plain.verdict === "denied" || (rule.decision !== "D1" && rule.decision !== "D2")))
    return undefined;
  const relevant = rule.decision === "D1" ? paths.filter(({ source }) => isVisionService(source)) : paths;
  const conclusive = relevant.filter(isConclusive);
  for (const [used, verdictOfMatch] of [
    [conclusive, undefined],
    [relevant, "undetermined" as const],
  ] as const) {
    if (used.length === 0) continue;
    const judged = judge(rule, subject, inquiry, (view, names) => withPathFacts(rule, view, used, inquiry, names));
    const verdict =
      judged.verdict === "denied" || judged.verdict === "audited" ? (verdictOfMatch ?? judged.verdict) : judged.verdict;
    if (!isPipeline && !isGraver(verdict, plain.verdict)) continue;
    if (verdict === undefined || isGraver(plain.verdict, verdict)) continue;
    return tracedFinding(rule, subject.planned, { ...judged, verdict }, used, subject.place, inquiry);
  }
  return undefined;
}

/** What the sources of the paths add to what the account's rule can read. */
function withPathFacts(rule: Rule, view: View, paths: readonly TracedPath[], inquiry: Inquiry, names: TagNames): View {
  if (rule.decision === "D1") {
    const useCase = paths.some(isConclusive) ? "face-identification" : Unknown;
    const others = paths.map(({ source }) => ({ from: source.address, tags: tagsWith(names, { useCase }) }));
    return withFacts(view, others.slice(0, 1), names, ["useCase"]);
  }
  const declares = declaresCamera(view, names);
  const others = distinctSources(paths).map((source) => ({
    from: source.address,
    tags: cameraTags(source, inquiry, names, declares),
  }));
  return withFacts(view, others, names, CAMERA_FACTS);
}

/** A source's camera facts, its resource group's included. One that only its type shows is undeclared, unless the account declares its camera. */
function cameraTags(source: PlannedResource, inquiry: Inquiry, names: TagNames, declares: boolean): OpenObject {
  const place = inquiry.estate.placeOf(source);
  const read = (fact: Fact) =>
    tagValue(source.resource.tags, names[fact]) ?? tagValue(place.resourceGroupTags, names[fact]);
  const camera = read("cameraSource");
  if (isUnknown(camera) || isStated(camera)) {
    return tagsWith(names, {
      cameraSource: camera,
      cameraEnvironment: read("cameraEnvironment"),
      cameraProcessing: read("cameraProcessing"),
    });
  }
  return declares ? {} : tagsWith(names, { cameraSource: UNDECLARED });
}

/** Whether the account, its resource group or its subscription says which camera there is. */
function declaresCamera({ resource, context }: View, names: TagNames): boolean {
  const levels = [resource.tags, context.resourceGroup?.["tags"], context.subscription?.["tags"]];
  return levels.some((tags) => {
    const value = tagValue(tags as OpenObject | undefined, names.cameraSource);
    return isStated(value);
  });
}

const isStated = (value: unknown): boolean =>
  typeof value === "string" && value.trim() !== "" && value.trim().toLowerCase() !== "none";

function tracedFinding(
  rule: Rule,
  account: PlannedResource,
  judged: Judgement & { verdict: Verdict },
  paths: readonly TracedPath[],
  place: Place,
  inquiry: Inquiry,
): Finding {
  const { verdict, result, view } = judged;
  const [shown] = paths;
  if (shown === undefined) throw new RangeError("a traced finding needs a path");
  const facts = evidenceOf(result, view, account).filter(({ value }) => value !== UNDECLARED);
  const opaque = [...new Set(paths.flatMap((path) => path.opaque))];
  const undetermined = verdict === "undetermined";
  const unknown = undetermined ? [...opaque, ...unknownOf(result, view)] : [];
  const isPipeline = rule.name === CAMERA_INGEST;
  const name = isPipeline ? "camera-pipeline" : rule.name;
  const message = pathMessage({ ...rule, name }, account, shown, distinctSources(paths), {
    verdict,
    opaque,
    facts,
    context: undetermined ? inquiry.estate.missingContext(place, result.unknown) : [],
  });
  return findingOf(rule, account, verdict, {
    rule: name,
    message,
    evidence: isPipeline ? [...shown.edges] : [...shown.edges, ...facts],
    unknown,
  });
}

function pathMessage(
  rule: Pick<Rule, "name" | "decision" | "clause">,
  account: PlannedResource,
  path: TracedPath,
  sources: readonly PlannedResource[],
  details: { verdict: Verdict; opaque: readonly string[]; facts: readonly FactEvidence[]; context: readonly string[] },
): string {
  const more = sources.length > 1 ? ` and ${sources.length - 1} more` : "";
  const source = isVisionService(path.source) ? "the vision service" : "the camera source";
  const because = details.facts.length > 0 ? ` Here ${factsText(details.facts)}.` : "";
  const opaque = details.opaque.length > 0 ? ` Not seen: ${listed(details.opaque)}.` : "";
  return (
    `${headOf(rule, account, details.verdict)}: ${source} ${label(path.source)}${more} reaches it by ${hops(path.edges)}.` +
    `${because}${opaque}${contextHint(details.context)}`
  );
}

/** `a -> b -> c (E10, E9)`. */
function hops(edges: readonly PathEdge[]): string {
  const [first] = edges;
  const names = [first?.from ?? "", ...edges.map(({ to }) => to)];
  return `${names.join(" -> ")} (${edges.map(({ edge }) => edge).join(", ")})`;
}

const distinctSources = (paths: readonly TracedPath[]): PlannedResource[] => [
  ...new Set(paths.map(({ source }) => source)),
];
