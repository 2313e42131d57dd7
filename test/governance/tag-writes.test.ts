import { checkStack } from "../../src/check";
import { resourcesOf, SUBSCRIPTION } from "../cases/scenarios/scenarios";
import { bodyCameraPipeline } from "../cases/scenarios/pipeline";
import { ref, stackOf, type TfResource, type TfValue } from "../cases/scenarios/terraform";
import { brief, HOSPITAL, hospitalWith, only, reportOn } from "./support/world";

const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app`;
const ACCOUNT = ref("azurerm_cognitive_account.this.id");
const POLICE = { "aoai-operator": "us-state-local-police" };
const SURVEILLANCE = { "aoai-use-case": "surveillance" };

/** `Microsoft.Resources/tags` on something. */
const tagsOn = (parent: TfValue, tags: TfValue, name = "tags"): TfResource => ({
  type: "azapi_resource",
  name,
  values: {
    type: "Microsoft.Resources/tags@2024-03-01",
    name: "default",
    parent_id: parent,
    body: { properties: { tags } },
  },
});

/** azapi_update_resource of something. */
const patchOf = (type: string, id: TfValue, body: TfValue, name = "patch"): TfResource => ({
  type: "azapi_update_resource",
  name,
  values: { type: `${type}@2024-10-01`, resource_id: id, body },
});
const ACCOUNT_TYPE = "Microsoft.CognitiveServices/accounts";

const withHospital = (...more: TfResource[]) => reportOn([...resourcesOf(HOSPITAL), ...more]);

describe("tags that are written onto an account", () => {
  test.each<[string, TfResource]>([
    ["by Microsoft.Resources/tags", tagsOn(ACCOUNT, SURVEILLANCE)],
    ["by a patch", patchOf(ACCOUNT_TYPE, ACCOUNT, { tags: SURVEILLANCE })],
    ["by a patch in another case", patchOf(ACCOUNT_TYPE, ACCOUNT, { Tags: { "AOAI-USE-CASE": "Surveillance" } })],
    [
      "by a request",
      {
        type: "azapi_resource_action",
        name: "patch",
        values: {
          type: "Microsoft.Resources/tags@2024-03-01",
          resource_id: ref("azurerm_cognitive_account.this.id", "{}/providers/Microsoft.Resources/tags/default"),
          method: "PATCH",
          body: { operation: "Merge", properties: { tags: SURVEILLANCE } },
        },
      },
    ],
  ])("%s count", (_, write) => {
    const finding = only(withHospital(write), "prohibited-use");
    expect(finding).toMatchObject({ verdict: "denied", resource: { address: "azurerm_cognitive_account.this" } });
    expect(JSON.stringify(finding.evidence)).toContain(`azapi_`);
    expect(JSON.stringify(finding.evidence).toLowerCase()).toContain(`"surveillance"`);
  });

  test("count where a stack is checked before it is planned", () => {
    const stack = stackOf([...resourcesOf(HOSPITAL), tagsOn(ACCOUNT, SURVEILLANCE)], { subscriptionId: SUBSCRIPTION });
    expect(brief(checkStack(stack, { context: HOSPITAL.context }))).toContain("prohibited-use denied");
  });

  test("meet those that another patch writes", () => {
    const review = { id: "REV-1", expires: "2026-12-31" };
    const reviewed = resourcesOf({ ...HOSPITAL, declaration: { ...HOSPITAL.declaration, review } });
    const one = patchOf(ACCOUNT_TYPE, ACCOUNT, { tags: POLICE }, "one");
    const two = patchOf(ACCOUNT_TYPE, ACCOUNT, { tags: { "aoai-use-case": "face-identification" } }, "two");
    expect(brief(reportOn([...reviewed, one]))).toEqual([]);
    expect(brief(reportOn([...reviewed, two]))).toEqual([]);
    expect(brief(reportOn([...reviewed, one, two]))).toEqual(["us-police-facial-recognition denied"]);
  });

  test("take nothing back, and review nothing", () => {
    const police = resourcesOf({
      ...HOSPITAL,
      declaration: { ...HOSPITAL.declaration, operator: POLICE["aoai-operator"] },
    });
    const milder = tagsOn(ACCOUNT, {
      "aoai-operator": "none",
      "aoai-review-id": "REV-1",
      "aoai-review-expires": "2026-12-31",
    });
    expect(brief(reportOn([...police, milder]))).toEqual(["law-enforcement-review denied"]);
  });

  test("complete no declaration", () => {
    const bare = hospitalWith("azurerm_cognitive_account", { tags: null });
    const report = reportOn([...bare, tagsOn(ACCOUNT, { "aoai-operator": "none", "aoai-owner": "a@b.example" })]);
    expect(brief(report)).toEqual(["required-declaration denied"]);
  });

  test("change nothing where they say nothing new", () => {
    expect(brief(withHospital(tagsOn(ACCOUNT, { team: "x", "aoai-operator": "none" })))).toEqual([]);
  });

  test("are judged where the plan does not write the account, whose kind nobody shows", () => {
    const id = `${GROUP}/providers/Microsoft.CognitiveServices/accounts/elsewhere`;
    const finding = only(withHospital(tagsOn(id, SURVEILLANCE)), "prohibited-use");
    expect(finding).toMatchObject({
      verdict: "undetermined",
      resource: { address: "azapi_resource.tags", type: ACCOUNT_TYPE },
    });
  });

  test("leave open what they are aimed at, where nobody can say", () => {
    const write = { ...tagsOn(null, SURVEILLANCE), computed: ["parent_id"] };
    delete write.values["parent_id"];
    expect(only(withHospital(write), "prohibited-use").verdict).toBe("undetermined");
    const mild = { ...tagsOn(null, { team: "x" }), computed: ["parent_id"] };
    delete mild.values["parent_id"];
    expect(brief(withHospital(mild))).toEqual([]);
  });
});

describe("tags that are written onto what holds an account", () => {
  const subscription = `/subscriptions/${SUBSCRIPTION}`;
  const group = ref("azurerm_resource_group.app.id");
  test.each<[string, TfResource, string]>([
    ["a resource group, by Microsoft.Resources/tags", tagsOn(group, POLICE), "azapi_resource.tags: properties.tags"],
    [
      "a resource group, by its id",
      tagsOn(GROUP.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions"), POLICE),
      "azapi_resource.tags: properties.tags",
    ],
    [
      "a resource group, by a patch",
      patchOf("Microsoft.Resources/resourceGroups", group, { tags: POLICE }),
      "azapi_update_resource.patch: tags",
    ],
    [
      "a subscription, by Microsoft.Resources/tags",
      tagsOn(subscription, POLICE),
      "azapi_resource.tags: properties.tags",
    ],
    [
      "a subscription, by a patch",
      patchOf("Microsoft.Resources/subscriptions", subscription, { tags: POLICE }),
      "azapi_update_resource.patch: tags",
    ],
    [
      "a subscription, by a request",
      {
        type: "azapi_resource_action",
        name: "patch",
        values: {
          type: "Microsoft.Resources/tags@2024-03-01",
          resource_id: `${subscription}/providers/Microsoft.Resources/tags/default`,
          method: "PATCH",
          body: { operation: "Merge", properties: { tags: POLICE } },
        },
      },
      "azapi_resource_action.patch: properties.tags",
    ],
  ])("%s, count", (_, write, where) => {
    const report = withHospital(write);
    expect(brief(report)).toEqual(["law-enforcement-review denied"]);
    expect(only(report, "law-enforcement-review").evidence).toContainEqual({
      path: `${where}.aoai-operator`,
      value: POLICE["aoai-operator"],
    });
  });

  test("a resource group that the plan only patches is still one that nobody describes", () => {
    const without = resourcesOf(HOSPITAL).filter(({ type }) => type !== "azurerm_resource_group");
    const patch = patchOf("Microsoft.Resources/resourceGroups", GROUP, { tags: { team: "x" } });
    expect(brief(reportOn([...without, patch]))).toEqual(brief(reportOn(without)));
    expect(brief(reportOn(without))).toContain("us-police-facial-recognition undetermined");
  });
});

test("tags that are written onto a camera's resource count as the camera's", () => {
  const fixed = {
    "aoai-camera-source": "fixed",
    "aoai-camera-environment": "controlled",
    "aoai-camera-processing": "recorded",
  };
  const pipeline = [...resourcesOf(HOSPITAL), ...bodyCameraPipeline("swedencentral", fixed)];
  expect(brief(reportOn(pipeline))).toEqual([]);
  const write = tagsOn(ref("azurerm_iothub.cameras.id"), { "aoai-camera-source": "body-worn" });
  expect(brief(reportOn([...pipeline, write]))).toEqual(["camera-pipeline denied"]);
});
