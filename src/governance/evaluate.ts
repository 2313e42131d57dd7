import type { Verdict } from "../findings/finding";
import type { PlannedResource } from "../arm/resource";
import { typeKey } from "../arm/type-key";
import type { OpenObject } from "../policy/json";
import { bind } from "./guard-parameters";
import { parametersFor, type Inquiry } from "./inquiry";
import type { Place } from "./place";
import type { Rule, RuleResult } from "./rule-book";
import { isGraver, isOpenAudit, verdictOf } from "./verdict";
import { viewOf, type View } from "./view";

/** A planned resource, where it lies, and how the rules see it. */
export interface Subject {
  planned: PlannedResource;
  place: Place;
  view: View;
  /** Resources beside it that rules look at; undefined where it cannot be told which there are. */
  related: readonly OpenObject[] | undefined;
}

/** What a rule says about a subject. */
export interface Judgement {
  /** Undefined: nothing to report. */
  verdict: Verdict | undefined;
  result: RuleResult;
  view: View;
}

/** A planned resource as every rule sees it, before any traced fact is added. */
export function subjectFor(planned: PlannedResource, inquiry: Inquiry): Subject {
  const { estate, names, now } = inquiry;
  const place = estate.placeOf(planned);
  return { planned, place, view: viewOf(planned, place, estate, names, now), related: relatedTo(planned, inquiry) };
}

/** The gravest of a rule's verdicts over all parameters that apply to a subject. */
export function evaluate(rule: Rule, { planned, place, view, related: beside }: Subject, inquiry: Inquiry): Judgement {
  const { type, location } = planned.resource;
  const sets = parametersFor(inquiry, rule.initiative, place, { type, location, referenceId: rule.referenceId });
  const related = looksAround(rule) ? beside : undefined;
  const { resource, context } = view;
  let gravest: Judgement = { verdict: undefined, result: { outcome: "noMatch", unknown: [] }, view };
  for (const set of sets) {
    const parameters = bind(rule, set);
    const result = rule.evaluate({ resource, parameters, context, ...(related === undefined ? {} : { related }) });
    const verdict = verdictOf(result);
    if (isOpenAudit(result)) inquiry.estate.noteOpen(rule.name);
    if (isGraver(verdict, gravest.verdict)) gravest = { verdict, result, view };
  }
  return gravest;
}

/** Whether a rule reads resources beside the one it judges. */
const looksAround = ({ name }: Rule): boolean => name === "diagnostic-logs";

/** Diagnostic settings on the resource, where the plan creates it and so shows whether any is planned; undefined where it cannot be told. */
export function relatedTo(planned: PlannedResource, inquiry: Inquiry): readonly OpenObject[] | undefined {
  const written = settingsIn(inquiry).get(planned) ?? [];
  return written.length > 0 || planned.action === "create" ? written : undefined;
}

const settings = new WeakMap<Inquiry, ReadonlyMap<PlannedResource, OpenObject[]>>();

/** The diagnostic settings that a plan leaves, by what they are written on. */
function settingsIn(inquiry: Inquiry): ReadonlyMap<PlannedResource, OpenObject[]> {
  const found = settings.get(inquiry);
  if (found !== undefined) return found;
  const byTarget = new Map<PlannedResource, OpenObject[]>();
  for (const planned of inquiry.resources) {
    if (!isSetting(planned) || planned.action === "delete") continue;
    const { resource, links } = planned;
    for (const target of links.filter(({ path }) => path === "scope").flatMap((link) => inquiry.index.targets(link))) {
      const list = byTarget.get(target);
      if (list === undefined) byTarget.set(target, [resource]);
      else list.push(resource);
    }
  }
  settings.set(inquiry, byTarget);
  return byTarget;
}

const isSetting = ({ resource }: PlannedResource): boolean =>
  typeKey(resource.type) === "microsoft.insights/diagnosticsettings";
