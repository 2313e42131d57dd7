import { checkPlan } from "../../src/check";
import { builtInLibrary, definitionNameOf, type Initiative } from "../../src/library";
import { resourcesOf, SUBSCRIPTION } from "../cases/scenarios/scenarios";
import { planOf, ref, type TfResource, type TfValue } from "../cases/scenarios/terraform";
import { brief, HOSPITAL, MANAGEMENT_GROUP, only, reportOn } from "./support/world";

const library = builtInLibrary();
const SUBSCRIPTION_ID = `/subscriptions/${SUBSCRIPTION}`;

/** The guard as a stack writes it: definitions, an initiative that refers to them, an assignment that refers to the initiative. */
function guardOf(initiative: Initiative, change: (resource: TfResource) => TfResource = (same) => same): TfResource[] {
  const id = initiative.name.replaceAll("-", "_");
  const references = initiative.properties.policyDefinitions;
  const definitions: TfResource[] = references.map((reference) => {
    const name = definitionNameOf(reference);
    const { properties } = library.definitions.get(name)!;
    return {
      type: "azurerm_policy_definition",
      name: name.replaceAll("-", "_"),
      values: {
        name,
        display_name: properties.displayName,
        policy_type: "Custom",
        mode: properties.mode,
        parameters: JSON.stringify(properties.parameters ?? {}),
        policy_rule: JSON.stringify(properties.policyRule),
        metadata: JSON.stringify(properties.metadata),
      },
    };
  });
  const set: TfResource = {
    type: "azurerm_policy_set_definition",
    name: id,
    values: {
      name: initiative.name,
      display_name: initiative.properties.displayName,
      policy_type: "Custom",
      parameters: JSON.stringify(initiative.properties.parameters),
      policy_definition_reference: references.map((reference) => ({
        policy_definition_id: ref(`azurerm_policy_definition.${definitionNameOf(reference).replaceAll("-", "_")}.id`),
        reference_id: reference.policyDefinitionReferenceId,
        parameter_values: JSON.stringify(reference.parameters),
      })),
    },
  };
  const assignment: TfResource = {
    type: "azurerm_subscription_policy_assignment",
    name: id,
    values: {
      name: initiative.name,
      subscription_id: SUBSCRIPTION_ID,
      policy_definition_id: ref(`azurerm_policy_set_definition.${id}.id`),
      enforce: true,
    },
  };
  return [...definitions, set, assignment].map(change);
}

const guard = (change?: (resource: TfResource) => TfResource): TfResource[] =>
  [...library.initiatives.values()].flatMap((initiative) => guardOf(initiative, change));
const withValues =
  (type: string, values: Record<string, TfValue>) =>
  (resource: TfResource): TfResource =>
    resource.type === type ? { ...resource, values: { ...resource.values, ...values } } : resource;
const nothingTold = { guard: undefined };

