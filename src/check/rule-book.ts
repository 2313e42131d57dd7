import type { Rule, RuleBook } from "../governance";
import { resourceTypesOf } from "../policy/resource-types";
import {
  builtInFolder,
  builtInLibrary,
  compileLibrary,
  type CompileLibraryOptions,
  definitionContentHash,
  initiativeContentHash,
  type CompiledDefinition,
  type CompiledInitiative,
  type PolicyLibrary,
} from "../library";

const books = new WeakMap<PolicyLibrary, RuleBook>();
let builtIn: PolicyLibrary | undefined;

/**
 * The rules of a library, compiled once for each library.
 * @param library default: the one that this package ships
 * @throws InputError where a definition is none that Azure would take
 */
export function ruleBookOf(library?: PolicyLibrary): RuleBook {
  const chosen = library ?? (builtIn ??= builtInLibrary());
  let book = books.get(chosen);
  if (book === undefined) {
    book = build(chosen, { lazily: chosen.folder === builtInFolder() });
    books.set(chosen, book);
  }
  return book;
}

function build(library: PolicyLibrary, options: CompileLibraryOptions): RuleBook {
  const { policies, initiatives } = compileLibrary(library, options);
  const rules = new Map<string, Rule>();
  for (const { initiative, references } of initiatives.values()) {
    for (const reference of references) {
      const compiled = policies.get(reference.definition);
      if (compiled !== undefined && !rules.has(reference.definition)) {
        rules.set(reference.definition, ruleOf(compiled, initiative.name, reference));
      }
    }
  }
  for (const [name, compiled] of policies)
    if (!rules.has(name)) rules.set(name, ruleOf(compiled, undefined, undefined));
  return {
    rules: [...rules.values()],
    initiatives: [...initiatives.values()].map(({ initiative }) => {
      let hash: string | undefined;
      return {
        name: initiative.name,
        fatal: initiative.properties.metadata.fatal,
        defaults: Object.fromEntries(
          Object.entries(initiative.properties.parameters).flatMap(([name, { defaultValue }]) =>
            defaultValue === undefined ? [] : [[name, defaultValue]],
          ),
        ),
        parameters: initiative.properties.parameters,
        get contentHash() {
          return (hash ??= initiativeContentHash(library, initiative.name));
        },
      };
    }),
  };
}

function ruleOf(
  compiled: CompiledDefinition,
  initiative: string | undefined,
  reference: CompiledInitiative["references"][number] | undefined,
): Rule {
  const { definition } = compiled;
  const { metadata, displayName, policyRule } = definition.properties;
  const types = resourceTypesOf(policyRule.if);
  let hash: string | undefined;
  const bindings = Object.entries(reference?.parameters ?? {}).map(([name, { value }]) => [name, value] as const);
  return {
    name: definition.name,
    decision: metadata.decision,
    clause: metadata.basis,
    fatal: metadata.fatal,
    title: displayName,
    mend: metadata.mend,
    initiative,
    referenceId: reference?.referenceId ?? definition.name,
    bindings: Object.fromEntries(bindings),
    types,
    get contentHash() {
      return (hash ??= definitionContentHash(definition));
    },
    evaluate: ({ resource, parameters, context, related }) =>
      compiled.policy.evaluate({
        resource,
        parameters,
        context,
        ...(related === undefined ? {} : { related }),
      }),
  };
}
