import { checkPlan } from "../../src/check";
import { parseContext } from "../../src/governance";
import { mapResources, readPlan } from "../../src/terraform";
import { resourcesOf, SCENARIOS, SUBSCRIPTION, type Scenario } from "../cases/scenarios/scenarios";
import { planOf, ref, type TfResource, type TfValue } from "../cases/scenarios/terraform";

/** What helm and kubernetes write into a cluster is what its applications are given. */
const HOSPITAL = SCENARIOS.find(({ id }) => id === "hospital-summariser") as Scenario;
const common = { location: "westeurope", resource_group_name: "rg-app" };

const cluster = (name = "aks"): TfResource => ({
  type: "azurerm_kubernetes_cluster",
  name,
  values: {
    ...common,
    name,
    dns_prefix: name,
    default_node_pool: [{ name: "d", node_count: 1, vm_size: "Standard_D4s_v5" }],
    identity: [{ type: "SystemAssigned" }],
  },
});
const footage: TfResource = {
  type: "azurerm_storage_account",
  name: "footage",
  values: {
    ...common,
    name: "stfootage",
    account_tier: "Standard",
    account_replication_type: "LRS",
    tags: { "aoai-camera-source": "body-worn" },
  },
  computed: ["primary_blob_connection_string", "primary_access_key"],
};
const release = (values: Record<string, TfValue>, name = "caption"): TfResource => ({
  type: "helm_release",
  name,
  values: { name, chart: name, namespace: "apps", ...values },
});
const secret = (data: Record<string, TfValue>): TfResource => ({
  type: "kubernetes_secret",
  name: "app",
  values: { metadata: [{ name: "app" }], data },
});

const CLIPS = ref("azurerm_storage_account.footage.primary_blob_connection_string");
const MODEL = ref("azurerm_cognitive_account.this.endpoint");

function pipeline(...beside: TfResource[]): { verdict: string | undefined; path: string[] } {
  const plan = planOf([...resourcesOf(HOSPITAL), footage, ...beside], { subscriptionId: SUBSCRIPTION });
  const { findings } = checkPlan(plan, { context: parseContext(HOSPITAL.context, "context") });
  const finding = findings.find(({ decision }) => decision === "D6");
  const hops = (finding?.evidence ?? []).flatMap((item) => ("edge" in item ? [`${item.edge} ${item.attribute}`] : []));
  return { verdict: finding?.verdict, path: hops };
}

test("a release that is given both sides makes its cluster a hop", () => {
  const both = release({
    set: [
      { name: "clips", value: CLIPS },
      { name: "openai", value: MODEL },
    ],
  });
  expect(pipeline(cluster(), both)).toEqual({
    verdict: "denied",
    path: ["E12 helm_release.caption: set[0].value", "E2 helm_release.caption: set[1].value"],
  });
});

test("so do a secret and a release, each with one side", () => {
  expect(
    pipeline(cluster(), secret({ clips: CLIPS }), release({ set: [{ name: "openai", value: MODEL }] })).verdict,
  ).toBe("denied");
});

test("so does a literal host of the account in the values", () => {
  const literal = release({ values: ["openai: https://aoai-app.openai.azure.com/"] });
  const verdict = pipeline(cluster(), secret({ clips: CLIPS }), literal).verdict;
  expect(verdict).toBe("denied");
});

test.each([
  ["one side alone", [cluster(), secret({ clips: CLIPS })]],
  ["neither side", [cluster(), release({ values: ["replicas: 2"] })]],
])("near it: %s", (_note, beside) => {
  expect(pipeline(...beside).verdict).toBeUndefined();
});

test("a cluster that stands elsewhere is given it all the same, each side by a resource of its own", () => {
  const asks = release({ set: [{ name: "openai", value: MODEL }] });
  expect(pipeline(secret({ clips: CLIPS }), asks)).toEqual({
    verdict: "denied",
    path: ["E12 kubernetes_secret.app: data", "E2 helm_release.caption: set[0].value"],
  });
  expect(pipeline(asks).verdict).toBeUndefined();
});

