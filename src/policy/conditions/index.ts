import { contains } from "./contains";
import { containsKey } from "./contains-key";
import type { Condition } from "./condition";
import { equals } from "./equals";
import { exists } from "./exists";
import { oneOf } from "./in";
import { like } from "./like";
import { match, matchInsensitively } from "./match";
import { orderConditions } from "./order";

export type { Condition, Sink, Test } from "./condition";

/** A condition under one of its two names. */
export interface NamedCondition {
  name: string;
  condition: Condition;
  negated: boolean;
}

const ALL: readonly Condition[] = [
  equals,
  like,
  match,
  matchInsensitively,
  contains,
  oneOf,
  containsKey,
  ...orderConditions,
  exists,
];

/** Every condition by its name in lower case. */
export const conditions: ReadonlyMap<string, NamedCondition> = new Map(
  ALL.flatMap((condition) => {
    const names: NamedCondition[] = [{ name: condition.name, condition, negated: false }];
    if (condition.negation !== undefined) names.push({ name: condition.negation, condition, negated: true });
    return names.map((named) => [named.name.toLowerCase(), named] as const);
  }),
);
