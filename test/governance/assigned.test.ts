import { compilePolicy } from "../../src/policy";
import { isUnknown, Unknown } from "../../src/policy/unknown";
import type { Maybe, OpenObject } from "../../src/policy/json";
import {
  covers,
  effectUnder,
  evaluateAssignments,
  readAssignment,
  readExemption,
  selects,
  type Place,
} from "../../src/governance";
import { FALSE, TRUE, UNKNOWN, type Truth } from "../../src/policy/truth";

const GUID = "11111111-1111-1111-1111-111111111111";
const SUBSCRIPTION = `/subscriptions/${GUID}`;
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg-app`;
const ACCOUNT = `${GROUP}/providers/Microsoft.CognitiveServices/accounts/a`;
const CORP = "/providers/Microsoft.Management/managementGroups/corp";

const place: Place = {
  id: ACCOUNT,
  subscriptionId: GUID,
  subscriptionTags: {},
  managementGroups: ["corp", "root"],
  resourceGroup: "rg-app",
  resourceGroupTags: {},
  written: [],
};

describe("what a scope covers", () => {
  test.each<[string, Maybe<string>, Partial<Place>, Truth]>([
    ["the tenant", "/", {}, TRUE],
    ["its management group", CORP.toUpperCase(), {}, TRUE],
    ["one above that", "/providers/Microsoft.Management/managementGroups/root", {}, TRUE],
    ["another management group", `${CORP}-lab`, {}, FALSE],
    ["a management group, members unknown", CORP, { managementGroups: Unknown }, UNKNOWN],
    ["its subscription", SUBSCRIPTION, {}, TRUE],
    ["a subscription, its own unknown", SUBSCRIPTION, { subscriptionId: Unknown }, UNKNOWN],
    ["another subscription", "/subscriptions/22222222-2222-2222-2222-222222222222", {}, FALSE],
    ["its resource group", GROUP.toUpperCase().replace("SUBSCRIPTIONS", "subscriptions"), {}, TRUE],
    ["a resource group whose name begins like its own", `${GROUP}2`, {}, FALSE],
    ["a resource group, subscription unknown", GROUP, { subscriptionId: Unknown }, UNKNOWN],
    ["another resource group, subscription unknown", `${GROUP}2`, { subscriptionId: Unknown }, FALSE],
    ["itself", ACCOUNT, {}, TRUE],
    ["itself, of a child", ACCOUNT, { id: `${ACCOUNT}/deployments/d` }, TRUE],
    ["a sibling", `${ACCOUNT}2`, {}, FALSE],
    ["itself, id unknown", ACCOUNT, { id: Unknown }, UNKNOWN],
    ["something in another group, id unknown", ACCOUNT.replace("rg-app", "rg-x"), { id: Unknown }, FALSE],
    ["an unknown scope", Unknown, {}, UNKNOWN],
    ["what is no scope", "corp", {}, FALSE],
  ])("%s", (_, scope, change, expected) => {
    expect(covers(scope, { ...place, ...change })).toBe(expected);
  });
});

describe("resource selectors", () => {
  const selected = { type: "Microsoft.CognitiveServices/accounts", location: "swedencentral" };
  const location = { kind: "resourceLocation", in: ["Sweden Central"] };
  const type = { kind: "resourceType", in: ["Microsoft.Storage/storageAccounts"] };
  const by = (...groups: object[][]) => groups.map((selectors, i) => ({ name: `${i}`, selectors })) as OpenObject[];

  test.each<[string, Maybe<OpenObject[]>, Partial<typeof selected>, Truth]>([
    ["none", [], {}, TRUE],
    ["its location", by([location]), {}, TRUE],
    ["its location and another type", by([location, type]), {}, FALSE],
    ["its location or another type", by([location], [type]), {}, TRUE],
    ["not its location", by([{ kind: "resourceLocation", notIn: ["swedencentral"] }]), {}, FALSE],
    ["not another location", by([{ kind: "resourceLocation", notIn: ["westeurope"] }]), {}, TRUE],
    ["a location, its own unknown", by([location]), { location: Unknown as unknown as string }, UNKNOWN],
    ["a location, it has none", by([location]), { location: undefined as unknown as string }, FALSE],
    ["a principal", by([{ kind: "userPrincipalId", in: ["x"] }]), {}, UNKNOWN],
    ["unknown", Unknown, {}, UNKNOWN],
  ])("%s", (_, selectors, change, expected) => {
    expect(selects(selectors, { ...selected, ...change })).toBe(expected);
  });
});

describe("overrides", () => {
  const assigned = (...overrides: object[]) =>
    readAssignment({ id: `${CORP}/x`, properties: { overrides } as OpenObject });
  const selected = { type: "T", location: "l", referenceId: "one" };

  test.each<[string, object[], Maybe<string>]>([
    ["none", [], "deny"],
    ["of every rule", [{ kind: "policyEffect", value: "Audit" }], "audit"],
    [
      "of this rule",
      [{ kind: "policyEffect", value: "Disabled", selectors: [{ kind: "policyDefinitionReferenceId", in: ["ONE"] }] }],
      "disabled",
    ],
    [
      "of another rule",
      [{ kind: "policyEffect", value: "Audit", selectors: [{ kind: "policyDefinitionReferenceId", in: ["two"] }] }],
      "deny",
    ],
    ["of a version", [{ kind: "policyVersion", value: "1.0.0" }], "deny"],
    ["by an unknown value", [{ kind: "policyEffect", value: Unknown }], Unknown],
  ])("%s", (_, overrides, expected) => {
    const effect = effectUnder(assigned(...overrides), "Deny", selected);
    expect(isUnknown(effect) ? Unknown : effect).toBe(expected);
  });
});

describe("assignments of any initiative", () => {
  const policy = compilePolicy({
    policyRule: { if: { field: "tags['team']", exists: false }, then: { effect: "[parameters('effect')]" } },
    parameters: { effect: { type: "String", defaultValue: "Deny" } },
  });
  const assignment = (properties: OpenObject) =>
    readAssignment({
      id: `${CORP}/providers/Microsoft.Authorization/policyAssignments/tagging`,
      properties: { policyDefinitionId: "set", ...properties },
    });
  const exemption = readExemption({
    id: `${GROUP}/providers/Microsoft.Authorization/policyExemptions/e`,
    properties: {
      policyAssignmentId: `${CORP}/providers/Microsoft.Authorization/policyAssignments/TAGGING`,
      policyDefinitionReferenceIds: ["team"],
      exemptionCategory: "Waiver",
      expiresOn: "2026-12-01T00:00:00Z",
    },
  });
  const ask = (
    properties: OpenObject,
    change: Partial<Place> = {},
    exemptions = [] as (typeof exemption)[],
    now = "2026-11-22T00:00:00Z",
  ) =>
    evaluateAssignments({
      resource: { type: "Microsoft.CognitiveServices/accounts", id: ACCOUNT, location: "swedencentral", tags: {} },
      place: { ...place, ...change },
      context: { utcNow: now, subscription: { tags: {} }, resourceGroup: { tags: {} } },
      assignments: [assignment(properties)],
      exemptions,
      contentOf: (id) =>
        id === "set"
          ? {
              rules: [
                {
                  referenceId: "team",
                  bindings: { effect: "[parameters('teamEffect')]" },
                  evaluate: (request) => policy.evaluate(request),
                },
              ],
              defaults: { teamEffect: "Deny" },
            }
          : undefined,
    });

  test.each<[string, OpenObject, Partial<Place>, object[]]>([
    ["applies with its default", {}, {}, [{ outcome: "match", effect: "deny", enforced: TRUE }]],
    [
      "takes the assignment's parameter",
      { parameters: { teamEffect: { value: "Audit" } } },
      {},
      [{ outcome: "match", effect: "audit" }],
    ],
    ["is not enforced", { enforcementMode: "DoNotEnforce" }, {}, [{ outcome: "match", enforced: FALSE }]],
    ["excludes it", { notScopes: [GROUP] }, {}, []],
    ["is elsewhere", {}, { managementGroups: ["lab"] }, []],
    ["may be elsewhere", {}, { managementGroups: Unknown }, [{ outcome: "undetermined" }]],
    ["is overridden", { overrides: [{ kind: "policyEffect", value: "Disabled" }] }, {}, [{ outcome: "noMatch" }]],
    ["is of something unseen", { policyDefinitionId: "other" }, {}, [{ outcome: "undetermined" }]],
  ])("%s", (_, properties, change, expected) => {
    expect(ask(properties, change)).toMatchObject(expected);
    expect(ask(properties, change)).toHaveLength(expected.length);
  });

  test("an exemption is told while it is valid", () => {
    expect(ask({}, {}, [exemption])).toMatchObject([{ outcome: "match", exemption: { category: "Waiver" } }]);
    expect(ask({}, {}, [exemption], "2026-12-01T00:00:00Z")[0]).not.toHaveProperty("exemption");
  });
  test("an exemption that may apply leaves it open", () => {
    const elsewhere = { ...exemption, scope: `${SUBSCRIPTION}/resourceGroups/rg-app`, expiresOn: Unknown };
    expect(ask({}, {}, [elsewhere])).toMatchObject([{ outcome: "undetermined" }]);
  });
});