test("what goes away is given no more", () => {
  const gone = { ...secret({ clips: CLIPS }), actions: ["delete"], before: {} };
  expect(pipeline(cluster(), gone, release({ set: [{ name: "openai", value: MODEL }] })).verdict).toBeUndefined();
});

test("hundreds of releases beside many clusters are no failure", () => {
  const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
  const releases = many(1500, (i) => release({ set: [{ name: "openai", value: MODEL }] }, `r${i}`));
  expect(pipeline(...many(100, (i) => cluster(`k${i}`)), ...releases).verdict).toBeUndefined();
});

test("of several clusters nobody can tell which: undetermined", () => {
  const both = release({
    set: [
      { name: "clips", value: CLIPS },
      { name: "openai", value: MODEL },
    ],
  });
  expect(pipeline(cluster(), cluster("other"), both).verdict).toBe("undetermined");
});

describe("what is known only after apply, and comes from a local,", () => {
  const hidden = (values: Record<string, unknown>, unknown: object): unknown => {
    const plan = planOf([...resourcesOf(HOSPITAL), footage, cluster(), release({})], { subscriptionId: SUBSCRIPTION });
    const { resource_changes: changes, configuration } = plan as unknown as Plan;
    const change = changes.find(({ address }) => address === "helm_release.caption");
    Object.assign(change!.change, {
      after: { ...change!.change.after, ...values },
      after_unknown: { id: true, ...unknown },
    });
    const resource = configuration.root_module.resources.find(({ address }) => address === "helm_release.caption");
    Object.assign(
      resource!.expressions,
      Object.fromEntries(Object.keys(unknown).map((name) => [name, { references: ["local.given"] }])),
    );
    return plan;
  };
  const verdictOf = (plan: unknown) =>
    checkPlan(plan, { context: parseContext(HOSPITAL.context, "context") }).findings.find(
      ({ decision }) => decision === "D6",
    )?.verdict;

  test("may be both sides", () => expect(verdictOf(hidden({}, { values: true }))).toBe("undetermined"));
  test("near it: what the release is called, and what the cluster answers", () =>
    expect(verdictOf(hidden({}, { description: true, status: true, manifest_url: true }))).toBeUndefined());
});

interface Plan {
  resource_changes: { address: string; change: { after: object; after_unknown: object } }[];
  configuration: { root_module: { resources: { address: string; expressions: object }[] } };
}

test("a secret tells what it names, and neither its value nor its keys are shown", () => {
  const key = "c2VjcmV0LWtleS1vZi1mb290YWdl";
  const data = {
    "hidden-name-of-a-key": `AccountName=stfootage;AccountKey=${key};EndpointSuffix=core.windows.net`,
    "hidden-name-of-a-host": "https://aoai-app.openai.azure.com",
  };
  const plan = planOf([...resourcesOf(HOSPITAL), footage, cluster(), secret(data)], { subscriptionId: SUBSCRIPTION });
  const changes = (plan as unknown as Plan).resource_changes;
  Object.assign(changes.find(({ address }) => address === "kubernetes_secret.app")!.change, {
    after_sensitive: { data: true },
  });
  const report = checkPlan(plan, { context: parseContext(HOSPITAL.context, "context") });
  const shown = JSON.stringify(report);
  expect(report.findings.find(({ decision }) => decision === "D6")?.verdict).toBe("denied");
  expect(shown).toContain("kubernetes_secret.app");
  expect(shown).not.toContain(key);
  expect(shown).not.toContain("hidden-name");
});

test("is no resource that Azure receives: it has neither id nor body, and no value of it can be shown", () => {
  const plan = planOf([cluster(), secret({ password: "s3cret-of-the-app" })], { subscriptionId: SUBSCRIPTION });
  const content = mapResources(readPlan(plan, "plan")).resources.find(
    ({ address }) => address === "kubernetes_secret.app",
  );
  expect(JSON.stringify(content?.resource)).not.toContain("s3cret");
  expect(Object.keys(content?.resource ?? {})).toEqual(["id", "type"]);
});
