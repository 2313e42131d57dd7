import type { Compilation } from "./compilation";
import { compileCondition } from "./condition";
import { PolicyError } from "./error";
import { truthOf, type Explanation, type Rule } from "./explanation";
import type { OpenValue } from "./json";
import { isObject, own } from "./property";
import type { Scope } from "./scope";
import { FALSE, TRUE, UNKNOWN, and, not, or, outcomeOf, type Truth } from "./truth";

/**
 * Compiles a logical operator (`allOf`, `anyOf`, `not`) or a condition.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#logical-operators
 */
export function compileRule(json: OpenValue, compilation: Compilation, path: string, depth = 0): Rule {
  if (!isObject(json))
    throw new PolicyError("needs a condition or a logical operator, an object", path, "invalidCondition");
  compilation.addCondition(path, depth);
  const names = Object.keys(json);
  const operator = names.find((name) => Object.hasOwn(OPERATORS, name.toLowerCase()));
  if (operator === undefined)
    return compileCondition(json, compilation, path, (inner, same, at) => compileRule(inner, same, at, depth + 1));
  const other = names.find((name) => name !== operator);
  if (other !== undefined)
    throw new PolicyError(
      `"${other}" cannot stand beside "${operator}"; put both into an allOf`,
      path,
      "invalidCondition",
    );
  const at = `${path}.${operator}`;
  const inner = own(json, operator);
  const kind = operator.toLowerCase() as keyof typeof OPERATORS;
  if (kind === "not") return new Not(path, compileRule(inner, compilation, at, depth + 1));
  if (!Array.isArray(inner))
    throw new PolicyError(`"${operator}" takes an array of conditions`, at, "invalidCondition");
  const parts = inner.map((part, i) => compileRule(part, compilation, `${at}[${i}]`, depth + 1));
  return new OPERATORS[kind](path, parts);
}

/** True unless one part is false; stops at the first that is. */
class AllOf implements Rule {
  constructor(
    private readonly path: string,
    private readonly parts: readonly Rule[],
  ) {}

  test(scope: Scope): Truth {
    let result: Truth = TRUE;
    for (const part of this.parts) {
      const truth = part.test(scope);
      if (truth === FALSE) return FALSE;
      if (truth === UNKNOWN) result = UNKNOWN;
    }
    return result;
  }

  explain(scope: Scope): Explanation {
    return explained("allOf", this.path, this.parts, scope, and);
  }
}

/** False unless one part is true; stops at the first that is. */
class AnyOf implements Rule {
  constructor(
    private readonly path: string,
    private readonly parts: readonly Rule[],
  ) {}

  test(scope: Scope): Truth {
    let result: Truth = FALSE;
    for (const part of this.parts) {
      const truth = part.test(scope);
      if (truth === TRUE) return TRUE;
      if (truth === UNKNOWN) result = UNKNOWN;
    }
    return result;
  }

  explain(scope: Scope): Explanation {
    return explained("anyOf", this.path, this.parts, scope, or);
  }
}

class Not implements Rule {
  constructor(
    private readonly path: string,
    private readonly part: Rule,
  ) {}

  test(scope: Scope): Truth {
    return not(this.part.test(scope));
  }

  explain(scope: Scope): Explanation {
    return explained("not", this.path, [this.part], scope, (part) => not(part as Truth));
  }
}

const OPERATORS = { allof: AllOf, anyof: AnyOf, not: Not };

function explained(
  operator: string,
  path: string,
  rules: readonly Rule[],
  scope: Scope,
  combine: (...truths: Truth[]) => Truth,
): Explanation {
  const parts = rules.map((rule) => rule.explain(scope));
  return { path, operator, outcome: outcomeOf(combine(...parts.map(truthOf))), parts };
}
