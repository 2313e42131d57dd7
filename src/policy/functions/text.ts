import { LIMITS } from "../limits";
import { fold } from "../fold";
import { ofText, ofTexts, refuse, whole } from "./arguments";
import type { TemplateFunction } from "./function";
import { numberOf } from "../compare";

/**
 * Functions of texts. `startsWith` and `endsWith` mind no case; replacing and splitting do.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string
 */
export const textFunctions: readonly TemplateFunction[] = [
  ofText("toLower", (text) => text.toLowerCase()),
  ofText("toUpper", (text) => text.toUpperCase()),
  ofText("trim", (text) => text.trim()),
  orFalse(ofTexts("startsWith", (text, part) => fold(text).startsWith(fold(part)))),
  orFalse(ofTexts("endsWith", (text, part) => fold(text).endsWith(fold(part)))),
  {
    name: "replace",
    least: 3,
    most: 3,
    call([text, old, by], sink) {
      if (typeof text !== "string" || typeof old !== "string" || typeof by !== "string") {
        return refuse(
          sink,
          "replace",
          "three texts",
          [text, old, by].find((given) => typeof given !== "string"),
        );
      }
      if (old === "") return text;
      const times = text.split(old).length - 1;
      if (text.length + times * (by.length - old.length) > LIMITS.textLength) {
        return sink.fail(`replace: the result is longer than ${LIMITS.textLength} characters`);
      }
      return text.replaceAll(old, () => by);
    },
  },
  {
    name: "split",
    least: 2,
    most: 2,
    call([text, delimiter], sink) {
      if (typeof text !== "string") return refuse(sink, "split", "a text", text);
      if (typeof delimiter === "string") return splitBy(text, [delimiter]);
      if (!Array.isArray(delimiter))
        return refuse(sink, "split", "a text or an array of texts as delimiter", delimiter);
      return splitBy(
        text,
        delimiter.filter((part) => typeof part === "string"),
      );
    },
  },
  {
    name: "substring",
    least: 2,
    most: 3,
    call([text, start, length], sink) {
      if (typeof text !== "string") return refuse(sink, "substring", "a text", text);
      const characters = [...text];
      const from = whole(start);
      const count = length === undefined ? characters.length - (from ?? 0) : whole(length);
      if (from === undefined || count === undefined)
        return refuse(sink, "substring", "numbers as start and length", start);
      if (from < 0 || count < 0 || from + count > characters.length) {
        sink.fail(
          `substring: start ${from} and length ${count} reach outside a text of ${characters.length} characters`,
        );
        if (from < 0) return undefined;
      }
      return characters.slice(from, count < 0 ? undefined : from + count).join("");
    },
  },
  {
    name: "padLeft",
    least: 2,
    most: 3,
    call([value, width, padding], sink) {
      const text = typeof value === "number" ? String(value) : value;
      if (typeof text !== "string") return refuse(sink, "padLeft", "a text or a number", value);
      const wanted = whole(typeof width === "string" ? numberOf(width) : width);
      if (wanted === undefined || wanted < 0) return refuse(sink, "padLeft", "a number as width", width);
      if (wanted > LIMITS.textLength)
        return sink.fail(`padLeft: the result is longer than ${LIMITS.textLength} characters`);
      const character =
        typeof padding === "string" && padding !== "" ? String.fromCodePoint(padding.codePointAt(0) ?? 32) : " ";
      return character.repeat(Math.max(0, wanted - [...text].length)) + text;
    },
  },
  {
    name: "join",
    least: 2,
    most: 2,
    call([array, delimiter], sink) {
      if (!Array.isArray(array)) return refuse(sink, "join", "an array", array);
      if (typeof delimiter !== "string") return refuse(sink, "join", "a text as delimiter", delimiter);
      return array
        .map((element) => (typeof element === "string" ? element : JSON.stringify(element ?? null)))
        .join(delimiter);
    },
  },
];

/** A function whose answer is false, beside the error, where its arguments are of other types. */
function orFalse(definition: TemplateFunction): TemplateFunction {
  return { ...definition, call: (given, sink) => definition.call(given, sink) ?? false };
}

function splitBy(text: string, delimiters: readonly string[]): string[] {
  const longestFirst = delimiters.filter((delimiter) => delimiter !== "").sort((a, b) => b.length - a.length);
  const [only, ...others] = longestFirst;
  if (only === undefined) return [text];
  if (others.length === 0) return text.split(only);
  const pattern = longestFirst.map((delimiter) => delimiter.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
  return text.split(new RegExp(pattern));
}
