import type { Binding, Compilation } from "../compilation";
import { PolicyError } from "../error";
import { compileField } from "../field";
import { REQUESTED } from "../field-reader";
import type { OpenValue } from "../json";
import { identical } from "../compare";
import { constant, type Operand } from "../operand";
import { property } from "../property";
import type { ContextPart, Scope } from "../scope";
import { TRUE } from "../truth";
import { Unknown, isUnknown } from "../unknown";
import { compileMember } from "./member";
import type { Expression } from "./parse";

type CompileNode = (expression: Expression, compilation: Compilation, path: string) => Operand;

/** A function that reads more than its arguments, or does not evaluate all of them. */
interface SpecialFunction {
  name: string;
  least: number;
  most: number;
  compile(given: readonly Expression[], compilation: Compilation, path: string, compileNode: CompileNode): Operand;
}

/**
 * Functions that read the resource, the parameters, the context or the `count`s around them, and the two that take a branch. By name in lower case.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#policy-functions
 */
export const SPECIAL: Readonly<Record<string, SpecialFunction>> = {
  parameters: { name: "parameters", least: 1, most: 1, compile: parameters },
  field: { name: "field", least: 1, most: 1, compile: field },
  current: { name: "current", least: 0, most: 1, compile: current },
  subscription: contextFunction("subscription"),
  resourcegroup: contextFunction("resourceGroup"),
  claims: contextFunction("claims"),
  requestcontext: contextFunction("requestContext"),
  policy: contextFunction("policy"),
  utcnow: { name: "utcNow", least: 0, most: 0, compile: () => ({ read: utcNow }) },
  if: { name: "if", least: 3, most: 3, compile: branch },
  coalesce: { name: "coalesce", least: 1, most: Infinity, compile: coalesce },
  tryget: { name: "tryGet", least: 2, most: Infinity, compile: tryGet },
};

function parameters([first]: readonly Expression[], compilation: Compilation, path: string): Operand {
  if (first?.kind !== "literal" || typeof first.value !== "string") {
    throw new PolicyError("parameters() takes the name of a parameter as a text", path, "invalidExpression");
  }
  const name = first.value;
  const declared = compilation.parameters?.get(name.toLowerCase());
  if (compilation.parameters !== undefined && declared === undefined) {
    throw new PolicyError(
      `the parameter "${name}" is not declared; declare it under parameters, or correct its name`,
      path,
      "parameterNotFound",
    );
  }
  const fallback = declared?.defaultValue;
  const read = (scope: Scope): OpenValue => {
    let value = property(scope.parameters, name);
    if (value === undefined)
      value = fallback === undefined ? scope.fail(`parameters: "${name}" has no value and no default`) : fallback;
    if (scope.reads !== undefined) scope.note(`parameters.${declared?.name ?? name}`, value);
    return value;
  };
  return { read, part: true };
}

function field(
  [first]: readonly Expression[],
  compilation: Compilation,
  path: string,
  compileNode: CompileNode,
): Operand {
  const name = first === undefined ? constant(null) : compileNode(first, compilation, path);
  if (name.constant === undefined) return fieldByName(name, compilation, path);
  if (typeof name.constant.value !== "string")
    throw new PolicyError("field() takes the name of a field as a text", path, "invalidExpression");
  return fieldOperand(name.constant.value, compilation, path);
}

/**
 * `field('x')`: the empty text where the field is missing; of a `[*]` field always an array.
 * Source: https://learn.microsoft.com/azure/governance/policy/how-to/author-policies-for-arrays#referencing-array-fields
 */
function fieldOperand(name: string, compilation: Compilation, path: string): Operand {
  const { reader } = compileField(name, compilation, path, REQUESTED);
  if (name.includes("[*]") && !reader.many) return { read: (scope) => [reader.read(scope) ?? null] };
  return { read: (scope) => orEmpty(reader.read(scope)), part: true };
}

function orEmpty(value: OpenValue): OpenValue {
  return value === undefined ? "" : value;
}

/** `field(concat('tags[', parameters('tag'), ']'))`: the name is known only in the evaluation. Compiled once for each name. */
function fieldByName(name: Operand, compilation: Compilation, path: string): Operand {
  const compileOnce = byName((text) => fieldOperand(text, compilation, path), compilation);
  return {
    read(scope) {
      const text = name.read(scope);
      if (isUnknown(text)) return Unknown;
      return typeof text === "string"
        ? compileOnce(text).read(scope)
        : scope.fail("field: the name of the field is not a text");
    },
  };
}

