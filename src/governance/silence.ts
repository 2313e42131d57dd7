import type { ArmResource, PlannedResource } from "../arm/resource";
import type { OpenObject } from "../policy/json";
import { isUnknown } from "../policy/unknown";
import { evaluate, relatedTo, type Subject } from "./evaluate";
import { parametersFor, type Inquiry } from "./inquiry";
import { factsOf, gravestByPaths } from "./judge-traced";
import { Likeness } from "./likeness";
import { coversWhole, type Place } from "./place";
import type { Rule } from "./rule-book";
import { textOf } from "./text-of";
import { isConclusive, type TracedPath } from "./traced";
import { contextOf, sightOf } from "./view";
import type { Parts } from "./watch";

/**
 * Those of some rules that may have something to say of a planned resource, in their order. Most resources of an estate are like others in all that rules
 * read, and most rules say nothing of most of them: this finds that out once for all that are alike. A rule that may speak is to be evaluated on the
 * resource itself.
 * @param paths from cameras to the resource
 */
export function speakingOf(
  rules: readonly Rule[],
  planned: PlannedResource,
  paths: readonly TracedPath[],
  inquiry: Inquiry,
): readonly Rule[] {
  let silence = silences.get(inquiry);
  if (silence === undefined) silences.set(inquiry, (silence = new Silence(inquiry)));
  return silence.speakingOf(rules, planned, paths);
}

const silences = new WeakMap<Inquiry, Silence>();

class Silence {
  private readonly byRules = new Map<readonly Rule[], Likeness<readonly Rule[]>>();
  /** The parameter sets seen so far, numbered. */
  private readonly numbers = new Map<unknown, number>();
  /** The parameters in each subscription, by its management groups and its id. */
  private readonly bySubscription = new Map<Place["managementGroups"], Map<Place["subscriptionId"], string>>();
  /** Whether all of a subscription has the same parameters. */
  private readonly isWhole: boolean;
  /** What a source of paths adds to an account, as a text. */
  private readonly facts = new Map<PlannedResource, string>();
  /** Under a selector each rule may have other parameters for each resource: then nothing is taken for alike. */
  private readonly selects: boolean;

  constructor(private readonly inquiry: Inquiry) {
    this.selects = inquiry.guard.assignments.some(
      ({ assignment: { resourceSelectors } }) => isUnknown(resourceSelectors) || resourceSelectors.length > 0,
    );
    this.isWhole = inquiry.guard.assignments.every(
      ({ assignment: { scope, notScopes } }) =>
        coversWhole(scope) && (isUnknown(notScopes) || notScopes.every(coversWhole)),
    );
  }

  speakingOf(rules: readonly Rule[], planned: PlannedResource, paths: readonly TracedPath[]): readonly Rule[] {
    if (this.selects) return rules;
    const place = this.inquiry.estate.placeOf(planned);
    const { resource, subscription, resourceGroup, account } = sightOf(planned, place, this.inquiry.estate);
    const related = relatedTo(planned, this.inquiry);
    const parts = [resource, subscription, resourceGroup, account, ...(related ?? [])];
    const beside = this.parametersAt(planned, place) + this.tracedBy(paths) + (related === undefined ? "?" : "");
    return this.likenessOf(rules).of(parts, beside, (seen) => {
      const subject = this.subjectOf(seen, planned, place, related !== undefined);
      return rules.filter((rule) => this.maySpeak(rule, subject, paths));
    });
  }

  private maySpeak(rule: Rule, subject: Subject, paths: readonly TracedPath[]): boolean {
    const plain = evaluate(rule, subject, this.inquiry);
    return plain.verdict !== undefined || gravestByPaths(rule, subject, paths, this.inquiry, plain) !== undefined;
  }

  /** A subject that is read from the parts given. */
  private subjectOf(
    [resource, subscription, resourceGroup, account, ...related]: Parts,
    planned: PlannedResource,
    place: Place,
    seesRelated: boolean,
  ): Subject {
    const { names, now } = this.inquiry;
    const sight = { resource: resource as ArmResource, subscription, resourceGroup, account };
    const view = { resource: sight.resource, context: contextOf(sight, names, now), folded: [], group: undefined };
    return { planned, place, view, related: seesRelated ? (related as OpenObject[]) : undefined };
  }

  private likenessOf(rules: readonly Rule[]): Likeness<readonly Rule[]> {
    let likeness = this.byRules.get(rules);
    if (likeness === undefined) this.byRules.set(rules, (likeness = new Likeness()));
    return likeness;
  }

  /** Only what is judged with the same parameters can be alike. */
  private parametersAt(planned: PlannedResource, place: Place): string {
    if (!this.isWhole) return this.findParameters(planned, place);
    const { managementGroups, subscriptionId } = place;
    let known = this.bySubscription.get(managementGroups);
    if (known === undefined) this.bySubscription.set(managementGroups, (known = new Map()));
    let text = known.get(subscriptionId);
    if (text === undefined) known.set(subscriptionId, (text = this.findParameters(planned, place)));
    return text;
  }

  private findParameters({ resource: { type, location } }: PlannedResource, place: Place): string {
    let text = "";
    for (const { name } of this.inquiry.book.initiatives)
      text += `${this.numberOf(parametersFor(this.inquiry, name, place, { type, location }))} `;
    return text;
  }

  private numberOf(sets: unknown): number {
    let number = this.numbers.get(sets);
    if (number === undefined) this.numbers.set(sets, (number = this.numbers.size));
    return number;
  }

  /** What paths add, each kind of it once. */
  private tracedBy(paths: readonly TracedPath[]): string {
    const texts = new Set<string>();
    for (const path of paths) texts.add(`${isConclusive(path)}${this.factsFrom(path.source)}`);
    return [...texts].join("");
  }

  private factsFrom(source: PlannedResource): string {
    let text = this.facts.get(source);
    if (text === undefined) this.facts.set(source, (text = textOf(factsOf(source, this.inquiry))));
    return text;
  }
}
