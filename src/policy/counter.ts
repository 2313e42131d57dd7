import type { Cases } from "./address";
import { decidingReads, errorsOf, truthOf, type Rule } from "./explanation";
import type { Base } from "./field-reader";
import type { OpenValue } from "./json";
import { LIMITS } from "./limits";
import type { Operand } from "./operand";
import { joinPath, walk, type Parts } from "./path";
import type { Read, Scope } from "./scope";
import { FALSE, TRUE, type Truth } from "./truth";
import { Unknown, isUnknown } from "./unknown";

/** A compiled `count`. */
export interface Counter {
  /**
   * Counts into `scope.low` and `scope.high`, which differ where something is unknown. It may stop as soon as `low` is greater than
   * `enough`: then the condition on the count is settled.
   */
  count(scope: Scope, enough: number): void;
}

/** Adds reads to a list; by hand, because an array may have more elements than a call takes arguments. */
function addReads(list: Read[] | undefined, more: Iterable<Read>): void {
  if (list !== undefined) for (const read of more) list.push(read);
}

/**
 * Tests `where` for the current element. While a trace is taken the reads that made an element count, or left it open, are kept; those of elements
 * that do not count go to `missed`: they matter where no element does.
 */
function passes(where: Rule, scope: Scope, missed: Read[]): Truth {
  if (scope.reads === undefined) return where.test(scope);
  const explanation = where.explain(scope);
  const result = truthOf(explanation);
  addReads(result === FALSE ? missed : scope.reads, decidingReads(explanation));
  for (const { message } of errorsOf(explanation)) scope.fail(message);
  return result;
}

/** Counts the elements of any array. */
export class ValueCounter implements Counter {
  constructor(
    private readonly array: Operand,
    private readonly slot: number,
    private readonly where: Rule | undefined,
  ) {}

  count(scope: Scope, enough: number): void {
    const traced = scope.reads === undefined ? undefined : scope.sourcesOf((same) => this.array.read(same));
    const array = traced === undefined ? this.array.read(scope) : traced.value;
    let [low, high] = [0, 0];
    let elements: readonly OpenValue[] = [];
    if (isUnknown(array)) high = Infinity;
    else if (!Array.isArray(array)) scope.fail("count: the value is not an array");
    else if (array.length * scope.iterations > LIMITS.valueCountElements) {
      scope.fail(
        `count: ${array.length * scope.iterations} elements, with the counts around it; Azure allows ${LIMITS.valueCountElements}`,
      );
    } else elements = array;
    if (traced !== undefined && (this.where === undefined || !Array.isArray(array)))
      addReads(scope.reads, traced.sources);
    const missed: Read[] = [];
    const { iterations } = scope;
    scope.iterations *= elements.length;
    for (let i = 0; i < elements.length && low <= enough; i++) {
      scope.slots[this.slot] = elements[i];
      if (traced !== undefined) this.trace(scope, i, traced.sources);
      const passed = this.where === undefined ? TRUE : passes(this.where, scope, missed);
      if (passed === TRUE) low++;
      if (passed !== FALSE) high++;
    }
    scope.iterations = iterations;
    if (high === 0) addReads(scope.reads, missed);
    scope.low = low;
    scope.high = high;
  }

  /** Keeps where an element comes from: a part of something, the expression that makes it, or all that the array is made of. */
  private trace(scope: Scope, i: number, sources: readonly Read[]): void {
    const element = this.array.elements?.[i];
    scope.slotPaths[this.slot] = `${sources.at(-1)?.path ?? ""}[${i}]`;
    if (this.array.part === true) scope.slotReads[this.slot] = undefined;
    else
      scope.slotReads[this.slot] =
        element === undefined ? sources : scope.sourcesOf((same) => element.read(same)).sources;
  }
}

/** A counter that is another one in each case; where the type of the resource is not known, between the least and the most of them. */
export class CaseCounter implements Counter {
  constructor(private readonly cases: Cases<Counter>) {}

  count(scope: Scope, enough: number): void {
    const open = this.cases.open(scope);
    if (open === undefined) return this.cases.in(scope).count(scope, enough);
    let [low, high] = [Infinity, 0];
    for (const counter of open) {
      // A count that stops early, because it has enough, tells no most.
      counter.count(scope, Infinity);
      low = Math.min(low, scope.low);
      high = Math.max(high, scope.high);
    }
    if (low !== high) scope.note("type", Unknown);
    scope.low = low;
    scope.high = high;
  }
}

/** Counts the elements of an array of the resource, or of arrays in arrays. */
export class FieldCounter implements Counter {
  private missed: Read[] = [];

  constructor(
    private readonly parts: Parts,
    private readonly base: Base,
    private readonly slots: readonly number[],
    private readonly last: number,
    private readonly where: Rule | undefined,
    /** Slots for elements of the arrays above, which `count`s around this one have current. */
    private readonly inherited: readonly { mine: number; outer: number }[] = [],
  ) {}

  count(scope: Scope, enough: number): void {
    scope.low = 0;
    scope.high = 0;
    this.missed = [];
    for (const { mine, outer } of this.inherited) {
      scope.slots[mine] = scope.slots[outer];
      if (scope.reads !== undefined) scope.slotPaths[mine] = scope.slotPaths[outer] ?? "";
    }
    const from = this.base.value(scope);
    if (this.parts.length === 1) this.single(scope, from);
    else this.level(scope, from, 0, this.base.path(scope), enough);
    if (scope.high === 0) addReads(scope.reads, this.missed);
  }

  /** Inside a `count` over the same array there is one element: the current one. */
  private single(scope: Scope, from: OpenValue): void {
    scope.slots[this.last] = from;
    if (scope.reads !== undefined) scope.slotPaths[this.last] = this.base.path(scope);
    this.add(scope, 0, 0);
  }

  private add(scope: Scope, low: number, high: number): void {
    const passed = this.where === undefined ? TRUE : passes(this.where, scope, this.missed);
    scope.low = passed === TRUE ? low + 1 : low;
    scope.high = passed === FALSE ? high : high + 1;
  }

  private level(scope: Scope, from: OpenValue, level: number, base: string, enough: number): void {
    const array = walk(from, this.parts[level] ?? []);
    const path = scope.reads === undefined ? "" : joinPath(base, this.parts[level] ?? []);
    const innermost = level === this.parts.length - 2;
    if (scope.reads !== undefined && (this.where === undefined || !Array.isArray(array) || array.length === 0))
      scope.note(path, array);
    if (isUnknown(array)) scope.high = Infinity;
    if (!Array.isArray(array)) return;
    if (innermost && this.where === undefined && (this.parts[level + 1] ?? []).length === 0) {
      scope.low += array.length;
      scope.high += array.length;
      return;
    }
    for (let i = 0; i < array.length && scope.low <= enough; i++)
      this.visit(scope, array[i], level, path, i, innermost, enough);
  }

  private visit(
    scope: Scope,
    value: OpenValue,
    level: number,
    path: string,
    i: number,
    innermost: boolean,
    enough: number,
  ): void {
    const slot = this.slots[level] ?? 0;
    const at = scope.reads === undefined ? "" : `${path}[${i}]`;
    scope.slots[slot] = value;
    if (scope.reads !== undefined) scope.slotPaths[slot] = at;
    // A nested count uses the same two fields of the scope: keep ours across it.
    const { low, high } = scope;
    if (innermost) this.add(scope, low, high);
    else this.level(scope, value, level + 1, at, enough);
  }
}
