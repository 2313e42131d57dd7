import { builtInAliases } from "./aliases/built-in";
import type { AliasTable } from "./aliases/table";
import { Compilation } from "./compilation";
import { readDefinition } from "./definition";
import { compileThen } from "./effects/then";
import { PolicyError } from "./error";
import { own, spelling } from "./property";
import { Policy } from "./policy";
import { resourceTypesOf } from "./resource-types";
import { compileRule } from "./rule";

/** How to compile a definition. */
export interface CompileOptions {
  /** Where aliases are looked up; the aliases that ship with the package where absent. */
  aliases?: AliasTable;
  /** What an alias that the table lacks means: an error, or (the default) the plain path that an alias most often stands for. */
  onUnknownAlias?: "error" | "path";
}

/**
 * Compiles a policy definition: ARM's `{ properties: { policyRule, parameters, mode } }`, its properties alone, or only a rule (`{ if, then }`); as
 * a value or as JSON text. Throws PolicyError with the JSON path of what Azure would refuse.
 */
export function compilePolicy(definition: unknown, options: CompileOptions = {}): Policy {
  const { mode, parameters, rule, path, info } = readDefinition(definition);
  const aliases = options.aliases ?? builtInAliases();
  const compilation = new Compilation(aliases, options.onUnknownAlias ?? "path", parameters);
  const condition = spelling(rule, "if");
  const then = spelling(rule, "then");
  if (condition === undefined) throw new PolicyError("the rule has no if", path, "invalidRule");
  if (then === undefined) throw new PolicyError("the rule has no then", path, "invalidRule");
  const compiled = compileRule(own(rule, condition), compilation, `${path}.${condition}`);
  const effect = compileThen(own(rule, then), compilation, `${path}.${then}`);
  const types = resourceTypesOf(own(rule, condition));
  return new Policy(
    mode,
    types === undefined ? undefined : [...types],
    parameters,
    notEvaluated(mode),
    compiled,
    effect,
    inMode(mode, aliases),
    compilation.slots,
    info,
  );
}

/**
 * Why a mode is not evaluated: only `All` and `Indexed` are Resource Manager's; others are evaluated by a resource provider on its own objects.
 * Source: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-basics#mode
 */
function notEvaluated(mode: string): string | undefined {
  return mode === "All" || mode === "Indexed"
    ? undefined
    : `mode ${mode} is evaluated by its resource provider, not by Azure Resource Manager`;
}

/** Resource groups and subscriptions have tags but are left out of `Indexed`. */
const NOT_INDEXED: ReadonlySet<string> = new Set([
  "microsoft.resources/subscriptions",
  "microsoft.resources/subscriptions/resourcegroups",
]);

/**
 * Whether a mode covers a resource type: `Indexed` only types that support tags and location, and no resource groups and subscriptions. A type
 * whose capabilities are not known is covered.
 */
function inMode(mode: string, aliases: AliasTable): (type: string) => boolean {
  if (mode !== "Indexed") return () => true;
  return (type) => {
    if (NOT_INDEXED.has(type)) return false;
    const capabilities = aliases.capabilitiesOf(type);
    return capabilities === undefined || (/SupportsTags/i.test(capabilities) && /SupportsLocation/i.test(capabilities));
  };
}
