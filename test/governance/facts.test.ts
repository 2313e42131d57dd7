import fc from "fast-check";
import { Unknown, isUnknown } from "../../src/policy/unknown";
import type { Maybe } from "../../src/policy/json";
import { DEFAULT_TAG_NAMES, foldTags, isLoosened, settled, stricter, tagValue } from "../../src/governance/facts";
import type { Fact } from "../../src/governance/fact";

describe("the stricter of two descriptions", () => {
  test.each<[Fact, Maybe<string> | undefined, Maybe<string> | undefined, Maybe<string> | undefined]>([
    ["operator", "none", "us-state-local-police", "us-state-local-police"],
    ["operator", "us-federal-law-enforcement", "non-us-law-enforcement", "us-federal-law-enforcement"],
    ["operator", undefined, "none", "none"],
    ["operator", "none", "sheriff", "sheriff"],
    ["operator", "non-us-law-enforcement", "sheriff", "sheriff"],
    ["operator", "US-State-Local-Police", "none", "US-State-Local-Police"],
    ["operator", Unknown, "us-state-local-police", "us-state-local-police"],
    ["operator", Unknown, "non-us-law-enforcement", Unknown],
    ["operator", Unknown, undefined, Unknown],
    ["cameraSource", "fixed", "body-worn", "body-worn"],
    ["cameraSource", "helmet", "fixed", "helmet"],
    ["cameraEnvironment", "none", "controlled", "controlled"],
    ["cameraProcessing", "recorded", "real-time", "real-time"],
    ["useCase", "transcription", "translation+transcription", "transcription+translation"],
    ["useCase", Unknown, "surveillance", "surveillance"],
    ["useCase", Unknown, "translation", Unknown],
    ["useCase", Unknown, "translation\u2022surveillance", "translation\u2022surveillance"],
    ["owner", "a@x", "b@x", "a@x"],
    ["operator", " ", "us-state-local-police", "us-state-local-police"],
    ["operator", "us-state-local-police", "  ", "us-state-local-police"],
    // Names that every object has are no listed values.
    ["operator", "us-federal-law-enforcement", "constructor", "constructor"],
    ["onBehalfOf", "toString", "us-federal-law-enforcement", "toString"],
    ["cameraSource", "fixed", "constructor", "constructor"],
    ["cameraEnvironment", "__proto__", "controlled", "__proto__"],
    ["cameraProcessing", "recorded", "valueOf", "valueOf"],
  ])("%s: %s and %s give %s", (fact, a, b, expected) => {
    expect(stricter(fact, a, b)).toBe(expected);
  });

  const values = fc.constantFrom("none", "fixed", "body-worn", "dash-mounted", "odd", Unknown);
  test("never loses a mobile camera, whatever it meets", () => {
    fc.assert(
      fc.property(fc.array(values), (others) => {
        const folded = others.reduce<Maybe<string> | undefined>((a, b) => stricter("cameraSource", a, b), "body-worn");
        return folded === "body-worn";
      }),
    );
  });
  test("is unknown in both orders or in none", () => {
    fc.assert(
      fc.property(
        values,
        values,
        (a, b) => isUnknown(stricter("cameraSource", a, b)) === isUnknown(stricter("cameraSource", b, a)),
      ),
    );
  });
});

describe("folding tags", () => {
  const fold = (own: Parameters<typeof foldTags>[0], ...others: Parameters<typeof foldTags>[1]) =>
    foldTags(own, others, DEFAULT_TAG_NAMES, undefined, "2026-11-22");

  test("keeps the spelling and the other tags", () => {
    expect(fold({ "AOAI-Operator": "none", team: "x" }, { "aoai-operator": "non-us-law-enforcement" })).toEqual({
      "AOAI-Operator": "non-us-law-enforcement",
      team: "x",
    });
  });
  test("takes the review that has not ended, wherever it stands", () => {
    const ended = { "aoai-review-id": "A", "aoai-review-expires": "2026-11-21" };
    const valid = { "aoai-review-id": "B", "aoai-review-expires": "2026-11-22" };
    expect(fold(ended, valid)).toEqual(valid);
    expect(fold(ended, {})).toEqual(ended);
  });
  test.each(["2099-99-99", "2100-02-29", "2099", "soon", "2099-01-01x"])(
    "a review that ends on %s hides no valid one",
    (ends) => {
      const odd = { "aoai-review-id": "A", "aoai-review-expires": ends };
      const valid = { "aoai-review-id": "B", "aoai-review-expires": "2026-11-22T10:00:00Z" };
      expect(fold(odd, valid)).toEqual(valid);
    },
  );
  test("nothing known stays nothing known, unless the worst is known", () => {
    expect(isUnknown(fold(Unknown, { "aoai-operator": "none" }))).toBe(true);
    const folded = fold(Unknown, { "aoai-operator": "us-state-local-police" });
    expect(tagValue(folded, "aoai-operator")).toBe("us-state-local-police");
    expect(isUnknown(tagValue(folded, "aoai-camera-source"))).toBe(true);
  });
});

describe("tags as a plan may hold them", () => {
  test("two spellings of one name count as the stricter value", () => {
    const both = { "aoai-operator": "none", team: "x", "AOAI-OPERATOR": "us-state-local-police" };
    expect(settled(both, DEFAULT_TAG_NAMES)).toEqual({ "aoai-operator": "us-state-local-police", team: "x" });
    expect(isUnknown(tagValue(both, "aoai-operator"))).toBe(true);
  });
  test("two spellings of a review are none that can be told", () => {
    const both = settled({ "aoai-review-id": "A", "Aoai-Review-Id": "B" }, DEFAULT_TAG_NAMES);
    expect(isUnknown(tagValue(both, "aoai-review-id"))).toBe(true);
  });
  test.each([[false], [5], [["x"]], [[]], [{ a: 1 }]])("%j is no text, and no value that is listed", (value) => {
    const tags = settled({ "aoai-operator": value }, DEFAULT_TAG_NAMES);
    expect(tags).toEqual({ "aoai-operator": JSON.stringify(value) });
    expect(stricter("operator", "us-federal-law-enforcement", tagValue(tags, "aoai-operator"))).toBe(
      JSON.stringify(value),
    );
  });
  test("tags that are in order stay what they are", () => {
    const tags = { "Aoai-Operator": "none", "aoai-owner": null, other: 5, OTHER: 6 };
    expect(settled(tags, DEFAULT_TAG_NAMES)).toBe(tags);
  });
});

describe("a declaration taken back", () => {
  test.each<[Fact, string, string | undefined, boolean]>([
    ["operator", "us-state-local-police", "none", true],
    ["operator", "us-state-local-police", undefined, true],
    ["operator", "none", "us-state-local-police", false],
    ["operator", "non-us-law-enforcement", "us-federal-law-enforcement", false],
    ["cameraSource", "body-worn", "fixed", true],
    ["useCase", "face-identification+transcription", "transcription", true],
    ["useCase", "transcription", "translation", false],
    ["useCase", "transcription\uff0bface-identification", "transcription", true],
    ["useCase", "transcription|surveillance", "transcription", true],
    ["useCase", "transcription|surveillance", "surveillance+transcription", false],
    ["useCase", "interface-design+face-detection", "transcription", false],
    ["owner", "a@x", "b@x", false],
  ])("%s from %s to %s: %s", (fact, before, after, loosened) => {
    expect(isLoosened(fact, before, after)).toBe(loosened);
  });
});
