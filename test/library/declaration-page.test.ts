import { readFileSync } from "node:fs";
import { join } from "node:path";
import { builtInLibrary, type PolicyDefinition } from "../../src/library";

const page = readFileSync(join(__dirname, "..", "..", "docs", "declaration.md"), "utf8");
const { parameters = {}, policyRule } = (builtInLibrary().definitions.get("required-declaration") as PolicyDefinition)
  .properties;

/** Every value that a list of the rule names. */
function listed(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => (typeof item === "string" ? [item] : listed(item)));
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(listed) : [];
}

test("names every tag and every value that the rule on declarations takes", () => {
  const tags = Object.entries(parameters).filter(([name]) => name.endsWith("Tag"));
  const values = [...new Set(listed(policyRule.if))].filter((value) => /^[a-z-]+$/.test(value));
  expect(tags.length).toBeGreaterThan(5);
  expect(values).toContain("non-us-law-enforcement");
  for (const name of [...tags.map(([, { defaultValue }]) => String(defaultValue)), ...values])
    expect(page).toContain(`\`${name}\``);
});
