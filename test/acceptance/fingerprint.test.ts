import { createHash } from "node:crypto";
import { fingerprint } from "../../src/findings";
import { finding } from "./support";

const edge = (from: string, to: string) => ({ edge: "E1", from, to, attribute: "x", strength: "strong" as const });

test("is what code scanning and baselines have kept: rule, address, construct path, type, name and the ends of the path", () => {
  const parts = [
    "local-auth",
    "azurerm_cognitive_account.this",
    null,
    "Microsoft.CognitiveServices/accounts",
    "ai",
    "a",
    "c",
  ];
  const expected = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  expect(fingerprint(finding({ evidence: [edge("a", "b"), edge("b", "c")] }))).toBe(expected);
});

test.each<[string, Parameters<typeof finding>[0], boolean]>([
  ["words", { message: "Other words.", mend: "Other." }, true],
  ["verdict", { verdict: "undetermined", unknown: ["tags"] }, true],
  ["file", { resource: { file: "tmp/123.json" } }, true],
  ["id that is known later", { resource: { id: null } }, true],
  ["facts", { evidence: [{ path: "tags.a", value: "b" }] }, true],
  ["rule", { rule: "content-filter" }, false],
  ["address", { resource: { address: "azurerm_cognitive_account.other" } }, false],
  ["path", { evidence: [edge("a", "b")] }, false],
])("another %s: the same print is %s", (_, change, same) => {
  expect(fingerprint(finding(change)) === fingerprint(finding())).toBe(same);
});
