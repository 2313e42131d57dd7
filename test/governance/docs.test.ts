import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { CONTEXT_SCHEMA, parseContext } from "../../src/governance";

const page = readFileSync(join(__dirname, "../../docs/context.md"), "utf8");

test("docs/context.md has a section for every field of the context", () => {
  const sections = [...page.matchAll(/^### `(\w+)`$/gm)].map(([, name]) => name);
  expect(sections).toEqual(Object.keys(CONTEXT_SCHEMA.properties));
});

test("its example is a context", () => {
  const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  expect(parseContext(parse(example), "docs/context.md").subscriptions).toHaveLength(1);
});
