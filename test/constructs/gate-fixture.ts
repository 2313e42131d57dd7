import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack, type AppConfig } from "cdktf";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { CognitiveAccount } from "@cdktf/provider-azurerm/lib/cognitive-account";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Guard, type GuardOptions } from "aoai-guard";

export const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
export const CORP = "/providers/Microsoft.Management/managementGroups/corp";

/** A subscription without tags, under a management group where the guard is assigned. */
export const CONTEXT = {
  subscriptions: [{ id: SUBSCRIPTION, tags: {}, managementGroups: ["corp"] }],
  guard: [{ scope: CORP }],
};

/** Tags that no rule refuses. */
export const PLAIN_TAGS: Record<string, string> = {
  "aoai-operator": "none",
  "aoai-on-behalf-of": "none",
  "aoai-use-case": "text-generation",
  "aoai-camera-source": "none",
  "aoai-camera-environment": "none",
  "aoai-camera-processing": "none",
  "aoai-owner": "team@contoso.example",
};
/** Tags that D3, a fatal rule, refuses whatever else holds. */
export const FORBIDDEN_TAGS = { ...PLAIN_TAGS, "aoai-use-case": "emotion-inference" };

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "aoai-guard-gate-"));
  folders.push(folder);
  return folder;
}

export interface Estate {
  app: App;
  stack: TerraformStack;
  group: ResourceGroup;
  outdir: string;
  /** Makes a plain azurerm account in the stack. */
  account(id: string, tags?: Record<string, string>, kind?: string): CognitiveAccount;
}

/** A stack with a provider and a resource group, in an app of its own; not yet guarded. */
export function unguarded(config: AppConfig = {}): Estate {
  const outdir = config.outdir ?? newFolder();
  const app = new App({ ...config, outdir });
  const stack = new TerraformStack(app, "stack");
  new AzurermProvider(stack, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
  const group = new ResourceGroup(stack, "group", { name: "rg", location: "swedencentral" });
  const account = (id: string, tags = PLAIN_TAGS, kind = "OpenAI"): CognitiveAccount =>
    new CognitiveAccount(stack, id, {
      name: id,
      location: group.location,
      resourceGroupName: group.name,
      kind,
      skuName: "S0",
      tags,
    });
  return { app, stack, group, outdir, account };
}

/** The same under the gate. */
export function guarded(config: AppConfig = {}, options: GuardOptions = { context: CONTEXT }): Estate {
  const estate = unguarded(config);
  Guard.enforce(estate.app, options);
  return estate;
}

/** What `app.synth()` says, "" where it succeeds; nothing is printed. */
export function synthesis(app: App): string {
  const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    app.synth();
    return "";
  } catch (error) {
    return (error as Error).message;
  } finally {
    said.mockRestore();
  }
}

/** Whether anything that could be deployed lies in the output folder. */
export function deployable(outdir: string, stack = "stack"): boolean {
  return ["manifest.json", `stacks/${stack}/cdk.tf.json`, `stacks/${stack}/cdk.tf`].some((file) =>
    existsSync(join(outdir, file)),
  );
}
