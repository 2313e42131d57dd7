import fc from "fast-check";
import { Unknown, type EvaluationResult, type OpenObject, type OpenValue } from "../../src/policy";
import { builtInLibrary, compileLibrary } from "../../src/library";

/**
 * The decisions that read declared facts, told a second time in TypeScript from their descriptions and compared with the definitions on random facts
 * at three levels.
 */
const { policies } = compileLibrary(builtInLibrary());
const NOW = "2026-11-22T12:00:00Z";
const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";

type Tags = Record<string, string>;
interface World {
  own: Tags;
  group: Tags;
  subscription: Tags;
  flaggedIds: string[];
  flaggedScope: boolean;
  approved: string[];
}

const PARTIES = [
  "",
  "none",
  "us-state-local-police",
  "us-federal-law-enforcement",
  "non-us-law-enforcement",
  "sheriff",
];
const USES = [
  "text-generation",
  "face-detection",
  "face-verification",
  "face-identification",
  "face-x",
  "surveillance",
];
const VALUES: Record<string, fc.Arbitrary<string>> = {
  "aoai-operator": fc.constantFrom(...PARTIES),
  "aoai-on-behalf-of": fc.constantFrom(...PARTIES),
  "aoai-use-case": fc.array(fc.constantFrom(...USES), { maxLength: 3 }).map((uses) => uses.join("+")),
  "aoai-camera-source": fc.constantFrom("", "none", "fixed", "body-worn", "webcam"),
  "aoai-camera-environment": fc.constantFrom("", "none", "controlled", "uncontrolled", "street"),
  "aoai-camera-processing": fc.constantFrom("", "none", "recorded", "real-time", "live"),
  "aoai-review-id": fc.constantFrom("", "R1", "R2"),
  "aoai-review-expires": fc.constantFrom("", "2026-11-21", "2026-11-22", "2027-01-01", "never", "2027-13-01"),
};
/** A tag is mostly absent, and where it is there it is written in any case and with blanks. */
const spelled = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(value, fc.constantFrom("", " "), fc.boolean())
    .map(([text, blank, loud]) => blank + (loud ? text.toUpperCase() : text) + blank);
const tags = fc.record(Object.fromEntries(Object.entries(VALUES).map(([name, value]) => [name, spelled(value)])), {
  requiredKeys: [],
}) as fc.Arbitrary<Tags>;
const world: fc.Arbitrary<World> = fc.record({
  own: tags,
  group: tags,
  subscription: tags,
  flaggedIds: fc.constantFrom([], ["22222222-2222-2222-2222-222222222222"], [SUBSCRIPTION]),
  flaggedScope: fc.boolean(),
  approved: fc.constantFrom([], ["r1"]),
});

function evaluate(name: string, { own, group, subscription, ...given }: World, type = "accounts"): EvaluationResult {
  const policy = policies.get(name)!.policy;
  const all: OpenObject = {
    flaggedSubscriptionIds: given.flaggedIds,
    flaggedScope: given.flaggedScope,
    approvedReviews: given.approved,
  };
  const parameters = Object.fromEntries(
    Object.entries(all).filter(([key]) => policy.parameters.has(key.toLowerCase())),
  );
  const resource = { type: `Microsoft.CognitiveServices/${type}`, name: "ai", kind: "OpenAI", tags: own as OpenValue };
  const context = {
    subscription: { subscriptionId: SUBSCRIPTION, tags: subscription as OpenValue },
    resourceGroup: { name: "rg", tags: group as OpenValue },
    utcNow: NOW,
  };
  return policy.evaluate({ resource, parameters, context });
}

const levels = ({ own, group, subscription }: World): Tags[] => [own, group, subscription];
const values = (facts: World, ...names: string[]): string[] =>
  levels(facts).flatMap((level) => names.map((name) => (level[name] ?? "").trim().toLowerCase()));
