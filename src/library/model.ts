import type { JsonObject, JsonValue } from "../policy/json";

/** Azure Policy definition as `az policy definition create` and ARM take it; one file of policy-definitions/. */
export interface PolicyDefinition {
  name: string;
  type: "Microsoft.Authorization/policyDefinitions";
  properties: {
    displayName: string;
    policyType: "Custom";
    mode: "All" | "Indexed";
    description: string;
    metadata: PolicyMetadata & JsonObject;
    parameters?: Record<string, PolicyParameter>;
    policyRule: { if: JsonObject; then: JsonObject };
  };
}

/** Our part of a definition's metadata; Azure stores it as it is. */
export interface PolicyMetadata {
  version: string;
  category: string;
  /** Clause of the Code of Conduct that it answers (`R18`), or `design`. */
  basis: string;
  /** What it adds to the clause, on purpose; "" where it adds nothing. */
  stricter: string;
  /** D1 to D14. */
  decision: string;
  /** Nothing exempts it, nothing turns it off. */
  fatal: boolean;
  /** What the reader of a refusal can do about it: one sentence, also part of the nonComplianceMessage. */
  mend: string;
  /** The gates that hold it (docs/architecture.md); absent: G2, G3 and G5, which evaluate every definition. */
  gates?: Gate[];
  /** What slips past it and which gate sees that instead; "" or absent where nothing does. */
  cannotSee?: string;
}

/** G1 props, G2 synth, G3 plan, G4 apply, G5 Azure itself. */
export type Gate = "G1" | "G2" | "G3" | "G4" | "G5";

/** A type, not an interface: so it is plain JSON to functions that take any. */
export type PolicyParameter = {
  type: "String" | "Array" | "Object" | "Boolean" | "Integer" | "Float" | "DateTime";
  defaultValue?: JsonValue;
  allowedValues?: JsonValue[];
  metadata?: JsonObject;
};

/** Azure Policy initiative (policy set definition); `policy-definitions/initiatives/*.json`. */
export interface Initiative {
  name: string;
  type: "Microsoft.Authorization/policySetDefinitions";
  properties: {
    displayName: string;
    policyType: "Custom";
    description: string;
    metadata: { version: string; category: string; fatal: boolean } & JsonObject;
    parameters: Record<string, PolicyParameter>;
    policyDefinitions: InitiativeReference[];
  };
}

export interface InitiativeReference {
  /**
   * `{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/<definition name>` in the files: where definitions live is
   * known only when they are published. {@link definitionNameOf} gives the name.
   */
  policyDefinitionId: string;
  policyDefinitionReferenceId: string;
  parameters: Record<string, { value: JsonValue }>;
}

/** A loaded library: ours, or the one of `--policies DIR`. */
export interface PolicyLibrary {
  /** Folder it was read from. */
  folder: string;
  definitions: ReadonlyMap<string, PolicyDefinition>;
  initiatives: ReadonlyMap<string, Initiative>;
}

/** The name of the definition that a reference of an initiative means. */
export function definitionNameOf(reference: Pick<InitiativeReference, "policyDefinitionId">): string {
  return reference.policyDefinitionId.slice(reference.policyDefinitionId.lastIndexOf("/") + 1);
}

/** The initiatives of a library that bind a definition. */
export function initiativesOf(library: PolicyLibrary, name: string): string[] {
  return [...library.initiatives.values()]
    .filter(({ properties }) => properties.policyDefinitions.some((reference) => definitionNameOf(reference) === name))
    .map((initiative) => initiative.name);
}