describe("the guard in the same plan as the account", () => {
  test("holds, though the context tells nothing of assignments", () => {
    expect(brief(reportOn([...guard(), ...resourcesOf(HOSPITAL)], nothingTold))).toEqual([]);
  });

  test.each<[string, (resource: TfResource) => TfResource, RegExp]>([
    [
      "not enforced",
      withValues("azurerm_subscription_policy_assignment", { enforce: false }),
      /enforcementMode DoNotEnforce/,
    ],
    [
      "excluding the resource group",
      withValues("azurerm_subscription_policy_assignment", {
        not_scopes: [`${SUBSCRIPTION_ID}/resourceGroups/rg-app`],
      }),
      /excludes it by notScopes/,
    ],
    [
      "with an edited definition",
      (resource) =>
        resource.name === "prohibited_use"
          ? {
              ...resource,
              values: {
                ...resource.values,
                policy_rule: '{"if":{"field":"type","equals":"x"},"then":{"effect":"deny"}}',
              },
            }
          : resource,
      /aoai-guard-fatal: .*assigns other content/,
    ],
    [
      "with fewer rules",
      (resource) =>
        resource.type === "azurerm_policy_set_definition"
          ? { ...resource, values: { ...resource.values, policy_definition_reference: [] } }
          : resource,
      /assigns other content/,
    ],
  ])("does not hold %s", (_, change, message) => {
    const report = reportOn([...guard(change), ...resourcesOf(HOSPITAL)], nothingTold);
    expect(brief(report)).toEqual(["guard-assignment denied"]);
    expect(only(report, "guard-assignment").message).toMatch(message);
  });

  test("is undetermined where its definitions cannot be seen", () => {
    const initiatives = guard().filter(({ type }) => type !== "azurerm_policy_definition");
    expect(brief(reportOn([...initiatives, ...resourcesOf(HOSPITAL)], nothingTold))).toEqual([
      "guard-assignment undetermined",
    ]);
  });

  test("holds at a resource group of the same plan", () => {
    const atGroup = guard((resource) =>
      resource.type === "azurerm_subscription_policy_assignment"
        ? {
            ...resource,
            type: "azurerm_resource_group_policy_assignment",
            values: {
              ...resource.values,
              subscription_id: null,
              resource_group_id: ref("azurerm_resource_group.app.id"),
            },
          }
        : resource,
    );
    expect(
      brief(reportOn([...atGroup, ...resourcesOf(HOSPITAL)], nothingTold, { subscriptionId: null })),
    ).not.toContain("guard-assignment undetermined");
  });
});

describe("a guard that a data source shows", () => {
  const shown = (values: Record<string, TfValue>): TfResource[] =>
    ["aoai-guard", "aoai-guard-fatal"].map((name) => ({
      type: "azurerm_policy_assignment",
      name: name.replaceAll("-", "_"),
      values: {
        id: `${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/policyAssignments/${name}`,
        name,
        scope_id: MANAGEMENT_GROUP,
        policy_definition_id: `${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/policySetDefinitions/${name}`,
        enforce: true,
        not_scopes: [],
        parameters: "",
        ...values,
      },
    }));
  const seen = (values: Record<string, TfValue>, context = {}) =>
    reportOn(resourcesOf(HOSPITAL), context, { data: shown(values) });

  test("holds, and a note says what the data source leaves out", () => {
    const report = seen({}, nothingTold);
    expect(brief(report)).toEqual([]);
    expect(report.notes.join()).toMatch(/does not show overrides and resource selectors/);
    expect(seen({}).notes).toEqual([]);
  });

  test.each<[string, Record<string, TfValue>, RegExp]>([
    ["is not enforced", { enforce: false }, /enforcementMode/],
    ["is excluded", { not_scopes: [SUBSCRIPTION_ID] }, /notScopes/],
  ])("%s, whatever the context says of it", (_, values, aspect) => {
    const report = seen(values);
    expect(brief(report)).toEqual(["guard-assignment denied"]);
    expect(report.notes.join()).toMatch(/disagree about the assignment of aoai-guard/);
    expect(report.notes.join()).toMatch(aspect);
  });
});

