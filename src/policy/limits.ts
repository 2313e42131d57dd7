/**
 * Azure's limits on a definition and on its evaluation. What passes a limit at compile time is refused, as Azure refuses it.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#policy-rule-limits
 */
export const LIMITS = {
  /** Conditions, and logical operators, in `if`. */
  conditionsInIf: 4096,
  /** The same in `then` (an existence condition). */
  conditionsInThen: 128,
  /** Conditions nested in each other. */
  nesting: 512,
  /** Calls of template functions in a rule. */
  functionCalls: 2048,
  /** Arguments of one call. */
  arguments: 128,
  /** Calls nested in each other. */
  callDepth: 64,
  /** Characters of one expression. */
  expressionLength: 81_920,
  /** `count`s over the same array in one rule. */
  fieldCountsOfOneArray: 5,
  /** `count`s over values in one rule. */
  valueCounts: 10,
  /** Elements that a `count` over values may have, multiplied by those of the `count`s over values around it. */
  valueCountElements: 100,
  /** Characters of a text that a function makes. */
  textLength: 131_072,
  /** Levels of a value that a function makes or reads. */
  valueDepth: 128,
  /** Values, counting those within, in a value that a function makes or reads. */
  valueNodes: 32_768,
  /** Parameters of a definition. */
  parameters: 20,
} as const;
