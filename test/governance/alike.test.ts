import fc from "fast-check";
import { SUBSCRIPTION } from "../cases/scenarios/scenarios";
import { known, planOf, ref, type TfResource, type TfValue } from "../cases/scenarios/terraform";
import { checkPlan, type CheckContext } from "../../src/check";
import type { Finding } from "../../src/findings";
import { HOSPITAL } from "./support/world";

/** What one account differs in from the next. */
interface Account {
  tags: Record<string, TfValue>;
  local: boolean;
  model: string;
}

/** What stands around it: the tags of the storage that its pictures come from, and whether its log is kept. */
interface Surroundings {
  cameras: Record<string, string>[];
  logged: boolean;
}

const DECLARED = {
  "aoai-operator": "none",
  "aoai-on-behalf-of": "none",
  "aoai-use-case": "text-generation",
  "aoai-camera-source": "none",
  "aoai-camera-environment": "none",
  "aoai-camera-processing": "none",
  "aoai-owner": "team@example.org",
};
const UNKNOWN = ref("azurerm_resource_group.elsewhere.location");

const change = fc.record(
  {
    "aoai-operator": fc.constantFrom<TfValue[]>("us-state-local-police", "non-us-law-enforcement", "", UNKNOWN),
    "aoai-use-case": fc.constantFrom<TfValue[]>("face-identification", "surveillance", UNKNOWN),
    "aoai-camera-source": fc.constantFrom<TfValue[]>("fixed", "body-worn", UNKNOWN),
    "aoai-review-id": fc.constantFrom("REV-1", "REV-2"),
    "aoai-review-expires": fc.constantFrom("2026-12-31", "2020-01-01"),
    "AOAI-OPERATOR": fc.constantFrom("us-state-local-police", "none"),
    team: fc.constantFrom("a", "b", "c"),
  },
  { requiredKeys: [] },
);
const camera = fc.constantFrom<Record<string, string>[]>(
  {},
  { "aoai-camera-source": "fixed" },
  { "aoai-camera-source": "fixed", "aoai-camera-environment": "controlled", "aoai-camera-processing": "recorded" },
  { "aoai-camera-source": "body-worn", "aoai-camera-processing": "real-time" },
);
const account = fc.record<Account>({
  tags: fc.oneof(
    { weight: 2, arbitrary: fc.constant(DECLARED) },
    { weight: 1, arbitrary: change.map((tags) => ({ ...DECLARED, ...tags })) },
  ),
  local: fc.boolean(),
  model: fc.constantFrom("o3-mini", "gpt-4o"),
});
const surroundings = fc.record<Surroundings>({
  cameras: fc.array(camera, { maxLength: 2 }),
  logged: fc.boolean(),
});
const context = fc.record<CheckContext>({
  now: fc.constant("2026-11-22"),
  subscriptions: fc.constantFrom(HOSPITAL.context.subscriptions, HOSPITAL.context.subscriptions, []),
  guard: fc.constantFrom<CheckContext["guard"][]>(
    HOSPITAL.context.guard,
    [{ scope: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-1`, parameters: { flaggedScope: true } }],
    [{ scope: `/subscriptions/${SUBSCRIPTION}`, parameters: { cameraIngestEffect: "Audit", operatorTag: "team" } }],
  ),
  approvedReviews: fc.constantFrom(["REV-1"], ["REV-1", "REV-2"]),
});

/** An account with its deployment, and a function that calls it with what some storage of cameras holds. */
function workload({ tags, local, model }: Account, { cameras, logged }: Surroundings, i: number): TfResource[] {
  const where = {
    location: "swedencentral",
    resource_group_name: known(`azurerm_resource_group.g${i}.name`, `rg-${i}`),
  };
  const storage = cameras.map((own, at): TfResource => ({
    type: "azurerm_storage_account",
    name: `s${i}_${at}`,
    values: { ...where, name: `st${i}x${at}`, account_tier: "Standard", account_replication_type: "LRS", tags: own },
    computed: ["primary_connection_string"],
  }));
  const settings = storage.map(({ name }) => [name, ref(`azurerm_storage_account.${name}.primary_connection_string`)]);
  const log: TfResource = {
    type: "azurerm_monitor_diagnostic_setting",
    name: `m${i}`,
    values: {
      name: `to-${i}`,
      target_resource_id: ref(`azurerm_cognitive_account.a${i}.id`),
      enabled_log: [{ category_group: "allLogs" }],
    },
  };
  return [
    { type: "azurerm_resource_group", name: `g${i}`, values: { name: `rg-${i}`, location: "swedencentral" } },
    {
      type: "azurerm_cognitive_account",
      name: `a${i}`,
      values: {
        ...where,
        name: `aoai-${i}`,
        kind: "OpenAI",
        sku_name: "S0",
        local_auth_enabled: local,
        public_network_access_enabled: false,
        tags,
      },
      computed: ["endpoint"],
    },
    {
      type: "azurerm_cognitive_deployment",
      name: `d${i}`,
      values: {
        name: model,
        cognitive_account_id: ref(`azurerm_cognitive_account.a${i}.id`),
        model: [{ format: "OpenAI", name: model, version: "1" }],
        sku: [{ name: "Standard", capacity: 10 }],
      },
    },
    ...storage,
    {
      type: "azurerm_linux_function_app",
      name: `f${i}`,
      values: {
        ...where,
        name: `func-${i}`,
        service_plan_id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-${i}/providers/Microsoft.Web/serverFarms/p`,
        app_settings: Object.fromEntries([
          ["MODEL", ref(`azurerm_cognitive_account.a${i}.endpoint`)],
          ...settings,
        ]) as TfValue,
        site_config: [{}],
      },
    },
    ...(logged ? [log] : []),
  ];
}

/** What is found, but for what is said of words: those of one workload count for the accounts of all. */
function found(resources: readonly TfResource[], told: CheckContext): Finding[] {
  const { findings } = checkPlan(planOf(resources, { subscriptionId: SUBSCRIPTION }), { context: told });
  return findings.filter(({ decision }) => decision !== "D14");
}

const sorted = (findings: readonly Finding[]): string[] => findings.map((each) => JSON.stringify(each)).sort();

describe("resources that are alike", () => {
  it("are judged together as each is alone", () => {
    let refused = 0;
    let paths = 0;
    const accounts = fc.array(account, { minLength: 1, maxLength: 2 });
    const around = fc.array(surroundings, { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(accounts, around, context, (each, places, told) => {
        const all = each.flatMap((one) => places.map((place) => [one, place] as const));
        const estate = [...all, ...all.slice(0, 1)].map(([one, place], i) => workload(one, place, i));
        const together = found(estate.flat(), told);
        expect(sorted(together)).toEqual(sorted(estate.flatMap((resources) => found(resources, told))));
        refused += together.length;
        paths += together.filter(({ rule }) => rule === "camera-pipeline").length;
      }),
      { numRuns: 40 },
    );
    expect(refused).toBeGreaterThan(0);
    expect(paths).toBeGreaterThan(0);
  });
});
