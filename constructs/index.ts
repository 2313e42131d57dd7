/** Azure OpenAI under its guard, for the CDK for Terraform: https://developer.hashicorp.com/terraform/cdktf */
export {
  type AccountKind,
  type ContentFilterProps,
  type DeploymentProps,
  type DeploymentSkuProps,
  type FilterSeverity,
  type GuardedOpenAiAccountProps,
  type ModelProps,
  type PrivateEndpointProps,
} from "./account-props";
export { AoaiGuardProvider, type AoaiGuardProviderProps } from "./aoai-guard-provider";
export { ApplyGate, type ApplyGateProps } from "./apply-gate";
export {
  Camera,
  type CameraDeclaration,
  type CameraEnvironment,
  type CameraProcessing,
  type CameraSource,
  type Declaration,
  type Operator,
  type Review,
  type UseCase,
} from "./declaration";
export { type ExistingGuardrailsProps } from "./existing-guardrails";
export { Guard, type GuardOptions, type UndeterminedHandling } from "./guard";
export { type GuardFinding, type GuardReport } from "./guard-report";
export { GuardedOpenAiAccount } from "./guarded-openai-account";
export { type GuardEffect, type GuardrailParameterProps } from "./guardrail-parameters";
export { type GuardPrecondition, type IOpenAiGuardrails } from "./guardrails";
export { OpenAiGuardrails, type OpenAiGuardrailsProps } from "./openai-guardrails";
export { type ExemptionCategory, ReviewedUse, type ReviewedUseProps } from "./reviewed-use";
export { type TagNames } from "./tag-names";
