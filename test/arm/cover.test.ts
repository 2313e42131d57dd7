import fc from "fast-check";
import { Cover } from "../../src/arm/cover";

const cover = (values: string[], keys: string[] = [], shown: string[] = []) => new Cover({ values, keys }, shown);

test.each<[string, string[], string, string]>([
  ["as a whole", ["s3cr3t00-value"], "s3cr3t00-value", "(sensitive)"],
  ["within a text", ["s3cr3t00-value"], "id /accounts/s3cr3t00-value/x", "id /accounts/(sensitive)/x"],
  ["twice", ["s3cr3t00"], "s3cr3t00 and s3cr3t00", "(sensitive) and (sensitive)"],
  ["side by side", ["s3cr3t00"], "s3cr3t00s3cr3t00", "(sensitive)(sensitive)"],
  ["the longer of two", ["s3cr3t00", "s3cr3t00-more"], "a s3cr3t00-more b", "a (sensitive) b"],
  ["escaped, as JSON writes it", ['a"b\nc"d'], 'it is "a\\"b\\nc\\"d"', 'it is "(sensitive)"'],
  ["cut off", ["0123456789abcdefghij"], "value 0123456789abcde...", "value (sensitive)..."],
  ["a short one as a whole", ["abc"], "abc", "(sensitive)"],
  ["a short one not as a part", ["abc"], "abcdef", "abcdef"],
  ["a short one as a step of an id", ["abc"], "/accounts/abc/x", "/accounts/(sensitive)/x"],
  ["a short one at the end of an id", ["abc"], 'the account "a/abc", abc', 'the account "a/(sensitive)", abc'],
  ["a short one not in a step", ["abc"], "/accounts/abcd/x abc", "/accounts/abcd/x abc"],
  ["not where it only begins so", ["s3cr3t00-value"], "s3cr3t00-other", "s3cr3t00-other"],
  ["nothing", [""], "text", "text"],
])("a secret is covered %s", (_, values, text, covered) => {
  expect(cover(values).text(text)).toBe(covered);
});

test.each<[string, string]>([
  ["app_settings.API_PASSWORD", "app_settings.(sensitive)"],
  ['app_settings["API_PASSWORD"]', 'app_settings["(sensitive)"]'],
  ["API_PASSWORD", "(sensitive)"],
  ["the word API_PASSWORD in a sentence", "the word API_PASSWORD in a sentence"],
  ["app_settings.API_PASSWORD_FILE", "app_settings.API_PASSWORD_FILE"],
])("a key is covered where it stands like one: %s", (text, covered) => {
  expect(cover([], ["API_PASSWORD"]).text(text)).toBe(covered);
});

test("what an address shows is no secret any more, but as a whole value", () => {
  const shown = cover(["records"], [], ["azurerm_cognitive_account.records"]);
  expect(shown.text("azurerm_cognitive_account.records is refused")).toBe(
    "azurerm_cognitive_account.records is refused",
  );
  expect(shown.text("records")).toBe("(sensitive)");
});

test("values are covered at any depth, names where they may be secrets", () => {
  const secret = cover(["s3cr3t00"]);
  const value = { a: ["s3cr3t00", 1, null, { s3cr3t00: true }], ["__proto__"]: "s3cr3t00" };
  expect(secret.value(value)).toEqual({
    a: ["(sensitive)", 1, null, { s3cr3t00: true }],
    ["__proto__"]: "(sensitive)",
  });
  expect(secret.value({ s3cr3t00: "a s3cr3t00 b" }, { names: true })).toEqual({ "(sensitive)": "(sensitive)" });
  expect(cover([]).value(value)).toBe(value);
});

test("a name that is a short secret by chance stays", () => {
  expect(cover(["kind"]).value({ kind: "OpenAI", tags: { a: "kind" } }, { names: true })).toEqual({
    kind: "OpenAI",
    tags: { a: "(sensitive)" },
  });
});

test("no secret of eight characters or more survives, wherever it stands", () => {
  const texts = fc
    .array(fc.constantFrom("a", "b", ".", "-", '"', "\n"), { minLength: 8, maxLength: 10 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(
      fc.array(texts, { maxLength: 4 }),
      fc.array(fc.oneof(texts, fc.constantFrom("x", "ab", " ")), { maxLength: 6 }),
      (values, parts) => {
        const covered = cover(values).text(parts.join(""));
        for (const value of values) expect(covered.includes(value)).toBe(false);
      },
    ),
    { numRuns: 3000 },
  );
});
