import type { Compilation } from "../compilation";
import { PolicyError } from "../error";
import { functions, invoke, type TemplateFunction } from "../functions";
import type { OpenValue } from "../json";
import { constant, type Operand } from "../operand";
import type { Scope } from "../scope";
import { compileMember } from "./member";
import { ExpressionError, parseExpression, type Expression } from "./parse";
import { NOT_ALLOWED } from "./refused";
import { SPECIAL } from "./special";

/** Compiles the text of a template expression, `[...]`. Throws PolicyError at `path`. */
export function compileExpression(text: string, compilation: Compilation, path: string): Operand {
  let expression: Expression;
  try {
    expression = parseExpression(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new PolicyError(
      `${shown(text)}: ${error.message}`,
      path,
      error.limit ? "limitExceeded" : "invalidExpression",
    );
  }
  return compileNode(expression, compilation, path);
}

function shown(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}

/** Compiles a parsed expression. */
export function compileNode(expression: Expression, compilation: Compilation, path: string): Operand {
  switch (expression.kind) {
    case "literal":
      return constant(expression.value);
    case "member":
      return compileMember(
        compileNode(expression.object, compilation, path),
        compileNode(expression.key, compilation, path),
        isTags(expression) || isTags(expression.object),
      );
    case "call":
      return compileCall(expression.name, expression.arguments, compilation, path);
  }
}

/** Whether an expression ends in `.tags`. */
function isTags(expression: Expression): boolean {
  if (expression.kind !== "member" || expression.key.kind !== "literal") return false;
  const { value } = expression.key;
  return typeof value === "string" && value.toLowerCase() === "tags";
}

function compileCall(name: string, given: readonly Expression[], compilation: Compilation, path: string): Operand {
  compilation.addCall(path);
  const key = name.toLowerCase();
  const special = Object.hasOwn(SPECIAL, key) ? SPECIAL[key] : undefined;
  if (special !== undefined) {
    checkCount(special.name, given.length, special.least, special.most, path);
    return special.compile(given, compilation, path, compileNode);
  }
  if (NOT_ALLOWED.has(key)) {
    throw new PolicyError(
      `${name}() is a function of deployment templates that Azure Policy does not allow in a rule`,
      path,
      "functionNotAllowed",
    );
  }
  const definition = functions.get(key);
  if (definition === undefined) throw new PolicyError(`there is no function ${name}()`, path, "functionNotFound");
  checkCount(definition.name, given.length, definition.least, definition.most, path);
  return call(
    definition,
    given.map((argument) => compileNode(argument, compilation, path)),
  );
}

function checkCount(name: string, count: number, least: number, most: number, path: string): void {
  if (count >= least && count <= most) return;
  const takes = most === least ? String(least) : most === Infinity ? `${least} or more` : `${least} to ${most}`;
  throw new PolicyError(`${name}() takes ${takes} arguments, not ${count}`, path, "wrongArguments");
}

function call(definition: TemplateFunction, operands: readonly Operand[]): Operand {
  if (operands.every((operand) => operand.constant !== undefined)) {
    const folded = fold(definition, operands);
    if (folded !== undefined) return folded;
  }
  const read = (scope: Scope): OpenValue => invoke(definition, evaluate(operands, scope), scope);
  return definition.name === "createArray" ? { read, elements: operands } : { read };
}

function evaluate(operands: readonly Operand[], scope: Scope): OpenValue[] {
  const values: OpenValue[] = new Array<OpenValue>(operands.length);
  for (let i = 0; i < operands.length; i++) values[i] = (operands[i] as Operand).read(scope);
  return values;
}

/** The value of a call whose arguments are all known; undefined where it fails, which is then said in each evaluation. */
function fold(definition: TemplateFunction, operands: readonly Operand[]): Operand | undefined {
  let failed = false;
  const fail = (): undefined => {
    failed = true;
    return undefined;
  };
  const value = invoke(
    definition,
    operands.map((operand) => operand.constant?.value),
    { fail },
  );
  return failed ? undefined : constant(value);
}
