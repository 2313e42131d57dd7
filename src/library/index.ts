/** The policy library. What a run of `check` on the shipped library does not need is loaded where it is used: the command line must start fast. */
import type * as AllFaultsModule from "./all-faults";
import type { LintedLibrary } from "./all-faults";
import type * as CasesModule from "./cases";
import type { CompleteCase } from "./cases";
import type * as LintModule from "./lint";
import type { LintFinding } from "./lint";
import type * as LoadModule from "./load";
import type { PolicyLibrary } from "./model";
import type * as PageModule from "./page";

export { builtInFolder, builtInLibrary } from "./built-in";
export type { CaseScope, CompleteCase, Expectation, PolicyCase } from "./cases";
export {
  compileLibrary,
  type CompiledDefinition,
  type CompiledInitiative,
  type CompiledLibrary,
  type CompiledReference,
  type CompileLibraryOptions,
} from "./compile";
export { aliasesFile, casesFile, definitionFile, initiativeFile } from "./files";
export { definitionContentHash, initiativeContentHash } from "./hash";
export { clauseOf, MESSAGE_LENGTH, nonComplianceMessage } from "./message";
export {
  definitionNameOf,
  initiativesOf,
  type Gate,
  type Initiative,
  type InitiativeReference,
  type PolicyDefinition,
  type PolicyLibrary,
  type PolicyMetadata,
  type PolicyParameter,
} from "./model";
export { runCases, type CaseResult } from "./run-cases";
export type { LintedLibrary, LintFinding };

/** See ./load. */
export function loadLibrary(folder: string): PolicyLibrary {
  return (require("./load") as typeof LoadModule).loadLibrary(folder);
}

/** See ./all-faults. */
export function lintFolder(folder: string): LintedLibrary {
  return (require("./all-faults") as typeof AllFaultsModule).lintFolder(folder);
}

/** See ./lint. */
export function lintLibrary(library: PolicyLibrary): LintFinding[] {
  return (require("./lint") as typeof LintModule).lintLibrary(library);
}

/** See ./cases. */
export function loadCases(library: PolicyLibrary, name: string): CompleteCase[] {
  return (require("./cases") as typeof CasesModule).loadCases(library, name);
}

/** See ./page/policy-page. */
export function policyPage(library: PolicyLibrary, name: string): string {
  return (require("./page") as typeof PageModule).policyPage(library, name);
}

/** See ./page. */
export function libraryPages(library: PolicyLibrary): Map<string, string> {
  return (require("./page") as typeof PageModule).libraryPages(library);
}
