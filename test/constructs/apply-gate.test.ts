import { TerraformStack, Testing } from "cdktf";
import { CognitiveAccount } from "@cdktf/provider-azurerm/lib/cognitive-account";
import { CognitiveDeployment } from "@cdktf/provider-azurerm/lib/cognitive-deployment";
import { DataAzurermSubscription } from "@cdktf/provider-azurerm/lib/data-azurerm-subscription";
import { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { AoaiGuardProvider, ApplyGate, type AoaiGuardProviderProps, type ApplyGateProps } from "aoai-guard";
import { installProvider } from "../provider/installed";
import { applyStack, planStack } from "../support/terraform";
import { describeTerraform } from "../terraform-run/describe-terraform";
import { CONTEXT, FORBIDDEN_TAGS, guarded, PLAIN_TAGS, SUBSCRIPTION, synthesis } from "./gate-fixture";

interface Estate {
  stack: TerraformStack;
  group: ResourceGroup;
  account: CognitiveAccount;
  deployment: CognitiveDeployment;
}

function estate(told: AoaiGuardProviderProps = { context: CONTEXT }): Estate {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AzurermProvider(stack, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
  new AoaiGuardProvider(stack, "aoaiguard", told);
  const group = new ResourceGroup(stack, "group", { name: "rg-app", location: "swedencentral" });
  const account = new CognitiveAccount(stack, "openai", {
    name: "aoai-app",
    location: group.location,
    resourceGroupName: group.name,
    kind: "OpenAI",
    skuName: "S0",
    customSubdomainName: "aoai-app",
    localAuthEnabled: false,
    publicNetworkAccessEnabled: false,
    tags: PLAIN_TAGS,
  });
  const deployment = new CognitiveDeployment(stack, "model", {
    name: "o3-mini",
    cognitiveAccountId: account.id,
    model: { format: "OpenAI", name: "o3-mini", version: "2025-01-31" },
    sku: { name: "Standard" },
  });
  return { stack, group, account, deployment };
}

type Json = Record<string, Record<string, Record<string, Record<string, unknown>>>>;
const synthesized = (stack: TerraformStack): Json => JSON.parse(Testing.synth(stack)) as Json;

test("hands resources and data sources over by their addresses, and lets deployments wait", () => {
  const { stack, group, account, deployment } = estate();
  const subscription = new DataAzurermSubscription(stack, "current", {});
  new ApplyGate(stack, "gate", {
    resources: [account, group, subscription],
    before: [deployment],
    undetermined: "fail",
  });
  const { resource, terraform } = synthesized(stack);
  expect(resource?.["aoaiguard_gate"]?.["gate"]).toEqual({
    resources: {
      "azurerm_cognitive_account.openai": "${azurerm_cognitive_account.openai}",
      "azurerm_resource_group.group": "${azurerm_resource_group.group}",
      "data.azurerm_subscription.current": "${data.azurerm_subscription.current}",
    },
    undetermined: "fail",
  });
  expect(resource?.["azurerm_cognitive_deployment"]?.["model"]?.["depends_on"]).toEqual(["aoaiguard_gate.gate"]);
  expect(terraform?.["required_providers"]?.["aoaiguard"]).toEqual({
    source: "terraform.local/aoai-guard/aoaiguard",
    version: (require("../../package.json") as { version: string }).version,
  });
});

test("the synth gate passes it by, and judges what it is handed as before", () => {
  const { app, stack, group, account } = guarded();
  new AoaiGuardProvider(stack, "aoaiguard", { context: CONTEXT });
  new ApplyGate(stack, "gate", { resources: [account("good"), group], before: [] });
  expect(synthesis(app)).toBe("");
  const other = guarded();
  new AoaiGuardProvider(other.stack, "aoaiguard");
  new ApplyGate(other.stack, "gate", { resources: [other.account("bad", FORBIDDEN_TAGS)], before: [] });
  expect(synthesis(other.app)).toContain("D3");
});

test("keeps the context as it is written: no key renamed, no text taken for a template", () => {
  const context = {
    subscriptions: [{ id: SUBSCRIPTION, tags: { "cost-center": "${4711}" }, managementGroups: ["corp"] }],
  };
  const { stack } = estate({ context });
  expect(synthesized(stack)["provider"]?.["aoaiguard"]).toEqual([
    {
      context: {
        subscriptions: [{ id: SUBSCRIPTION, tags: { "cost-center": "$${4711}" }, managementGroups: ["corp"] }],
      },
    },
  ]);
});

describe("refuses, in the constructor,", () => {
  const { stack, group, account, deployment } = estate();
  const elsewhere = estate();
  const repeated = new ResourceGroup(stack, "each", { name: "rg", location: "westeurope", count: 2 });
  const plain: ApplyGateProps = { resources: [account, group], before: [deployment] };
  test.each<[string, Partial<ApplyGateProps>, RegExp]>([
    ["nothing to judge", { resources: [] }, /props\.resources names nothing to judge/],
    [
      "what is no resource",
      { resources: ["azurerm_cognitive_account.openai" as never] },
      /props\.resources\[0\] is no resource/,
    ],
    [
      "a resource of another stack",
      { resources: [elsewhere.account] },
      /props\.resources\[0\] stands in another stack/,
    ],
    [
      "a repeated resource",
      { resources: [account, repeated] },
      /props\.resources\[1\] is repeated by count or forEach/,
    ],
    ["no word about what waits", { before: undefined }, /props\.before is missing/],
    [
      "a deployment of another stack",
      { before: [elsewhere.deployment] },
      /props\.before\[0\] is no resource of this stack/,
    ],
    ["what is judged by what it waits for", { before: [account] }, /props\.before\[0\] is judged by the gate/],
    ["another word for undetermined", { undetermined: "ignore" as never }, /props\.undetermined is "ignore"/],
  ])("%s", (note, changes, message) => {
    expect(() => new ApplyGate(stack, note, { ...plain, ...changes } as ApplyGateProps)).toThrow(message);
  });

  test("a context with a key that is none", () => {
    expect(() => new AoaiGuardProvider(stack, "wrong", { context: { subscription: [] } })).toThrow(/subscription/);
  });
});

describeTerraform("under terraform", () => {
  let installed: ReturnType<typeof installProvider>;
  beforeAll(() => (installed = installProvider()));
  afterAll(() => installed.remove());

  /** @param asks whether the function that reads what a body camera records knows the account */
  function bodyCamera(asks: boolean): Record<string, unknown> {
    const { stack, group, account, deployment } = estate();
    const place = { location: group.location, resourceGroupName: group.name };
    const footage = new StorageAccount(stack, "footage", {
      ...place,
      name: "stfootage",
      accountTier: "Standard",
      accountReplicationType: "LRS",
      tags: { "aoai-camera-source": "body-worn" },
    });
    const plan = new ServicePlan(stack, "plan", { ...place, name: "plan", osType: "Linux", skuName: "Y1" });
    const describes = new LinuxFunctionApp(stack, "describe", {
      ...place,
      name: "func-describe",
      servicePlanId: plan.id,
      storageAccountName: footage.name,
      storageAccountAccessKey: footage.primaryAccessKey,
      siteConfig: {},
      appSettings: { FOOTAGE: footage.primaryBlobConnectionString, ...(asks && { OPENAI: account.endpoint }) },
    });
    new ApplyGate(stack, "gate", {
      resources: [account, group, footage, plan, describes],
      before: [deployment],
      subscriptionId: SUBSCRIPTION,
    });
    return JSON.parse(Testing.synth(stack)) as Record<string, unknown>;
  }

  test("a way from a body camera is refused when its ends are known, before the model is deployed", async () => {
    const { exitCode, stderr, state } = await applyStack(bodyCamera(true), { mirror: installed.mirror });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("Error: Denied: D6 camera-pipeline");
    const text = JSON.stringify(state);
    expect(text).toContain("azurerm_linux_function_app.describe");
    expect(text).not.toContain("azurerm_cognitive_deployment.model");
  });

  test("near it, where the function does not know the account, all is made", async () => {
    const { exitCode, stderr, state } = await applyStack(bodyCamera(false), { mirror: installed.mirror });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.stringify(state)).toContain("azurerm_cognitive_deployment.model");
  });

  test("what is refused already is refused at plan", async () => {
    const { stack, group, account, deployment } = estate();
    account.tags = { ...PLAIN_TAGS, "aoai-use-case": "social-scoring" };
    new ApplyGate(stack, "gate", { resources: [account, group], before: [deployment], subscriptionId: SUBSCRIPTION });
    const { exitCode, stderr } = await planStack(JSON.parse(Testing.synth(stack)) as Record<string, unknown>, {
      mirror: installed.mirror,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("Error: Denied: D3 prohibited-use");
  });
});
