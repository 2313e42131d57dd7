import type { ExemptionNote } from "../findings/finding";
import { normalized } from "../arm/id";
import type { Maybe, OpenObject, OpenValue } from "../policy/json";
import { and, FALSE, or, TRUE, truth, UNKNOWN, type Truth } from "../policy/truth";
import { isUnknown, Unknown } from "../policy/unknown";
import { bodyOf, listOf, scopeOf, text } from "./assignment";
import { covers, type Place } from "./place";
import { property, selects, type Selected } from "./selector";

/** A policy exemption as it works. */
export interface PolicyExemption {
  id: Maybe<string>;
  name: Maybe<string>;
  scope: Maybe<string>;
  assignmentId: Maybe<string>;
  /** Reference ids in the initiative; an empty list exempts from the whole assignment. */
  referenceIds: Maybe<readonly OpenValue[]>;
  category: Maybe<string>;
  /** Undefined: never ends. */
  expiresOn: Maybe<string> | undefined;
  description: Maybe<string> | undefined;
  resourceSelectors: Maybe<readonly OpenValue[]>;
}

/**
 * Reads an exemption from ARM JSON, or from the flat form that `az policy exemption list` prints.
 * @param on the scope, where the caller knows it
 */
export function readExemption(json: OpenObject, on?: Maybe<string>): PolicyExemption {
  const inner = bodyOf(json);
  const id = text(json["id"]) ?? Unknown;
  return {
    id,
    name: text(json["name"]) ?? Unknown,
    scope: on ?? scopeOf(id),
    assignmentId: text(property(inner, "policyAssignmentId")) ?? Unknown,
    referenceIds: listOf(property(inner, "policyDefinitionReferenceIds")),
    category: text(property(inner, "exemptionCategory")) ?? Unknown,
    expiresOn: text(property(inner, "expiresOn")),
    description: text(property(inner, "description")),
    resourceSelectors: listOf(property(inner, "resourceSelectors")),
  };
}

/**
 * Whether an exemption frees a resource from a rule of an assignment now. After `expiresOn` Azure keeps the object and no longer honours it.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure
 * @param now ISO 8601
 */
export function exempts(
  exemption: PolicyExemption,
  rule: { assignmentId: Maybe<string>; referenceId: string | undefined },
  place: Place,
  selected: Selected,
  now: string,
): Truth {
  return and(
    sameAssignment(exemption.assignmentId, rule.assignmentId),
    names(exemption.referenceIds, rule.referenceId),
    isValid(exemption.expiresOn, now),
    covers(exemption.scope, place),
    selects(exemption.resourceSelectors, selected),
  );
}

/** What a report says about an exemption that was applied or ignored. */
export function exemptionNote({ id, name, category, expiresOn, description }: PolicyExemption): ExemptionNote {
  const known = (value: Maybe<string> | undefined): string | undefined => (isUnknown(value) ? undefined : value);
  const note: ExemptionNote = {
    id: known(id) ?? known(name) ?? "(not known yet)",
    category: known(category) ?? "(unknown)",
  };
  const reason = known(description);
  const ends = known(expiresOn);
  return { ...note, ...(reason ? { reason } : {}), ...(ends ? { expiresOn: ends } : {}) };
}

function sameAssignment(a: Maybe<string>, b: Maybe<string>): Truth {
  return isUnknown(a) || isUnknown(b) ? UNKNOWN : truth(normalized(a) === normalized(b));
}

/** Whether a list of reference ids is empty or holds one. */
export function names(referenceIds: Maybe<readonly OpenValue[]>, referenceId: string | undefined): Truth {
  if (isUnknown(referenceIds)) return UNKNOWN;
  if (referenceIds.length === 0) return TRUE;
  if (referenceId === undefined) return FALSE;
  const wanted = referenceId.toLowerCase();
  return or(...referenceIds.map((id) => (typeof id === "string" ? truth(id.toLowerCase() === wanted) : UNKNOWN)));
}

function isValid(expiresOn: Maybe<string> | undefined, now: string): Truth {
  if (expiresOn === undefined) return TRUE;
  if (isUnknown(expiresOn)) return UNKNOWN;
  const ends = Date.parse(expiresOn);
  return Number.isNaN(ends) ? UNKNOWN : truth(ends > Date.parse(now));
}
