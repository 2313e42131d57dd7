import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { parse } from "yaml";
import {
  PolicyError,
  Unknown,
  callFunction,
  compilePolicy,
  evaluateRequest,
  loadAliases,
  type OpenObject,
  type OpenValue,
  type Policy,
} from "../../../src/policy";
import { functions } from "../../../src/policy/functions";
import { expression, json, mutated, mutation, object } from "./hostile-json";

const ROOT = process.cwd();

/** Runs what may refuse its input, but must not fail in any other way. */
function orRefused<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

const NAMES_OF = (of: object): string => Object.getOwnPropertyNames(of).sort().join();
const PROTOTYPES: readonly object[] = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const UNTOUCHED = PROTOTYPES.map(NAMES_OF);

/** Throws where something was written to the prototypes that everything inherits from. */
export function checkPrototypes(): void {
  PROTOTYPES.forEach((prototype, i) => {
    if (NAMES_OF(prototype) !== UNTOUCHED[i]) throw new Error("a prototype was polluted");
  });
}

/** Evaluates in every way there is; what is explained must come out as what is not. */
function evaluateThroughout(policy: Policy, resource: OpenObject, parameters: OpenObject): void {
  const ask = (explain: boolean) =>
    orRefused(() => policy.evaluate({ resource, parameters, explain, context: CONTEXT }));
  const plain = ask(false);
  const explained = ask(true);
  if (plain?.outcome !== explained?.outcome) throw new Error(`${plain?.outcome} but explained ${explained?.outcome}`);
  const named = policy.notEvaluated !== undefined || (plain?.unknown.length ?? 0) > 0;
  if (plain?.outcome === "undetermined" && !named) throw new Error("undetermined by nothing");
  JSON.stringify([plain, plain?.errors, plain?.facts, plain?.changes, plain?.patched, explained]);
  orRefused(() => evaluateRequest([{ policy, parameters }], { resource, context: CONTEXT }));
  checkPrototypes();
}

const CONTEXT = {
  subscription: { subscriptionId: "1", tags: { a: "b", c: Unknown } },
  resourceGroup: { name: "g", location: "eastus", tags: {} },
  utcNow: "2026-01-01T00:00:00Z",
};

/** Definitions to start from: the library's own, the rules of our tests and, where the conformance corpus is there, Azure's built-ins. */
const definitions: readonly OpenValue[] = [...ownDefinitions(), ...rulesOfTests(), ...builtIns()];

function ownDefinitions(): OpenValue[] {
  const folder = join(ROOT, "policy-definitions");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as OpenValue);
}

function rulesOfTests(): OpenValue[] {
  const cases = parse(readFileSync(join(ROOT, "test", "cases", "policy", "rules.yaml"), "utf8")) as {
    if?: OpenValue;
    definition?: OpenValue;
  }[];
  return cases.map((one) => one.definition ?? { if: one.if, then: { effect: "deny" } });
}

function builtIns(): OpenValue[] {
  const corpus = resolve(process.env["AOAI_GUARD_CORPUS"] ?? join(ROOT, "..", "shared", "corpus"));
  const file = join(corpus, "builtin-policies.jsonl.gz");
  if (!existsSync(file)) return [];
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");
  return lines.map((line) => (JSON.parse(line) as { json: OpenValue }).json);
}

/** The first resource type that a definition names, so that its rule is really evaluated. */
function typeIn(definition: OpenValue): string {
  return /Microsoft\.[A-Za-z]+\/[A-Za-z/]+/.exec(JSON.stringify(definition) ?? "")?.[0] ?? "t";
}

/** Parameters by the names that a definition declares. */
function parametersFor(policy: Policy, values: readonly OpenValue[]): OpenObject {
  const given: OpenObject = {};
  [...policy.parameters.values()].forEach(({ name, defaultValue }, i) => {
    if (name !== "__proto__" && (defaultValue === undefined || i % 3 === 0)) given[name] = values[i % values.length];
  });
  return given;
}

const values = fc.array(json, { minLength: 1, maxLength: 4 });

/** What the engine promises of any input: a result or a PolicyError, soon, and nothing else. By name. */
export const PROPERTIES: Readonly<Record<string, fc.IProperty<unknown>>> = {
  "any value is a definition or is refused": fc.property(json, object, (definition, resource) => {
    const policy = orRefused(() => compilePolicy(definition));
    if (policy !== undefined) evaluateThroughout(policy, resource, {});
  }) as fc.IProperty<unknown>,

  "any JSON text is a definition or is refused": fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
    orRefused(() => compilePolicy(text));
  }) as fc.IProperty<unknown>,

  "a mutated definition is a definition or is refused, and evaluates on anything": fc.property(
    fc.nat({ max: definitions.length - 1 }),
    fc.array(mutation, { minLength: 1, maxLength: 4 }),
    object,
    object,
    values,
    (index, mutations, properties, tags, given) => {
      const definition = mutations.reduce(mutated, definitions[index]);
      const policy = orRefused(() => compilePolicy(definition));
      if (policy === undefined) return;
      const resource: OpenObject = { type: typeIn(definition), name: "a/b", properties, tags };
      evaluateThroughout(policy, resource, {});
      evaluateThroughout(policy, resource, parametersFor(policy, given));
    },
  ) as fc.IProperty<unknown>,

  "any text in brackets is an expression or is refused": fc.property(expression, object, (text, resource) => {
    const policy = orRefused(() => compilePolicy({ if: { value: text, equals: "a" }, then: { effect: "deny" } }));
    if (policy !== undefined) evaluateThroughout(policy, resource, { p: [1] });
  }) as fc.IProperty<unknown>,

  "any text is a field or is refused": fc.property(fc.oneof(fc.string(), expression), object, (field, resource) => {
    const policy = orRefused(() => compilePolicy({ if: { field, exists: true }, then: { effect: "deny" } }));
    if (policy !== undefined) evaluateThroughout(policy, resource, {});
  }) as fc.IProperty<unknown>,

  "any function takes any arguments or refuses them": fc.property(
    fc.constantFrom(...functions.keys()),
    fc.array(json, { maxLength: 4 }),
    (name, given) => {
      orRefused(() => callFunction(name, given));
      checkPrototypes();
    },
  ) as fc.IProperty<unknown>,

  "any value is an alias table or is refused": fc.property(fc.oneof(json, fc.string()), (table) => {
    const aliases = orRefused(() => loadAliases(table));
    aliases?.find("Microsoft.A/b/c");
    checkPrototypes();
  }) as fc.IProperty<unknown>,
};
