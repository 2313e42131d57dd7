import {
  builtInLibrary,
  definitionNameOf,
  type Initiative,
  type PolicyDefinition,
  type PolicyLibrary,
} from "../src/library";

/** Names of the two initiatives, of their assignments and of the policy set definitions. */
export const FATAL_INITIATIVE = "aoai-guard-fatal";
export const BASELINE_INITIATIVE = "aoai-guard";

let loaded: PolicyLibrary | undefined;

/** The library this package ships, read once. */
export function library(): PolicyLibrary {
  loaded ??= builtInLibrary();
  return loaded;
}

/** An initiative of the library. */
export function initiative(name: string): Initiative {
  const found = library().initiatives.get(name);
  if (found === undefined) throw new RangeError(`The library has no initiative "${name}".`);
  return found;
}

/** The definitions an initiative binds, with the id by which exemptions and messages refer to them. */
export function boundDefinitions(name: string): { referenceId: string; definition: PolicyDefinition }[] {
  return initiative(name).properties.policyDefinitions.map((reference) => {
    const definitionName = definitionNameOf(reference);
    const definition = library().definitions.get(definitionName);
    if (definition === undefined) throw new RangeError(`The library has no definition "${definitionName}".`);
    return { referenceId: reference.policyDefinitionReferenceId, definition };
  });
}
