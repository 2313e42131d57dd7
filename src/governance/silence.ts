import { isUnknown } from "../policy/unknown";
import { evaluate, looksAround, type Subject } from "./evaluate";
import { parametersFor, type Inquiry } from "./inquiry";
import { Likeness, type Parts } from "./likeness";
import type { Rule } from "./rule-book";
import type { View } from "./view";

/** Whether each of some rules, in their order, may have something to say of a subject. */
export type Voices = readonly boolean[];

/**
 * Most resources of an estate are like others in all that rules read, and most rules say nothing of most of them: this finds that out once for all that are
 * alike. A rule that may speak is to be evaluated on the resource itself.
 */
export function voices(rules: readonly Rule[], subject: Subject, inquiry: Inquiry): Voices {
  let silence = silences.get(inquiry);
  if (silence === undefined) silences.set(inquiry, (silence = new Silence(inquiry)));
  return silence.voices(rules, subject);
}

const silences = new WeakMap<Inquiry, Silence>();

class Silence {
  private readonly byRules = new Map<readonly Rule[], Map<string, Likeness<Voices>>>();
  /** The parameter sets seen so far, numbered. */
  private readonly numbers = new Map<unknown, number>();
  /** Under a selector each rule may have other parameters for each resource: then nothing is taken for alike. */
  private readonly selects: boolean;

  constructor(private readonly inquiry: Inquiry) {
    this.selects = inquiry.guard.assignments.some(
      ({ assignment: { resourceSelectors } }) => isUnknown(resourceSelectors) || resourceSelectors.length > 0,
    );
  }

  voices(rules: readonly Rule[], subject: Subject): Voices {
    if (this.selects) return rules.map(() => true);
    const { resource, context } = subject.view;
    return this.likeness(rules, subject).of([resource, context.subscription, context.resourceGroup], (parts) => {
      const view = seenThrough(parts, subject.view);
      return rules.map(
        (rule) => looksAround(rule) || evaluate(rule, { ...subject, view }, this.inquiry).verdict !== undefined,
      );
    });
  }

  /** Only what is judged by the same rules with the same parameters can be alike. */
  private likeness(rules: readonly Rule[], { planned, place }: Subject): Likeness<Voices> {
    let byParameters = this.byRules.get(rules);
    if (byParameters === undefined) this.byRules.set(rules, (byParameters = new Map()));
    const { type, location } = planned.resource;
    let key = "";
    for (const { name } of this.inquiry.book.initiatives)
      key += `${this.numberOf(parametersFor(this.inquiry, name, place, { type, location }))} `;
    let likeness = byParameters.get(key);
    if (likeness === undefined) byParameters.set(key, (likeness = new Likeness()));
    return likeness;
  }

  private numberOf(sets: unknown): number {
    let number = this.numbers.get(sets);
    if (number === undefined) this.numbers.set(sets, (number = this.numbers.size));
    return number;
  }
}

/** A view whose parts are those given. */
function seenThrough([resource, subscription, resourceGroup]: Parts, view: View): View {
  const context = { ...view.context };
  if (subscription !== undefined) context.subscription = subscription;
  if (resourceGroup !== undefined) context.resourceGroup = resourceGroup;
  return { ...view, resource: (resource ?? view.resource) as View["resource"], context };
}
