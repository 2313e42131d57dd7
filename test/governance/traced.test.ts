import { resourcesOf, SUBSCRIPTION, tagsOf, type Declaration } from "../cases/scenarios/scenarios";
import { bodyCameraPipeline } from "../cases/scenarios/pipeline";
import { known, planOf, ref, type TfResource, type TfValue } from "../cases/scenarios/terraform";
import { checkPlan } from "../../src/check";
import { brief, HOSPITAL, only, reportOn, scenario } from "./support/world";

const LOCATION = "swedencentral";
const declared = (declaration: Partial<Declaration>): TfResource[] =>
  resourcesOf({ ...HOSPITAL, declaration: { ...HOSPITAL.declaration, ...declaration } });
const hub = (tags: Record<string, string>) => bodyCameraPipeline(LOCATION, tags);
const where = { location: LOCATION, resource_group_name: known("azurerm_resource_group.app.name", "rg-app") };
const fixed = {
  "aoai-camera-source": "fixed",
  "aoai-camera-environment": "controlled",
  "aoai-camera-processing": "recorded",
};
const abroad = { operator: "non-us-law-enforcement", onBehalfOf: "non-us-law-enforcement" };

/** A Face account whose answers the function takes, and the function that calls the model. */
const faceService = (kind = "Face"): TfResource[] => [
  {
    type: "azurerm_cognitive_account",
    name: "face",
    values: {
      ...where,
      name: "face-app",
      kind,
      sku_name: "S0",
      local_auth_enabled: false,
      public_network_access_enabled: false,
      tags: null,
    },
    computed: ["endpoint"],
  },
  {
    type: "azurerm_linux_function_app",
    name: "describe",
    values: {
      ...where,
      name: "func-describe",
      service_plan_id:
        "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app/providers/Microsoft.Web/serverFarms/p",
      identity: [{ type: "SystemAssigned" }],
      app_settings: {
        MODEL: ref("azurerm_cognitive_account.this.endpoint"),
        FACE: ref("azurerm_cognitive_account.face.endpoint"),
      },
      site_config: [{}],
    },
  },
];