const parties = (facts: World): string[] => values(facts, "aoai-operator", "aoai-on-behalf-of");
const isPolice = (party: string): boolean => party !== "" && party !== "none";
const isUsPolice = (party: string): boolean => isPolice(party) && party !== "non-us-law-enforcement";
const uses = (facts: World): string[] => values(facts, "aoai-use-case").flatMap((text) => text.split("+"));
const isFaceUse = (use: string): boolean => use.startsWith("face") && use !== "face-detection";
const worse = (facts: World, name: string, good: string): boolean => {
  const stated = values(facts, name).filter((value) => value !== "" && value !== "none");
  return stated.length === 0 || stated.some((value) => value !== good);
};
const hasCamera = (facts: World): boolean =>
  values(facts, "aoai-camera-source").some((value) => value !== "" && value !== "none");
const isReviewed = (facts: World): boolean =>
  levels(facts).some((level) => {
    const id = (level["aoai-review-id"] ?? "").trim().toLowerCase();
    const ends = (level["aoai-review-expires"] ?? "").trim();
    return (
      id !== "" &&
      (facts.approved.length === 0 || facts.approved.includes(id)) &&
      ["2026-11-22", "2027-01-01"].includes(ends)
    );
  });
const isFlagged = (facts: World): boolean =>
  facts.flaggedScope || facts.flaggedIds.includes(SUBSCRIPTION) || parties(facts).some(isPolice);

const DECISIONS: Record<string, (facts: World) => boolean> = {
  "us-police-facial-recognition": (facts) => parties(facts).some(isUsPolice) && uses(facts).some(isFaceUse),
  "mobile-camera-recognition": (facts) =>
    parties(facts).some(isPolice) &&
    hasCamera(facts) &&
    worse(facts, "aoai-camera-source", "fixed") &&
    worse(facts, "aoai-camera-environment", "controlled") &&
    worse(facts, "aoai-camera-processing", "recorded"),
  "prohibited-use": (facts) => uses(facts).includes("surveillance"),
  "biometric-identification-review": (facts) =>
    !parties(facts).some(isUsPolice) && uses(facts).some(isFaceUse) && !isReviewed(facts),
  "law-enforcement-review": (facts) => isFlagged(facts) && !isReviewed(facts),
  "camera-ingest": (facts) =>
    hasCamera(facts) &&
    (worse(facts, "aoai-camera-source", "fixed") ||
      worse(facts, "aoai-camera-environment", "controlled") ||
      parties(facts).some(isPolice)) &&
    !isReviewed(facts),
};

describe.each(Object.entries(DECISIONS))("%s", (name, decide) => {
  test("decides as its description says", () => {
    fc.assert(
      fc.property(world, fc.constantFrom("accounts", "accounts/deployments"), (facts, type) => {
        expect(evaluate(name, facts, type).outcome).toBe(decide(facts) ? "match" : "noMatch");
      }),
      { numRuns: 400 },
    );
  });

  test("never lets pass, and never refuses for sure, what an unknown value could turn round", () => {
    const place = fc.tuple(fc.constantFrom("own", "group", "subscription"), fc.constantFrom(...Object.keys(VALUES)));
    fc.assert(
      fc.property(world, place, (facts, [level, tag]) => {
        const key = level as "own" | "group" | "subscription";
        const hidden = { ...facts, [key]: { ...facts[key], [tag]: Unknown } } as unknown as World;
        const { outcome } = evaluate(name, hidden);
        const known = evaluate(name, facts).outcome;
        expect([known, "undetermined"]).toContain(outcome);
      }),
      { numRuns: 300 },
    );
  });
});

test("an error of a template function is never behind a decision: no text in a tag makes one", () => {
  const odd = fc.dictionary(
    fc.constantFrom(...Object.keys(VALUES)),
    fc.oneof(fc.string(), fc.constantFrom("[x]", "'", "%{", "2027-1-1", "+++")),
  );
  fc.assert(
    fc.property(odd, odd, (own, subscription) => {
      const facts: World = { own, group: {}, subscription, flaggedIds: [], flaggedScope: false, approved: [] };
      for (const [name, { definition, policy }] of policies) {
        if (policy.resourceTypes?.includes("microsoft.cognitiveservices/accounts") !== true) continue;
        expect({ name: definition.name, errors: evaluate(name, facts).errors ?? [] }).toEqual({ name, errors: [] });
      }
    }),
    { numRuns: 150 },
  );
});
