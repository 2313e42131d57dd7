import fc from "fast-check";
import { matcher } from "../../src/acceptance/pattern";

test.each<[string, string, boolean]>([
  ["azurerm_cognitive_account.this", "azurerm_cognitive_account.this", true],
  ["azurerm_cognitive_account.this", "azurerm_cognitive_account.This", false],
  ["azurerm_cognitive_account.this", "azurerm_cognitive_account.this[0]", false],
  ["azurerm_cognitive_account.*", "azurerm_cognitive_account.chat", true],
  ["azurerm_cognitive_account.*", "module.m.azurerm_cognitive_account.chat", false],
  ["module.*.azurerm_cognitive_account.this", "module.m.azurerm_cognitive_account.this", true],
  ["module.*.azurerm_cognitive_account.this", "module.m.module.n.azurerm_cognitive_account.this", false],
  ["module.**.azurerm_cognitive_account.this", "module.m.module.n.azurerm_cognitive_account.this", true],
  ['module.m["*"].azurerm_cognitive_account.this', 'module.m["a.b"].azurerm_cognitive_account.this', true],
  ['module.m["*"].azurerm_cognitive_account.this', 'module.m["a"].x.y["b"].azurerm_cognitive_account.this', false],
  ["azurerm_cognitive_account.this[*]", "azurerm_cognitive_account.this[12]", true],
  ["a+b.(c)", "a+b.(c)", true],
  ["", "", true],
])("the address pattern %s and %s: %s", (pattern, text, matches) => {
  expect(matcher(pattern, ".")(text)).toBe(matches);
});

test("case matters or does not, as asked", () => {
  expect(matcher("/subscriptions/A/*", "/", { ignoreCase: true })("/Subscriptions/a/B")).toBe(true);
  expect(matcher("/subscriptions/A/*", "/")("/Subscriptions/a/B")).toBe(false);
});

test("means what a regular expression of the same sense means", () => {
  const piece = fc.constantFrom("a", "b", ".", "*", "**", "[", "]", "+");
  const texts = fc
    .array(fc.constantFrom("a", "b", ".", "[", "]", "+"), { maxLength: 8 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 7 }), texts, (parts, text) => {
      const pattern = parts.join("");
      const source = pattern
        .split(/(\*+)/)
        .map((part, i) => (i % 2 === 0 ? part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : part === "*" ? "[^.]*" : ".*"))
        .join("");
      expect(matcher(pattern, ".")(text)).toBe(new RegExp(`^${source}$`).test(text));
    }),
    { numRuns: 5000 },
  );
});

test("a pattern of wildcards on a text that almost fits ends", () => {
  expect(matcher(`${"*a".repeat(200)}b`, ".")("a".repeat(5000))).toBe(false);
});
