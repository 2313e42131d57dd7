import { callFunction, compilePolicy, PolicyError, Unknown, type OpenValue } from "../../src/policy";
import { functions } from "../../src/policy/functions";
import { NOT_ALLOWED } from "../../src/policy/expression/refused";
import { casesOf, denyIf } from "./cases";

interface Case {
  args: OpenValue[];
  want?: OpenValue;
  error?: string;
}

const table = casesOf<Record<string, Case[]>>("functions.yaml");

test("every function has its cases", () => {
  expect(Object.keys(table).sort()).toEqual([...functions.values()].map(({ name }) => name).sort());
});

describe.each(Object.entries(table))("%s", (name, cases) => {
  test.each(cases)("of $args", ({ args, want, error }) => {
    if (error !== undefined) expect(() => callFunction(name, args)).toThrow(error);
    else expect(callFunction(name.toUpperCase(), args)).toEqual(want);
  });
});

test("a function that does not exist, and a wrong number of arguments, are refused", () => {
  expect(() => callFunction("nope", [])).toThrow(PolicyError);
  expect(() => callFunction("toLower", [])).toThrow("does not take 0 arguments");
});

test.each([...NOT_ALLOWED, "newGuid"])("%s() is refused in a rule", (name) => {
  expect(() => compilePolicy(denyIf({ value: `[${name}('a')]`, equals: "x" }))).toThrow(
    expect.objectContaining({ code: "functionNotAllowed" }),
  );
});

test.each(["guid", "uniqueString"])("%s() of what is known decides a condition and names things in details", (name) => {
  const made = callFunction(name, ["a", "b"]);
  const policy = compilePolicy({
    if: { value: `[${name}('a', field('x'))]`, equals: made },
    then: { effect: "deny", details: { name: `[${name}('a', field('x'))]` } },
  });
  const result = policy.evaluate({ resource: { x: "b" } });
  expect([result.outcome, result.details]).toEqual(["match", { name: made }]);
  expect(policy.evaluate({ resource: { x: "c" } }).outcome).toBe("noMatch");
  expect(policy.evaluate({ resource: { x: Unknown } }).outcome).toBe("undetermined");
});
