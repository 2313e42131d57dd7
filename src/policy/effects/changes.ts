import type { Compilation } from "../compilation";
import { PolicyError } from "../error";
import { addressOf, tagOf } from "../field";
import { pathFor } from "../address";
import type { OpenObject, OpenValue } from "../json";
import { constant, type Operand } from "../operand";
import { isObject, own, property, spelling } from "../property";
import type { Scope } from "../scope";
import { isUnknown } from "../unknown";
import { compileValue } from "../value";
import type { Change } from "./change";

/** Finds the changes that a matching `append` or `modify` makes to the request. */
export type FindChanges = (scope: Scope) => Change[];

/**
 * Compiles the details of an `append` effect (an array) or the operations of a `modify` effect; undefined for any other details.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/effect-append and effect-modify
 */
export function compileChanges(details: OpenValue, compilation: Compilation, path: string): FindChanges | undefined {
  if (Array.isArray(details))
    return all(
      details.flatMap((entry, i) =>
        isObject(entry) ? compileChange(entry, true, DENIES, compilation, `${path}[${i}]`) : [],
      ),
    );
  const name = isObject(details) ? spelling(details, "operations") : undefined;
  const operations = name === undefined || !isObject(details) ? undefined : own(details, name);
  if (!isObject(details) || !Array.isArray(operations)) return undefined;
  const conflict = property(details, "conflictEffect");
  const onConflict = conflict === undefined ? undefined : compileValue(conflict, compilation, `${path}.conflictEffect`);
  return all(
    operations.flatMap((entry, i) =>
      isObject(entry) ? compileChange(entry, false, onConflict, compilation, `${path}.${name}[${i}]`) : [],
    ),
  );
}

const DENIES = constant("deny");

function all(changes: readonly ((scope: Scope) => Change | undefined)[]): FindChanges {
  return (scope) => changes.flatMap((change) => change(scope) ?? []);
}

const KINDS: ReadonlyMap<OpenValue, Change["kind"]> = new Map<OpenValue, Change["kind"]>([
  ["add", "add"],
  ["addorreplace", "replace"],
  ["remove", "remove"],
]);

function compileChange(
  entry: OpenObject,
  appends: boolean,
  onConflict: Operand | undefined,
  compilation: Compilation,
  path: string,
): ((scope: Scope) => Change | undefined)[] {
  const operand = (name: string): Operand | undefined => {
    const json = property(entry, name);
    return json === undefined ? undefined : compileValue(json, compilation, `${path}.${name}`);
  };
  const [field, value, condition, operation] = [
    operand("field"),
    operand("value"),
    operand("condition"),
    operand("operation"),
  ];
  if (field === undefined) return [];
  const change = (scope: Scope): Change | undefined => {
    const applies = condition === undefined ? true : condition.read(scope);
    const name = field.read(scope);
    if (typeof name !== "string" || (applies !== true && !isUnknown(applies))) return undefined;
    const written = operation?.read(scope);
    const kind = appends ? "add" : KINDS.get(typeof written === "string" ? written.toLowerCase() : written);
    if (kind === undefined)
      throw new PolicyError("an operation is add, addOrReplace or remove", `${path}.operation`, "invalidEffect");
    const conflict = onConflict?.read(scope);
    return {
      path: pathOfField(name, scope, compilation, path),
      kind,
      value: value?.read(scope),
      makesParents: appends,
      open: isUnknown(applies),
      onConflict: typeof conflict === "string" && conflict.toLowerCase() !== "deny" ? "skip" : "deny",
    };
  };
  return [change];
}

function pathOfField(name: string, scope: Scope, compilation: Compilation, path: string): string {
  const tag = tagOf(name);
  return tag === undefined ? pathFor(addressOf(name, compilation, path), scope) : `tags.${tag}`;
}
