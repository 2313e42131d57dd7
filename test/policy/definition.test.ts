import { compilePolicy, PolicyError } from "../../src/policy";
import { denyIf } from "./cases";

const policyRule = denyIf({ field: "type", equals: "a/b" });

test("a policy tells what its definition says about itself", () => {
  const metadata = { version: "2.0.0-preview", category: "AI", preview: true, owner: { team: "x" } };
  const properties = { displayName: "No b", description: "Because.", version: "2.0.0", versions: ["2.0.0", "1.0.0"] };
  const policy = compilePolicy({ properties: { ...properties, metadata, policyRule } });
  expect(policy.info).toEqual({ ...properties, metadata });
  expect([policy.version, policy.versions, policy.metadata]).toEqual(["2.0.0", ["2.0.0", "1.0.0"], metadata]);
});

test("the version may stand in the metadata, and nothing need be there", () => {
  expect(compilePolicy({ policyRule, metadata: { version: "1.4.0" } }).version).toBe("1.4.0");
  for (const definition of [policyRule, { policyRule }, { policyRule, metadata: null }]) {
    const policy = compilePolicy(definition);
    expect([policy.version, policy.versions, policy.metadata]).toEqual([undefined, [], {}]);
  }
});

test("metadata that is no object is refused with its path", () => {
  const compile = () => compilePolicy({ properties: { policyRule, metadata: "x" } });
  expect(compile).toThrow(PolicyError);
  expect(compile).toThrow(expect.objectContaining({ path: "$.properties.metadata", code: "invalidDefinition" }));
});