describe("camera facts of a source count for the account", () => {
  test("a fixed, controlled camera of nobody's police passes", () => {
    expect(brief(reportOn([...declared({}), ...hub(fixed)]))).toEqual([]);
  });

  const mobile = {
    "aoai-camera-source": "body-worn",
    "aoai-camera-environment": "uncontrolled",
    "aoai-camera-processing": "real-time",
  };
  test("what holds a camera's resource outweighs its own milder tags", () => {
    const group: TfResource = {
      type: "azurerm_resource_group",
      name: "cameras",
      values: { name: "rg-cameras", location: LOCATION, tags: mobile },
    };
    const cameras = (tags: Record<string, string>): TfResource[] =>
      hub(tags).map((each) =>
        each.type === "azurerm_iothub"
          ? { ...each, values: { ...each.values, resource_group_name: "rg-cameras" } }
          : each,
      );
    const denied = ["camera-pipeline denied"];
    expect(brief(reportOn([...declared({}), ...cameras(fixed), group]))).toEqual(denied);
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-cameras`;
    const told = (tags: Record<string, string>) => ({ resourceGroups: [{ id, tags }] });
    expect(brief(reportOn([...declared({}), ...cameras({})], told(mobile)))).toEqual(denied);
    expect(brief(reportOn([...declared({}), ...cameras(fixed)], told(mobile)))).toEqual(denied);
    expect(brief(reportOn([...declared({}), ...cameras(fixed)], told({})))).toEqual([]);
    expect(brief(reportOn([...declared({}), ...cameras({})], told({})))).toEqual([]);
    // Nobody describes the group: it may hold a stricter word than the camera's own.
    expect(brief(reportOn([...declared({}), ...cameras(fixed)]))).toEqual(["camera-pipeline undetermined"]);
  });

  test("a value that every object has a member of is no value that is listed", () => {
    const camera = { source: "fixed", environment: "controlled", processing: "recorded" };
    const tags = { ...fixed, "aoai-camera-source": "constructor" };
    expect(brief(reportOn([...declared({ camera }), ...hub(tags)]))).toEqual(["camera-pipeline denied"]);
  });

  test("a body-worn camera does not, though nobody is police", () => {
    expect(brief(reportOn([...declared({}), ...hub({ "aoai-camera-source": "body-worn" })]))).toEqual([
      "camera-pipeline denied",
    ]);
  });

  test("a review covers the pipeline", () => {
    const review = { id: "REV-1", expires: "2026-12-31" };
    expect(brief(reportOn([...declared({ review }), ...hub({ "aoai-camera-source": "body-worn" })]))).toEqual([]);
  });

  test("with any police it is D2 as well, and no review helps", () => {
    const review = { id: "REV-1", expires: "2026-12-31" };
    const report = reportOn([...declared({ ...abroad, review }), ...hub({ "aoai-camera-source": "body-worn" })]);
    expect(brief(report)).toEqual(["mobile-camera-recognition denied"]);
    const finding = only(report, "mobile-camera-recognition");
    const shown = finding.evidence.map((each) => ("edge" in each ? each.edge : each.path));
    expect(shown.slice(0, 3)).toEqual(["E10", "E9", "E1"]);
    expect(shown).toEqual(
      expect.arrayContaining(["tags.aoai-operator", "azurerm_iothub.cameras: tags.aoai-camera-source"]),
    );
  });

  test("what the account declares of processing counts for its source", () => {
    const review = { id: "REV-1", expires: "2026-12-31" };
    const camera = { source: "body-worn", environment: "uncontrolled", processing: "recorded" };
    expect(
      brief(reportOn([...declared({ ...abroad, review, camera }), ...hub({ "aoai-camera-source": "body-worn" })])),
    ).toEqual([]);
  });

  test("the facts of two cameras are not mixed", () => {
    const second = hub({
      "aoai-camera-source": "fixed",
      "aoai-camera-processing": "real-time",
      "aoai-camera-environment": "uncontrolled",
    })
      .slice(0, 1)
      .map((resource) => ({ ...resource, name: "lobby", values: { ...resource.values, name: "iot-lobby" } }));
    const mobile = {
      "aoai-camera-source": "body-worn",
      "aoai-camera-environment": "controlled",
      "aoai-camera-processing": "recorded",
    };
    const review = { id: "REV-1", expires: "2026-12-31" };
    const report = reportOn([...declared({ ...abroad, review }), ...hub(mobile), ...second]);
    expect(brief(report)).toEqual([]);
  });

  test("the path that is shown is the one that is refused", () => {
    const lobby = hub(fixed)
      .slice(0, 1)
      .map((resource) => ({ ...resource, name: "a_lobby", values: { ...resource.values, name: "iot-lobby" } }));
    const report = reportOn([...lobby, ...declared({}), ...hub({ "aoai-camera-source": "drone" })]);
    const finding = only(report, "camera-pipeline");
    expect(finding.evidence[0]).toMatchObject({ edge: "E10", from: "azurerm_iothub.cameras" });
    expect(finding.message).toContain("azurerm_iothub.cameras and 1 more reaches it");
  });

  test("an effect in audit audits the pipeline too", () => {
    const guard = [{ scope: `/subscriptions/${SUBSCRIPTION}`, parameters: { cameraIngestEffect: "Audit" } }];
    expect(brief(reportOn([...declared({}), ...hub({ "aoai-camera-source": "body-worn" })], { guard }))).toEqual([
      "camera-pipeline audited",
    ]);
  });
});

describe("a pipeline of this plan to an account that is only read", () => {
  const outside = hub({ "aoai-camera-source": "body-worn" }).map((resource): TfResource => {
    const text = JSON.stringify(resource.values).replaceAll(
      "azurerm_cognitive_account.this",
      "data.azurerm_cognitive_account.this",
    );
    return { ...resource, values: JSON.parse(text) as Record<string, TfValue> };
  });
  const group = resourcesOf(HOSPITAL).filter(({ type }) => type === "azurerm_resource_group");
  const read = (tags: Record<string, string>): TfResource => ({
    type: "azurerm_cognitive_account",
    name: "this",
    values: {
      id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.CognitiveServices/accounts/aoai-app`,
      name: "aoai-app",
      resource_group_name: "rg-app",
      location: LOCATION,
      kind: "OpenAI",
      sku_name: "S0",
      endpoint: "https://aoai-app.openai.azure.com/",
      tags,
    },
  });

  test("is refused, and nothing else is said of the account", () => {
    const plan = planOf([...group, ...outside], {
      subscriptionId: SUBSCRIPTION,
      data: [read(tagsOf(HOSPITAL.declaration!))],
    });
    const report = checkPlan(plan, { context: HOSPITAL.context });
    expect(report.findings.map(({ rule, verdict, resource }) => [rule, verdict, resource.address])).toEqual([
      ["camera-pipeline", "denied", "data.azurerm_cognitive_account.this"],
    ]);
  });
});

