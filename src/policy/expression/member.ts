import { member } from "../functions/array";
import type { OpenValue } from "../json";
import { constant, type Operand } from "../operand";
import type { Scope } from "../scope";
import { Unknown, isUnknown } from "../unknown";

/** `object.key`, `object[key]`, `array[index]`: no result where there is no such property. */
export function compileMember(object: Operand, key: Operand): Operand {
  if (object.constant !== undefined && key.constant !== undefined)
    return constant(member(object.constant.value, key.constant.value));
  const read = (scope: Scope): OpenValue => {
    const whole = object.read(scope);
    const note = object.part === true ? scope.reads?.at(-1) : undefined;
    const name = key.read(scope);
    const value = isUnknown(whole) || isUnknown(name) ? Unknown : member(whole, name);
    if (note !== undefined && (typeof name === "string" || typeof name === "number")) {
      note.path += typeof name === "number" ? `[${name}]` : `.${name}`;
      note.value = value;
    }
    return value;
  };
  return object.part === true ? { read, part: true } : { read };
}
