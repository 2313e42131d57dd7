import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { planStack, type Fixtures } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { GUARD_SCOPE, MANAGEMENT_GROUP, ORDINARY } from "./hcl";
import { findingsOf, refusals, reportOf } from "./verdicts";
import type { CheckContext } from "../../src/governance/context";

/**
 * Pipelines as people write them, each a folder of pipelines/: what is found, by which edges, and that the same configuration without a camera is left alone.
 */

interface Row {
  folder: string;
  /** Files beside its own: `camera` uploads into the storage account `s`, `model` is the account `m`. */
  with: readonly ("camera" | "model")[];
  verdict: Verdict;
  /** Where it is another once all exists and is known. */
  standing?: Verdict;
  edges?: string;
}
type Verdict = "denied" | "undetermined" | "none";

const BOTH = ["camera", "model"] as const;
const ROWS: readonly Row[] = [
  { folder: "app-configuration", with: BOTH, verdict: "denied", edges: "E10 E12 E3" },
  { folder: "boot-log", with: BOTH, verdict: "none" },
  { folder: "cluster-extension", with: BOTH, verdict: "denied", edges: "E10 E12 E2" },
  { folder: "container-app-secret", with: BOTH, verdict: "denied", edges: "E10 E12 E3" },
  { folder: "custom-role-that-calls", with: BOTH, verdict: "denied", edges: "E10 E12 E1" },
  { folder: "custom-role-that-does-not", with: BOTH, verdict: "none" },
  { folder: "dapr-scopes", with: BOTH, verdict: "none" },
  { folder: "data-explorer", with: ["model"], verdict: "denied", edges: "E12 E1" },
  { folder: "data-factory", with: BOTH, verdict: "denied", edges: "E10 E12 E2" },
  { folder: "database-that-calls", with: BOTH, verdict: "denied", edges: "E10 E12 E12 E1" },
  { folder: "databricks-connector", with: BOTH, verdict: "denied", edges: "E10 E12 E1" },
  { folder: "digital-twins", with: ["model"], verdict: "denied", edges: "E12 E9 E2" },
  { folder: "file-sync", with: ["model"], verdict: "denied", edges: "E12 E12 E2" },
  { folder: "foundry-hub", with: BOTH, verdict: "denied", edges: "E10 E12 E6" },
  { folder: "front-door", with: BOTH, verdict: "denied", edges: "E10 E12 E7 E7" },
  { folder: "gateway-domain", with: BOTH, verdict: "denied", edges: "E10 E12 E7 E7" },
  { folder: "identity-in-a-local", with: BOTH, verdict: "undetermined", standing: "denied", edges: "E10 E12 E1 E1" },
  { folder: "identity-of-another-workload", with: BOTH, verdict: "none" },
  { folder: "iot-central", with: ["model"], verdict: "undetermined", edges: "E12 E12 E2" },
  { folder: "kubernetes-workload-identity", with: BOTH, verdict: "denied", edges: "E10 E12 E1" },
  { folder: "logic-app-connection", with: BOTH, verdict: "denied", edges: "E10 E12 E2" },
  { folder: "machine-learning-endpoint", with: BOTH, verdict: "denied", edges: "E10 E12 E1" },
  { folder: "mongo-cluster", with: BOTH, verdict: "denied", edges: "E10 E12 E12 E12 E2" },
  { folder: "names-in-locals", with: BOTH, verdict: "none" },
  { folder: "network-of-an-app", with: BOTH, verdict: "denied", edges: "E10 E12 E4" },
  { folder: "object-replication", with: BOTH, verdict: "denied", edges: "E10 E12 E12 E2" },
  { folder: "one-vault-two-secrets", with: BOTH, verdict: "none" },
  { folder: "onvif-in-modules", with: [], verdict: "denied", edges: "E18 E18 E12 E1" },
  { folder: "principals-in-a-local", with: BOTH, verdict: "undetermined", standing: "denied", edges: "E10 E12 E1" },
  { folder: "provisioning-service", with: ["model"], verdict: "denied", edges: "E10 E12 E2" },
  { folder: "redis-streams", with: BOTH, verdict: "denied", edges: "E10 E12 E12 E12 E2" },
  { folder: "relay", with: BOTH, verdict: "denied", edges: "E10 E9 E12 E2" },
  { folder: "roles-of-one-workload", with: BOTH, verdict: "denied", edges: "E10 E12 E1" },
  { folder: "roles-of-several-workloads", with: BOTH, verdict: "undetermined", standing: "none", edges: "E10 E12 E1" },
  { folder: "search-private-links", with: BOTH, verdict: "denied", edges: "E10 E5 E5" },
  { folder: "session-pool", with: BOTH, verdict: "denied", edges: "E10 E12 E2" },
  { folder: "stack-edge-share", with: ["model"], verdict: "denied", edges: "E12 E12 E2" },
  { folder: "two-queues-of-one-namespace", with: BOTH, verdict: "none" },
  { folder: "vault-roles-in-a-local", with: BOTH, verdict: "undetermined", standing: "denied", edges: "E12 E3" },
];

