import type { OpenValue } from "./json";
import { LIMITS } from "./limits";
import { own } from "./property";
import { isUnknown } from "./unknown";

/**
 * What is wrong with the size of a value, as the rest of a sentence, or undefined where Azure takes it. Never goes deeper than the limit itself.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#policy-rule-limits
 */
export function overLimit(value: OpenValue): string | undefined {
  if (typeof value === "string")
    return value.length > LIMITS.textLength
      ? `has more than ${LIMITS.textLength} characters, Azure's limit`
      : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  const left = nodesLeft(value, LIMITS.valueNodes, LIMITS.valueDepth);
  if (left === TOO_DEEP) return `nests more than ${LIMITS.valueDepth} deep, Azure's limit`;
  return left < 0 ? `holds more than ${LIMITS.valueNodes} values, Azure's limit` : undefined;
}

const TOO_DEEP = -Infinity;

/** How many more values there may be after this one and what is in it; negative where there are too many. */
function nodesLeft(value: OpenValue, nodes: number, levels: number): number {
  let left = nodes - 1;
  if (typeof value !== "object" || value === null || isUnknown(value)) return left;
  if (levels === 0) return TOO_DEEP;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length && left >= 0; i++) left = nodesLeft(value[i], left, levels - 1);
    return left;
  }
  for (const name in value) {
    left = nodesLeft(own(value, name), left, levels - 1);
    if (left < 0) return left;
  }
  return left;
}
