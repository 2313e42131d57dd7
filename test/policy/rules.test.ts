import { compilePolicy, type EvaluateInput, type OpenValue, type Outcome } from "../../src/policy";
import { casesOf, denyIf } from "./cases";

interface RuleCase extends EvaluateInput {
  name: string;
  if?: OpenValue;
  definition?: OpenValue;
  outcome: Outcome;
  effect?: string;
  details?: OpenValue;
  unknown?: string[];
  facts?: string[];
  errors?: number;
  effectName?: string;
}

const cases = casesOf<RuleCase[]>("rules.yaml");

test.each(cases)(
  "$name",
  ({ if: condition, definition, outcome, effect, effectName, details, unknown, facts, errors, ...input }) => {
    const policy = compilePolicy(definition ?? denyIf(condition));
    const result = policy.evaluate(input);
    expect(result.outcome).toBe(outcome);
    if (effect !== undefined) expect(result.effect).toBe(effect);
    if (effectName !== undefined) expect(result.effectName).toBe(effectName);
    if (details !== undefined) expect(result.details).toEqual(details);
    if (unknown !== undefined) expect([...result.unknown].sort()).toEqual([...unknown].sort());
    if (facts !== undefined) expect(result.facts.map(({ path }) => path).sort()).toEqual([...facts].sort());
    if (errors !== undefined) expect(result.errors ?? []).toHaveLength(errors);
  },
);

test.each(cases.filter(({ if: condition }) => condition !== undefined))(
  "an explanation agrees: $name",
  ({ if: condition, outcome, ...input }) => {
    const { explanation } = compilePolicy(denyIf(condition)).evaluate({ ...input, explain: true });
    expect(explanation?.outcome).toBe(outcome);
    expect(explanation?.path).toBe("$.if");
  },
);