describe("a service that recognises faces", () => {
  const police = { operator: "us-state-local-police", review: { id: "REV-1", expires: "2026-12-31" } };

  test.each(["Face", "Emotion", "CognitiveServices", "AllInOne"])("%s makes US police facial recognition", (kind) => {
    const report = reportOn([...declared(police), ...faceService(kind)]);
    expect(brief(report)).toContain("us-police-facial-recognition denied");
    expect(only(report, "us-police-facial-recognition").message).toContain(
      "the vision service azurerm_cognitive_account.face reaches it",
    );
  });

  test("counts where only the start script of a virtual machine names it", () => {
    const [face] = faceService();
    const script = "curl https://face-app.cognitiveservices.azure.com | curl https://aoai-app.openai.azure.com -d @-";
    const machine = {
      type: "azurerm_linux_virtual_machine",
      name: "vm",
      values: { ...where, name: "vm-app", size: "Standard_B1s", custom_data: Buffer.from(script).toString("base64") },
    };
    const report = reportOn([...declared(police), ...(face ? [face] : []), machine]);
    expect(only(report, "us-police-facial-recognition")).toMatchObject({
      verdict: "denied",
      evidence: expect.arrayContaining([
        expect.objectContaining({
          edge: "E2",
          attribute: "azurerm_linux_virtual_machine.vm: properties.osProfile.customData",
        }),
      ]) as unknown,
    });
  });

  test("of anybody else is audited where no face use is declared", () => {
    const report = reportOn([...declared({}), ...faceService()]);
    expect(report.findings.filter(({ decision }) => decision === "D13")).toMatchObject([
      { rule: "face-service-connection", verdict: "audited", resource: { address: "azurerm_cognitive_account.this" } },
    ]);
  });

  test("is no matter where the use is declared and reviewed, with the camera it sees by", () => {
    const camera = { source: "fixed", environment: "controlled", processing: "recorded" };
    const review = { id: "REV-1", expires: "2026-12-31" };
    const report = reportOn([...declared({ useCases: ["face-verification"], camera, review }), ...faceService()]);
    expect(report.findings.filter(({ decision }) => decision !== "D12")).toEqual([]);
  });

  test.each(["CognitiveServices", "AllInOne"])("is no camera where it is one of many services, as in %s", (kind) => {
    const report = reportOn([...declared({}), ...faceService(kind)]);
    expect(report.findings.filter(({ decision }) => decision !== "D12")).toEqual([]);
  });

  test("is none where it reads documents", () => {
    const report = reportOn([...declared({}), ...faceService("FormRecognizer")]);
    expect(report.findings.filter(({ decision }) => decision !== "D12")).toEqual([]);
  });
});

describe("words that contradict a declaration", () => {
  const words = (values: Record<string, TfValue>, declaration: Partial<Declaration> = {}) => {
    const report = reportOn([
      ...declared(declaration),
      {
        type: "azurerm_storage_account",
        name: "x",
        values: { ...where, name: "stx", account_tier: "Standard", account_replication_type: "LRS", ...values },
      },
    ]);
    return report.findings.filter(({ decision }) => decision === "D14");
  };

  test.each<[string, Record<string, TfValue>, number]>([
    ["a tag of police", { tags: { agency: "Metro Police Department" } }, 1],
    ["body-worn in a name", { name: "bodyworn01" }, 1],
    ["bodyWornVideo in a tag", { tags: { source: "bodyWornVideo" } }, 1],
    ["Gendarmerie", { tags: { client: "Gendarmerie nationale" } }, 1],
    ["a word within another", { tags: { team: "interface policemanual evidenced" } }, 0],
    ["an ordinary tag", { tags: { team: "claims" } }, 0],
    ["the declaration itself", { tags: { "aoai-camera-source": "none", "aoai-operator": "none" } }, 0],
  ])("%s", (_, values, count) => {
    expect(words(values)).toHaveLength(count);
  });

  test("are none where the declaration says what they say", () => {
    expect(words({ tags: { agency: "Police" } }, { operator: "us-state-local-police" })).toEqual([]);
    expect(words({ tags: { source: "bodycam" } }, { operator: "us-state-local-police" })).toHaveLength(1);
  });

  test("are not looked for where there is no model", () => {
    const alone = scenario("nothing-declared-metro-police").beside;
    expect(reportOn(alone).findings).toEqual([]);
  });
});

describe("what Terraform marks sensitive", () => {
  test("decides and is not printed, not even as a fact of another resource", () => {
    const resources = declared({ operator: "us-state-local-police", useCases: ["emotion-inference"] });
    const plan = planOf(resources, { subscriptionId: SUBSCRIPTION }) as {
      resource_changes: { type: string; change: Record<string, unknown> }[];
    };
    for (const { type, change } of plan.resource_changes)
      if (type === "azurerm_cognitive_account") change["after_sensitive"] = { tags: true };
    const report = checkPlan(plan, { context: HOSPITAL.context });
    expect(brief(report)).toEqual(expect.arrayContaining(["prohibited-use denied", "law-enforcement-review denied"]));
    expect(JSON.stringify(report)).not.toMatch(/emotion-inference|us-state-local-police/);
    expect(JSON.stringify(report)).toContain("(sensitive)");
  });
});
