import type { PolicyDefinition } from "./model";

/**
 * Azure documents no limit for a non-compliance message; this keeps one readable where azurerm prints it in one line with the rest of the
 * error (`code: message`, azurerm 4.55.0 and 5.2.0).
 */
export const MESSAGE_LENGTH = 480;

/** A clause as a reader can look it up: `Code of Conduct R18`, or the project's own `design` or `hardening`. */
export function clauseOf({ properties: { metadata } }: PolicyDefinition): string {
  return /^R\d/.test(metadata.basis) ? `Code of Conduct ${metadata.basis}` : metadata.basis;
}

/**
 * The one line that a person sees when Azure refuses a write by this rule: rule, decision, clause, what is refused and how to mend it.
 * For `nonComplianceMessages` of an assignment.
 */
export function nonComplianceMessage(definition: PolicyDefinition): string {
  const { displayName, metadata } = definition.properties;
  const text = `${definition.name} (${metadata.decision}, ${clauseOf(definition)}): ${displayName}. ${metadata.mend}`;
  return text.length <= MESSAGE_LENGTH ? text : `${text.slice(0, MESSAGE_LENGTH - 3)}...`;
}
