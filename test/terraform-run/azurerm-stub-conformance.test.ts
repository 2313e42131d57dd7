import { planStack } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { configurationOf, leaves, recordedPlan, recordingsAvailable, type Plan } from "./recorded";

/**
 * The stub is only worth something as far as its plans look like those of the real azurerm 4.55.0: each recorded configuration is planned again, and
 * every attribute compared.
 */

/** Family of recordings -> least share of resources that are planned alike; of virtual machines, clusters and databases the stub holds no defaults. */
const FAMILIES: [string, number][] = [
  ["ai", 0.99],
  ["ai-random", 0.99],
  ["governance", 0.94],
  ["ingest", 0.95],
  ["compute", 0.65],
];

/** Types whose plans the checker reads most, and so must be exactly those of the real provider. */
const EXACT =
  /^azurerm_(cognitive_.*|ai_services|ai_foundry.*|resource_group|role_assignment|policy_definition|.*_policy_assignment|.*_policy_exemption|storage_account|storage_container|iothub|iothub_endpoint_.*|eventhub.*|eventgrid_(topic|domain|system_topic|event_subscription)|servicebus_.*|search_service|linux_function_app|windows_function_app|container_app|private_endpoint|user_assigned_identity|monitor_diagnostic_setting)$/;

/** What the provider decides in code that no table can hold: which defaults an IoT Hub endpoint has depends on its type. */
const KNOWN_DIFFERENCES = new Set(["azurerm_iothub.alt"]);

if (!recordingsAvailable) console.warn("skipped: conformance of the stub (no recordings of the real provider at hand)");
const suite = recordingsAvailable ? describeTerraform : describe.skip;

suite("the stub plans what the real azurerm plans", () => {
  test.each(FAMILIES)("%s", async (family, share) => {
    const recorded = recordedPlan(family);
    const { plan, stderr } = await planStack(configurationOf(recorded));
    expect(stderr).toBe("");
    const stub = new Map((plan as Plan).resource_changes.map((change) => [change.address, change.change]));
    const differences: string[] = [];
    let same = 0;
    for (const { address, type, change } of recorded.resource_changes) {
      const [real, ours] = [leaves(change), leaves(stub.get(address) ?? { after: null, after_unknown: false })];
      const wrong = [...new Set([...real.keys(), ...ours.keys()])].filter((path) => real.get(path) !== ours.get(path));
      if (wrong.length === 0) same += 1;
      if (!EXACT.test(type) || KNOWN_DIFFERENCES.has(address)) continue;
      differences.push(...wrong.map((path) => `${address} ${path}: real ${real.get(path)}, stub ${ours.get(path)}`));
    }
    expect(differences).toEqual([]);
    expect(same / recorded.resource_changes.length).toBeGreaterThanOrEqual(share);
  });
});
