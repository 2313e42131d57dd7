import type { OpenValue } from "../json";
import { holdsUnknown } from "../property";
import { overLimit } from "../size";
import { Unknown } from "../unknown";
import { arrayFunctions } from "./array";
import { concatFunction } from "./concat";
import { convertFunctions } from "./convert";
import { dateFunctions } from "./date";
import { encodingFunctions } from "./encoding";
import { formatFunction } from "./format";
import type { Sink, TemplateFunction } from "./function";
import { logicFunctions } from "./logic";
import { networkFunctions } from "./network";
import { numberFunctions } from "./number";
import { objectFunctions } from "./object";
import { searchFunctions } from "./search";
import { textFunctions } from "./text";
import { uniqueFunctions } from "./unique";

export type { TemplateFunction } from "./function";

/** Every function that depends on its arguments alone, by its name in lower case. */
export const functions: ReadonlyMap<string, TemplateFunction> = new Map(
  [
    ...arrayFunctions,
    concatFunction,
    ...convertFunctions,
    ...dateFunctions,
    ...encodingFunctions,
    formatFunction,
    ...logicFunctions,
    ...networkFunctions,
    ...numberFunctions,
    ...objectFunctions,
    ...searchFunctions,
    ...textFunctions,
    ...uniqueFunctions,
  ].map((definition) => [definition.name.toLowerCase(), definition]),
);

/**
 * Calls a function on evaluated arguments: missing and unknown ones are dealt with here unless the function does so itself. A value, given or made,
 * that is past one of Azure's limits is an error.
 */
export function invoke(definition: TemplateFunction, given: readonly OpenValue[], sink: Sink): OpenValue {
  if (definition.missing !== true && given.includes(undefined)) return undefined;
  for (const value of given) {
    const limit = overLimit(value);
    if (limit !== undefined) return sink.fail(`${definition.name}: a value ${limit}`);
  }
  if (definition.open !== true && given.some(holdsUnknown)) return Unknown;
  const result = definition.call(given, sink);
  const limit = overLimit(result);
  return limit === undefined ? result : sink.fail(`${definition.name}: the result ${limit}`);
}