/** The most names remembered; past it, which takes a hostile parameter list, the memory starts anew. */
const REMEMBERED = 256;

/** Remembers what was compiled for a name, with the `count`s that were around it. */
export function byName<T>(compile: (name: string) => T, compilation: Compilation): (name: string) => T {
  const bindings: readonly Binding[] = [...compilation.bindings];
  const known = new Map<string, T>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    if (known.size >= REMEMBERED) known.clear();
    const around = compilation.bindings.splice(0, compilation.bindings.length, ...bindings);
    try {
      const compiled = compile(name);
      known.set(name, compiled);
      return compiled;
    } finally {
      compilation.bindings.splice(0, compilation.bindings.length, ...around);
    }
  };
}

/** `current()`, `current('name')`, `current('alias[*]')`: the current element of the `count` around it. */
function current([first]: readonly Expression[], compilation: Compilation, path: string): Operand {
  const { bindings } = compilation;
  const innermost = bindings.at(-1);
  if (innermost === undefined)
    throw new PolicyError("current() stands outside of any count", path, "invalidExpression");
  if (first === undefined) return slot(innermost);
  if (first.kind !== "literal" || typeof first.value !== "string") {
    throw new PolicyError(
      "current() takes the name of a count, or the alias of its array, as a text",
      path,
      "invalidExpression",
    );
  }
  const name = first.value;
  const named = bindings.findLast((binding) => binding.name === name.toLowerCase());
  if (named !== undefined) return slot(named);
  if (!name.includes("[*]"))
    throw new PolicyError(`current('${name}'): no count around it has that name`, path, "invalidExpression");
  const { reader } = compileField(name, compilation, path);
  return { read: (scope) => reader.read(scope), part: true };
}

function slot(binding: Binding): Operand {
  const read = (scope: Scope): OpenValue => {
    if (scope.reads !== undefined) scope.noteSlot(binding.slot);
    return scope.slots[binding.slot];
  };
  return binding.array !== undefined || binding.part === true ? { read, part: true } : { read };
}

function contextFunction(name: ContextPart): SpecialFunction {
  const read = (scope: Scope): OpenValue => {
    const value = scope.part(name);
    if (scope.reads !== undefined) scope.note(name, value);
    return value;
  };
  return { name, least: 0, most: 0, compile: () => ({ read, part: true }) };
}

function utcNow(scope: Scope): OpenValue {
  const value = scope.utcNow();
  scope.note("utcNow", value);
  return value;
}

/** `if(condition, then, else)`: evaluates only the branch it takes; with an unknown condition both, whose agreement settles it. */
function branch(
  given: readonly Expression[],
  compilation: Compilation,
  path: string,
  compileNode: CompileNode,
): Operand {
  const [condition, then, otherwise] = given.map((argument) => compileNode(argument, compilation, path)) as [
    Operand,
    Operand,
    Operand,
  ];
  return {
    read(scope) {
      const taken = condition.read(scope);
      if (!isUnknown(taken)) return (taken === true ? then : otherwise).read(scope);
      const [a, b] = [then.read(scope), otherwise.read(scope)];
      return identical(a, b) === TRUE ? a : Unknown;
    },
  };
}

/** `coalesce(a, b, ...)`: the first that is not null; the others are not evaluated. */
function coalesce(
  given: readonly Expression[],
  compilation: Compilation,
  path: string,
  compileNode: CompileNode,
): Operand {
  const operands = given.map((argument) => compileNode(argument, compilation, path));
  const read = (scope: Scope): OpenValue => {
    for (const operand of operands) {
      const value = operand.read(scope);
      if (value !== null && value !== undefined) return value;
    }
    return null;
  };
  return operands[0]?.part === true ? { read, part: true } : { read };
}

/** `tryGet(value, key, ...)`: null where there is no such property. */
function tryGet(
  given: readonly Expression[],
  compilation: Compilation,
  path: string,
  compileNode: CompileNode,
): Operand {
  const [object, ...keys] = given.map((argument) => compileNode(argument, compilation, path)) as [
    Operand,
    ...Operand[],
  ];
  const { read, part } = keys.reduce((whole, key) => compileMember(whole, key, true), object);
  return part === true ? { part, read: (scope) => read(scope) ?? null } : { read: (scope) => read(scope) ?? null };
}