describe("a plan that weakens the guard", () => {
  const assigned = {
    name: "aoai-guard",
    subscription_id: SUBSCRIPTION_ID,
    policy_definition_id: `${SUBSCRIPTION_ID}/providers/Microsoft.Authorization/policySetDefinitions/aoai-guard`,
    enforce: true,
    parameters: JSON.stringify({
      flaggedSubscriptionIds: { value: [SUBSCRIPTION] },
      lawEnforcementReviewEffect: { value: "Deny" },
    }),
  };
  const update = (values: Record<string, TfValue>): TfResource => ({
    type: "azurerm_subscription_policy_assignment",
    name: "baseline",
    values: { ...assigned, ...values },
    before: assigned,
    actions: ["update"],
  });

  test.each<[string, TfResource, RegExp]>([
    ["deletes its assignment", { ...update({}), actions: ["delete"] }, /deletes the assignment of aoai-guard/],
    ["stops enforcing it", update({ enforce: false }), /sets enforcementMode to DoNotEnforce/],
    ["excludes a scope", update({ not_scopes: [`${SUBSCRIPTION_ID}/resourceGroups/x`] }), /excludes more scopes/],
    ["overrides an effect", update({ overrides: [{ value: "Audit", selectors: [] }] }), /overrides effects/],
    [
      "takes a flag back",
      update({ parameters: JSON.stringify({ flaggedSubscriptionIds: { value: [] } }) }),
      /takes subscriptions off flaggedSubscriptionIds/,
    ],
    [
      "lowers an effect",
      update({
        parameters: JSON.stringify({
          flaggedSubscriptionIds: { value: [SUBSCRIPTION] },
          lawEnforcementReviewEffect: { value: "Audit" },
        }),
      }),
      /lowers lawEnforcementReviewEffect to Audit/,
    ],
    [
      "deletes the initiative",
      {
        type: "azurerm_policy_set_definition",
        name: "baseline",
        values: { name: "aoai-guard", display_name: "x", policy_type: "Custom", parameters: "{}" },
        before: { name: "aoai-guard", display_name: "x", policy_type: "Custom", parameters: "{}" },
        actions: ["delete"],
      },
      /deletes the initiative aoai-guard/,
    ],
  ])("%s", (_, resource, message) => {
    const report = reportOn([resource]);
    expect(brief(report)).toEqual(["guard-weakened denied"]);
    expect(only(report, "guard-weakened")).toMatchObject({ decision: "D10" });
    expect(only(report, "guard-weakened").message).toMatch(message);
  });

  test("changes that weaken nothing pass", () => {
    const stricter = update({
      parameters: JSON.stringify({
        flaggedSubscriptionIds: { value: [SUBSCRIPTION, "22222222-2222-2222-2222-222222222222"] },
        lawEnforcementReviewEffect: { value: "Deny" },
      }),
    });
    expect(brief(reportOn([stricter]))).toEqual([]);
  });
});

describe("a plan that takes back a flag or a declaration while accounts stay", () => {
  const account = resourcesOf(HOSPITAL).find(({ type }) => type === "azurerm_cognitive_account")!;
  const police = { "aoai-operator": "us-state-local-police" };
  const group = (before: Record<string, string>, after: Record<string, string>): TfResource => ({
    type: "azurerm_resource_group",
    name: "app",
    values: { name: "rg-app", location: "swedencentral", tags: after },
    before: { name: "rg-app", location: "swedencentral", tags: before },
    actions: ["update"],
  });
  const staying: TfResource = { ...account, actions: ["no-op"] };

  test("on the resource group", () => {
    const report = reportOn([group(police, { "aoai-operator": "none" }), staying]);
    expect(brief(report)).toEqual(["guard-weakened denied"]);
    expect(only(report, "guard-weakened").message).toMatch(
      /changes aoai-operator from "us-state-local-police" to "none"/,
    );
  });

  test("on the account", () => {
    const tags = account.values["tags"] as Record<string, string>;
    const changed: TfResource = {
      ...account,
      before: { ...account.values, tags: { ...tags, "aoai-use-case": "face-identification" } },
      actions: ["update"],
    };
    expect(brief(reportOn([group({}, {}), changed]))).toEqual(["guard-weakened denied"]);
  });

  test("without printing what was sensitive before", () => {
    const plan = planOf([group(police, {}), staying], { subscriptionId: SUBSCRIPTION });
    const changes = plan["resource_changes"] as { type: string; change: Record<string, unknown> }[];
    for (const marks of [{ tags: true }, { tags: { "aoai-operator": true } }]) {
      for (const { type, change } of changes) if (type === "azurerm_resource_group") change["before_sensitive"] = marks;
      const { message } = only(checkPlan(plan, { context: HOSPITAL.context }), "guard-weakened");
      expect(message).toMatch(/changes aoai-operator from "\(sensitive\)" to nothing/);
    }
  });

  test("not where no account is left", () => {
    expect(brief(reportOn([group(police, {}), { ...account, actions: ["delete"], before: account.values }]))).toEqual(
      [],
    );
  });

  test("not where a tag of no meaning changes", () => {
    expect(brief(reportOn([group({ team: "a" }, { team: "b" }), staying]))).toEqual([]);
  });
});
