import { definitionHash, initiativeHash } from "../policy/content-hash";
import { definitionNameOf, type PolicyDefinition, type PolicyLibrary } from "./model";

/** Content hash of a definition of the library; equal to that of the same definition planned or read back. */
export function definitionContentHash({ properties }: PolicyDefinition): string {
  const { mode, parameters, policyRule } = properties;
  return definitionHash({ mode, parameters, policyRule });
}

/**
 * Content hash of an initiative of the library with all that it binds: what `aoai-guard policy hash` prints and a context's `contentHash` holds.
 * @throws RangeError where the library has no such initiative, or the initiative binds a definition that the library lacks
 */
export function initiativeContentHash(library: PolicyLibrary, name: string): string {
  const initiative = library.initiatives.get(name);
  if (initiative === undefined) throw new RangeError(`The library has no initiative "${name}".`);
  const { parameters, policyDefinitions } = initiative.properties;
  return initiativeHash({
    parameters,
    policyDefinitions: policyDefinitions.map((reference) => {
      const definition = library.definitions.get(definitionNameOf(reference));
      if (definition === undefined)
        throw new RangeError(`"${name}" binds ${definitionNameOf(reference)}, which the library lacks.`);
      return {
        referenceId: reference.policyDefinitionReferenceId,
        parameters: reference.parameters,
        definitionHash: definitionContentHash(definition),
      };
    }),
  });
}
