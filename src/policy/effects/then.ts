import type { Compilation } from "../compilation";
import { PolicyError } from "../error";
import { record, unknownPaths, type Rule } from "../explanation";
import type { OpenObject, OpenValue } from "../json";
import type { Operand } from "../operand";
import { assign, isObject, own, property, spelling } from "../property";
import { compileRule } from "../rule";
import type { Scope } from "../scope";
import { truth } from "../truth";
import { isUnknown } from "../unknown";
import { compileValue } from "../value";
import { compileChanges, type FindChanges } from "./changes";
import { effectName, type EffectName } from "./names";
import { checkOperations } from "./operations";

/** An effect as the rule or its parameter writes it (`AUDIT`), with Azure's name for it (`audit`): Azure compares without case. */
export interface Effect {
  name: EffectName;
  written: string;
}

/** The compiled `then` of a rule. */
export interface Then {
  /** The effect; `undefined` where it is not known. */
  effect(scope: Scope): Effect | undefined;
  /** What is unknown where the effect is not known: `parameters.effect`. */
  unknownEffect(scope: Scope): string[];
  /** Set where the effect is written in the rule. */
  literal?: EffectName;
  /** The effect that applies where several policies modify the same field, of modify. */
  conflictEffect?: Operand;
  /** The details with their expressions resolved; undefined where the rule gives none. */
  details?: Operand;
  /** The changes of append and modify. */
  changes?: FindChanges;
  /** The condition that a related resource must satisfy, of auditIfNotExists and deployIfNotExists. */
  existence?: Rule;
}

/** Parts of `details` that are answered elsewhere (a condition, the effect of a conflict) or nowhere: the template that only Azure deploys. */
const LEFT_OUT: ReadonlySet<string> = new Set(["existencecondition", "deployment", "conflicteffect"]);

/**
 * Compiles `then`.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/effect-basics
 */
export function compileThen(json: OpenValue, compilation: Compilation, path: string): Then {
  if (!isObject(json)) throw new PolicyError("needs then, an object with effect", path, "invalidRule");
  const written = property(json, "effect");
  if (typeof written !== "string") throw new PolicyError("needs an effect, a text", `${path}.effect`, "invalidRule");
  const operand = compileValue(written, compilation, `${path}.effect`);
  const literal = operand.constant === undefined ? undefined : spelled(operand.constant.value, `${path}.effect`);
  const name = spelling(json, "details");
  const details = name === undefined ? undefined : own(json, name);
  const at = `${path}.${name ?? "details"}`;
  if (literal === undefined || literal.name === "modify") checkOperations(details, compilation, at);
  return {
    effect: literal === undefined ? (scope) => spelledOrOpen(operand.read(scope), `${path}.effect`) : () => literal,
    unknownEffect: (scope) => unknownPaths(record(scope, () => truth(operand.read(scope) === undefined)).reads),
    ...(literal === undefined ? {} : { literal: literal.name }),
    ...(details === undefined ? {} : { details: compileDetails(details, compilation, at) }),
    ...conflictOf(details, compilation, at),
    ...changesOf(details, compilation, at),
    ...existenceOf(details, compilation, at),
  };
}

function spelled(value: OpenValue, path: string): Effect {
  const name = typeof value === "string" ? effectName(value) : undefined;
  if (typeof value !== "string" || name === undefined)
    throw new PolicyError(
      value === undefined
        ? "the effect has no value; give its parameter one, or a default"
        : `${JSON.stringify(value)} is not an effect of Azure Policy`,
      path,
      "invalidEffect",
    );
  return { name, written: value };
}

function spelledOrOpen(value: OpenValue, path: string): Effect | undefined {
  return isUnknown(value) ? undefined : spelled(value, path);
}

function compileDetails(details: OpenValue, compilation: Compilation, path: string): Operand {
  return compileValue(isObject(details) ? answered(details) : details, compilation, path);
}

function answered(details: OpenObject): OpenObject {
  const kept: OpenObject = {};
  for (const name of Object.keys(details))
    if (!LEFT_OUT.has(name.toLowerCase())) assign(kept, name, withoutConditions(own(details, name)));
  return kept;
}

/** The condition of a `modify` operation is for Azure to evaluate later: escaped, so that it comes back as it is written. */
function withoutConditions(value: OpenValue): OpenValue {
  if (!Array.isArray(value)) return value;
  return value.map((operation) => {
    const condition = isObject(operation) ? operation["condition"] : undefined;
    return isObject(operation) && typeof condition === "string" && condition.startsWith("[")
      ? { ...operation, condition: `[${condition}` }
      : operation;
  });
}

function changesOf(details: OpenValue, compilation: Compilation, path: string): { changes?: FindChanges } {
  const calls = compilation.calls;
  const changes = compileChanges(details, compilation, path);
  // The same texts were compiled as details before; they count once.
  compilation.calls = calls;
  return changes === undefined ? {} : { changes };
}

function conflictOf(details: OpenValue, compilation: Compilation, path: string): { conflictEffect?: Operand } {
  const name = isObject(details) ? spelling(details, "conflictEffect") : undefined;
  if (name === undefined || !isObject(details)) return {};
  return { conflictEffect: compileValue(own(details, name), compilation, `${path}.${name}`) };
}

function existenceOf(details: OpenValue, compilation: Compilation, path: string): { existence?: Rule } {
  const name = isObject(details) ? spelling(details, "existenceCondition") : undefined;
  if (name === undefined || !isObject(details)) return {};
  compilation.existence = true;
  compilation.conditions = 0;
  return { existence: compileRule(own(details, name), compilation, `${path}.${name}`) };
}
