import { TerraformStack, Testing } from "cdktf";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { Guard, OpenAiGuardrails, ReviewedUse, type ReviewedUseProps } from "aoai-guard";
import { describeTerraform } from "../terraform-run/describe-terraform";
import { validateStack } from "../support/terraform";
import { CONTEXT, CORP, SUBSCRIPTION } from "./gate-fixture";

const NOW = "2026-11-22";
const ACCOUNT = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a`;
const USE: Omit<ReviewedUseProps, "guardrails"> = {
  resourceId: ACCOUNT,
  rules: ["public-network-access"],
  category: "Mitigated",
  expiresOn: "2027-01-31",
  ticket: "CHG-4711",
  owner: "team@contoso.example",
  reason: "A partner's client comes from one address ${until} the private link is built.",
  now: NOW,
};

function stackWith(changes: Partial<ReviewedUseProps>, maximumExemptionDays?: number): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AzurermProvider(stack, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
  const guardrails = new OpenAiGuardrails(stack, "guardrails", { managementGroupId: CORP, maximumExemptionDays });
  new ReviewedUse(stack, "partner", { guardrails, ...USE, ...changes });
  return stack;
}

type Blocks = Record<string, Record<string, Record<string, unknown>>>;
const resources = (stack: TerraformStack): Blocks =>
  (JSON.parse(Testing.synth(stack)) as { resource: Blocks }).resource;

describe("ReviewedUse", () => {
  test.each([
    ["resourceId", ACCOUNT, "azurerm_resource_policy_exemption", "resource_id", ACCOUNT],
    [
      "resourceGroupId",
      "/subscriptions/s/resourceGroups/rg",
      "azurerm_resource_group_policy_exemption",
      "resource_group_id",
      "/subscriptions/s/resourceGroups/rg",
    ],
    [
      "subscriptionId",
      SUBSCRIPTION,
      "azurerm_subscription_policy_exemption",
      "subscription_id",
      `/subscriptions/${SUBSCRIPTION}`,
    ],
    ["managementGroupId", CORP, "azurerm_management_group_policy_exemption", "management_group_id", CORP],
  ])("exempts at a %s", (prop, given, type, attribute, expected) => {
    const made = resources(stackWith({ resourceId: undefined, [prop]: given }))[type] ?? {};
    expect(Object.values(made)).toEqual([
      expect.objectContaining({
        name: "partner",
        [attribute]: expected,
        policy_assignment_id: `${CORP}/providers/Microsoft.Authorization/policyAssignments/aoai-guard`,
        policy_definition_reference_ids: ["public-network-access"],
        exemption_category: "Mitigated",
        expires_on: "2027-01-31T23:59:59Z",
        metadata: JSON.stringify({ ticket: "CHG-4711", owner: "team@contoso.example" }),
        description: "A partner's client comes from one address $${until} the private link is built.",
      }),
    ]);
  });

  test("what it makes is no finding of the guard", () => {
    const { refused, warned } = Guard.check(stackWith({}), { context: { ...CONTEXT, now: NOW } });
    expect([...refused, ...warned.filter(({ verdict }) => verdict !== "audited")]).toEqual([]);
  });

  test.each<[string, Partial<ReviewedUseProps>, RegExp]>([
    [
      "a fatal rule",
      { rules: ["local-auth", "prohibited-use"] },
      /ReviewedUse stack\/partner at props\.rules\[1\] is "prohibited-use", a fatal rule \(D11\); take it out/,
    ],
    ["the rule that protects the fatal ones", { rules: ["exemption-of-fatal-rule"] }, /a fatal rule/],
    [
      "all rules",
      { rules: [] },
      /props\.rules is \[\]; name each exempted rule once; an exemption of all rules does not exist/,
    ],
    [
      "a misspelt rule",
      { rules: ["public-netwrk-access"] },
      /props\.rules\[0\] is "public-netwrk-access", which is no rule; did you mean "public-network-access"\? Write a rule by its name\.$/,
    ],
    ["a rule that is none", { rules: ["camera"] }, /props\.rules\[0\] is "camera", which is no rule; use one of /],
    [
      "too long",
      { expiresOn: "2027-02-21" },
      /props\.expiresOn is "2027-02-21", 91 days from now; the guard allows 90 \(D11\); give 2027-02-20 or an earlier day/,
    ],
    ["the past", { expiresOn: "2026-11-21" }, /is "2026-11-21", which is over/],
    ["a day that does not exist", { expiresOn: "2027-02-29" }, /is "2027-02-29", a day that does not exist/],
    ["no day", { expiresOn: "soon" }, /props\.expiresOn is "soon"; give an ISO 8601 date/],
    ["no ticket", { ticket: " " }, /props\.ticket is " "; give the ticket of the review/],
    ["no owner", { owner: "somebody" }, /props\.owner is "somebody"; give an e-mail address/],
    ["no reason", { reason: "" }, /props\.reason is ""; say why/],
    [
      "a category of its own",
      { category: "Approved" as never },
      /props\.category is "Approved"; use one of "Waiver", "Mitigated"/,
    ],
    ["no guard", { guardrails: undefined }, /props\.guardrails is missing/],
    ["two scopes", { subscriptionId: SUBSCRIPTION }, /stands beside props\.resourceId/],
    [
      "no scope",
      { resourceId: undefined },
      /give exactly one of managementGroupId, subscriptionId, resourceGroupId, resourceId/,
    ],
  ])("refuses %s", (_case, changes, message) => {
    expect(() => stackWith(changes)).toThrow(message);
  });

  test("its end may be the last day of the maximum, whatever the maximum is", () => {
    expect(() => stackWith({ expiresOn: "2027-02-20" })).not.toThrow();
    expect(() => stackWith({ expiresOn: "2026-12-02" }, 10)).not.toThrow();
    expect(() => stackWith({ expiresOn: "2026-12-03" }, 10)).toThrow(/11 days from now; the guard allows 10/);
    expect(() => stackWith({ expiresOn: NOW })).not.toThrow();
  });
});

describeTerraform("ReviewedUse under terraform", () => {
  test("is valid", async () => {
    const stack = stackWith({});
    expect((await validateStack(JSON.parse(Testing.synth(stack)) as Record<string, unknown>)).errors).toEqual([]);
  });
});
