import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { builtInLibrary, libraryPages, policyPage } from "../../src/library";

const folder = join(__dirname, "../../docs/policies");
const library = builtInLibrary();
const pages = libraryPages(library);

test("there is a page for each policy and one that lists them, and no other", () => {
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
  expect(pages.size).toBe(library.definitions.size + 1);
});

test.each([...pages])("%s is what `npm run docs` writes", (file, text) => {
  expect(readFileSync(join(folder, file), "utf8")).toBe(text);
});

test.each([...library.definitions.values()])(
  "$name: the page says what the reader of a refusal needs",
  (definition) => {
    const { displayName, metadata } = definition.properties;
    const page = policyPage(library, definition.name);
    for (const text of [
      displayName,
      metadata.mend,
      metadata.decision,
      "## How to mend",
      "## Compliant",
      "## Refused",
    ]) {
      expect(page).toContain(text);
    }
  },
);

test("the links of the list lead to pages", () => {
  const links = [...(pages.get("README.md") ?? "").matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link ?? "");
  expect(links).toHaveLength(library.definitions.size);
  expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([]);
});

test("a policy that is none", () => {
  expect(() => policyPage(library, "no-such-policy")).toThrow('The library has no definition "no-such-policy".');
});