const FOLDER = join(__dirname, "pipelines");
const read = (path: string): string => readFileSync(join(FOLDER, path), "utf8");

const FIXTURES: Fixtures = {
  data: {
    azurerm_managed_api: [
      {
        values: { id: `/subscriptions/${ORDINARY}/providers/Microsoft.Web/locations/westeurope/managedApis/azureblob` },
      },
    ],
  },
};

const CONTEXT: CheckContext = {
  now: "2026-11-22",
  subscriptions: [{ id: ORDINARY, tags: {}, managementGroups: [MANAGEMENT_GROUP] }],
  resourceGroups: ["rg-app", "rg-ai"].map((name) => ({
    id: `/subscriptions/${ORDINARY}/resourceGroups/${name}`,
    tags: {},
  })),
  guard: [{ scope: GUARD_SCOPE }],
};

/**
 * @param options.standing whether all of it exists already, so that the plan changes nothing
 * @param options.replace address of what is made anew nevertheless
 */
async function planned(
  { folder, with: beside }: Row,
  { standing = false, replace }: { standing?: boolean; replace?: string } = {},
): Promise<string> {
  const own = readdirSync(join(FOLDER, folder), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".tf"),
  );
  const files = Object.fromEntries([
    ["providers.tf", read("providers.tf")],
    ...beside.map((name) => [`${name}.tf`, read(`${name}.tf`)]),
    ...own.map((name) => [name, read(join(folder, name))]),
  ]) as Record<string, string>;
  const { plan, exitCode, stderr } = await planStack(files, {
    fixtures: FIXTURES,
    ...(standing && { before: files }),
    ...(replace !== undefined && { arguments: [`-replace=${replace}`] }),
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return JSON.stringify(plan);
}

/** No body camera is declared, and what speaks ONVIF speaks another protocol. */
const withoutCamera = (plan: string): string =>
  plan.replaceAll('"body-worn"', '"none"').replaceAll('"Microsoft.Onvif"', '"Microsoft.OpcUa"');

/** The same plan of a configuration in which locals stand between what is read and where it goes: a plan shows no more of them than their names. */
function throughLocals(plan: string): unknown {
  return JSON.parse(plan, (key, value: unknown) => (key === "references" ? ["local.wiring"] : value));
}

const refused = (verdict: Verdict): string[] => (verdict === "none" ? [] : [`D6 ${verdict}`]);

test("every folder has its row", () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(ROWS.map(({ folder }) => folder).sort());
});

describeTerraform("a whole pipeline", () => {
  test.each(ROWS.map((row) => [row.folder, row.verdict, row] as const))("%s: %s", async (_folder, verdict, row) => {
    const plan = await planned(row);
    const report = reportOf(JSON.parse(plan), CONTEXT);
    expect(refusals(report)).toEqual(refused(verdict));
    if (row.edges !== undefined) {
      const [finding] = findingsOf(report, "D6");
      expect((finding?.evidence ?? []).map((each) => ("edge" in each ? each.edge : "")).join(" ")).toBe(row.edges);
      expect(finding?.unknown.length === 0).toBe(verdict === "denied");
    }
    const cousin = withoutCamera(plan);
    expect(verdict === "none" || cousin !== plan).toBe(true);
    expect(refusals(reportOf(JSON.parse(cousin), CONTEXT))).toEqual([]);
  });

  test.each(ROWS.map((row) => [row.folder, row.standing ?? row.verdict, row] as const))(
    "%s, once it exists, by references and by values alone: %s",
    async (_folder, verdict, row) => {
      const plan = await planned(row, { standing: true });
      const hidden = throughLocals(plan);
      expect(actionsOf(hidden)).not.toContain("create");
      expect(refusals(reportOf(JSON.parse(plan), CONTEXT))).toEqual(refused(verdict));
      expect(refusals(reportOf(hidden, CONTEXT))).toEqual(refused(verdict));
      expect(refusals(reportOf(throughLocals(withoutCamera(plan)), CONTEXT))).toEqual([]);
    },
  );

  test.each(ROWS.filter((row) => row.with.includes("model")).map((row) => [row.folder, row] as const))(
    "%s, once it exists and its model is made anew, is not compliant where it was denied",
    async (_folder, row) => {
      const verdict = row.standing ?? row.verdict;
      const plan = await planned(row, { standing: true, replace: "azurerm_cognitive_account.m" });
      expect(refusals(reportOf(JSON.parse(plan), CONTEXT))).toEqual(refused(verdict));
      const hidden = refusals(reportOf(throughLocals(plan), CONTEXT));
      expect(verdict === "none" ? [[], ["D6 undetermined"]] : [["D6 undetermined"], ["D6 denied"]]).toContainEqual(
        hidden,
      );
      expect(refusals(reportOf(throughLocals(withoutCamera(plan)), CONTEXT))).toEqual([]);
    },
  );
});

function actionsOf(plan: unknown): string[] {
  const { resource_changes: changes } = plan as { resource_changes: { change: { actions: string[] } }[] };
  return changes.flatMap(({ change }) => change.actions);
}
