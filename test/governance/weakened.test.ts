import { SUBSCRIPTION, resourcesOf } from "../cases/scenarios/scenarios";
import type { TfResource, TfValue } from "../cases/scenarios/terraform";
import { brief, HOSPITAL, MANAGEMENT_GROUP, only, reportOn } from "./support/world";

const SETS = `${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/policySetDefinitions`;
const ASSIGNMENT = `${MANAGEMENT_GROUP}/providers/Microsoft.Authorization/policyAssignments/aoai-guard`;
const TYPE = "Microsoft.Authorization/policyAssignments@2023-04-01";
const reviews = (ids: string[]): string => JSON.stringify({ approvedReviews: { value: ids } });

const before = {
  name: "aoai-guard",
  management_group_id: MANAGEMENT_GROUP,
  policy_definition_id: `${SETS}/aoai-guard`,
  enforce: true,
  parameters: reviews(["R1"]),
};
const replaced = (values: Record<string, TfValue>): TfResource => ({
  type: "azurerm_management_group_policy_assignment",
  name: "guard",
  values: { ...before, ...values },
  before,
  actions: ["delete", "create"],
});
const updated = (values: Record<string, TfValue>): TfResource => ({ ...replaced(values), actions: ["update"] });
const patch = (properties: Record<string, TfValue>): TfResource => ({
  type: "azapi_update_resource",
  name: "patch",
  values: { type: TYPE, resource_id: ASSIGNMENT, body: { properties } },
});
const action = (values: Record<string, TfValue>): TfResource => ({
  type: "azapi_resource_action",
  name: "action",
  values: { type: TYPE, resource_id: ASSIGNMENT, ...values },
});

describe("an assignment of the guard is weakened by", () => {
  test.each<[string, TfResource, RegExp]>([
    ["another definition", replaced({ policy_definition_id: `${SETS}/harmless` }), /assigns something else/],
    ["another scope", replaced({ management_group_id: MANAGEMENT_GROUP.replace("corp", "empty") }), /moves the assign/],
    ["letting any review count", updated({ parameters: null }), /lets any review count/],
    [
      "reading another tag",
      updated({ parameters: JSON.stringify({ approvedReviews: { value: ["R1"] }, operatorTag: { value: "zz" } }) }),
      /reads another tag by operatorTag/,
    ],
    ["a deletion by its id", action({ method: "DELETE" }), /deletes the assignment of aoai-guard/],
    ["a patch of its mode", patch({ enforcementMode: "DoNotEnforce" }), /sets enforcementMode/],
    ["a patch of a parameter", patch({ parameters: { localAuthEffect: { value: "Disabled" } } }), /lowers localAuth/],
    [
      "a request that overrides",
      action({ method: "PATCH", body: { properties: { overrides: [{ kind: "policyEffect", value: "Disabled" }] } } }),
      /overrides effects/,
    ],
    [
      "a write over it",
      {
        type: "azapi_resource",
        name: "over",
        values: {
          type: TYPE,
          parent_id: MANAGEMENT_GROUP,
          name: "aoai-guard",
          body: { properties: { policyDefinitionId: `${SETS}/harmless` } },
        },
      },
      /assigns something else/,
    ],
  ])("%s", (_, resource, message) => {
    const report = reportOn([resource]);
    expect(brief(report)).toEqual(["guard-weakened denied"]);
    expect(only(report, "guard-weakened").message).toMatch(message);
  });

  test("something that is known only after apply cannot be decided", () => {
    const report = reportOn([
      { ...updated({}), values: { ...before, enforce: { ref: "terraform_data.mode.output" } } },
      { type: "terraform_data", name: "mode", values: {} },
    ]);
    expect(only(report, "guard-weakened")).toMatchObject({
      verdict: "undetermined",
      unknown: ["properties.enforcementMode"],
    });
  });

  test.each<[string, TfResource]>([
    ["a patch that says what holds", patch({ enforcementMode: "Default", displayName: "x" })],
    ["an override that raises", patch({ overrides: [{ kind: "policyEffect", value: "Deny" }] })],
    ["the same parameters in another order and case", updated({ parameters: reviews(["r1"]) })],
    [
      "an assignment of something else",
      { ...replaced({ name: "aoai-guardian-costs", policy_definition_id: `${SETS}/costs` }), actions: ["create"] },
    ],
  ])("not by %s", (_, resource) => {
    expect(brief(reportOn([resource]))).toEqual([]);
  });

  test("another approved review is reported, not refused", () => {
    expect(brief(reportOn([updated({ parameters: reviews(["R1", "R2"]) })]))).toEqual(["guard-weakened audited"]);
  });
});

