import type { Cases } from "./address";
import { identical } from "./compare";
import type { OpenValue } from "./json";
import { joinPath, parsePath, walk, type Keys, type Parts } from "./path";
import type { Scope } from "./scope";
import { FALSE, TRUE, UNKNOWN, type Truth } from "./truth";
import { Unknown, isUnknown } from "./unknown";

/** Where a path starts: the resource, or the current element of a `count`. */
export interface Base {
  value(scope: Scope): OpenValue;
  path(scope: Scope): string;
}

/** The resource that a condition is about. */
export const RESOURCE: Base = { value: (scope) => scope.resource, path: () => "" };
/** The resource that was requested, which `field()` reads even in an existence condition. */
export const REQUESTED: Base = { value: (scope) => scope.requested, path: () => "" };

/** The current element of a `count`. */
export function element(slot: number): Base {
  return { value: (scope) => scope.slots[slot], path: (scope) => scope.slotPaths[slot] ?? "" };
}

/** Visits one value of a field; FALSE ends the visit. */
export type Visit = (value: OpenValue) => Truth;

/** Reads one field of a resource. */
export interface FieldReader {
  /** Whether the field is a collection: a `[*]` that no `count` around it binds. */
  readonly many: boolean;
  /** The value; of a collection, the array of its values. */
  read(scope: Scope): OpenValue;
  /**
   * Whether each value of a collection passes. A missing array counts as one missing value, an empty one passes, an unknown one leaves it open.
   */
  every(scope: Scope, visit: Visit): Truth;
}

/** A reader that follows one path from a base. */
export class PathReader implements FieldReader {
  private readonly parts: Parts;
  private readonly first: Keys;
  readonly many: boolean;

  constructor(
    path: string,
    private readonly base: Base,
  ) {
    this.parts = parsePath(path);
    this.first = this.parts[0] ?? [];
    this.many = this.parts.length > 1;
  }

  read(scope: Scope): OpenValue {
    if (this.many) return this.collect(scope);
    const value = walk(this.base.value(scope), this.first);
    if (scope.reads !== undefined) scope.note(joinPath(this.base.path(scope), this.first), value);
    return value;
  }

  every(scope: Scope, visit: Visit): Truth {
    return this.visit(scope, this.base.value(scope), 0, this.base.path(scope), visit);
  }

  private visit(scope: Scope, from: OpenValue, level: number, base: string, visit: Visit): Truth {
    const keys = this.parts[level] ?? [];
    const value = walk(from, keys);
    const path = scope.reads === undefined ? "" : joinPath(base, keys);
    if (level === this.parts.length - 1 || !Array.isArray(value)) {
      scope.note(path, value);
      if (level === this.parts.length - 1) return visit(value);
      return isUnknown(value) ? UNKNOWN : visit(undefined);
    }
    if (value.length === 0) scope.note(path, value);
    let result: Truth = TRUE;
    for (let i = 0; i < value.length && result !== FALSE; i++) {
      const passes = this.visit(scope, value[i], level + 1, scope.reads === undefined ? "" : `${path}[${i}]`, visit);
      if (passes < result) result = passes;
    }
    return result;
  }

  /** The values of a collection; missing arrays and values give none. */
  private collect(scope: Scope): OpenValue {
    const values: OpenValue[] = [];
    const open = this.gather(scope, this.base.value(scope), 0, this.base.path(scope), values);
    return open ? Unknown : values;
  }

  private gather(scope: Scope, from: OpenValue, level: number, base: string, into: OpenValue[]): boolean {
    const keys = this.parts[level] ?? [];
    const value = walk(from, keys);
    const path = scope.reads === undefined ? "" : joinPath(base, keys);
    if (level === this.parts.length - 1) {
      scope.note(path, value);
      if (value !== undefined) into.push(value);
      // An element is there, even if it is unknown; a property of it may turn out to be absent, and then gives no value.
      return keys.length > 0 && isUnknown(value);
    }
    if (!Array.isArray(value)) {
      scope.note(path, value);
      return isUnknown(value);
    }
    let open = false;
    value.forEach((next, i) => {
      open = this.gather(scope, next, level + 1, `${path}[${i}]`, into) || open;
    });
    return open;
  }
}

/**
 * A reader that is another one in each case: for each resource type and API version. Where the type is not known, what its values depend on is not
 * known either, unless all cases agree.
 */
export class CaseReader implements FieldReader {
  constructor(
    readonly many: boolean,
    private readonly cases: Cases<FieldReader>,
  ) {}

  read(scope: Scope): OpenValue {
    const open = this.cases.open(scope);
    if (open === undefined) return this.cases.in(scope).read(scope);
    const [first, ...others] = open.map((reader) => reader.read(scope));
    if (others.every((other) => other === first || identical(other, first) === TRUE)) return first;
    scope.note("type", Unknown);
    return Unknown;
  }

  every(scope: Scope, visit: Visit): Truth {
    const open = this.cases.open(scope);
    if (open === undefined) return this.cases.in(scope).every(scope, visit);
    const [first = UNKNOWN, ...others] = open.map((reader) => reader.every(scope, visit));
    if (others.every((other) => other === first)) return first;
    scope.note("type", Unknown);
    return UNKNOWN;
  }
}

/** A reader that looks elsewhere where the API version is not known and nothing is found. */
export class FallbackReader implements FieldReader {
  readonly many = false;

  constructor(
    private readonly first: FieldReader,
    private readonly second: FieldReader,
  ) {}

  read(scope: Scope): OpenValue {
    const value = this.first.read(scope);
    return value === undefined && scope.apiVersion === undefined ? this.second.read(scope) : value;
  }

  every(scope: Scope, visit: Visit): Truth {
    return visit(this.read(scope));
  }
}
