import { join } from "node:path";
import { definitionNameOf, type PolicyLibrary } from "../model";
import { effectForm } from "./effect";
import type { DefinitionRule, InitiativeRule, LintFinding } from "./finding";
import { bindings, fatalApart, references } from "./initiative";
import { parametersUsed } from "./parameters";
import { guardedTags, listsAsIn, modeOfChildren, typeFirst } from "./reading";
import { definitionSize, initiativeSize } from "./size";

export type { LintFinding } from "./finding";

/** The lint rules of definitions, in the order of reporting. */
export const DEFINITION_RULES: readonly DefinitionRule[] = [
  definitionSize,
  effectForm,
  parametersUsed,
  guardedTags,
  listsAsIn,
  modeOfChildren,
  typeFirst,
];

/** The lint rules of initiatives. */
export const INITIATIVE_RULES: readonly InitiativeRule[] = [initiativeSize, references, bindings, fatalApart];

/**
 * What Azure would refuse in a library, and what would make its rules weaker than they say: limits, effects, unguarded reads, references and
 * bindings that do not fit, fatal rules outside the fatal initiative, definitions that no initiative binds.
 */
export function lintLibrary(library: PolicyLibrary): LintFinding[] {
  const found: LintFinding[] = [];
  for (const definition of library.definitions.values()) {
    const file = join(library.folder, `${definition.name}.json`);
    for (const rule of DEFINITION_RULES) {
      for (const complaint of rule.check(definition)) found.push({ file, rule: rule.id, ...complaint });
    }
  }
  for (const initiative of library.initiatives.values()) {
    const file = join(library.folder, "initiatives", `${initiative.name}.json`);
    for (const rule of INITIATIVE_RULES) {
      for (const complaint of rule.check(initiative, library)) found.push({ file, rule: rule.id, ...complaint });
    }
  }
  return [...found, ...idleDefinitions(library)];
}

/** A definition that no initiative binds never applies. */
function idleDefinitions(library: PolicyLibrary): LintFinding[] {
  const bound = new Set(
    [...library.initiatives.values()].flatMap(({ properties }) => properties.policyDefinitions.map(definitionNameOf)),
  );
  return [...library.definitions.keys()]
    .filter((name) => !bound.has(name))
    .map((name) => ({
      file: join(library.folder, `${name}.json`),
      rule: "idle-definition",
      path: "$",
      problem: "is bound by no initiative, so that it never applies",
      mend: "add it to one, or take the file away",
    }));
}
