import { parseContext } from "../../src/governance";
import { resourcesOf, SUBSCRIPTION, tagsOf } from "../cases/scenarios/scenarios";
import { ref, type TfResource, type TfValue } from "../cases/scenarios/terraform";
import { acted, brief, HOSPITAL, hospitalWith, only, reportOn, reportOnFiles } from "./support/world";

const POLICE = { "aoai-operator": "us-state-local-police" };
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app`;
const told = (tags: Record<string, string>) => [{ id: SUBSCRIPTION, tags, managementGroups: ["corp"] }];
const withoutGroup = resourcesOf(HOSPITAL).filter(({ type }) => type !== "azurerm_resource_group");

describe("a subscription", () => {
  test("that nobody describes leaves what needs it undetermined, with the line that ends it", () => {
    const report = reportOn(resourcesOf(HOSPITAL), { subscriptions: undefined });
    const finding = only(report, "law-enforcement-review");
    expect(finding).toMatchObject({ verdict: "undetermined" });
    expect(finding.unknown).toContain("subscription.tags.aoai-operator");
    expect(finding.message).toContain(`subscriptions: [{ id: ${SUBSCRIPTION}, tags: {} }]`);
    expect(acted(report).some(({ verdict, fatal }) => verdict === "undetermined" && fatal)).toBe(true);
  });

  test("that is listed with tags: {} is known to have none", () => {
    expect(brief(reportOn(resourcesOf(HOSPITAL), { subscriptions: told({}) }))).toEqual([]);
  });

  test("that the plan has read is known", () => {
    const data: TfResource = {
      type: "azurerm_subscription",
      name: "current",
      values: { id: `/subscriptions/${SUBSCRIPTION}`, subscription_id: SUBSCRIPTION, display_name: "x", tags: POLICE },
    };
    const report = reportOn(resourcesOf(HOSPITAL), { subscriptions: undefined }, { data: [data] });
    expect(brief(report)).toContain("law-enforcement-review denied");
  });

  test("that context and plan describe differently counts as the stricter says, and a note says so", () => {
    const data: TfResource = {
      type: "azurerm_subscription",
      name: "current",
      values: {
        id: `/subscriptions/${SUBSCRIPTION}`,
        subscription_id: SUBSCRIPTION,
        display_name: "x",
        tags: { "aoai-operator": "none" },
      },
    };
    const report = reportOn(resourcesOf(HOSPITAL), { subscriptions: told(POLICE) }, { data: [data] });
    expect(brief(report)).toEqual(["law-enforcement-review denied"]);
    expect(report.notes.join("\n")).toMatch(
      /disagree about aoai-operator of subscription .*"us-state-local-police" counts/,
    );
  });

  test("that is not known at all is named so", () => {
    const report = reportOn(resourcesOf(HOSPITAL), {}, { subscriptionId: null });
    expect(only(report, "guard-assignment").unknown).toContain("subscription.subscriptionId");
    expect(only(report, "us-police-facial-recognition").message).toContain(
      "write subscription_id into the provider block",
    );
  });
});

describe("the subscription of the environment", () => {
  const context = { defaultSubscription: `/subscriptions/${SUBSCRIPTION.toUpperCase()}`, subscriptions: told(POLICE) };

  test("is that of a provider configuration that names none", () => {
    expect(brief(reportOn(resourcesOf(HOSPITAL), context, { subscriptionId: null }))).toEqual([
      "law-enforcement-review denied",
    ]);
  });

  test("is not that of one that names another", () => {
    const other = "99999999-9999-9999-9999-999999999999";
    const report = reportOn(
      resourcesOf(HOSPITAL),
      { ...context, subscriptions: [...told(POLICE), { id: other, tags: {}, managementGroups: ["corp"] }] },
      { subscriptionId: other },
    );
    expect(brief(report)).not.toContain("law-enforcement-review denied");
  });

  test("that is no GUID is refused", () => {
    expect(() => parseContext({ defaultSubscription: "production" }, "c.yaml")).toThrow(
      'c.yaml at $.defaultSubscription has "production", which is no subscription id; write its GUID.',
    );
  });
});

describe("a resource group", () => {
  test("of the plan is known by its reference", () => {
    expect(brief(reportOn(hospitalWith("azurerm_resource_group", { tags: POLICE })))).toEqual([
      "law-enforcement-review denied",
    ]);
  });

  test("of the context is known by its id", () => {
    expect(
      brief(
        reportOn(withoutGroup, {
          resourceGroups: [{ id: GROUP.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions"), tags: POLICE }],
        }),
      ),
    ).toEqual(["law-enforcement-review denied"]);
    expect(brief(reportOn(withoutGroup, { resourceGroups: [{ id: GROUP, tags: {} }] }))).toEqual([]);
  });

  test("of neither is unknown, with the line that ends it", () => {
    const finding = only(reportOn(withoutGroup), "us-police-facial-recognition");
    expect(finding.verdict).toBe("undetermined");
    expect(finding.message).toContain(`resourceGroups: [{ id: ${GROUP}, tags: {} }]`);
  });

  test("whose name the plan does not show is named so, and no subscription is asked for", () => {
    const hidden = withoutGroup.map((each) =>
      each.type === "azurerm_cognitive_account"
        ? { ...each, values: { ...each.values, resource_group_name: ref("local.group") } }
        : each,
    );
    const { verdict, message } = only(reportOn(hidden), "us-police-facial-recognition");
    expect(verdict).toBe("undetermined");
    expect(message).toContain("The plan does not show the resource group: take its name from the group itself");
    expect(message).not.toContain("subscription_id");
  });

  test("declares what its account does not", () => {
    const report = reportOn(hospitalWith("azurerm_resource_group", { tags: { "aoai-use-case": "surveillance" } }));
    expect(brief(report)).toEqual(["prohibited-use denied"]);
    expect(only(report, "prohibited-use").evidence).toContainEqual({
      path: "resourceGroup.tags.aoai-use-case",
      value: "surveillance",
    });
  });
});

describe("what belongs to an account", () => {
  const police: Record<string, TfValue> = {
    tags: { ...tagsOf(HOSPITAL.declaration!), ...POLICE, "aoai-review-id": "R", "aoai-review-expires": "2027-01-01" },
  };
  const vision = { model: [{ format: "OpenAI", name: "gpt-4o", version: "2024-11-20" }] };

  test("a deployment is judged by its account's tags, and the finding says whose they are", () => {
    const resources = hospitalWith("azurerm_cognitive_account", police).map((resource) =>
      resource.type === "azurerm_cognitive_deployment"
        ? { ...resource, values: { ...resource.values, ...vision } }
        : resource,
    );
    const finding = only(reportOn(resources), "flagged-model");
    expect(finding.resource.address).toBe("azurerm_cognitive_deployment.model");
    expect(finding.evidence).toContainEqual({
      path: "azurerm_cognitive_account.this: tags.aoai-operator",
      value: "us-state-local-police",
    });
  });

  test("what is found against the account is not repeated for its deployment", () => {
    const resources = hospitalWith("azurerm_cognitive_account", {
      tags: { ...tagsOf(HOSPITAL.declaration!), "aoai-use-case": "social-scoring" },
    });
    expect(brief(reportOn(resources))).toEqual(["prohibited-use denied"]);
  });

  test("a deployment whose account nobody shows is undetermined", () => {
    const alone = resourcesOf(HOSPITAL).filter(({ type }) => type !== "azurerm_cognitive_account");
    expect(brief(reportOn(alone))).toContain("prohibited-use undetermined");
  });
});

describe("several files", () => {
  test("are one estate, though their addresses are the same", () => {
    const surveillance = hospitalWith("azurerm_cognitive_account", {
      name: "aoai-other",
      tags: { ...tagsOf(HOSPITAL.declaration!), "aoai-use-case": "surveillance" },
    });
    const report = reportOnFiles({ "a.json": resourcesOf(HOSPITAL), "b.json": surveillance });
    expect(acted(report).map(({ rule, resource }) => [rule, resource.file])).toEqual([["prohibited-use", "b.json"]]);
  });

  test("the group of one holds the account of the other", () => {
    const group = hospitalWith("azurerm_resource_group", { tags: POLICE }).filter(
      ({ type }) => type === "azurerm_resource_group",
    );
    expect(brief(reportOnFiles({ "groups.json": group, "app.json": withoutGroup }))).toEqual([
      "law-enforcement-review denied",
    ]);
  });
});

describe("patches", () => {
  const patch = (properties: Record<string, TfValue>): TfResource => ({
    type: "azapi_update_resource",
    name: "patch",
    values: {
      type: "Microsoft.CognitiveServices/accounts@2025-06-01",
      resource_id: ref("azurerm_cognitive_account.this.id"),
      body: properties,
    },
  });

  test("are judged on what they patch", () => {
    expect(
      brief(reportOn([...resourcesOf(HOSPITAL), patch({ properties: { allowProjectManagement: true } })])),
    ).toEqual([]);
    const report = reportOn([...resourcesOf(HOSPITAL), patch({ tags: { "aoai-use-case": "crime-prediction" } })]);
    expect(only(report, "prohibited-use").resource.address).toBe("azurerm_cognitive_account.this");
  });

  test("of something the plan does not show leave open what they do not write", () => {
    const id = `${GROUP}/providers/Microsoft.CognitiveServices/accounts/elsewhere`;
    const alone = {
      ...patch({ properties: { disableLocalAuth: true } }),
      values: { ...patch({ properties: {} }).values, resource_id: id },
    };
    const report = reportOn([alone]);
    expect(acted(report).every(({ verdict }) => verdict === "undetermined")).toBe(true);
    expect(only(report, "required-declaration").unknown).toContain("tags.aoai-operator");
  });

  test("of something the plan does not show are no finding of what would only report; a note names it", () => {
    const id = `${GROUP}/providers/Microsoft.CognitiveServices/accounts/elsewhere`;
    const report = reportOn([{ ...patch({}), values: { ...patch({ tags: { team: "x" } }).values, resource_id: id } }]);
    expect(report.findings.filter(({ rule }) => rule === "local-auth")).toEqual([]);
    expect(report.notes.join("\n")).toMatch(/Too little is known for .*local-auth.*, which would only report/);
    expect(reportOn(resourcesOf(HOSPITAL)).notes.join()).not.toMatch(/Too little/);
  });
});

test("what a plan deletes is not judged", () => {
  const deleted = resourcesOf(HOSPITAL).map((resource): TfResource => ({
    ...resource,
    before: resource.values,
    actions: ["delete"],
  }));
  const report = reportOn(deleted, { guard: [] });
  expect(report.findings).toEqual([]);
  expect(report.summary).toEqual({ denied: 0, undetermined: 0, audited: 0, exempted: 0, compliant: 0 });
});
