import { compilePolicy, type OpenObject, type OpenValue, type Outcome } from "../../src/policy";
import { conditions } from "../../src/policy/conditions";
import { casesOf, denyIf } from "./cases";

interface Table {
  condition: string;
  opposite?: string;
  cases: { left?: OpenValue; right: OpenValue; holds: boolean | "unknown"; error?: boolean }[];
}

const tables = casesOf<Table[]>("conditions.yaml");
const outcome = (holds: boolean | "unknown"): Outcome =>
  holds === "unknown" ? "undetermined" : holds ? "match" : "noMatch";
const contrary = (holds: boolean | "unknown"): boolean | "unknown" => (holds === "unknown" ? holds : !holds);

test("every condition of the language has its cases", () => {
  const named = tables.flatMap(({ condition, opposite }) =>
    opposite === undefined ? [condition] : [condition, opposite],
  );
  expect(named.sort()).toEqual([...conditions.values()].map(({ name }) => name).sort());
});

describe.each(tables)("$condition", ({ condition, opposite, cases }) => {
  const evaluate = (name: string, left: OpenValue, right: OpenValue, asParameter: boolean) => {
    const resource: OpenObject = { properties: left === undefined ? {} : { value: left } };
    const written = asParameter ? "[parameters('right')]" : right;
    const policy = compilePolicy(denyIf({ field: "properties.value", [name]: written }));
    return policy.evaluate({ resource, parameters: { right } });
  };

  test.each(cases)("$left against $right: $holds", ({ left, right, holds, error }) => {
    const written = evaluate(condition, left, right, JSON.stringify(right).includes("(unknown)"));
    expect(written.outcome).toBe(outcome(holds));
    expect(written.errors !== undefined).toBe(error === true);
    expect(evaluate(condition, left, right, true).outcome).toBe(outcome(holds));
    if (opposite !== undefined) expect(evaluate(opposite, left, right, true).outcome).toBe(outcome(contrary(holds)));
  });
});
