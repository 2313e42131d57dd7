import { planStack } from "../support/terraform";
import { describeTerraform } from "./describe-terraform";
import { configurationOf, leaves, recordedPlan, recordingsAvailable, type Plan } from "./recorded";

/**
 * The stub is only worth something as far as its plans look like those of the real azurerm 4.55.0 and azapi 2.12.0: each recorded configuration is planned again, and
 * every attribute compared.
 */

/** Family of recordings -> least share of resources that are planned alike; of virtual machines, clusters and databases the stub holds no defaults. */
const FAMILIES: [string, number][] = [
  ["azurerm/ai", 0.99],
  ["azurerm/ai-random", 0.99],
  ["azurerm/governance", 0.94],
  ["azurerm/ingest", 0.95],
  ["azurerm/compute", 0.65],
  ["azapi/azapi", 0.9],
];

/** Types that the stubs know at all. */
const PLANNED = /^azurerm_|^azapi_(resource|update_resource|resource_action)$/;

/** Types whose plans the checker reads most, and so must be exactly those of the real provider. */
const EXACT =
  /^azapi_resource$|^azurerm_(cognitive_.*|ai_services|ai_foundry.*|resource_group|role_assignment|policy_definition|.*_policy_assignment|.*_policy_exemption|storage_account|storage_container|iothub|iothub_endpoint_.*|eventhub.*|eventgrid_(topic|domain|system_topic|event_subscription)|servicebus_.*|search_service|linux_function_app|windows_function_app|container_app|private_endpoint|user_assigned_identity|monitor_diagnostic_setting)$/;

/** Resources that a plan made from a recording cannot equal, and why. */
const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {
  "azurerm_iothub.alt": "which defaults an IoT Hub endpoint has depends on its type",
  "azapi_resource.pdef_sub": "the recording does not show the function call that its body is",
  "azapi_resource.sp_jsondecode": "the recording does not show the function call that its body is",
  "azapi_resource.sp_merge": "the recording does not show the locals that its body is made of",
  "azapi_resource.sp_typed": "the recording does not show the function call that its body is",
  "azapi_resource.sp_options": "the stub gives `retry` no defaults",
};

const NAME = "the stubs plan what the real providers plan";

function tests(): void {
  test.each(FAMILIES)("%s", async (family, share) => {
    const recorded = recordedPlan(family);
    const { plan, stderr } = await planStack(configurationOf(recorded, PLANNED));
    expect(stderr).toBe("");
    const stub = new Map((plan as Plan).resource_changes.map((change) => [change.address, change.change]));
    const differences: string[] = [];
    let same = 0;
    const changes = recorded.resource_changes.filter(({ type }) => PLANNED.test(type));
    for (const { address, type, change } of changes) {
      const [real, ours] = [leaves(change), leaves(stub.get(address) ?? { after: null, after_unknown: false })];
      const wrong = [...new Set([...real.keys(), ...ours.keys()])].filter((path) => real.get(path) !== ours.get(path));
      if (wrong.length === 0) same += 1;
      if (!EXACT.test(type) || address in KNOWN_DIFFERENCES) continue;
      differences.push(...wrong.map((path) => `${address} ${path}: real ${real.get(path)}, stub ${ours.get(path)}`));
    }
    expect(differences).toEqual([]);
    expect(same / changes.length).toBeGreaterThanOrEqual(share);
  });
}

if (recordingsAvailable) describeTerraform(NAME, tests);
else {
  console.warn(`skipped: ${NAME} (no recordings of the real providers at hand)`);
  describe.skip(`${NAME} [skipped: no recordings of the real providers at hand]`, tests);
}
