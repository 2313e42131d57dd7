import { App, TerraformStack, Testing } from "cdktf";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { OpenAiGuardrails, type OpenAiGuardrailsProps } from "aoai-guard";
import { builtInLibrary, initiativeContentHash } from "../../src/library";
import { describeTerraform } from "../terraform-run/describe-terraform";
import { validateStack } from "../support/terraform";

const CORP = "/providers/Microsoft.Management/managementGroups/corp";
const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";

type Blocks = Record<string, Record<string, Record<string, unknown>>>;

function synthesized(props: OpenAiGuardrailsProps): { resource: Blocks } {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  new OpenAiGuardrails(stack, "guardrails", props);
  return JSON.parse(Testing.synth(stack)) as { resource: Blocks };
}

const all = (blocks: Blocks, type: string): Record<string, unknown>[] => Object.values(blocks[type] ?? {});
const one = (blocks: Blocks, type: string, name: string): Record<string, unknown> =>
  all(blocks, type).find((body) => body["name"] === name) as Record<string, unknown>;

/** What Terraform makes of a string without interpolation. */
const unescaped = (text: unknown): string =>
  String(text)
    .replace(/\$\$\{/g, "${")
    .replace(/%%\{/g, "%{");

describe("OpenAiGuardrails", () => {
  const library = builtInLibrary();

  test("makes every definition of the library, with the very content that the library holds", () => {
    const { resource } = synthesized({ managementGroupId: CORP });
    const made = all(resource, "azurerm_policy_definition");
    expect(made.map((body) => body["name"]).sort()).toEqual([...library.definitions.keys()].sort());
    for (const body of made) {
      const { properties } = library.definitions.get(body["name"] as string) as never as {
        properties: Record<string, unknown>;
      };
      expect(body["management_group_id"]).toBe(CORP);
      expect(body["mode"]).toBe(properties["mode"]);
      expect(JSON.parse(unescaped(body["policy_rule"]))).toEqual(properties["policyRule"]);
      expect(JSON.parse(unescaped(body["metadata"]))).toEqual(properties["metadata"]);
    }
  });

  test.each([
    ["managementGroupId", CORP, "azurerm_management_group_policy_assignment", "management_group_id", CORP],
    [
      "subscriptionId",
      SUBSCRIPTION,
      "azurerm_subscription_policy_assignment",
      "subscription_id",
      `/subscriptions/${SUBSCRIPTION}`,
    ],
    [
      "resourceGroupId",
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`,
      "azurerm_resource_group_policy_assignment",
      "resource_group_id",
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`,
    ],
  ])("assigns both initiatives, enforced, at a %s", (prop, given, type, attribute, expected) => {
    const { resource } = synthesized({ [prop]: given });
    const assignments = all(resource, type);
    expect(assignments.map((body) => body["name"]).sort()).toEqual(["aoai-guard", "aoai-guard-fatal"]);
    for (const body of assignments) {
      const name = body["name"] as string;
      const initiative = library.initiatives.get(name);
      expect(name.length).toBeLessThanOrEqual(24);
      expect(body[attribute]).toBe(expected);
      expect(body["enforce"]).toBe(true);
      expect(JSON.parse(body["metadata"] as string)).toMatchObject({
        aoaiGuardContentHash: initiativeContentHash(library, name),
      });
      const messages = body["non_compliance_message"] as { content: string; policy_definition_reference_id: string }[];
      expect(messages.map((message) => message.policy_definition_reference_id)).toEqual(
        initiative?.properties.policyDefinitions.map((reference) => reference.policyDefinitionReferenceId),
      );
      for (const { content } of messages) expect(content).toMatch(/\(D\d+, .+\): /);
    }
  });

  test("passes on only what differs from the library's parameters", () => {
    const { resource } = synthesized({
      managementGroupId: CORP,
      flaggedSubscriptionIds: [SUBSCRIPTION],
      approvedReviews: ["REV-${1}"],
      tagNames: { operator: "x-operator" },
      defaultEffect: "Audit",
      effects: { "local-auth": "Deny" },
    });
    const type = "azurerm_management_group_policy_assignment";
    const baseline = JSON.parse(unescaped(one(resource, type, "aoai-guard")["parameters"])) as Record<string, unknown>;
    expect(baseline).toMatchObject({
      flaggedSubscriptionIds: { value: [SUBSCRIPTION] },
      approvedReviews: { value: ["REV-${1}"] },
      operatorTag: { value: "x-operator" },
      lawEnforcementReviewEffect: { value: "Audit" },
      localAuthEffect: { value: "Deny" },
    });
    expect(baseline).not.toHaveProperty("publicNetworkAccessEffect");
    const fatal = JSON.parse(one(resource, type, "aoai-guard-fatal")["parameters"] as string) as Record<
      string,
      unknown
    >;
    expect(fatal).toMatchObject({ operatorTag: { value: "x-operator" } });
    expect(Object.keys(fatal).filter((name) => name.endsWith("Effect"))).toEqual([]);
    expect(one(synthesized({ managementGroupId: CORP }).resource, type, "aoai-guard")).not.toHaveProperty("parameters");
  });

  test.each<[string, OpenAiGuardrailsProps, RegExp]>([
    ["no scope", {}, /props\.managementGroupId is missing; give exactly one of managementGroupId, subscriptionId/],
    ["two scopes", { managementGroupId: CORP, subscriptionId: SUBSCRIPTION }, /stands beside props\.subscriptionId/],
    ["a name for an id", { managementGroupId: "corp" }, /props\.managementGroupId is "corp"; give the full id/],
    [
      "no GUID",
      { managementGroupId: CORP, flaggedSubscriptionIds: ["police"] },
      /flaggedSubscriptionIds\[0\] is "police"; write the subscription's GUID/,
    ],
    [
      "an effect for a fatal rule",
      { managementGroupId: CORP, effects: { "prohibited-use": "Audit" } },
      /effects\["prohibited-use"\] names no rule whose effect can be chosen/,
    ],
    [
      "an effect a rule has not",
      { managementGroupId: CORP, effects: { "camera-ingest": "Disabled" } },
      /effects\["camera-ingest"\] is "Disabled"; use one of Audit, Deny/,
    ],
    [
      "a misspelt prop",
      { managementGroupId: CORP, flagged: true } as never,
      /props\.flagged is no prop; use one of managementGroupId/,
    ],
  ])("refuses %s", (_case, props, message) => {
    expect(() => synthesized(props)).toThrow(message);
  });

  describeTerraform("under terraform", () => {
    test("every scope is valid", async () => {
      for (const props of [
        { managementGroupId: CORP, flaggedSubscriptionIds: [SUBSCRIPTION] },
        { subscriptionId: SUBSCRIPTION },
      ]) {
        const app = new App({ outdir: Testing.app().outdir });
        const stack = new TerraformStack(app, "stack");
        new AzurermProvider(stack, "azurerm", { features: [{}] });
        new OpenAiGuardrails(stack, "guardrails", props);
        const { errors } = await validateStack(JSON.parse(Testing.synth(stack)) as Record<string, unknown>);
        expect(errors).toEqual([]);
      }
    });
  });
});
