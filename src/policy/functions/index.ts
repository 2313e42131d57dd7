import type { OpenValue } from "../json";
import { LIMITS } from "../limits";
import { deeperThan, holdsUnknown } from "../property";
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
import { textFunctions } from "./text";

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
    ...textFunctions,
  ].map((definition) => [definition.name.toLowerCase(), definition]),
);

/** Calls a function on evaluated arguments: missing and unknown ones are dealt with here unless the function does so itself. */
export function invoke(definition: TemplateFunction, given: readonly OpenValue[], sink: Sink): OpenValue {
  if (definition.missing !== true && given.includes(undefined)) return undefined;
  if (given.some((value) => deeperThan(value, LIMITS.valueDepth))) {
    return sink.fail(`${definition.name}: a value nests more than ${LIMITS.valueDepth} deep, Azure's limit`);
  }
  if (definition.open !== true && given.some(holdsUnknown)) return Unknown;
  return definition.call(given, sink);
}
