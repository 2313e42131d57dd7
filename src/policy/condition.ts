import type { Compilation } from "./compilation";
import { conditions, type Condition, type NamedCondition, type Sink, type Test } from "./conditions";
import { compileCount, overRange } from "./count";
import { PolicyError } from "./error";
import { record, type Explanation, type Rule } from "./explanation";
import { byName } from "./expression/special";
import { compileField, type Field } from "./field";
import type { OpenObject, OpenValue } from "./json";
import type { Operand } from "./operand";
import { comparesLocations, normalLocation, normalLocations } from "./location";
import { own } from "./property";
import type { Scope } from "./scope";
import { FALSE, UNKNOWN, not, type Truth } from "./truth";
import { isUnknown } from "./unknown";
import { compileValue } from "./value";

type CompileRule = (json: OpenValue, compilation: Compilation, path: string) => Rule;
/** Asks a condition about a left side, whose right side is bound for this evaluation. */
type Left = (scope: Scope, test: Test, note: (actual: OpenValue) => void) => Truth;
type Side = "field" | "value" | "count";
const SIDES: ReadonlySet<string> = new Set(["field", "value", "count"]);

/**
 * Compiles a condition: one of `field`, `value` and `count` on the left, one condition such as `equals` with its right side.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#conditions
 */
export function compileCondition(
  json: OpenObject,
  compilation: Compilation,
  path: string,
  compileRule: CompileRule,
): Rule {
  const { side, named, written, at } = readCondition(json, path);
  const operand = compileValue(written, compilation, at);
  const locations = side.kind === "field" && comparesLocations(side.json, named.condition);
  const right = locations ? normalLocations(operand) : operand;
  const left = compileLeft(side, named.condition, right, compilation, compileRule);
  return new ConditionRule(path, named, side, locations ? normalized(left) : left, right);
}

/** What a condition asks about. */
interface LeftSide {
  kind: Side;
  /** `field`, `value` or `count` as written. */
  name: string;
  json: OpenValue;
  /** JSON path. */
  at: string;
}

/** Takes a condition apart; throws where it is not one left side and one condition. */
function readCondition(
  json: OpenObject,
  path: string,
): { side: LeftSide; named: NamedCondition; written: OpenValue; at: string } {
  const refuse = (problem: string, at = path): never => {
    throw new PolicyError(problem, at, "invalidCondition");
  };
  let side: LeftSide | undefined;
  let found: { named: NamedCondition; name: string } | undefined;
  for (const name of Object.keys(json)) {
    const key = name.toLowerCase();
    const named = conditions.get(key);
    if (SIDES.has(key)) {
      if (side !== undefined)
        return refuse(`has both "${side.name}" and "${name}"; a condition takes one of field, value and count`);
      side = { kind: key as Side, name, json: own(json, name), at: `${path}.${name}` };
    } else if (named === undefined) {
      return refuse(`"${name}" is not a condition of Azure Policy`, `${path}.${name}`);
    } else if (found === undefined) {
      found = { named, name };
    } else {
      return refuse(`has both "${found.name}" and "${name}"; a condition takes one`);
    }
  }
  if (side === undefined) return refuse("needs field, value or count, or one of allOf, anyOf and not");
  if (found === undefined) return refuse(`needs a condition such as equals beside "${side.name}"`);
  const { named, name } = found;
  const written = own(json, name);
  const at = `${path}.${name}`;
  const problem = typeof written === "string" && written.startsWith("[") ? undefined : named.condition.check?.(written);
  return problem === undefined ? { side, named, written, at } : refuse(`"${name}" ${problem}`, at);
}

function compileLeft(
  side: LeftSide,
  condition: Condition,
  right: Operand,
  compilation: Compilation,
  compileRule: CompileRule,
): Left {
  switch (side.kind) {
    case "field":
      return ofField(side.json, compilation, side.at);
    case "value":
      return ofValue(compileValue(side.json, compilation, side.at), condition.nullIsEmpty === true);
    case "count":
      return ofCount(side.json, right, compilation, side.at, compileRule);
  }
}

/** Asks about the region in the way ARM writes it. */
function normalized(left: Left): Left {
  return (scope, test, note) => left(scope, (value, sink) => test(normalLocation(value), sink), note);
}

