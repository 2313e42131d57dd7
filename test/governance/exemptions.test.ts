import { resourcesOf, SUBSCRIPTION } from "../cases/scenarios/scenarios";
import type { TfResource, TfValue } from "../cases/scenarios/terraform";
import { brief, HOSPITAL, MANAGEMENT_GROUP, only, reportOn } from "./support/world";

const BASELINE = `${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/policyAssignments/aoai-guard`;
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app`;

const exemption = (values: Record<string, TfValue> = {}): TfResource => ({
  type: "azurerm_resource_group_policy_exemption",
  name: "review",
  values: {
    name: "no-review-yet",
    resource_group_id: GROUP,
    policy_assignment_id: BASELINE,
    exemption_category: "Waiver",
    expires_on: "2026-12-31T00:00:00Z",
    description: "Review is under way",
    metadata: '{"ticket":"CHG-1","owner":"a@b.example"}',
    policy_definition_reference_ids: ["law-enforcement-review"],
    ...values,
  },
});
/** Flagged, with a text-only model and no review: D5 and nothing else. */
const police = resourcesOf({
  ...HOSPITAL,
  declaration: { ...HOSPITAL.declaration, operator: "us-state-local-police" },
});
const prohibited = resourcesOf({ ...HOSPITAL, declaration: { ...HOSPITAL.declaration, useCases: ["surveillance"] } });

describe("an exemption from a rule that is not fatal", () => {
  test("is honoured and stays in sight", () => {
    const report = reportOn([...police, exemption()]);
    expect(brief(report)).toEqual(["law-enforcement-review exempted"]);
    expect(only(report, "law-enforcement-review").exemption).toMatchObject({
      category: "Waiver",
      expiresOn: "2026-12-31T00:00:00Z",
      reason: "Review is under way",
    });
  });

  test("is honoured from the context, in the form the az command line prints", () => {
    const flat = {
      id: `${GROUP}/providers/Microsoft.Authorization/policyExemptions/no-review-yet`,
      name: "no-review-yet",
      policyAssignmentId: BASELINE,
      policyDefinitionReferenceIds: ["LAW-ENFORCEMENT-REVIEW"],
      exemptionCategory: "Mitigated",
      expiresOn: "2026-12-31T00:00:00Z",
      metadata: { ticket: "CHG-1" },
    };
    expect(brief(reportOn(police, { exemptions: [flat] }))).toEqual(["law-enforcement-review exempted"]);
  });

  test.each<[string, Record<string, TfValue>]>([
    ["of another rule", { policy_definition_reference_ids: ["local-auth"] }],
    ["of another resource group", { resource_group_id: `${GROUP}-other` }],
    [
      "of another assignment",
      { policy_assignment_id: `${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/policyAssignments/tagging` },
    ],
    ["of an assignment whose name only begins like the guard's", { policy_assignment_id: `${BASELINE}-decoy` }],
    ["of the guard's assignment at another scope", { policy_assignment_id: BASELINE.replace("corp", "other") }],
    ["that has ended", { expires_on: "2026-11-21T00:00:00Z" }],
  ])("changes nothing %s", (_, values) => {
    expect(brief(reportOn([...police, exemption(values)]))).toEqual(["law-enforcement-review denied"]);
  });

  test.each<[string, Record<string, TfValue>, RegExp]>([
    ["without an expiry", { expires_on: null }, /no expiry|expiresOn|exemptions end/],
    ["for longer than the maximum", { expires_on: "2027-06-30T00:00:00Z" }, /2027-06-30/],
    ["without a ticket", { metadata: '{"owner":"a@b.example"}' }, /names no ticket/],
    ["with a blank ticket", { metadata: '{"ticket":"  "}' }, /names no ticket/],
    ["with a key that only holds such a word", { metadata: '{"exchangeRate":"1"}' }, /names no ticket/],
  ])("is refused and exempts from nothing %s", (_, values, message) => {
    const report = reportOn([...police, exemption(values)]);
    expect(brief(report)).toEqual(["exemption-discipline denied", "law-enforcement-review denied"]);
    expect(only(report, "exemption-discipline")).toMatchObject({ decision: "D11" });
    expect(only(report, "exemption-discipline").message).toMatch(message);
    expect(report.notes.join()).toMatch(/exempts from nothing/);
  });

  test("frees only where every assignment that reaches the account is exempted from", () => {
    const subscription = `/subscriptions/${SUBSCRIPTION}`;
    const guard = [{ scope: MANAGEMENT_GROUP }, { scope: subscription }];
    const second = BASELINE.replace(MANAGEMENT_GROUP, subscription);
    expect(brief(reportOn([...police, exemption()], { guard }))).toEqual(["law-enforcement-review denied"]);
    const both = [exemption(), { ...exemption({ name: "second", policy_assignment_id: second }), name: "second" }];
    expect(brief(reportOn([...police, ...both], { guard }))).toEqual(["law-enforcement-review exempted"]);
  });

  test("of an assignment that is not the guard's is nobody's business here", () => {
    const other = { policy_assignment_id: `${BASELINE}ian-costs`, expires_on: null, metadata: null };
    expect(
      brief(reportOn([...resourcesOf(HOSPITAL), exemption({ ...other, policy_definition_reference_ids: null })])),
    ).toEqual([]);
  });

  test("is refused with DoNotValidate or a principal selector, which only azapi can write", () => {
    const azapi = (properties: Record<string, TfValue>): TfResource => ({
      type: "azapi_resource",
      name: "exemption",
      values: {
        type: "Microsoft.Authorization/policyExemptions@2024-12-01-preview",
        name: "no-review-yet",
        parent_id: GROUP,
        body: {
          properties: {
            policyAssignmentId: BASELINE,
            policyDefinitionReferenceIds: ["law-enforcement-review"],
            exemptionCategory: "Waiver",
            expiresOn: "2026-12-31T00:00:00Z",
            metadata: { ticket: "CHG-1" },
            ...properties,
          },
        },
      },
    });
    expect(brief(reportOn([...police, azapi({})]))).toEqual(["law-enforcement-review exempted"]);
    const outside = reportOn([...police, azapi({ assignmentScopeValidation: "DoNotValidate" })]);
    expect(only(outside, "exemption-discipline").message).toMatch(/DoNotValidate/);
    const blank = reportOn([...police, azapi({ assignmentScopeValidation: "DoNotValidate " })]);
    expect(only(blank, "exemption-discipline").message).toMatch(/DoNotValidate/);
    const byPrincipal = azapi({
      resourceSelectors: [{ name: "p", selectors: [{ kind: "userPrincipalId", in: ["x"] }] }],
    });
    expect(only(reportOn([...police, byPrincipal]), "exemption-discipline").message).toMatch(/by principal/);
  });

  test("from every rule weakens the guard", () => {
    expect(brief(reportOn([...police, exemption({ policy_definition_reference_ids: null })]))).toEqual([
      "diagnostic-logs exempted",
      "guard-weakened denied",
      "law-enforcement-review exempted",
    ]);
  });
});

describe("an exemption from a fatal rule", () => {
  const FATAL = BASELINE.replace("aoai-guard", "aoai-guard-fatal");

  test("is refused by the name of the rule, whatever the assignment is called", () => {
    const named = {
      id: `${GROUP}/providers/Microsoft.Authorization/policyExemptions/e`,
      name: "e",
      properties: {
        policyAssignmentId: BASELINE.replace("aoai-guard", "custom"),
        policyDefinitionReferenceIds: ["prohibited-use"],
        exemptionCategory: "Waiver",
        expiresOn: "2026-12-20T00:00:00Z",
        metadata: { ticket: "T-1" },
      },
    };
    expect(brief(reportOn(resourcesOf(HOSPITAL), { exemptions: [named] }))).toEqual(["exemption-of-fatal-rule denied"]);
  });

  test("is refused, ignored, and the finding says so", () => {
    const report = reportOn([
      ...prohibited,
      exemption({ policy_assignment_id: FATAL, policy_definition_reference_ids: ["prohibited-use"] }),
    ]);
    expect(brief(report)).toEqual(["exemption-of-fatal-rule denied", "prohibited-use denied"]);
    const finding = only(report, "prohibited-use");
    expect(finding.exemption).toMatchObject({ ignored: true });
    expect(finding.message).toMatch(/nothing exempts from a fatal rule/);
  });

  test("is refused where it names no rule", () => {
    expect(
      brief(reportOn([exemption({ policy_assignment_id: FATAL, policy_definition_reference_ids: null })])),
    ).toEqual(["exemption-of-fatal-rule denied"]);
  });
});
