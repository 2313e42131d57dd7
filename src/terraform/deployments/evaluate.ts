import { armId, parseArmId } from "../../arm/id";
import { callFunction } from "../../policy/call-function";
import {
  ExpressionError,
  isExpression,
  parseExpression,
  unescape,
  type Expression,
} from "../../policy/expression/parse";
import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import { isObject } from "../map/rows";

/** What expressions of a template may name. */
export interface TemplateScope {
  /** Id of what the template is deployed to; undefined where it is not known. */
  scopeId: string | undefined;
  parameters: OpenValue;
  declared: OpenObject;
  variables: OpenObject;
}

const MAX_DEPTH = 50;

/**
 * Works out template expressions as far as a plan can: parameters with their values or defaults, variables, the functions that depend on their
 * arguments alone, and ids. What asks Azure (`reference`, `list*`) is Unknown.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions
 */
export class TemplateEvaluator {
  private readonly settled = new Map<string, OpenValue>();

  constructor(
    readonly scope: TemplateScope,
    /** Values of copyIndex() by the loop's name in lower case; "" is the innermost. */
    private readonly copies: ReadonlyMap<string, number> = new Map(),
  ) {}

  /** The same scope, inside a copy loop. */
  within(name: string, index: number): TemplateEvaluator {
    return new TemplateEvaluator(this.scope, new Map([...this.copies, ["", index], [name.toLowerCase(), index]]));
  }

  value(written: OpenValue, depth = 0): OpenValue {
    if (depth > MAX_DEPTH) return Unknown;
    if (typeof written === "string") return isExpression(written) ? this.expression(written, depth) : unescape(written);
    if (Array.isArray(written)) return written.map((item) => this.value(item, depth + 1));
    if (!isObject(written)) return written;
    const out: OpenObject = {};
    for (const [key, item] of Object.entries(written)) {
      const name = isExpression(key) ? this.expression(key, depth) : key;
      if (typeof name !== "string") return Unknown;
      if (name !== "__proto__") out[name] = this.value(item, depth + 1);
    }
    return out;
  }

  private expression(text: string, depth: number): OpenValue {
    try {
      return this.run(parseExpression(text), depth + 1);
    } catch (error) {
      if (error instanceof ExpressionError) return Unknown;
      throw error;
    }
  }

  private run(expression: Expression, depth: number): OpenValue {
    if (depth > MAX_DEPTH) return Unknown;
    if (expression.kind === "literal") return expression.value;
    if (expression.kind === "member") {
      const whole = this.run(expression.object, depth + 1);
      const key = this.run(expression.key, depth + 1);
      if (isUnknown(whole) || isUnknown(key)) return Unknown;
      if (Array.isArray(whole)) return typeof key === "number" ? whole[key] : undefined;
      if (!isObject(whole) || typeof key !== "string") return Unknown;
      const name = Object.keys(whole).find((other) => other.toLowerCase() === key.toLowerCase());
      return name === undefined ? undefined : whole[name];
    }
    const given = expression.arguments.map((argument) => this.run(argument, depth + 1));
    const own = FUNCTIONS[expression.name.toLowerCase()];
    if (own) return own(this, given, depth);
    try {
      return callFunction(expression.name, given);
    } catch {
      // Not a function of its arguments alone, or one that fails: Azure decides.
      return Unknown;
    }
  }

  parameter(name: string, depth: number): OpenValue {
    const { parameters, declared } = this.scope;
    if (isUnknown(parameters)) return Unknown;
    const given = member(parameters, name);
    if (isUnknown(given)) return Unknown;
    if (isObject(given)) return "value" in given ? given.value : Unknown;
    const declaration = member(declared, name);
    if (!isObject(declaration) || !("defaultValue" in declaration)) return Unknown;
    return this.once(`p:${name}`, declaration.defaultValue, depth);
  }

  variable(name: string, depth: number): OpenValue {
    const written = member(this.scope.variables, name);
    return written === undefined ? Unknown : this.once(`v:${name}`, written, depth);
  }

  copyIndex(given: readonly OpenValue[]): OpenValue {
    const [first, second] = given;
    const index = this.copies.get(typeof first === "string" ? first.toLowerCase() : "");
    const offset = typeof first === "number" ? first : (second ?? 0);
    return index === undefined || typeof offset !== "number" ? Unknown : index + offset;
  }

  /** A default or variable that is in use while it is worked out refers to itself. */
  private once(key: string, written: OpenValue, depth: number): OpenValue {
    const lower = key.toLowerCase();
    if (!this.settled.has(lower)) {
      this.settled.set(lower, Unknown);
      this.settled.set(lower, this.value(written, depth + 1));
    }
    return this.settled.get(lower);
  }
}

type Own = (evaluator: TemplateEvaluator, given: readonly OpenValue[], depth: number) => OpenValue;

const text = (value: OpenValue): value is string => typeof value === "string";

/** Functions that depend on where a template is deployed. */
const FUNCTIONS: Readonly<Record<string, Own>> = {
  parameters: (evaluator, [name], depth) => (text(name) ? evaluator.parameter(name, depth) : Unknown),
  variables: (evaluator, [name], depth) => (text(name) ? evaluator.variable(name, depth) : Unknown),
  copyindex: (evaluator, given) => evaluator.copyIndex(given),
  resourcegroup: ({ scope }) => {
    const parsed = scope.scopeId === undefined ? undefined : parseArmId(scope.scopeId);
    return {
      id: parsed?.resourceGroup === undefined ? Unknown : scope.scopeId,
      name: parsed?.resourceGroup ?? Unknown,
      location: Unknown,
      tags: Unknown,
    };
  },
  subscription: ({ scope }) => {
    const guid = scope.scopeId === undefined ? undefined : parseArmId(scope.scopeId)?.subscriptionId;
    return {
      id: guid === undefined ? Unknown : `/subscriptions/${guid}`,
      subscriptionId: guid ?? Unknown,
      tenantId: Unknown,
      displayName: Unknown,
      tags: Unknown,
    };
  },
  resourceid: ({ scope }, given) => idOf(scope.scopeId, given),
  subscriptionresourceid: ({ scope }, given) => idOf(/^\/subscriptions\/[^/]+/i.exec(scope.scopeId ?? "")?.[0], given),
  tenantresourceid: (_evaluator, given) => idOf("", given),
  extensionresourceid: (_evaluator, [on, ...given]) => (text(on) ? idOf(on, given) : Unknown),
};

/** `resourceId([subscription], [group], type, name, ...)`. */
function idOf(scopeId: string | undefined, given: readonly OpenValue[]): OpenValue {
  if (!given.every(text)) return Unknown;
  const at = given.findIndex((part) => part.includes("/"));
  const type = given[at];
  if (type === undefined || at > 2) return Unknown;
  const before = given.slice(0, at);
  let scope = scopeId;
  if (before.length === 2) scope = `/subscriptions/${before[0]}/resourceGroups/${before[1]}`;
  else if (before.length === 1) {
    const subscription = /^\/subscriptions\/[^/]+/i.exec(scopeId ?? "")?.[0];
    scope = subscription === undefined ? undefined : `${subscription}/resourceGroups/${before[0]}`;
  }
  return scope === undefined ? Unknown : armId(scope, type, given.slice(at + 1).join("/"));
}

/** A member of an object, its name compared without case. */
function member(value: OpenValue, name: string): OpenValue {
  if (!isObject(value)) return undefined;
  const key = Object.keys(value).find((other) => other.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : value[key];
}
