export {
  initiativesOf,
  loadCases,
  type CaseScope,
  type CompleteCase,
  type Expectation,
  type PolicyCase,
} from "./cases";
export {
  compileLibrary,
  type CompiledDefinition,
  type CompiledInitiative,
  type CompiledLibrary,
  type CompiledReference,
} from "./compile";
export { definitionContentHash, initiativeContentHash } from "./hash";
export { lintLibrary, type LintFinding } from "./lint";
export { builtInFolder, builtInLibrary, casesFile, definitionFile, initiativeFile, loadLibrary } from "./load";
export { clauseOf, MESSAGE_LENGTH, nonComplianceMessage } from "./message";
export {
  definitionNameOf,
  type Gate,
  type Initiative,
  type InitiativeReference,
  type PolicyDefinition,
  type PolicyLibrary,
  type PolicyMetadata,
  type PolicyParameter,
} from "./model";
export { runCases, type CaseResult } from "./run-cases";
export { indexPage, libraryPages, policyPage } from "./page";
