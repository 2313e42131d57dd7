/**
 * Azure's effects, spelled as Azure spells them. The last ones belong to resource-provider modes.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/effect-basics
 */
const NAMES = [
  "addToNetworkGroup",
  "append",
  "audit",
  "auditIfNotExists",
  "deny",
  "denyAction",
  "deployIfNotExists",
  "disabled",
  "manual",
  "modify",
  "mutate",
  "enforceOPAConstraint",
  "enforceRegoPolicy",
] as const;

/** An effect of Azure Policy. */
export type EffectName = (typeof NAMES)[number];

const BY_FOLDED: ReadonlyMap<string, EffectName> = new Map(NAMES.map((name) => [name.toLowerCase(), name]));

/** Azure's spelling of an effect, or undefined where there is no such effect. */
export function effectName(text: string): EffectName | undefined {
  return BY_FOLDED.get(text.toLowerCase());
}

/**
 * The order in which Azure applies effects to one request: those that change it, then those that refuse it, then those that only tell; the
 * last two after the resource provider has answered.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/effect-basics#order-of-evaluation
 */
export const EFFECT_ORDER: readonly EffectName[] = [
  "disabled",
  "append",
  "modify",
  "mutate",
  "deny",
  "audit",
  "manual",
  "auditIfNotExists",
  "denyAction",
  "deployIfNotExists",
];
