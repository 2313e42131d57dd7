import { builtInLibrary, compileLibrary } from "../../src/library";

const { policies } = compileLibrary(builtInLibrary());
const RULES = {
  D1: "us-police-facial-recognition",
  D3: "prohibited-use",
  D4: "biometric-identification-review",
  D9: "required-declaration",
};

const PERMITTED = [
  ...["text-generation", "report-drafting", "transcription", "translation", "document-analysis", "retrieval"],
  ...["code-assistance", "embedding", "image-analysis", "media-search", "accessibility", "face-detection"],
];
const PROHIBITED = [
  ...["emotion-inference", "sensitive-attribute-inference", "biometric-categorisation", "person-tracking"],
  ...["surveillance", "crime-prediction", "social-scoring", "face-database-scraping"],
];
const REVIEWED = ["face-verification", "face-identification"];
/** Unlisted, and about faces all the same. */
const SPELLED = ["facial-recognition", "face-search", "Face_Match", "FACE-IDENTIFICATION"];

const SEPARATORS = {
  listed: ["+", " + ", ",", ";", " ", "|", "/", "&", ":"],
  unlisted: [
    ...[
      "\uff0b",
      "\uff0c",
      "\uff1b",
      "\u3001",
      "\u2022",
      "\u00b7",
      "\u30fb",
      "\u{1f642}",
      "\n",
      "\t",
      "\u00a0",
      "\u200b",
    ],
    ...[">", "->", "=>", "_", "-", "--", ".", "~", "*", "\\", "'", '"', "(", "[", "%2B", " and ", "et", "und", ""],
  ],
};
const ANY = [...SEPARATORS.listed, ...SEPARATORS.unlisted];

/** Which of the four refuse an account of a vendor that serves nobody in uniform, or of US police. */
function refusing(use: string, operator = "none"): string[] {
  const tags = {
    ...{ "aoai-operator": operator, "aoai-on-behalf-of": "none", "aoai-use-case": use },
    ...{ "aoai-camera-source": "none", "aoai-camera-environment": "none", "aoai-camera-processing": "none" },
    "aoai-owner": "ai@contoso.example",
  };
  const resource = { type: "Microsoft.CognitiveServices/accounts", name: "ai", kind: "OpenAI", tags };
  const context = { subscription: { tags: {} }, resourceGroup: { tags: {} }, utcNow: "2026-11-22T12:00:00Z" };
  return Object.entries(RULES)
    .filter(([, name]) => policies.get(name)!.policy.evaluate({ resource, context }).outcome === "match")
    .map(([decision]) => decision);
}

const POLICE = "us-state-local-police";

describe("whatever stands between uses, a barred one is seen without D9", () => {
  test.each(ANY.map((separator) => [JSON.stringify(separator), separator] as const))("%s", (_, separator) => {
    const missed: string[] = [];
    const see = (decision: string, use: string, operator?: string): void => {
      for (const value of [`text-generation${separator}${use}`, `${use}${separator}text-generation`])
        if (!refusing(value, operator).includes(decision)) missed.push(`${decision} ${value}`);
    };
    for (const use of PROHIBITED) see("D3", use);
    for (const use of [...REVIEWED, ...SPELLED]) {
      see("D4", use);
      see("D1", use, POLICE);
    }
    expect(missed).toEqual([]);
  });
});

test("beside face detection, too", () => {
  for (const separator of ANY) {
    const value = `face-detection${separator}face-identification`;
    expect([value, refusing(value, POLICE).includes("D1")]).toEqual([value, true]);
    expect([value, refusing(value).includes("D4")]).toEqual([value, true]);
  }
});

describe("a permitted use is refused by none", () => {
  test.each(PERMITTED)("%s", (use) => {
    for (const operator of ["none", POLICE]) {
      expect(refusing(use, operator)).toEqual([]);
      expect(refusing(` ${use.toUpperCase()} `, operator)).toEqual([]);
      for (const other of PERMITTED) expect(refusing(`${use} + ${other}+${use}`, operator)).toEqual([]);
    }
  });

  test("all at once, and with a separator that D9 alone refuses", () => {
    expect(refusing(PERMITTED.join("+"), POLICE)).toEqual([]);
    for (const separator of SEPARATORS.listed.slice(2))
      expect(refusing(PERMITTED.join(separator), POLICE)).toEqual(["D9"]);
  });
});

test.each([
  ["interface-design"],
  ["user-interface"],
  ["surface-inspection"],
  ["people-counting"],
  ["emotion-free-writing"],
  ["biometrics-policy"],
  ["crime-novels"],
  ["person-detection"],
  ["summarising"],
])("a near miss is for D9 alone: %s", (use) => {
  for (const operator of ["none", POLICE]) expect(refusing(use, operator)).toEqual(["D9"]);
});

test.each([
  ["emotion inference", "D3"],
  ["social_scoring", "D3"],
  ["covert-surveillance-planning", "D3"],
  ["face detection", "D4"],
  ["face-detection-and-search", "D4"],
])("an unlisted value with such a word in it: %s is for %s, too", (use, decision) => {
  expect(refusing(use)).toEqual([decision, "D9"]);
});
