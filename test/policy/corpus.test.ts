import {
  callFunction,
  compilePolicy,
  loadAliases,
  PolicyError,
  type AliasTable,
  type PolicyContext,
} from "../../src/policy";
import { casesOf } from "./cases";
import { corpusIsHere, readLines, readText, type FunctionCase, type PolicyCase } from "./corpus";

const onCorpus = corpusIsHere() ? describe : describe.skip;
const known = new Set(casesOf<{ ids: string[] }[]>("known-differences.yaml").flatMap(({ ids }) => ids));

/** The contexts of cases that name none (README of the corpus). */
const CONTEXT: PolicyContext = {
  resourceGroup: { name: "myResourceGroup", location: "eastus" },
  subscription: { subscriptionId: "00000000-0000-0000-0000-000000000000" },
};

/** What a case comes to, in the words of its expectation. */
function judge(
  test: PolicyCase,
  tables: Readonly<Record<string, AliasTable>>,
): PolicyCase["expect"] | { undetermined: readonly string[] } {
  const aliases = test.aliases === undefined ? undefined : tables[test.aliases];
  try {
    const policy = compilePolicy(test.policyRule ?? test.policyDefinition, { aliases });
    const requestContext =
      test.requestContext ?? (test.apiVersion === undefined ? {} : { apiVersion: test.apiVersion });
    const context = { ...CONTEXT, requestContext, ...test.context };
    const { resource = {}, parameters, apiVersion, related } = test;
    const result = policy.evaluate({ resource, parameters, context, apiVersion, related });
    if (result.outcome === "noMatch") return { noMatch: true };
    if (result.outcome === "undetermined") return { undetermined: result.unknown };
    return { effect: result.effect, ...(test.expect.details === undefined ? {} : { details: result.details }) };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { invalid: test.expect.invalid ?? "compile" };
  }
}

function disagreeing(cases: readonly PolicyCase[], tables: Readonly<Record<string, AliasTable>>): string[] {
  return cases.filter((test) => !sameJson(judge(test, tables), test.expect)).map(({ id }) => id);
}

function sameJson(a: unknown, b: unknown): boolean {
  try {
    expect(a).toEqual(b);
    return true;
  } catch {
    return false;
  }
}

onCorpus("the conformance corpus", () => {
  const tables = (): Record<string, AliasTable> => ({
    "test_aliases.json": loadAliases(readText("case-aliases.json")),
    "versioned_aliases.json": loadAliases(readText("case-versioned-aliases.json")),
  });

  test("policy cases are decided as expected, but for the known differences", () => {
    const cases = readLines<PolicyCase>("policy-cases.jsonl.gz");
    expect(cases.length).toBeGreaterThan(500);
    const expected = cases.map(({ id }) => id).filter((id) => known.has(id));
    expect(disagreeing(cases, tables()).sort()).toEqual(expected.sort());
  });

  test("random cases are decided as expected, but for the known differences", () => {
    const cases = readLines<PolicyCase>("random-cases.jsonl.gz");
    expect(cases.length).toBeGreaterThan(4000);
    const expected = cases.map(({ id }) => id).filter((id) => known.has(id));
    expect(disagreeing(cases, {}).sort()).toEqual(expected.sort());
  });

  test("function cases give what they should", () => {
    const wrong = readLines<FunctionCase>("function-cases.jsonl.gz").flatMap((test) => {
      const outcome = call(test);
      if ("want" in test) return sameJson(outcome, { value: test.want }) ? [] : [test.id];
      if (test.want_null === true) return sameJson(outcome, { value: null }) ? [] : [test.id];
      if (!("error" in outcome)) return [test.id];
      return test.want_error === undefined || outcome.error.includes(test.want_error) ? [] : [test.id];
    });
    expect(wrong).toEqual([]);
  });

  test("every built-in definition compiles; initiatives are refused as what they are", () => {
    const notEvaluated = new Map<string, number>();
    const refused: string[] = [];
    for (const { file, json } of readLines<{ file: string; json: unknown }>("builtin-policies.jsonl.gz")) {
      try {
        const policy = compilePolicy(json);
        if (policy.notEvaluated !== undefined) notEvaluated.set(policy.mode, (notEvaluated.get(policy.mode) ?? 0) + 1);
      } catch (error) {
        const initiative = JSON.stringify(json).includes("policyDefinitions");
        refused.push(error instanceof PolicyError && initiative ? "initiative" : `${file}: ${String(error)}`);
      }
    }
    expect(new Set(refused)).toEqual(new Set(["initiative"]));
    expect(refused).toHaveLength(128);
    expect(notEvaluated.get("Microsoft.Kubernetes.Data")).toBe(81);
    expect([...notEvaluated.values()].reduce((sum, count) => sum + count, 0)).toBe(128);
  });
});

function call(test: FunctionCase): { value: unknown } | { error: string } {
  try {
    return { value: callFunction(test.function, test.args) };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { error: error.message };
  }
}
