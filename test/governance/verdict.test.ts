import { verdictOf } from "../../src/governance/verdict";
import type { RuleResult } from "../../src/governance/rule-book";
import { compilePolicy, type OpenValue } from "../../src/policy";

const outcome = (result: Omit<RuleResult, "unknown">) => verdictOf({ unknown: [], ...result });

test.each([
  [{ outcome: "match", effectName: "deny" }, "denied"],
  [{ outcome: "match", effectName: "audit" }, "audited"],
  [{ outcome: "match", effectName: "auditIfNotExists" }, "audited"],
  [{ outcome: "match", effectName: "disabled" }, undefined],
  [{ outcome: "undetermined", effectName: "deny" }, "undetermined"],
  [{ outcome: "undetermined", effectName: "auditIfNotExists" }, undefined],
  [{ outcome: "undetermined", effectName: "audit" }, undefined],
  [{ outcome: "undetermined" }, "undetermined"],
  [{ outcome: "noMatch" }, undefined],
  [{ outcome: "noMatch", errors: [{ message: "trim: needs a text", path: "$.if" }] }, "denied"],
] as const)("%j is %s", (result, verdict) => {
  expect(outcome(result)).toBe(verdict);
});

test("a rule that cannot be evaluated on a resource refuses it, as Azure does", () => {
  const policy = compilePolicy({
    if: { value: "[trim(field('tags[aoai-operator]'))]", equals: "us-state-local-police" },
    then: { effect: "deny" },
  });
  const judge = (tags: Record<string, OpenValue>) => verdictOf(policy.evaluate({ resource: { type: "a", tags } }));
  expect(judge({ "aoai-operator": "none" })).toBeUndefined();
  expect(judge({ "aoai-operator": ["us-state-local-police"] })).toBe("denied");
});
