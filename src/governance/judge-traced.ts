import type { FactEvidence, Finding, PathEdge, Verdict } from "../findings/finding";
import type { PlannedResource } from "../arm/resource";
import type { Maybe, OpenObject } from "../policy/json";
import { isUnknown, Unknown } from "../policy/unknown";
import { CAMERA_FACTS, stricter, tagValue, type TagNames, type Tags } from "./facts";
import type { Fact } from "./fact";
import type { Inquiry } from "./inquiry";
import { evaluate, type Judgement, type Subject } from "./evaluate";
import { evidenceOf, factsText, findingOf, label, said, unknownOf, type Said } from "./message";
import { listed } from "./listed";
import { remedyFor } from "./remedy";
import type { Rule } from "./rule-book";
import { isConclusive, isMultiService, isVisionService, type TracedPath } from "./traced";
import { isGraver } from "./verdict";
import { tagsWith, withFacts, type View } from "./view";

/** The policy whose decision the rule camera-pipeline takes over, with the traced facts. */
const CAMERA_INGEST = "camera-ingest";
/** The rule of our own that says what a policy says, with a path. */
export const TRACED_AS: Readonly<Record<string, string>> = { [CAMERA_INGEST]: "camera-pipeline" };
/** The value a camera has in a rule's eyes that only its type shows. */
const UNDECLARED = "undeclared";

/** Whether a rule reads what is traced to an account: the camera facts of the sources (D2, D6), a vision service that feeds it (D1). */
export const readsPaths = ({ name, decision }: Rule): boolean =>
  name === CAMERA_INGEST || decision === "D1" || decision === "D2";

const recognises = (source: PlannedResource): boolean => isVisionService(source) || isMultiService(source);
const isCamera = (source: PlannedResource): boolean => !isMultiService(source);

/** Paths that add the same facts to the account, and what the rule says of the account with them. */
interface Group {
  paths: TracedPath[];
  facts: OpenObject;
  conclusive: boolean;
}

/** What a rule says of an account with some paths. */
interface Traced {
  group: Group;
  judged: Judgement;
  verdict: Verdict;
  /** How many more sources there are that the rule counts. */
  others: number;
}

/**
 * What a rule says of an account with what is traced to it. Each source counts for itself: the facts of two cameras are not mixed. Undefined where the
 * paths add nothing to what is said without them.
 * @param plain what the rule says without the paths
 */
export function judgeTraced(
  rule: Rule,
  subject: Subject,
  paths: readonly TracedPath[],
  inquiry: Inquiry,
  plain: Judgement,
): Finding | undefined {
  const gravest = gravestByPaths(rule, subject, paths, inquiry, plain);
  return gravest && tracedFinding(rule, subject, gravest);
}

/** The gravest that a rule says of an account with the paths to it, as {@link judgeTraced} tells it. It depends on no more of a source than {@link factsOf}. */
export function gravestByPaths(
  rule: Rule,
  subject: Subject,
  paths: readonly TracedPath[],
  inquiry: Inquiry,
  plain: Judgement,
): Traced | undefined {
  if (paths.length === 0) return undefined;
  const isPipeline = rule.name in TRACED_AS;
  if (!readsPaths(rule) || (!isPipeline && plain.verdict === "denied")) return undefined;
  let gravest: Omit<Traced, "others"> | undefined;
  const counts = rule.decision === "D1" ? recognises : isCamera;
  const relevant = paths.filter(({ source }) => counts(source));
  for (const group of groupsOf(rule, relevant, subject.view, inquiry)) {
    const fact: readonly Fact[] = rule.decision === "D1" ? ["useCase"] : CAMERA_FACTS;
    const [first] = group.paths;
    const view = withFacts(subject.view, [{ from: first?.source, tags: group.facts }], inquiry.names, fact);
    const judged = evaluate(rule, { ...subject, view }, inquiry);
    // Evidence that is weak or not wholly seen refuses nothing; it leaves open what it would refuse.
    const verdict = judged.verdict !== undefined && !group.conclusive ? "undetermined" : judged.verdict;
    if (verdict !== undefined && isGraver(verdict, gravest?.verdict)) gravest = { group, judged, verdict };
  }
  if (gravest === undefined || isGraver(plain.verdict, gravest.verdict)) return undefined;
  if (!isPipeline && !isGraver(gravest.verdict, plain.verdict)) return undefined;
  return { ...gravest, others: new Set(relevant.map(({ source }) => source)).size - 1 };
}

/** Paths by the facts they add, in their order. */
function groupsOf(rule: Rule, paths: readonly TracedPath[], view: View, inquiry: Inquiry): Group[] {
  const groups = new Map<string, Group>();
  const declares = declaresCamera(view, inquiry.names);
  for (const path of paths) {
    const conclusive = isConclusive(path);
    const facts =
      rule.decision === "D1" ? faceUse(conclusive, inquiry.names) : cameraTags(path.source, inquiry, declares);
    const key = `${conclusive} ${JSON.stringify(facts)}`;
    const group = groups.get(key);
    if (group) group.paths.push(path);
    else groups.set(key, { paths: [path], facts, conclusive });
  }
  return [...groups.values()];
}

