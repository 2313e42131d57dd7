import type { OpenObject, OpenValue } from "../policy/json";
import { isUnknown } from "../policy/unknown";
import { textOf } from "./text-of";
import { Watch, type Met, type Parts, type Read } from "./watch";

/** Subjects that are remembered; where more differ, remembering them saves nothing. */
const MOST = 2000;

/** What a read gave: a value that is no object by itself, a list by its text, names by theirs. */
type Seen = unknown;
const OBJECT = Symbol("an object, whose values are read apart");
const UNKNOWN = Symbol("unknown");

/** What asking reads next, and where it leads by what is seen there; or the answer. */
interface Step<Answer> {
  read: Read;
  /** What the first subject showed, and where that led: most others show the same. */
  first: Seen;
  next: Node<Answer>;
  others: Map<Seen, Node<Answer>> | undefined;
}
type Node<Answer> = Step<Answer> | { read: undefined; answer: Answer };

/**
 * Tells subjects that are alike, so that what was asked of one need not be asked of the next. Alike is what has the same values wherever asking reads;
 * the rest, most names among it, may differ. What is read is watched while it is asked, not declared, so that nothing can be forgotten.
 *
 * What asking reads next depends on nothing but what it read before. The reads of all subjects are therefore a tree: who shows the same at each step of one of its
 * ways would make asking read the same, and come to the answer at its end.
 */
export class Likeness<Answer extends object> {
  private readonly roots = new Map<string, Node<Answer>>();
  private readonly lists = new Map<string, symbol>();
  private size = 0;

  /**
   * @param beside what the answer depends on beside the parts, as a text that is the same for no two things
   * @param ask reads the parts it is given and keeps none of them
   */
  of(parts: Parts, beside: string, ask: (parts: Parts) => Answer): Answer {
    let start = beside;
    for (const part of parts) start += part === undefined ? "-" : "+";
    const known = this.find(start, parts);
    if (known !== undefined) return known;
    const watch = new Watch(parts);
    const answer = ask(watch.parts);
    if (this.size++ >= MOST) this.forget();
    this.keep(start, parts, watch.reads, answer);
    return answer;
  }

  private find(start: string, parts: Parts): Answer | undefined {
    const met: Met = parts.slice();
    let node = this.roots.get(start);
    while (node?.read !== undefined) {
      const seen = this.look(node.read, met);
      node = seen === node.first ? node.next : node.others?.get(seen);
    }
    return node?.answer;
  }

  private keep(start: string, parts: Parts, reads: readonly Read[], answer: Answer): void {
    const met: Met = parts.slice();
    const root = this.roots.get(start);
    if (root === undefined) {
      this.roots.set(start, this.wayTo(answer, reads, met));
      return;
    }
    let node = root;
    for (let done = 1; node.read !== undefined; done++) {
      const seen = this.look(node.read, met);
      const next: Node<Answer> | undefined = seen === node.first ? node.next : node.others?.get(seen);
      if (next === undefined) {
        (node.others ??= new Map()).set(seen, this.wayTo(answer, reads.slice(done), met));
        return;
      }
      node = next;
    }
  }

  private wayTo(answer: Answer, reads: readonly Read[], met: Met): Node<Answer> {
    const steps = reads.map((read) => ({ read, first: this.look(read, met), others: undefined }));
    return steps.reduceRight<Node<Answer>>((next, step) => ({ ...step, next }), { read: undefined, answer });
  }

  /** What a read gives; an object is met by it. */
  private look({ of, name }: Read, met: Met): Seen {
    const object = met[of] as OpenObject;
    if (name === undefined) return JSON.stringify(Object.keys(object));
    const value: OpenValue = object[name];
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return this.listSeen(value);
    if (isUnknown(value)) return UNKNOWN;
    met.push(value);
    return OBJECT;
  }

  /** What only equal lists show, and no text does. */
  private listSeen(list: OpenValue[]): symbol {
    const text = textOf(list);
    let seen = this.lists.get(text);
    if (seen === undefined) this.lists.set(text, (seen = Symbol("a list")));
    return seen;
  }

  private forget(): void {
    this.roots.clear();
    this.lists.clear();
    this.size = 1;
  }
}
