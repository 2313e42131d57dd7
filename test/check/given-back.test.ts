import { checkPlan, checkStack, type CheckContext } from "../../src/check";
import type { Report } from "../../src/findings";
import { SUBSCRIPTION } from "../cases/scenarios/scenario";
import { planOf, ref, stackOf, type TfResource, type TfValue } from "../cases/scenarios/terraform";

/** What refers to a model through an argument of something else calls the model all the same. */

const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`;
const ELSEWHERE = `${GROUP}/providers/Microsoft.Storage/storageAccounts/other`;
const context: CheckContext = {
  now: "2026-11-22",
  subscriptions: [{ id: SUBSCRIPTION, tags: {}, managementGroups: [] }],
  resourceGroups: [{ id: GROUP, tags: {} }],
};
const where = { location: "swedencentral", resource_group_name: "rg" };
const ENDPOINT = ref("azurerm_cognitive_account.model.endpoint");
const MODEL = ref("azurerm_cognitive_account.model.id");
const WORKER = ref("azurerm_linux_function_app.worker.identity[0].principal_id");

const make = (type: string, name: string, values: TfResource["values"]): TfResource => ({ type, name, values });
const role = (name: string, scope: TfValue, principal: TfValue, does = "Reader"): TfResource =>
  make("azurerm_role_assignment", name, { scope, role_definition_name: does, principal_id: principal });
const MAY_ASK = "Cognitive Services OpenAI User";

const camera = make("azurerm_storage_account", "footage", {
  ...{ ...where, name: "footage", account_tier: "Standard", account_replication_type: "LRS" },
  tags: { "aoai-camera-source": "body-worn" },
});
const model = make("azurerm_cognitive_account", "model", {
  ...{ ...where, name: "model", kind: "OpenAI", sku_name: "S0" },
});
const worker = (settings: Record<string, TfValue>): TfResource =>
  make("azurerm_linux_function_app", "worker", {
    ...{ ...where, name: "worker", service_plan_id: `${GROUP}/providers/Microsoft.Web/serverFarms/p` },
    app_settings: { FOOTAGE: ref("azurerm_storage_account.footage.primary_connection_string"), ...settings },
    identity: [{ type: "SystemAssigned", identity_ids: [ref("azurerm_user_assigned_identity.other.id")] }],
    site_config: [{}],
  });
const other = make("azurerm_user_assigned_identity", "other", { ...where, name: "other" });

/** The edges of the path from the camera. */
const edges = ({ findings }: Report): string =>
  findings
    .filter(({ rule, verdict }) => rule === "camera-pipeline" && verdict === "denied")
    .flatMap(({ evidence }) => evidence.map((each) => ("edge" in each ? each.edge : "")))
    .join(" ");

describe.each([
  ["plan", (resources: TfResource[]) => checkPlan(planOf(resources, { subscriptionId: SUBSCRIPTION }), { context })],
  ["stack", (resources: TfResource[]) => checkStack(stackOf(resources, { subscriptionId: SUBSCRIPTION }), { context })],
] as const)("in a %s", (_, check) => {
  const from = (...resources: TfResource[]): string => edges(check([camera, model, other, ...resources]));

  test.each<[string, TfResource[]]>([
    ["no detour", [worker({ MODEL: ENDPOINT })]],
    [
      "what it waits for",
      [
        make("time_sleep", "w", { create_duration: "30s", triggers: { to: ENDPOINT } }),
        worker({ MODEL: ref('time_sleep.w.triggers["to"]') }),
      ],
    ],
    [
      "what keeps a name",
      [make("random_pet", "n", { keepers: { to: ENDPOINT } }), worker({ MODEL: ref("random_pet.n.keepers.to") })],
    ],
    [
      "what replaces a value",
      [
        make("terraform_data", "t", { triggers_replace: ENDPOINT }),
        worker({ MODEL: ref("terraform_data.t.triggers_replace") }),
      ],
    ],
    [
      "a shuffled list",
      [make("random_shuffle", "s", { input: [ENDPOINT] }), worker({ MODEL: ref("random_shuffle.s.result[0]") })],
    ],
    [
      "tags of a resource group",
      [
        make("azurerm_resource_group", "g", { name: "g", location: "swedencentral", tags: { to: ENDPOINT } }),
        worker({ MODEL: ref("azurerm_resource_group.g.tags.to") }),
      ],
    ],
  ])("a setting reaches the model through %s", (_name, resources) => {
    expect(from(...resources)).toBe("E12 E2");
  });

  test.each<[string, TfResource[]]>([
    ["no detour", [role("ask", MODEL, WORKER, MAY_ASK)]],
    [
      "the scope of another assignment",
      [
        role("seen", MODEL, "aaaaaaaa-0000-4000-8000-000000000009"),
        role("ask", ref("azurerm_role_assignment.seen.scope"), WORKER, MAY_ASK),
      ],
    ],
    [
      "the principal of another assignment",
      [role("seen", ELSEWHERE, WORKER), role("ask", MODEL, ref("azurerm_role_assignment.seen.principal_id"), MAY_ASK)],
    ],
    [
      "a block of a private endpoint",
      [
        make("azurerm_private_endpoint", "e", {
          ...{ ...where, name: "e", subnet_id: `${GROUP}/providers/Microsoft.Network/virtualNetworks/v/subnets/s` },
          private_service_connection: [{ name: "c", private_connection_resource_id: MODEL }],
        }),
        role(
          "ask",
          ref("azurerm_private_endpoint.e.private_service_connection[0].private_connection_resource_id"),
          WORKER,
          MAY_ASK,
        ),
      ],
    ],
  ])("a role reaches the model through %s", (_name, resources) => {
    expect(from(worker({}), ...resources)).toBe("E12 E1");
  });

  test.each<[string, TfResource[]]>([
    [
      "another argument of what is read",
      [
        make("terraform_data", "t", { input: "https://elsewhere.example", triggers_replace: ENDPOINT }),
        worker({ MODEL: ref("terraform_data.t.output") }),
      ],
    ],
    [
      "tags of a group whose location is read",
      [
        make("azurerm_resource_group", "g", { name: "g", location: "swedencentral", tags: { to: ENDPOINT } }),
        worker({ REGION: ref("azurerm_resource_group.g.location") }),
      ],
    ],
    [
      "an identity that stands beside the one whose principal is read",
      [
        worker({}),
        role("ask", MODEL, ref("azurerm_linux_function_app.second.identity[0].principal_id"), MAY_ASK),
        make("azurerm_linux_function_app", "second", {
          ...{ ...where, name: "second", service_plan_id: `${GROUP}/providers/Microsoft.Web/serverFarms/p` },
          identity: [{ type: "SystemAssigned", identity_ids: [WORKER] }],
          site_config: [{}],
        }),
      ],
    ],
  ])("nothing reaches it through %s", (_name, resources) => {
    expect(from(...resources)).toBe("");
  });
});

test("a role reaches the model through the scope and the principal of one of several assignments", () => {
  const whole = ref("azurerm_role_assignment.seen");
  const roles = [role("seen", MODEL, WORKER), role("ask", whole, whole, MAY_ASK)];
  const plan = planOf([camera, model, other, worker({}), ...roles], { subscriptionId: SUBSCRIPTION });
  expect(edges(checkPlan(plan, { context }))).toBe("E12 E1");
});

test("a resource is placed below what another one was told to lie below", () => {
  const told = ref("azurerm_cognitive_deployment.first.cognitive_account_id");
  const deployment = (name: string, account: TfValue): TfResource =>
    make("azurerm_cognitive_deployment", name, {
      ...{ name, cognitive_account_id: account, rai_policy_name: "Microsoft.DefaultV2" },
      ...{ model: [{ format: "OpenAI", name: "gpt-4o", version: "2024-11-20" }], sku: [{ name: "Standard" }] },
    });
  const police = { ...model, values: { ...model.values, tags: { "aoai-operator": "us-state-local-police" } } };
  const resources = [police, deployment("first", MODEL), deployment("second", told)];
  const { findings } = checkPlan(planOf(resources, { subscriptionId: SUBSCRIPTION }), { context });
  const denied = findings.filter(({ decision, verdict }) => decision === "D7" && verdict === "denied");
  expect(denied.map(({ resource }) => resource.address)).toEqual([
    "azurerm_cognitive_deployment.first",
    "azurerm_cognitive_deployment.second",
  ]);
});
