import { parseExemptionFile, type FileExemption } from "../../src/acceptance";
import { summarize, type Finding, type Report } from "../../src/findings";

export const TERMS = { now: "2026-11-28", maximumDays: 90 };

/** A finding; what a test does not say is of a rule that may be exempted, denied at one account. */
export function finding(
  parts: Partial<Omit<Finding, "resource">> & { resource?: Partial<Finding["resource"]> } = {},
): Finding {
  const { resource, ...rest } = parts;
  return {
    rule: "local-auth",
    decision: "D12",
    verdict: "denied",
    fatal: false,
    message: "Keys are on.",
    clause: "hardening",
    evidence: [],
    unknown: [],
    mend: "Turn them off.",
    ...rest,
    resource: {
      type: "Microsoft.CognitiveServices/accounts",
      name: "ai",
      id: "/subscriptions/1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/ai",
      address: "azurerm_cognitive_account.this",
      constructPath: null,
      file: "plan.json",
      ...resource,
    },
  };
}

export function reportOf(...findings: Finding[]): Report {
  return { version: 1, summary: summarize(findings, 2), unmapped: {}, notes: [], findings };
}

/** An entry that holds, for the account of {@link finding}. */
export const ENTRY = {
  name: "keys",
  policyDefinitionReferenceIds: ["local-auth"],
  address: "azurerm_cognitive_account.this",
  exemptionCategory: "Waiver",
  expiresOn: "2027-01-31",
  metadata: { ticket: "CHG-1", owner: "platform@contoso.example" },
};

export function entries(...parts: object[]): FileExemption[] {
  const exemptions = parts.map((part, i) => ({ ...ENTRY, name: i === 0 ? "keys" : `keys-${i}`, ...part }));
  return parseExemptionFile({ exemptions }, "exemptions.yaml", TERMS);
}