/** What a vision service that feeds an account says of its use. */
const faceUse = (conclusive: boolean, names: TagNames): OpenObject =>
  tagsWith(names, { useCase: conclusive ? "face-identification" : Unknown });

/** All that rules are told of the source of a path. */
export function factsOf(source: PlannedResource, inquiry: Inquiry): OpenObject {
  return {
    vision: isVisionService(source),
    multi: isMultiService(source),
    stated: statedCamera(source, inquiry),
  };
}

/** A source's camera facts. One that only its type shows is undeclared, unless the account declares its camera. */
function cameraTags(source: PlannedResource, inquiry: Inquiry, declares: boolean): OpenObject {
  const undeclared = declares ? {} : tagsWith(inquiry.names, { cameraSource: UNDECLARED });
  return statedCamera(source, inquiry) ?? undeclared;
}

/**
 * The camera facts that are stated of a source: the strictest of its own, its resource group's and its subscription's. Undefined where none is. What nobody
 * tells of the subscription matters only beside a declared camera: it is no reason to let an undeclared one be.
 */
function statedCamera(source: PlannedResource, { estate, names }: Inquiry): OpenObject | undefined {
  const { resourceGroupTags, subscriptionTags } = estate.placeOf(source);
  const near = [estate.tagsOf(source), resourceGroupTags];
  const camera = strictest("cameraSource", isUnknown(subscriptionTags) ? near : [...near, subscriptionTags], names);
  if (!isUnknown(camera) && !isStated(camera)) return undefined;
  const levels = [...near, subscriptionTags];
  return tagsWith(names, {
    cameraSource: strictest("cameraSource", levels, names),
    cameraEnvironment: strictest("cameraEnvironment", levels, names),
    cameraProcessing: strictest("cameraProcessing", levels, names),
  });
}

/** The strictest value of a fact in some tags. */
function strictest(fact: Fact, levels: readonly Tags[], names: TagNames): Maybe<string> | undefined {
  let value: Maybe<string> | undefined;
  for (const tags of levels) value = stricter(fact, value, tagValue(tags, names[fact]));
  return value;
}

/** Whether the account, its resource group or its subscription says which camera there is. */
function declaresCamera({ resource, context }: View, names: TagNames): boolean {
  const levels = [resource.tags, context.resourceGroup?.["tags"], context.subscription?.["tags"]];
  return levels.some((tags) => isStated(tagValue(tags as OpenObject | undefined, names.cameraSource)));
}

const isStated = (value: unknown): boolean =>
  typeof value === "string" && !["", "none"].includes(value.trim().toLowerCase());

function tracedFinding(rule: Rule, { planned, place }: Subject, { group, judged, verdict, others }: Traced): Finding {
  const { result, view } = judged;
  const [shown] = group.paths;
  if (shown === undefined) throw new RangeError("a traced finding needs a path");
  const facts = evidenceOf(result, view, planned).filter(({ value }) => value !== UNDECLARED);
  const name = TRACED_AS[rule.name] ?? rule.name;
  const undetermined = verdict === "undetermined";
  // The rule of our own has the path alone for its evidence; its facts stand in the sentence.
  const isPath = name !== rule.name;
  const { hint, ...missing } = undetermined ? remedyFor(place, result.unknown) : { hint: "" };
  return findingOf(rule, planned, verdict, {
    rule: name,
    ...pathMessage({ ...rule, name }, planned, shown, { verdict, others, facts, hint, isPath }),
    ...missing,
    evidence: isPath ? [...shown.edges] : [...shown.edges, ...facts],
    unknown: undetermined ? [...shown.opaque, ...unknownOf(result, view, planned)] : [],
  });
}

function pathMessage(
  rule: Pick<Rule, "name" | "decision" | "clause">,
  account: PlannedResource,
  { source, edges, opaque, strength }: TracedPath,
  details: { verdict: Verdict; others: number; facts: readonly FactEvidence[]; hint: string; isPath: boolean },
): Said {
  const more = details.others > 0 ? ` and ${details.others} more` : "";
  const kind = recognises(source) ? "the vision service" : "the camera source";
  const because = details.facts.length > 0 ? ` Here ${factsText(details.facts)}.` : "";
  const hidden = opaque.length > 0 ? ` Not seen: ${listed(opaque)}.` : "";
  const weak = strength === "weak" && opaque.length === 0 ? " An edge of it is weak evidence." : "";
  const reaches = `${kind} ${label(source)}${more} reaches it`;
  const whole = said(rule, account, details.verdict, {
    statement: `${reaches} by ${hops(edges)}`,
    because: `${because}${hidden}${weak}${details.hint}`,
  });
  const short = said(rule, account, details.verdict, { statement: reaches });
  return { message: whole.message, statement: `${short.statement}${details.isPath ? because : ""}${hidden}${weak}` };
}

/** `a -> b -> c (E10, E9)`. */
function hops(edges: readonly PathEdge[]): string {
  const [first] = edges;
  const names = [first?.from ?? "", ...edges.map(({ to }) => to)];
  return `${names.join(" -> ")} (${edges.map(({ edge }) => edge).join(", ")})`;
}