function ofField(json: OpenValue, compilation: Compilation, path: string): Left {
  if (typeof json !== "string")
    throw new PolicyError("field takes the name of a field as a text", path, "invalidCondition");
  const name = compileValue(json, compilation, path);
  const compile = (text: string): Left => askField(compileField(text, compilation, path));
  if (typeof name.constant?.value === "string") return compile(name.constant.value);
  const compileOnce = byName(compile, compilation);
  return (scope, test, note) => {
    const text = name.read(scope);
    if (isUnknown(text)) return UNKNOWN;
    if (typeof text === "string") return compileOnce(text)(scope, test, note);
    scope.fail("field: the name of the field is not a text");
    return test(undefined, scope);
  };
}

function askField({ reader }: Field): Left {
  if (!reader.many) {
    return (scope, test, note) => {
      const value = reader.read(scope);
      if (scope.reads !== undefined) note(value);
      return test(value, scope);
    };
  }
  return (scope, test, note) =>
    reader.every(scope, (value) => {
      if (scope.reads !== undefined) note(value);
      return test(value, scope);
    });
}

/**
 * A value that gives no result makes its condition false, whatever the condition; so an unknown one can never make it true for certain.
 * A value that is null is compared as the empty text.
 * Source: https://github.com/Azure/azure-policy-linter (docs/Rules: unguarded-tryget-*)
 */
function ofValue(operand: Operand, nullIsEmpty: boolean): Left {
  return (scope, test, note) => {
    const value = operand.read(scope);
    if (scope.reads !== undefined) note(value);
    if (value === undefined) return FALSE;
    const result = test(value === null && nullIsEmpty ? "" : value, scope);
    return isUnknown(value) && result > UNKNOWN ? UNKNOWN : result;
  };
}

function ofCount(
  json: OpenValue,
  right: Operand,
  compilation: Compilation,
  path: string,
  compileRule: CompileRule,
): Left {
  const counter = compileCount(json, compilation, path, compileRule);
  const bound = right.constant?.value;
  const enough = typeof bound === "number" ? bound : Infinity;
  return (scope, test, note) => {
    // While a trace is taken every element counts: a reader wants to see the real number.
    counter.count(scope, scope.reads === undefined ? enough : Infinity);
    const { low, high } = scope;
    if (scope.reads !== undefined) note(low === high ? low : undefined);
    if (low === high || low > enough) return test(low, scope);
    return overRange(low, high, (count) => test(count, scope), enough);
  };
}

const NOTHING = (): void => {};
const ALWAYS_FALSE: Test = () => FALSE;
const OPEN: Test = () => UNKNOWN;

class ConditionRule implements Rule {
  private readonly fixed: Test | undefined;
  private lastRight: OpenValue;
  private lastTest: Test | undefined;

  constructor(
    private readonly path: string,
    private readonly named: NamedCondition,
    private readonly side: LeftSide,
    private readonly left: Left,
    private readonly right: Operand,
  ) {
    this.fixed = right.constant === undefined ? undefined : this.bind(right.constant.value);
  }

  test(scope: Scope): Truth {
    return this.left(scope, this.fixed ?? this.boundTo(this.readRight(scope)), NOTHING);
  }

  /** A right side that comes out null makes Azure answer with an error; one that is written as null does not. */
  private readRight(scope: Scope): OpenValue {
    const right = this.right.read(scope);
    if (right === null) scope.fail(`${this.named.name}: the right side is null`);
    return right;
  }

  explain(scope: Scope): Explanation {
    const actuals: OpenValue[] = [];
    let expected: OpenValue;
    const { outcome, reads, errors } = record(scope, () => {
      expected = this.right.constant === undefined ? this.readRight(scope) : this.right.constant.value;
      return this.left(scope, this.bind(expected), (actual) => actuals.push(actual));
    });
    return {
      path: this.path,
      operator: this.named.name,
      outcome,
      [this.side.kind]: this.side.json,
      actual: actuals.length > 1 ? actuals : actuals[0],
      expected,
      reads,
      ...(errors === undefined ? {} : { errors }),
    };
  }

  /** The right side is most often the same object in every evaluation: a parameter. */
  private boundTo(right: OpenValue): Test {
    if (this.lastTest !== undefined && this.lastRight === right) return this.lastTest;
    this.lastRight = right;
    return (this.lastTest = this.bind(right));
  }

  private bind(right: OpenValue): Test {
    if (isUnknown(right)) return OPEN;
    const { condition, negated } = this.named;
    const test = condition.bind(right);
    if (!negated) return test;
    if (right === undefined && condition.falseWithoutRight === true) return ALWAYS_FALSE;
    return (left: OpenValue, sink: Sink) => not(test(left, sink));
  }
}
