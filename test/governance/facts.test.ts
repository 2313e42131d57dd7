import fc from "fast-check";
import { Unknown, isUnknown } from "../../src/policy/unknown";
import type { Maybe } from "../../src/policy/json";
import { DEFAULT_TAG_NAMES, foldTags, isLoosened, stricter, tagValue, type Fact } from "../../src/governance/facts";

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
    ["owner", "a@x", "b@x", "a@x"],
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
  test("nothing known stays nothing known, unless the worst is known", () => {
    expect(isUnknown(fold(Unknown, { "aoai-operator": "none" }))).toBe(true);
    const folded = fold(Unknown, { "aoai-operator": "us-state-local-police" });
    expect(tagValue(folded, "aoai-operator")).toBe("us-state-local-police");
    expect(isUnknown(tagValue(folded, "aoai-camera-source"))).toBe(true);
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
    ["owner", "a@x", "b@x", false],
  ])("%s from %s to %s: %s", (fact, before, after, loosened) => {
    expect(isLoosened(fact, before, after)).toBe(loosened);
  });
});
