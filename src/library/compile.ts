import { existsSync } from "node:fs";
import { faultsOf, InputError } from "../input/input-error";
import { readText } from "../input/read";
import { compilePolicy, loadAliases, PolicyError, type CompileOptions, type Policy } from "../policy";
import type { JsonValue } from "../policy/json";
import { aliasesFile, definitionFile } from "./files";
import { definitionNameOf, type Initiative, type PolicyDefinition, type PolicyLibrary } from "./model";

/** A definition with its compiled rule. */
export interface CompiledDefinition {
  readonly definition: PolicyDefinition;
  readonly policy: Policy;
}

/** An initiative with the names of what it binds. */
export interface CompiledInitiative {
  initiative: Initiative;
  references: readonly CompiledReference[];
}

export interface CompiledReference {
  referenceId: string;
  /** Name of the definition. */
  definition: string;
  /** As written: values may ask for the initiative's parameters. */
  parameters: Readonly<Record<string, { value: JsonValue }>>;
}

export interface CompiledLibrary {
  library: PolicyLibrary;
  /** By the definition's name. */
  policies: ReadonlyMap<string, CompiledDefinition>;
  /** By the initiative's name. */
  initiatives: ReadonlyMap<string, CompiledInitiative>;
}

/** How to compile a library. */
export interface CompileLibraryOptions {
  /**
   * Compile a definition when its policy is first asked for, and so report a wrong one only then: for the library that is shipped, whose definitions are
   * known to be right and of which a run needs a few.
   */
  lazily?: boolean;
}

/**
 * Compiles every definition of a library, once for any number of resources.
 * @throws InputError with file and JSON path where a rule is none that Azure would take
 */
export function compileLibrary(
  library: PolicyLibrary,
  { lazily = false }: CompileLibraryOptions = {},
): CompiledLibrary {
  let options: CompileOptions | undefined;
  const policyOf = (definition: PolicyDefinition): Policy =>
    compiled(definition, library, (options ??= aliasOptions(library)));
  return {
    library,
    policies: new Map(
      [...library.definitions.values()].map((definition) => [
        definition.name,
        lazily ? new LateDefinition(definition, policyOf) : { definition, policy: policyOf(definition) },
      ]),
    ),
    initiatives: new Map(
      [...library.initiatives.values()].map((initiative) => [
        initiative.name,
        { initiative, references: initiative.properties.policyDefinitions.map(referenceOf) },
      ]),
    ),
  };
}

/**
 * Everything that Azure would not take of the rules of a library, a fault a definition; one of the table of aliases hides those of the rules that are read by it.
 */
export function compileFaults(library: PolicyLibrary): InputError[] {
  const table = faultsOf(() => aliasOptions(library));
  if (table.length > 0) return table;
  const options = aliasOptions(library);
  return [...library.definitions.values()].flatMap((definition) =>
    faultsOf(() => compiled(definition, library, options)),
  );
}

class LateDefinition implements CompiledDefinition {
  private compiled: Policy | undefined;

  constructor(
    readonly definition: PolicyDefinition,
    private readonly compile: (definition: PolicyDefinition) => Policy,
  ) {}

  get policy(): Policy {
    return (this.compiled ??= this.compile(this.definition));
  }
}

function referenceOf(reference: Initiative["properties"]["policyDefinitions"][number]): CompiledReference {
  return {
    referenceId: reference.policyDefinitionReferenceId,
    definition: definitionNameOf(reference),
    parameters: reference.parameters,
  };
}

/** With a file of aliases in the library, an alias that it lacks is an error; without one, an alias is taken for a plain path. */
function aliasOptions(library: PolicyLibrary): CompileOptions {
  const file = aliasesFile(library);
  if (!existsSync(file)) return {};
  try {
    return { aliases: loadAliases(readText(file)), onUnknownAlias: "error" };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new InputError(file, `is no table of aliases: ${error.message}`, 'write "alias,path" on each line');
  }
}

function compiled(definition: PolicyDefinition, library: PolicyLibrary, options: CompileOptions): Policy {
  try {
    return compilePolicy(definition, options);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const problem = `is no rule that Azure takes: ${error.message.replace(/\.$/, "")}`;
    throw new InputError(definitionFile(library, definition.name), problem, "correct the definition", error.path);
  }
}
