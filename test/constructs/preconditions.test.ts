import { builtInLibrary, compileLibrary, nonComplianceMessage } from "../../src/library";
import type { JsonObject, JsonValue } from "../../src/policy";
import { translateRule, type RuleSubject } from "../../constructs/hcl/rule";
import { known, literal, scalar, type Term, type Test } from "../../constructs/hcl/term";
import { describeTerraform } from "../terraform-run/describe-terraform";
import { planStack } from "../support/terraform";

const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
const ACCOUNT = "Microsoft.CognitiveServices/accounts";
const DEPLOYMENT = `${ACCOUNT}/deployments`;
const TODAY = new Date().toISOString().slice(0, 10);
const PARAMETERS: Record<string, JsonValue> = {
  flaggedSubscriptionIds: [],
  flaggedScope: false,
  approvedReviews: [],
};

type Tags = Record<string, string>;

const plain: Tags = {
  "aoai-operator": "none",
  "aoai-on-behalf-of": "none",
  "aoai-use-case": "text-generation",
  "aoai-camera-source": "none",
  "aoai-camera-environment": "none",
  "aoai-camera-processing": "none",
  "aoai-owner": "team@contoso.example",
};

/** What accounts declare themselves. */
const OWN: Record<string, Tags> = {
  plain,
  "US police": { ...plain, "aoai-operator": "us-state-local-police" },
  "police abroad, reviewed": {
    ...plain,
    "aoai-operator": "Non-US-Law-Enforcement",
    "aoai-review-id": "REV-1",
    "aoai-review-expires": "2999-12-31",
  },
  "fixed camera": {
    ...plain,
    "aoai-use-case": "image-analysis+face-detection",
    "aoai-camera-source": "fixed",
    "aoai-camera-environment": "controlled",
    "aoai-camera-processing": "real-time",
  },
  "an owner nobody can reach": { ...plain, "aoai-owner": "the team @ home" },
  "face verification": { ...plain, "aoai-use-case": "face-verification" },
};

/** Live tags that decide something, alone and together. */
const LIVE: Tags[] = [
  {},
  { other: "x" },
  { "aoai-operator": "us-state-local-police" },
  { "AOAI-Operator": " US-Federal-Law-Enforcement " },
  { "aoai-on-behalf-of": "non-us-law-enforcement" },
  { "aoai-operator": "None" },
  { "aoai-operator": "city-guard" },
  { "aoai-use-case": "face-identification" },
  { "aoai-use-case": "transcription, Facial-matching" },
  { "aoai-use-case": "face-detection" },
  { "aoai-use-case": "surveillance" },
  { "aoai-use-case": "retrieval; crime-prediction" },
  { "aoai-camera-source": "body-worn" },
  { "aoai-camera-source": "body-worn", "aoai-camera-processing": "recorded" },
  { "aoai-camera-source": "fixed", "aoai-camera-environment": "uncontrolled" },
  { "aoai-operator": "non-us-law-enforcement", "aoai-camera-source": "drone", "aoai-camera-processing": "real-time" },
  { "aoai-review-id": "REV-1", "aoai-review-expires": "2999-12-31" },
  { "aoai-review-id": "REV-1", "aoai-review-expires": "2999-12-31T10:00Z" },
  { "aoai-review-id": "REV-1", "aoai-review-expires": TODAY },
  { "aoai-review-id": "REV-1", "aoai-review-expires": "2020-01-01" },
  { "aoai-review-id": "REV-1", "aoai-review-expires": "2999-02-30" },
  { "aoai-review-id": "REV-1", "aoai-review-expires": "soon" },
  { "aoai-review-id": "", "aoai-review-expires": "2999-12-31" },
  { "aoai-operator": "us-state-local-police", "aoai-review-id": "REV-2", "aoai-review-expires": "2999-12-31" },
];

/** Each alone at either level, and each with another at the other level. */
const COMBINATIONS = LIVE.flatMap((tags, i) => [
  { subscription: tags, group: {} as Tags },
  { subscription: {} as Tags, group: tags },
  { subscription: tags, group: LIVE[(i + 7) % LIVE.length] as Tags },
]);

/** Assignments differ in what they flag and approve. */
const ASSIGNED: Record<string, Record<string, JsonValue>> = {
  "library defaults": {},
  "flagged id": { flaggedSubscriptionIds: [SUBSCRIPTION.toUpperCase()] },
  "flagged scope, one approved review": { flaggedScope: true, approvedReviews: ["rev-1"] },
};

const MODELS: Record<string, string[]> = {
  "text-only": ["OpenAI", "o3-mini", "2025-01-31"],
  vision: ["OpenAI", "gpt-4o", "2024-11-20"],
};

interface Subject {
  name: string;
  type: string;
  tags: Tags;
  model?: string[];
  parameters: Record<string, JsonValue>;
}

const usually = Object.values(ASSIGNED)[0] as Subject["parameters"];
const asAccount = (own: string, parameters: Subject["parameters"]): Subject => ({
  name: `account, ${own}`,
  type: ACCOUNT,
  tags: OWN[own] as Tags,
  parameters,
});

const SUBJECTS: Subject[] = [
  ...Object.keys(OWN).map((own) => asAccount(own, usually)),
  ...Object.values(ASSIGNED).map((parameters) => asAccount("police abroad, reviewed", parameters)),
  ...Object.values(ASSIGNED).flatMap((parameters, i) =>
    Object.entries(MODELS)
      .filter((_model, j) => i === 0 || j === 1)
      .map(([kind, model]) => ({
        ...asAccount("plain", parameters),
        name: `${kind} deployment`,
        type: DEPLOYMENT,
        model,
      })),
  ),
];

