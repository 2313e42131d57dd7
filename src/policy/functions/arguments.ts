import type { OpenValue } from "../json";
import { isObject } from "../property";
import type { Sink, TemplateFunction } from "./function";

/** What a value is, for messages. */
export function kindOf(value: OpenValue): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (isObject(value)) return "an object";
  return typeof value === "string" ? "a text" : typeof value === "object" ? "an unknown" : `a ${typeof value}`;
}

/** Reports that an argument is not what the function takes. */
export function refuse(sink: Sink, name: string, expected: string, given: OpenValue): undefined {
  return sink.fail(`${name}: takes ${expected}, not ${kindOf(given)}`);
}

/** A function of one text. */
export function ofText(name: string, call: (text: string, sink: Sink) => OpenValue): TemplateFunction {
  return {
    name,
    least: 1,
    most: 1,
    call: ([text], sink) => (typeof text === "string" ? call(text, sink) : refuse(sink, name, "a text", text)),
  };
}

/** A function of two texts. */
export function ofTexts(
  name: string,
  call: (first: string, second: string, sink: Sink) => OpenValue,
): TemplateFunction {
  return {
    name,
    least: 2,
    most: 2,
    call([first, second], sink) {
      if (typeof first !== "string") return refuse(sink, name, "two texts", first);
      return typeof second === "string" ? call(first, second, sink) : refuse(sink, name, "two texts", second);
    },
  };
}

/** A whole number out of an argument, cut towards zero; undefined for anything but a number. */
export function whole(value: OpenValue): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? Math.trunc(value) : undefined;
}
