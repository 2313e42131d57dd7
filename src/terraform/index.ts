/** Terraform plans and synthesized stacks, and what ARM receives of them. */
export type { FailedCheck, ProviderConfig, Reference, TerraformDocument, TerraformResource } from "./document";
export { isConfigurationFile } from "./configuration-files";
export { readDocument } from "./read-document";
export { readPlan } from "./plan/read-plan";
export { readStack, type StackOptions } from "./stack/read-stack";
export { terraformMapPage, terraformTypeIndex } from "./map-page";
export { mapResources, type MappedDocument } from "./map/map-resources";
export { refusingMisplacedObjects } from "./misplaced-object";
export { secretTextsOf } from "./secret-texts";
export { withDefaultSubscription } from "./default-subscription";
export { GATE_PROVIDER } from "./gate-provider";