const library = builtInLibrary();
const rules = [...library.definitions.values()].filter((definition) =>
  /\b(subscription|resourceGroup)\(\)/.test(JSON.stringify(definition.properties.policyRule.if)),
);

/** Tags of an account that may be tokens: Terraform reads them. */
const LATER = ["aoai-owner", "aoai-review-id", "aoai-review-expires"];

function translated(
  subject: Subject,
  rule: (typeof rules)[number],
  parameter: (name: string) => Term,
  mode: "constant" | "live" = "constant",
): Test {
  const ownTag = (name: string): Term => {
    const value = subject.tags[name];
    return mode === "live" && LATER.includes(name) && value !== undefined ? scalar(literal(value)) : known(value);
  };
  const [format, name, version] = subject.model ?? [];
  const fields: Record<string, string | undefined> = {
    type: subject.type,
    kind: "OpenAI",
    [`${DEPLOYMENT}/model.format`]: format,
    [`${DEPLOYMENT}/model.name`]: name,
    [`${DEPLOYMENT}/model.version`]: version,
    [`${DEPLOYMENT}/model.source`]: undefined,
    [`${DEPLOYMENT}/versionUpgradeOption`]: "NoAutoUpgrade",
  };
  const asked: RuleSubject = {
    field: (field) => (field in fields ? known(fields[field]) : ownTag(/^tags\[(.*)\]$/.exec(field)?.[1] ?? "")),
    parameter,
    subscription: "each.subscription",
    resourceGroup: "each.group",
  };
  return translateRule(rule.properties.policyRule.if, asked);
}

/** The engine's answer to the same question. */
function evaluated(subject: Subject, rule: string, live: (typeof COMBINATIONS)[number]): boolean {
  const [format, name, version] = subject.model ?? [];
  const policy = compiled.policies.get(rule)?.policy;
  const declared = library.definitions.get(rule)?.properties.parameters ?? {};
  const given = Object.entries(subject.parameters).filter(([key]) => key in declared);
  const answer = policy?.evaluate({
    resource: {
      type: subject.type,
      name: "x",
      kind: "OpenAI",
      tags: subject.tags,
      properties: { model: { format, name, version }, versionUpgradeOption: "NoAutoUpgrade" },
    },
    parameters: Object.fromEntries(given),
    context: {
      subscription: { subscriptionId: SUBSCRIPTION, tags: live.subscription },
      resourceGroup: { name: "rg", tags: live.group },
      utcNow: `${TODAY}T12:00:00Z`,
    },
  });
  expect(answer?.outcome).not.toBe("undetermined");
  return answer?.outcome === "match";
}

const compiled = compileLibrary(library);

describe("rules as preconditions", () => {
  test("every rule that reads live tags can be translated", () => {
    expect(rules.length).toBeGreaterThan(8);
    for (const subject of SUBJECTS) {
      for (const rule of rules) {
        const usual = (name: string): Term =>
          known(subject.parameters[name] ?? (rule.properties.parameters?.[name]?.defaultValue as JsonValue));
        expect(() => translated(subject, rule, usual)).not.toThrow();
      }
    }
  });

  test("a message fits on the line that Terraform prints", () => {
    for (const rule of rules) expect(nonComplianceMessage(rule).length).toBeLessThanOrEqual(480);
  });

  describeTerraform("in Terraform's own words", () => {
    test.each(["constant", "live"] as const)("says what the engine says, with %s parameters", async (mode) => {
      const outputs: Record<string, { value: string }> = {};
      const expected: Record<string, boolean[]> = {};
      // What is read live matters to the rules that read it, not to every declaration.
      for (const subject of mode === "live" ? SUBJECTS.slice(Object.keys(OWN).length - 2) : SUBJECTS) {
        for (const rule of rules) {
          const parameter = (name: string): Term =>
            parameterTerm(mode, subject, rule.properties.parameters?.[name], name);
          const test = translated(subject, rule, parameter, mode);
          const key = `o${Object.keys(outputs).length}`;
          outputs[key] = { value: `\${[for each in local.combinations : ${String(test)}]}` };
          expected[key] = COMBINATIONS.map((live) => evaluated(subject, rule.name, live));
        }
      }
      const combinations = COMBINATIONS.map(({ subscription, group }) => ({
        subscription: { subscription_id: SUBSCRIPTION, tags: subscription },
        group: { tags: group },
      }));
      const { plan, stderr } = await planStack({
        "main.tf.json": JSON.stringify({
          locals: { combinations: '${jsondecode(file("combinations.json"))}' },
          output: outputs,
        } satisfies JsonObject),
        "combinations.json": JSON.stringify(combinations),
      });
      expect(stderr).toBe("");
      const planned = (plan as { planned_values: { outputs: Record<string, { value: boolean[] }> } }).planned_values;
      const given = Object.fromEntries(Object.entries(planned.outputs).map(([key, { value }]) => [key, value]));
      const matches = Object.values(expected).flat().filter(Boolean).length;
      expect(matches).toBeGreaterThan(500);
      expect(given).toEqual(expected);
    });
  });
});

/** A parameter as our own guard has it, or as the live assignment of somebody else's would be read. */
function parameterTerm(
  mode: "constant" | "live",
  subject: Subject,
  declared: { type: string; defaultValue?: JsonValue } | undefined,
  name: string,
): Term {
  const value = subject.parameters[name] ?? declared?.defaultValue;
  if (mode === "constant" || !(name in PARAMETERS)) return known(value);
  const hcl = `jsondecode(${JSON.stringify(JSON.stringify(value))})`;
  return declared?.type === "Array" ? { kind: "texts", hcl } : scalar(hcl);
}
