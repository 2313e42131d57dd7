import type { CheckContext, GuardContext } from "../../src/governance";
import { InputError } from "../../src/input/input-error";
import { builtInLibrary, initiativeContentHash } from "../../src/library";
import { resourcesOf, SUBSCRIPTION } from "../cases/scenarios/scenarios";
import { brief, HOSPITAL, MANAGEMENT_GROUP, only, reportOn, scenario } from "./support/world";

const library = builtInLibrary();
const FATAL_HASH = initiativeContentHash(library, "aoai-guard-fatal");
const BASELINE_HASH = initiativeContentHash(library, "aoai-guard");
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app`;
const under = (context: Partial<CheckContext>) => reportOn(resourcesOf(HOSPITAL), context);
const guarded = (entry: Partial<GuardContext>) => under({ guard: [{ scope: MANAGEMENT_GROUP, ...entry }] });

/** As `az policy assignment list` prints it: without `properties`. */
const assignment = (name: string, parts: Record<string, unknown> = {}) => ({
  id: `${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/policyAssignments/${name}`,
  name,
  type: "Microsoft.Authorization/policyAssignments",
  scope: MANAGEMENT_GROUP,
  enforcementMode: "Default",
  policyDefinitionId: `${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/policySetDefinitions/${name}`,
  ...parts,
});

describe("the guard holds", () => {
  test.each<[string, Partial<CheckContext>]>([
    ["at the management group", { guard: [{ scope: MANAGEMENT_GROUP }] }],
    ["at the subscription, in any casing", { guard: [{ scope: `/SUBSCRIPTIONS/${SUBSCRIPTION.toUpperCase()}` }] }],
    ["at the resource group", { guard: [{ scope: GROUP }] }],
    ["at the account", { guard: [{ scope: `${GROUP}/providers/Microsoft.CognitiveServices/accounts/aoai-app` }] }],
    ["with other scopes excluded", { guard: [{ scope: MANAGEMENT_GROUP, notScopes: [`${GROUP}-other`] }] }],
    [
      "with an effect raised to deny",
      { guard: [{ scope: MANAGEMENT_GROUP, overrides: [{ kind: "policyEffect", value: "Deny" }] }] },
    ],
    [
      "told by both content hashes",
      {
        guard: [
          { scope: MANAGEMENT_GROUP, contentHash: FATAL_HASH },
          { scope: MANAGEMENT_GROUP, contentHash: BASELINE_HASH },
        ],
      },
    ],
    [
      "told by assignments",
      { guard: undefined, assignments: [assignment("aoai-guard"), assignment("aoai-guard-fatal")] },
    ],
    [
      "beside an assignment that is not enforced",
      { guard: [{ scope: MANAGEMENT_GROUP, enforcementMode: "DoNotEnforce" }, { scope: GROUP }] },
    ],
  ])("%s", (_, context) => {
    expect(brief(under(context))).toEqual([]);
  });
});

describe("the guard does not hold", () => {
  test.each<[string, Partial<CheckContext>, RegExp]>([
    ["nowhere", { guard: [] }, /not assigned: aoai-guard-fatal, aoai-guard/],
    ["in no assignment", { guard: undefined, assignments: [] }, /not assigned/],
    [
      "the fatal half alone",
      { guard: undefined, assignments: [assignment("aoai-guard-fatal")] },
      /not assigned: aoai-guard\)/,
    ],
    ["at another management group", { guard: [{ scope: `${MANAGEMENT_GROUP}-lab` }] }, /not assigned/],
    [
      "at another subscription",
      { guard: [{ scope: "/subscriptions/22222222-2222-2222-2222-222222222222" }] },
      /not assigned/,
    ],
    ["enrolled only", { guard: [{ scope: MANAGEMENT_GROUP, enforcementMode: "Enroll" }] }, /enforcementMode Enroll/],
    [
      "excluded by its resource group",
      { guard: [{ scope: MANAGEMENT_GROUP, notScopes: [GROUP] }] },
      /excludes it by notScopes/,
    ],
    [
      "overridden to audit",
      { guard: [{ scope: MANAGEMENT_GROUP, overrides: [{ kind: "policyEffect", value: "Audit" }] }] },
      /overrides an effect/,
    ],
    [
      "narrowed to a region",
      {
        guard: [
          {
            scope: MANAGEMENT_GROUP,
            resourceSelectors: [{ name: "r", selectors: [{ kind: "resourceLocation", in: ["westeurope"] }] }],
          },
        ],
      },
      /narrowed by resource selectors/,
    ],
    [
      "with other content",
      { guard: [{ scope: MANAGEMENT_GROUP, contentHash: "0".repeat(64) }] },
      /assigns other content/,
    ],
    [
      "with one half's content only",
      { guard: [{ scope: MANAGEMENT_GROUP, contentHash: BASELINE_HASH }] },
      /not assigned: aoai-guard-fatal/,
    ],
  ])("%s", (_, context, message) => {
    const report = under(context);
    expect(brief(report)).toEqual(["guard-assignment denied"]);
    expect(only(report, "guard-assignment")).toMatchObject({ decision: "D10", fatal: false });
    expect(only(report, "guard-assignment").message).toMatch(message);
  });
});

describe("nobody can tell whether the guard holds", () => {
  test("neither guard nor assignments are told: the line that would tell is shown", () => {
    const finding = only(under({ guard: undefined }), "guard-assignment");
    expect(finding).toMatchObject({ verdict: "undetermined", unknown: ["guard"] });
    expect(finding.message).toContain("guard: [{ scope: /providers/Microsoft.Management/managementGroups/corp }]");
  });

  test("the subscription's management groups are not told", () => {
    const finding = only(under({ subscriptions: [{ id: SUBSCRIPTION, tags: {} }] }), "guard-assignment");
    expect(finding).toMatchObject({ verdict: "undetermined", unknown: ["subscription.managementGroups"] });
    expect(finding.message).toContain(`subscriptions: [{ id: ${SUBSCRIPTION}, managementGroups: [NAME] }]`);
  });
});

describe("parameters of the guard's assignment are the rules'", () => {
  test("a rule in audit audits", () => {
    const records = { ...HOSPITAL, declaration: { ...HOSPITAL.declaration, operator: "us-state-local-police" } };
    const guard = [{ scope: MANAGEMENT_GROUP, parameters: { lawEnforcementReviewEffect: "Audit" } }];
    expect(brief(reportOn(resourcesOf(records), { guard }))).toEqual(["law-enforcement-review audited"]);
  });

  test.each<[string, string, unknown]>([
    ["as a path", "flaggedSubscriptionIds", [`/subscriptions/${SUBSCRIPTION}/`]],
    ["in braces", "flaggedSubscriptionIds", [`{${SUBSCRIPTION.toUpperCase()}}`]],
    ["with a blank", "flaggedSubscriptionIds", [`${SUBSCRIPTION} `]],
    ["without a list", "flaggedSubscriptionIds", SUBSCRIPTION],
    ["under its name in other case", "FlaggedSubscriptionIDs", [SUBSCRIPTION]],
    ["by its scope, as text", "flaggedScope", "True"],
  ])("a subscription is flagged %s", (_, name, value) => {
    const entry = { parameters: { [name]: value } } as Partial<GuardContext>;
    expect(brief(guarded(entry))).toContain("law-enforcement-review denied");
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    ["that nobody declares", { zzz: 1 }, /\$\.guard\[0\]\.parameters\.zzz is no parameter of the guard's/],
    ["of nearly the name", { flagedScope: true }, /did you mean "flaggedScope"\?/],
    ["with an effect that is not allowed", { lawEnforcementReviewEffect: "Disabled" }, /write one of Audit, Deny/],
    ["with no value", { lawEnforcementReviewEffect: null }, /has a value that Azure refuses/],
    ["with a subscription that is none", { flaggedSubscriptionIds: ["prod"] }, /flaggedSubscriptionIds has a value/],
    ["with a blank tag name", { operatorTag: " " }, /operatorTag has a value that Azure refuses; write text/],
    ["with a maximum that is no number", { maximumExemptionDays: 1.5 }, /write a whole number/],
  ])("a parameter %s is told where and what to do", (_, parameters, message) => {
    const told = () => guarded({ parameters } as Partial<GuardContext>);
    expect(told).toThrow(InputError);
    expect(told).toThrow(message);
  });

  test("a value that Azure refuses in a planned or listed assignment is left out, and a note says so", () => {
    const listed = assignment("aoai-guard", { parameters: { lawEnforcementReviewEffect: { value: "nonsense" } } });
    const report = under({
      guard: undefined,
      assignments: [listed, assignment("aoai-guard-fatal")],
    } as Partial<CheckContext>);
    expect(brief(report)).toEqual([]);
    expect(report.notes.join()).toMatch(/assignments\[0\].*lawEnforcementReviewEffect has a value that Azure refuses/);
  });

  test("a flagged scope flags", () => {
    expect(brief(guarded({ parameters: { flaggedScope: { value: true } } }))).toContain(
      "law-enforcement-review denied",
    );
  });

  test("a flag at a management group that the subscription may be in is not overlooked", () => {
    const report = under({
      subscriptions: [{ id: SUBSCRIPTION, tags: {} }],
      guard: [{ scope: MANAGEMENT_GROUP, parameters: { flaggedScope: true } }],
    });
    expect(brief(report)).toContain("law-enforcement-review undetermined");
  });

  test("other tag names are read", () => {
    const renamed = hospitalTags((name) => name.replace("aoai-", "acme-"));
    const parameters = Object.fromEntries(
      ["operator", "onBehalfOf", "useCase", "cameraSource", "cameraEnvironment", "cameraProcessing", "owner"].map(
        (fact) => [`${fact}Tag`, `acme-${fact.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`],
      ),
    );
    expect(brief(reportOn(renamed, { guard: [{ scope: MANAGEMENT_GROUP, parameters }] }))).toEqual([]);
    expect(brief(reportOn(renamed))).toEqual(["required-declaration denied"]);
  });

  describe("of several assignments", () => {
    const police = resourcesOf({
      ...HOSPITAL,
      declaration: { ...HOSPITAL.declaration, operator: "us-state-local-police" },
    });
    const other = { scope: `${MANAGEMENT_GROUP}-other`, parameters: { operatorTag: "foo" } };

    test("one that does not reach the account renames nothing", () => {
      const guard = [other, { scope: MANAGEMENT_GROUP }];
      expect(brief(reportOn(police, { guard }))).toEqual(["law-enforcement-review denied"]);
      expect(brief(under({ guard }))).toEqual([]);
    });

    test("each that reaches it reads its own tags", () => {
      const guard = [{ ...other, scope: `/subscriptions/${SUBSCRIPTION}` }, { scope: MANAGEMENT_GROUP }];
      expect(brief(reportOn(police, { guard }))).toEqual([
        "law-enforcement-review denied",
        "required-declaration denied",
      ]);
      expect(brief(under({ guard }))).toEqual(["required-declaration denied"]);
      const pipeline = scenario("body-camera-pipeline-recorded");
      expect(brief(reportOn(resourcesOf(pipeline), { ...pipeline.context, guard }))).toContain(
        "camera-pipeline denied",
      );
    });
  });

  test("reviews that the context does not approve are worthless", () => {
    const police = {
      ...HOSPITAL,
      declaration: {
        ...HOSPITAL.declaration,
        operator: "non-us-law-enforcement",
        review: { id: "REV-1", expires: "2026-12-31" },
      },
    };
    expect(brief(reportOn(resourcesOf(police)))).toEqual([]);
    expect(brief(reportOn(resourcesOf(police), { approvedReviews: ["rev-1"] }))).toEqual([]);
    expect(brief(reportOn(resourcesOf(police), { approvedReviews: ["REV-2"] }))).toContain(
      "law-enforcement-review denied",
    );
    expect(brief(reportOn(resourcesOf(police), { approvedReviews: [] }))).toContain("law-enforcement-review denied");
  });
});

function hospitalTags(rename: (name: string) => string) {
  return resourcesOf(HOSPITAL).map((resource) => {
    const { tags } = resource.values;
    if (resource.type !== "azurerm_cognitive_account" || typeof tags !== "object" || tags === null) return resource;
    const renamed = Object.fromEntries(Object.entries(tags).map(([name, value]) => [rename(name), value]));
    return { ...resource, values: { ...resource.values, tags: renamed } };
  });
}
