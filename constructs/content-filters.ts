import type { CognitiveAccountRaiPolicyContentFilter } from "@cdktf/provider-azurerm/lib/cognitive-account-rai-policy";
import type { FilterSeverity } from "./account-props";

/**
 * The categories every filter of ours blocks, with where they are looked for. Names are those of the resource type
 * https://learn.microsoft.com/azure/templates/microsoft.cognitiveservices/accounts/raipolicies
 */
const CATEGORIES: readonly (readonly [name: string, sources: readonly string[]])[] = [
  ["Hate", ["Prompt", "Completion"]],
  ["Violence", ["Prompt", "Completion"]],
  ["Sexual", ["Prompt", "Completion"]],
  ["Selfharm", ["Prompt", "Completion"]],
  ["Jailbreak", ["Prompt"]],
];

/** The `content_filter` blocks of an azurerm_cognitive_account_rai_policy that blocks from a severity on. */
export function contentFilters(severityThreshold: FilterSeverity): CognitiveAccountRaiPolicyContentFilter[] {
  return CATEGORIES.flatMap(([name, sources]) =>
    sources.map((source) => ({ name, source, severityThreshold, filterEnabled: true, blockEnabled: true })),
  );
}
