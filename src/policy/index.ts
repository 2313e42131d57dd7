/** The Azure Policy engine: JSON in, verdicts out. Knows nothing of Terraform, files or terminals. */
export { builtInAliases } from "./aliases/built-in";
export { loadAliases } from "./aliases/load";
export { AliasTable, type Alias } from "./aliases/table";
export { callFunction } from "./call-function";
export { compilePolicy, type CompileOptions } from "./compile";
export type { ParameterDeclaration } from "./compilation";
export type { DefinitionInfo } from "./definition";
export type { Change } from "./effects/change";
export { EFFECT_ORDER, effectName, type EffectName } from "./effects/names";
export { PolicyError, type PolicyErrorCode } from "./error";
export type { Explanation } from "./explanation";
export type { JsonObject, JsonValue, Maybe, OpenObject, OpenValue } from "./json";
export type { EvaluationResult } from "./evaluation";
export { Policy, type EvaluateInput, type Related } from "./policy";
export { evaluateRequest, type AssignedPolicy, type RequestResult } from "./request";
export type { EvaluationError, PolicyContext, Read } from "./scope";
export { FALSE, TRUE, UNKNOWN, and, not, or, outcomeOf, type Outcome, type Truth } from "./truth";
export { Unknown, UnknownValue, isUnknown } from "./unknown";
