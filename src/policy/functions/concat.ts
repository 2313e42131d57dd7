import { LIMITS } from "../limits";
import { refuse } from "./arguments";
import type { TemplateFunction } from "./function";

/**
 * `concat`: texts (numbers and booleans count as theirs) into one text, or arrays into one array.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string#concat
 */
export const concatFunction: TemplateFunction = {
  name: "concat",
  least: 1,
  most: Infinity,
  call(given, sink) {
    if (given.every(Array.isArray)) return given.flat(1);
    let text = "";
    for (const part of given) {
      if (typeof part === "object" || part === undefined)
        return refuse(sink, "concat", "texts only or arrays only", part);
      text += String(part);
    }
    return text.length > LIMITS.textLength
      ? sink.fail(`concat: the result is longer than ${LIMITS.textLength} characters`)
      : text;
  },
};
