/**
 * Checks plans and synthesized stacks against the library: the way of a resource through the rooms, as one function. What the package exports as
 * `aoai-guard/check`.
 */
export {
  checkDocuments,
  checkEstate,
  checkPlan,
  checkStack,
  type CheckedEstate,
  type CheckJsonOptions,
  type CheckOptions,
  type CheckStep,
} from "./check";
export { coverOf } from "./cover-secrets";
export { traceDocuments } from "./trace";
export { parseContext, type CheckContext } from "../governance";
export {
  failsRun,
  type Evidence,
  type Finding,
  type PathEdge,
  type Report,
  type Summary,
  type Verdict,
} from "../findings";
export { readDocument, readPlan, readStack, type TerraformDocument } from "../terraform";
export { builtInLibrary, loadLibrary, type PolicyLibrary } from "../library";
export {
  applyBaseline,
  applyExemptions,
  parseBaseline,
  parseExemptionFile,
  type Baseline,
  type ExemptionFileOptions,
  type FileExemption,
} from "../acceptance";
export { InputError } from "../input/input-error";
