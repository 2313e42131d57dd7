/**
 * Which rules apply to a resource, with what parameters, and what they say: scopes and facts, assignments and exemptions, and the rules that Azure
 * Policy cannot express.
 */
export type { CheckContext, GuardContext, ResourceGroupContext, SubscriptionContext } from "./context";
export { CONTEXT_SCHEMA } from "./context.schema";
export { parseContext } from "./parse-context";
export { DEFAULT_TAG_NAMES, foldTags, stricter, tagValue, type TagNames, type Tags } from "./facts";
export type { Fact } from "./fact";
export { covers, type Place } from "./place";
export { effectUnder, isAssignedTo, isEnforced, readAssignment, type PolicyAssignment } from "./assignment";
export { evaluateAssignments, type AssignedContent, type AssignmentQuery, type AssignmentResult } from "./assigned";
export { exempts, readExemption, type PolicyExemption } from "./exemption";
export { selects, type Selected } from "./selector";
export {
  typesOf,
  type GuardInitiative,
  type Rule,
  type RuleBook,
  type RuleRequest,
  type RuleResult,
} from "./rule-book";
export { isOpenAiCapable } from "./view";
export type { TracedPath } from "./traced";
export { judge, type Judgements } from "./judge";
export { cameraDeclarations, type Evidence } from "./inquiry";
