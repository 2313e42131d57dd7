/** Builds and synthesizes the same app several times, with the gate or without: `node gate-app.js on|off`. Prints the milliseconds of each synth. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { CognitiveAccount } from "@cdktf/provider-azurerm/lib/cognitive-account";
import { CognitiveDeployment } from "@cdktf/provider-azurerm/lib/cognitive-deployment";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { Guard } from "../constructs";
import { CONTEXT, SUBSCRIPTION, TAGS } from "./estate";

const RESOURCES = 1_000;
const ROUNDS = 6;

class Estate extends TerraformStack {
  constructor(app: App, name: string) {
    super(app, name);
    new AzurermProvider(this, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
    for (let index = 0; index < RESOURCES / 5; index++) this.workload(`w${index}`);
  }

  /** Five resources: a model, and what it lives with. */
  private workload(name: string): void {
    const group = new ResourceGroup(this, `rg-${name}`, { name: `rg-${name}`, location: "swedencentral" });
    const place = { location: group.location, resourceGroupName: group.name };
    const account = new CognitiveAccount(this, `oai-${name}`, {
      ...place,
      name: `oai-${name}`,
      kind: "OpenAI",
      skuName: "S0",
      customSubdomainName: `oai-${name}`,
      localAuthEnabled: false,
      publicNetworkAccessEnabled: false,
      identity: { type: "SystemAssigned" },
      tags: TAGS,
    });
    new CognitiveDeployment(this, `chat-${name}`, {
      name: "chat",
      cognitiveAccountId: account.id,
      model: { format: "OpenAI", name: "o3-mini", version: "2025-01-31" },
      sku: { name: "Standard", capacity: 10 },
      raiPolicyName: "strict",
      versionUpgradeOption: "NoAutoUpgrade",
    });
    const storage = new StorageAccount(this, `st-${name}`, {
      ...place,
      name: `st${name}`,
      accountTier: "Standard",
      accountReplicationType: "ZRS",
      sharedAccessKeyEnabled: false,
    });
    new RoleAssignment(this, `role-${name}`, {
      scope: storage.id,
      roleDefinitionName: "Storage Blob Data Reader",
      principalId: account.identity.principalId,
    });
  }
}

function synthMilliseconds(guarded: boolean, outdir: string): number {
  const app = new App({ outdir });
  if (guarded) Guard.enforce(app, { context: CONTEXT });
  new Estate(app, "estate");
  const before = performance.now();
  app.synth();
  return performance.now() - before;
}

const outdir = mkdtempSync(join(tmpdir(), "aoai-guard-bench-"));
// What is audited goes to standard error; only the cost of finding it is asked for here.
process.stderr.write = () => true;
try {
  const times = Array.from({ length: ROUNDS }, () => synthMilliseconds(process.argv[2] === "on", outdir));
  process.stdout.write(JSON.stringify(times));
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
