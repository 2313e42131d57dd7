import { parseExemptionFile } from "../../src/acceptance";
import { InputError } from "../../src/input";
import { ENTRY, entries, finding, TERMS } from "./support";

const refusal = (exemptions: unknown, rules?: string[]): string => {
  try {
    parseExemptionFile(exemptions, "exemptions.yaml", { ...TERMS, ...(rules === undefined ? {} : { rules }) });
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return "";
};
const refusalOf = (change: object, rules?: string[]): string =>
  refusal({ exemptions: [{ ...ENTRY, ...change }] }, rules);

test("with nothing in it", () => {
  expect(refusal(undefined)).toBe('exemptions.yaml is empty; write "exemptions: []" where there are none.');
});

test.each<[string, object, string]>([
  ["without a ticket", { metadata: { owner: "a" } }, '$.exemptions[0].metadata has no "ticket"'],
  ["with a blank ticket", { metadata: { owner: "a", ticket: " " } }, "$.exemptions[0].metadata.ticket is blank"],
  [
    "with an owner that cannot be seen",
    { metadata: { owner: " \u200b", ticket: "CHG-1" } },
    "$.exemptions[0].metadata.owner is blank",
  ],
  ["as it is drafted", { metadata: { owner: "", ticket: "" } }, "$.exemptions[0].metadata"],
  ["without an owner", { metadata: { ticket: "CHG-1" } }, '$.exemptions[0].metadata has no "owner"'],
  ["without an end", { expiresOn: undefined }, '$.exemptions[0] has no "expiresOn"'],
  [
    "with a day that is none",
    { expiresOn: "2027-02-30" },
    '$.exemptions[0].expiresOn has "2027-02-30", which is no date',
  ],
  [
    "for too long",
    { expiresOn: "2027-03-15" },
    "$.exemptions[0].expiresOn ends on 2027-03-15, more than 90 days from now",
  ],
  ["from every rule", { policyDefinitionReferenceIds: [] }, "$.exemptions[0].policyDefinitionReferenceIds is empty"],
  ["of another category", { exemptionCategory: "Ignore" }, "$.exemptions[0].exemptionCategory has a value that is not"],
  ["from nothing", { address: undefined }, "$.exemptions[0] does not say what it exempts"],
  ["from two things", { resourceId: "/subscriptions/1" }, "$.exemptions[0] has both resourceId and address"],
  ["from everything", { address: "**" }, "$.exemptions[0].address means everything"],
  ["from every resource of every module", { address: "*.*" }, "$.exemptions[0].address means everything"],
  ["from every id", { address: undefined, resourceId: "/" }, "$.exemptions[0].resourceId means everything"],
  ["for no finding", { findings: 0 }, "$.exemptions[0].findings"],
  ["with a typing error", { expiresOnn: "2027-01-31" }, 'did you mean "expiresOn"'],
])("an entry %s is refused", (_, change, message) => {
  expect(refusalOf(change)).toContain(`exemptions.yaml at ${message}`.replace(/^.* at did/, "did"));
});

test("two entries of one name are refused", () => {
  const message = refusal({ exemptions: [ENTRY, { ...ENTRY, name: "KEYS" }] });
  expect(message).toContain('$.exemptions[1].name is named "KEYS", as $.exemptions[0] is');
});

test.each<[string, string[], string]>([
  [
    "misspelt",
    ["local-auth", "content-filtr"],
    '[1] is "content-filtr", which is no rule; did you mean "content-filter"?',
  ],
  ["that is a decision", ["D12"], '[0] is "D12", which is no rule; use one of content-filter, local-auth.'],
  ["that is a pattern", ["*"], '[0] is "*", which is no rule; use one of'],
])("a rule %s is refused", (_, policyDefinitionReferenceIds, message) => {
  const rules = ["local-auth", "content-filter"];
  expect(refusalOf({ policyDefinitionReferenceIds }, rules)).toContain(
    `exemptions.yaml at $.exemptions[0].policyDefinitionReferenceIds${message}`,
  );
  expect(refusalOf({ policyDefinitionReferenceIds: ["LOCAL-auth", "content-filter"] }, rules)).toBe("");
  expect(refusalOf({ policyDefinitionReferenceIds })).toBe("");
});

test.each([["text"], [null], [[]], [{}], [{ exemptions: {} }]])("%j is no exemption file", (raw) => {
  expect(refusal(raw)).toMatch(/^exemptions\.yaml at \$/);
});

test("the last day that is allowed, a ticket that is a number, and an end with a time", () => {
  expect(refusalOf({ expiresOn: "2027-02-26", metadata: { ticket: 4711, owner: "a" } })).toBe("");
  expect(refusalOf({ expiresOn: "2027-01-31T12:00:00Z" })).toBe("");
  expect(entries({ expiresOn: "2027-01-31" })[0]?.ends).toBe(Date.parse("2027-01-31T23:59:59.999Z"));
});

const ID = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/ai";
test.each<[string, object, Parameters<typeof finding>[0], boolean]>([
  ["the address", {}, {}, true],
  ["the address of another", {}, { resource: { address: "azurerm_cognitive_account.other" } }, false],
  ["another rule", {}, { rule: "content-filter" }, false],
  ["a rule in another case", { policyDefinitionReferenceIds: ["LOCAL-AUTH"] }, {}, true],
  ["an address pattern", { address: "azurerm_cognitive_account.*" }, {}, true],
  ["the id", { resourceId: ID.toUpperCase() }, {}, true],
  ["the group it lies in", { resourceId: "/subscriptions/1/resourceGroups/RG" }, {}, true],
  ["a group whose name only begins so", { resourceId: "/subscriptions/1/resourceGroups/r" }, {}, false],
  ["groups by a pattern", { resourceId: "/subscriptions/1/resourceGroups/*" }, {}, true],
  ["an id that is not known", { resourceId: "/subscriptions/1" }, { resource: { id: null } }, false],
  ["an id that is not told", { resourceId: "/subscriptions/1" }, { resource: { id: undefined } }, false],
  ["a construct", { constructPath: "stack/*/account" }, { resource: { constructPath: "stack/ai/account" } }, true],
  [
    "a construct elsewhere",
    { constructPath: "stack/*/account" },
    { resource: { constructPath: "stack/a/b/account" } },
    false,
  ],
  ["a construct, where there is none", { constructPath: "stack/**" }, {}, false],
])("an entry for %s", (_, change, of, means) => {
  const subject = Object.keys(change).some((key) => ["resourceId", "constructPath"].includes(key))
    ? { address: undefined }
    : {};
  expect(entries({ ...subject, ...change })[0]?.means(finding(of))).toBe(means);
});
