import type { Initiative, PolicyDefinition, PolicyLibrary } from "../model";

/** Something that Azure would refuse, or that would make a rule weaker than it says. */
export interface LintFinding {
  /** The file, under the folder as the user named it. */
  file: string;
  /** Id of the lint rule. */
  rule: string;
  /** JSON path in the file. */
  path: string;
  /** What is wrong, without a full stop. */
  problem: string;
  /** What to do about it, without a full stop. */
  mend: string;
}

/** What a rule says about one place; the file is added by the linter. */
export type Complaint = Omit<LintFinding, "file" | "rule">;

/** A lint rule of definitions. */
export interface DefinitionRule {
  id: string;
  check(definition: PolicyDefinition): Iterable<Complaint>;
}

/** A lint rule of initiatives. */
export interface InitiativeRule {
  id: string;
  check(initiative: Initiative, library: PolicyLibrary): Iterable<Complaint>;
}
