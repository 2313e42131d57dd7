import { member } from "../functions/array";
import type { OpenValue } from "../json";
import { constant, type Operand } from "../operand";
import type { Scope } from "../scope";
import { Unknown, isUnknown } from "../unknown";

/**
 * `object.key`, `object[key]`, `array[index]`: no result where there is no such property, which Azure answers with an error unless it is asked for by
 * tryGet() or is a tag (built-ins compare `resourceGroup().tags[...]` with the empty text).
 * Source: https://github.com/Azure/azure-policy-linter (docs/Rules/unguarded-request-context-identity-access.md)
 */
export function compileMember(object: Operand, key: Operand, mayLack: boolean): Operand {
  if (object.constant !== undefined && key.constant !== undefined) {
    const value = member(object.constant.value, key.constant.value);
    if (value !== undefined || mayLack) return constant(value);
  }
  // A name that is not written in the rule may be a value that is not to be shown.
  const named = key.constant === undefined ? "no such property" : `no property ${JSON.stringify(key.constant.value)}`;
  const missing = `there is ${named}; tryGet() asks for one that may be missing`;
  const read = (scope: Scope): OpenValue => {
    const whole = object.read(scope);
    const note = object.part === true ? scope.reads?.at(-1) : undefined;
    const name = key.read(scope);
    const value = isUnknown(whole) || isUnknown(name) ? Unknown : member(whole, name);
    if (note !== undefined && (typeof name === "string" || typeof name === "number")) {
      note.path += typeof name === "number" ? `[${name}]` : `.${name}`;
      note.value = value;
    }
    if (value === undefined && !mayLack && whole !== undefined) scope.fail(missing);
    return value;
  };
  return object.part === true ? { read, part: true } : { read };
}