describe("a subscription of the guard's management group", () => {
  const member = (group: string, actions: string[] = ["create"]): TfResource => ({
    type: "azapi_resource",
    name: "member",
    values: {
      type: "Microsoft.Management/managementGroups/subscriptions@2020-05-01",
      parent_id: `/providers/Microsoft.Management/managementGroups/${group}`,
      name: SUBSCRIPTION,
      body: {},
    },
    actions,
  });
  const account = resourcesOf(HOSPITAL);

  test("is not moved to one that the guard is not known to reach", () => {
    expect(brief(reportOn([...account, member("free")]))).toEqual(["guard-weakened denied"]);
  });

  test("is not taken out of it", () => {
    const leaving: TfResource = { ...member("corp", ["delete"]), before: member("corp").values };
    expect(brief(reportOn([...account, leaving]))).toEqual(["guard-weakened denied"]);
  });

  test("may lie in it, and be moved below it", () => {
    expect(brief(reportOn([...account, member("corp")]))).toEqual([]);
    const below = {
      subscriptions: [
        ...(HOSPITAL.context.subscriptions ?? []),
        { id: "22222222-2222-2222-2222-222222222222", tags: {}, managementGroups: ["landing", "corp"] },
      ],
    };
    expect(brief(reportOn([...account, member("landing")], below))).toEqual([]);
  });
});

describe("a definition of the library's name", () => {
  const definition = (metadata: string, rule: string): Record<string, TfValue> => ({
    name: "local-auth",
    display_name: "x",
    policy_type: "Custom",
    mode: "All",
    policy_rule: rule,
    metadata,
  });
  const change = (metadata: string): TfResource => ({
    type: "azurerm_policy_definition",
    name: "x",
    values: definition(metadata, '{"if":{"field":"type","equals":"b"},"then":{"effect":"audit"}}'),
    before: definition(metadata, '{"if":{"field":"type","equals":"a"},"then":{"effect":"audit"}}'),
    actions: ["update"],
  });

  test("is the library's where it says so, and anybody's otherwise", () => {
    expect(brief(reportOn([change('{"decision":"D12"}')]))).toEqual(["guard-weakened denied"]);
    expect(brief(reportOn([change('{"category":"Storage"}')]))).toEqual([]);
  });
});

test("an initiative in the plan is looked at, though it is referred to by its literal id", () => {
  const set: TfResource = {
    type: "azurerm_management_group_policy_set_definition",
    name: "guard",
    values: {
      name: "aoai-guard",
      display_name: "x",
      policy_type: "Custom",
      management_group_id: MANAGEMENT_GROUP,
      policy_definition_reference: [
        { policy_definition_id: "/providers/Microsoft.Authorization/policyDefinitions/harmless", reference_id: "x" },
      ],
    },
  };
  const assigned: TfResource = { ...replaced({ parameters: null }), actions: ["create"] };
  const report = reportOn([set, assigned, ...resourcesOf(HOSPITAL)], { guard: undefined });
  expect(only(report, "guard-assignment")).toMatchObject({ verdict: "denied" });
  expect(only(report, "guard-assignment").message).toMatch(/aoai-guard: .*assigns other content/);
});
