import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  App,
  Aspects,
  Fn,
  Lazy,
  TerraformElement,
  TerraformHclModule,
  TerraformIterator,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from "cdktf";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { DataAzurermResourceGroup } from "@cdktf/provider-azurerm/lib/data-azurerm-resource-group";
import { DataAzurermSubscription } from "@cdktf/provider-azurerm/lib/data-azurerm-subscription";
import { CognitiveAccount } from "@cdktf/provider-azurerm/lib/cognitive-account";
import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Camera, Guard, GuardedOpenAiAccount, OpenAiGuardrails } from "aoai-guard";
import { bodyCameraPipeline } from "../cases/scenarios/pipeline";
import { stackOf } from "../cases/scenarios/terraform";
import {
  CONTEXT,
  CORP,
  deployable,
  FORBIDDEN_TAGS,
  guarded,
  newFolder,
  PLAIN_TAGS,
  SUBSCRIPTION,
  synthesis,
  unguarded,
  type Estate,
} from "./gate-fixture";

/** Ways to get a forbidden use past the gate; each changes a stack that complies. */
const ATTEMPTS: Record<string, (estate: Estate) => void> = {
  "a plain azurerm resource": ({ account }) => account("a", FORBIDDEN_TAGS),
  "a dotted override of a resource": ({ account }) =>
    account("a").addOverride("tags.aoai-use-case", "emotion-inference"),
  "an override of a whole attribute": ({ account }) => account("a").addOverride("tags", FORBIDDEN_TAGS),
  "an override of the stack": ({ account, stack }) => {
    account("a");
    stack.addOverride("resource.azurerm_cognitive_account.a.tags.aoai-use-case", "emotion-inference");
  },
  "a resource that exists only in an override": ({ stack }) =>
    stack.addOverride("resource.azurerm_cognitive_account.z", { name: "z", kind: "OpenAI", tags: FORBIDDEN_TAGS }),
  "arrays at every level of an override": ({ stack }) =>
    stack.addOverride("resource", [{ azurerm_cognitive_account: [{ z: [{ kind: "OpenAI", tags: FORBIDDEN_TAGS }] }] }]),
  "a TerraformResource": ({ stack }) => {
    const resource = new TerraformResource(stack, "z", { terraformResourceType: "azurerm_cognitive_account" });
    for (const [key, value] of Object.entries({ name: "z", kind: "OpenAI", tags: FORBIDDEN_TAGS })) {
      resource.addOverride(key, value);
    }
  },
  "an element of one's own": ({ stack }) => {
    class Smuggler extends TerraformElement {
      public override toTerraform(): unknown {
        return { resource: { azurerm_cognitive_account: { z: { name: "z", kind: "OpenAI", tags: FORBIDDEN_TAGS } } } };
      }
    }
    new Smuggler(stack, "z");
  },
  "a Lazy value": ({ account }) =>
    account("a", { ...PLAIN_TAGS, "aoai-use-case": Lazy.stringValue({ produce: () => "emotion-inference" }) }),
  "a Terraform function": ({ account }) =>
    account("a", { ...PLAIN_TAGS, "aoai-use-case": Fn.join("-", ["emotion", "inference"]) }),
  "a variable": ({ account, stack }) => {
    const use = new TerraformVariable(stack, "use", { default: "text-generation" });
    account("a", { ...PLAIN_TAGS, "aoai-use-case": use.stringValue });
  },
  "a map known only later": ({ account, stack }) => {
    const tags = new TerraformVariable(stack, "tags", { type: "map(string)" });
    account("a").addOverride("tags", tags.value);
  },
  "for_each over uses": ({ stack, group }) => {
    const uses = TerraformIterator.fromList(["text-generation", "emotion-inference"]);
    new CognitiveAccount(stack, "a", {
      forEach: uses,
      name: `a-${uses.value}`,
      location: group.location,
      resourceGroupName: group.name,
      kind: "OpenAI",
      skuName: "S0",
      tags: { ...PLAIN_TAGS, "aoai-use-case": uses.value },
    });
  },
  "an Aspect that comes last": ({ stack, account }) => {
    const made = account("a");
    Aspects.of(stack).add({
      visit: (node) => void (node === made && made.addOverride("tags.aoai-use-case", "emotion-inference")),
    });
  },
  "attributes set after construction": ({ account }) => {
    account("a").tags = FORBIDDEN_TAGS;
  },
  "putX after construction": ({ account }) => {
    const made = account("a");
    made.putNetworkAcls({ defaultAction: "Allow" });
    made.tags = FORBIDDEN_TAGS;
  },
  "kind AIServices": ({ account }) => account("a", FORBIDDEN_TAGS, "AIServices"),
  "kind switched by an override": ({ account }) => {
    account("a", FORBIDDEN_TAGS, "TextAnalytics").addOverride("kind", "AIServices");
  },
  "kind known only later": ({ account, stack }) =>
    account("a", FORBIDDEN_TAGS, new TerraformVariable(stack, "kind", {}).stringValue),
  "the deprecated azurerm_ai_services": ({ stack }) =>
    stack.addOverride("resource.azurerm_ai_services.z", { name: "z", sku_name: "S0", tags: FORBIDDEN_TAGS }),
  azapi: ({ stack }) =>
    stack.addOverride("resource.azapi_resource.z", {
      type: "Microsoft.CognitiveServices/accounts@2025-06-01",
      parent_id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`,
      name: "z",
      location: "swedencentral",
      tags: FORBIDDEN_TAGS,
      body: { kind: "OpenAI", sku: { name: "S0" }, properties: {} },
    }),
  "azapi, as a second word on an account that complies": ({ stack, account }) => {
    const made = account("a");
    stack.addOverride("resource.azapi_update_resource.z", {
      type: "Microsoft.CognitiveServices/accounts@2025-06-01",
      resource_id: made.id,
      body: { tags: FORBIDDEN_TAGS },
    });
  },
  "a template that is deployed": ({ stack }) =>
    stack.addOverride("resource.azurerm_resource_group_template_deployment.z", {
      name: "z",
      resource_group_name: "rg",
      deployment_mode: "Incremental",
      template_content: JSON.stringify({
        resources: [{ type: "Microsoft.CognitiveServices/accounts", name: "z", kind: "OpenAI", tags: FORBIDDEN_TAGS }],
      }),
    }),
  "a second stack": ({ app }) => {
    const other = new TerraformStack(app, "other");
    new AzurermProvider(other, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
    other.addOverride("resource.azurerm_cognitive_account.z", { name: "z", kind: "OpenAI", tags: FORBIDDEN_TAGS });
  },
  "a stack within a stack": ({ stack }) => {
    const inner = new TerraformStack(stack, "inner");
    new AzurermProvider(inner, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
    inner.addOverride("resource.azurerm_cognitive_account.z", { name: "z", kind: "OpenAI", tags: FORBIDDEN_TAGS });
  },
  "a stack whose class writes something else": ({ app }) => {
    class Liar extends TerraformStack {
      public override toTerraform(): unknown {
        return { resource: { azurerm_cognitive_account: { z: { name: "z", kind: "OpenAI", tags: FORBIDDEN_TAGS } } } };
      }
    }
    new AzurermProvider(new Liar(app, "liar"), "azurerm", { features: [{}] });
  },
};

describe("every way around the constructs is refused by the gate", () => {
  test("the stack they start from complies", () => {
    const { app, account, outdir } = guarded();
    account("a");
    expect(synthesis(app)).toBe("");
    expect(deployable(outdir)).toBe(true);
  });

  describe.each([false, true])("with skipValidation %s", (skipValidation) => {
    test.each(Object.keys(ATTEMPTS))("%s", (name) => {
      const estate = guarded({ skipValidation });
      (ATTEMPTS[name] as (estate: Estate) => void)(estate);
      expect(synthesis(estate.app)).toMatch(/(DENIED|UNDETERMINED) D3 prohibited-use \(fatal/);
      expect(deployable(estate.outdir)).toBe(false);
      expect(deployable(estate.outdir, "other")).toBe(false);
    });
  });

  test("whatever is made before Guard.enforce is judged too", () => {
    for (const attempt of Object.values(ATTEMPTS)) {
      const estate = unguarded();
      attempt(estate);
      Guard.enforce(estate.app, { context: CONTEXT });
      expect(synthesis(estate.app)).toMatch(/D3 prohibited-use/);
    }
  });

  test("with the CLI's wish to go on after error annotations", () => {
    process.env["CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS"] = "1";
    try {
      const { app, account, outdir } = guarded();
      account("a", FORBIDDEN_TAGS);
      expect(synthesis(app)).toMatch(/D3 prohibited-use/);
      expect(deployable(outdir)).toBe(false);
    } finally {
      delete process.env["CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS"];
    }
  });
});

describe("the gate cannot be taken away", () => {
  const REMOVALS: Record<string, (estate: Estate) => void> = {
    "replacing toTerraform": ({ stack }) => void (stack.toTerraform = () => ({})),
    "redefining toTerraform": ({ stack }) => void Object.defineProperty(stack, "toTerraform", { value: () => ({}) }),
    "replacing the synthesizer": ({ stack }) => void (stack.synthesizer = { synthesize: () => undefined }),
    "replacing app.synth": ({ app }) => void (app.synth = () => undefined),
    "a second Guard.enforce with other options": ({ app }) => Guard.enforce(app),
  };

  test.each(Object.keys(REMOVALS))("by %s", (name) => {
    const estate = guarded();
    estate.account("a", FORBIDDEN_TAGS);
    expect(() => (REMOVALS[name] as (estate: Estate) => void)(estate)).toThrow(TypeError);
    expect(synthesis(estate.app)).toMatch(/D3 prohibited-use/);
  });

  test("by a synthesizer that was replaced before", () => {
    const estate = unguarded();
    const { app, stack, outdir } = estate;
    estate.account("a", FORBIDDEN_TAGS);
    const honest = stack.toTerraform.bind(stack);
    stack.synthesizer = {
      synthesize: ({ manifest }) => {
        const { synthesizedStackPath } = manifest.forStack(stack);
        const file = join(outdir, synthesizedStackPath);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, JSON.stringify(honest()));
      },
    };
    Guard.enforce(app, { context: CONTEXT });
    expect(synthesis(app)).toMatch(/D3 prohibited-use/);
    expect(deployable(outdir)).toBe(false);
  });

  test("by a file that writes a block twice: JSON keeps the last, Terraform takes both", () => {
    const { app, account, outdir } = guarded();
    account("a");
    app.node.addValidation({
      validate: () => {
        const file = join(outdir, "stacks", "stack", "cdk.tf.json");
        const smuggled = JSON.stringify({ azurerm_cognitive_account: { z: { kind: "OpenAI", tags: FORBIDDEN_TAGS } } });
        writeFileSync(file, readFileSync(file, "utf8").replace("{", `{"resource": ${smuggled},`));
        return [];
      },
    });
    expect(synthesis(app)).toMatch(/cdk\.tf\.json was not written as cdktf writes it/);
    expect(deployable(outdir)).toBe(false);
  });

  test("by a manifest that runs Terraform where something else was written", () => {
    const { app, account, outdir, stack } = unguarded();
    account("a");
    const { synthesizer } = stack;
    stack.synthesizer = {
      synthesize: (session) => {
        synthesizer.synthesize(session);
        mkdirSync(join(outdir, "stacks", "other"), { recursive: true });
        const smuggled = { resource: { azurerm_cognitive_account: { z: { kind: "OpenAI", tags: FORBIDDEN_TAGS } } } };
        writeFileSync(join(outdir, "stacks", "other", "cdk.tf.json"), JSON.stringify(smuggled));
        Object.assign(session.manifest.forStack(stack), { workingDirectory: "stacks/other" });
      },
    };
    Guard.enforce(app, { context: CONTEXT });
    expect(synthesis(app)).toMatch(/The manifest runs Terraform in .*other/);
    expect(deployable(outdir)).toBe(false);
    expect(deployable(outdir, "other")).toBe(false);
  });

  test("by a folder that no manifest lists", () => {
    const { app, account, outdir } = guarded();
    account("a");
    app.node.addValidation({
      validate: () => {
        mkdirSync(join(outdir, "stacks", "unlisted"), { recursive: true });
        writeFileSync(join(outdir, "stacks", "unlisted", "cdk.tf.json"), "{}");
        return [];
      },
    });
    expect(synthesis(app)).toMatch(/unlisted holds configuration that the manifest does not list/);
    expect(deployable(outdir, "unlisted")).toBe(false);
  });

  test("by a synthesizer whose method is replaced later", () => {
    const { app, stack, account, outdir } = guarded();
    account("a", FORBIDDEN_TAGS);
    stack.synthesizer.synthesize = () => undefined;
    expect(synthesis(app)).toMatch(/was not judged/);
    expect(deployable(outdir)).toBe(false);
  });

  test("by a manifest that lists nothing", () => {
    const { app, account, outdir } = guarded();
    account("a", FORBIDDEN_TAGS);
    app.manifest.writeToFile = () => writeFileSync(join(outdir, "manifest.json"), '{"stacks":{}}');
    expect(synthesis(app)).toMatch(/The manifest does not list the stack stack/);
    expect(deployable(outdir)).toBe(false);
  });

  test("by two stacks that share an id, and so a file", () => {
    const { app, stack } = guarded();
    new AzurermProvider(new TerraformStack(stack, "stack"), "azurerm", { features: [{}] });
    expect(synthesis(app)).toMatch(/The manifest does not list the stack stack\/stack/);
  });

  test("by the prototype, patched afterwards", () => {
    const { app, account } = guarded();
    account("a", FORBIDDEN_TAGS);
    const { toTerraform } = TerraformStack.prototype;
    TerraformStack.prototype.toTerraform = () => ({ resource: {} });
    try {
      expect(synthesis(app)).toMatch(/D3 prohibited-use/);
    } finally {
      TerraformStack.prototype.toTerraform = toTerraform;
    }
  });
});

describe("what lies beside the output", () => {
  const HOOK = Symbol.for("cdktf/customSynthesis");
  const write = (estate: Estate, name: string, text: string): void => {
    const onSynthesize = (): void => writeFileSync(join(estate.outdir, "stacks", "stack", name), text);
    Object.defineProperty(estate.account("a"), HOOK, { value: { onSynthesize } });
  };
  const OVERRIDE = JSON.stringify({ resource: { azurerm_cognitive_account: { a: { tags: FORBIDDEN_TAGS } } } });

  test.each([
    ["zz_override.tf.json", OVERRIDE],
    ["extra.tf", 'resource "azurerm_cognitive_account" "z" {}'],
    ["extra.tofu", ""],
    ["terraform.tfvars", 'use = "emotion-inference"'],
    ["x.auto.tfvars.json", "{}"],
    ["plan.tf.json", OVERRIDE],
    ["tfplan.tf", 'resource "azurerm_cognitive_account" "z" {}'],
    ["terraform.tfstate.tf.json", OVERRIDE],
    ["plan.auto.tfvars", 'use = "emotion-inference"'],
    ["notes.txt", "hello"],
  ])("%s is refused", (name, text) => {
    const estate = guarded();
    write(estate, name, text);
    expect(synthesis(estate.app)).toMatch(new RegExp(`${name.replace(/\./g, "\\.")} is no output of cdktf`));
    expect(deployable(estate.outdir)).toBe(false);
  });

  test("so is a file that an earlier run left", () => {
    const outdir = newFolder();
    mkdirSync(join(outdir, "stacks", "stack"), { recursive: true });
    writeFileSync(join(outdir, "stacks", "stack", "old_override.tf.json"), OVERRIDE);
    const { app, account } = guarded({ outdir });
    account("a");
    expect(synthesis(app)).toMatch(/old_override\.tf\.json is no output of cdktf/);
  });

  test.each([".terraform.lock.hcl", "terraform.tfstate", "terraform.tfstate.backup", "plan", "out.tfplan"])(
    "%s, which Terraform or its CLI leaves there, is none of it",
    (name) => {
      const estate = guarded();
      write(estate, name, "{}");
      expect(synthesis(estate.app)).toBe("");
    },
  );

  test("a refusal removes what earlier runs wrote, of all stacks and of stacks that are gone", () => {
    const outdir = newFolder();
    const first = guarded({ outdir });
    new AzurermProvider(new TerraformStack(first.app, "gone"), "azurerm", { features: [{}] });
    first.account("a");
    expect(synthesis(first.app)).toBe("");
    expect(deployable(outdir, "gone")).toBe(true);

    const second = guarded({ outdir });
    second.account("a", FORBIDDEN_TAGS);
    expect(synthesis(second.app)).toMatch(/D3/);
    expect([deployable(outdir), deployable(outdir, "gone")]).toEqual([false, false]);
  });

  test("so does an error of the app's own", () => {
    const outdir = newFolder();
    const first = guarded({ outdir });
    first.account("a");
    expect(synthesis(first.app)).toBe("");
    const second = guarded({ outdir });
    Aspects.of(second.stack).add({
      visit: () => {
        throw new Error("of the app");
      },
    });
    expect(synthesis(second.app)).toBe("of the app");
    expect(deployable(outdir)).toBe(false);
  });
});

describe("HCL output", () => {
  test("is refused by the app's option", () => {
    const { app, account, outdir } = guarded({ hclOutput: true });
    account("a");
    expect(synthesis(app)).toMatch(/Output in HCL is refused/);
    expect(deployable(outdir)).toBe(false);
  });

  test("is refused by the environment, as --hcl sets it", () => {
    process.env["SYNTH_HCL_OUTPUT"] = "true";
    try {
      const { app, account, outdir } = guarded();
      account("a");
      expect(synthesis(app)).toMatch(/Output in HCL is refused/);
      expect(deployable(outdir)).toBe(false);
    } finally {
      delete process.env["SYNTH_HCL_OUTPUT"];
    }
  });

  test("is refused in a test", () => {
    expect(() => Testing.synthHcl(guarded().stack)).toThrow(/Output in HCL is refused/);
  });
});

const guardedAccount = ({
  stack,
  group,
}: Pick<Estate, "stack"> & { group: ResourceGroup | undefined }): GuardedOpenAiAccount =>
  new GuardedOpenAiAccount(stack, "openai", {
    guardrails: new OpenAiGuardrails(stack, "guardrails", { subscriptionId: SUBSCRIPTION }),
    name: "openai",
    location: "swedencentral",
    resourceGroup: group,
    resourceGroupName: group === undefined ? "rg-there" : undefined,
    declaration: {
      operator: "none",
      onBehalfOf: "none",
      useCases: ["text-generation"],
      camera: Camera.NONE,
      owner: "team@contoso.example",
    },
  });

describe("the preconditions of a guarded account", () => {
  test("let the live subscription be judged by Terraform", () => {
    const estate = guarded({}, {});
    guardedAccount(estate);
    expect(synthesis(estate.app)).toBe("");
  });

  test("and the live resource group, where it exists already", () => {
    const { app, stack } = guarded({}, {});
    guardedAccount({ stack, group: undefined });
    expect(synthesis(app)).toBe("");
  });

  test("hold beside what has nothing to do with them", () => {
    const estate = guarded({}, {});
    const made = guardedAccount(estate);
    made.addContentFilter("strict");
    made.addPrivateEndpoint("endpoint", { subnetId: "/subnets/s" });
    estate.stack.addOverride("resource.azurerm_cognitive_account_project.p", {
      cognitive_account_id: made.id,
      name: "p",
      location: "swedencentral",
      tags: { team: "x" },
    });
    estate.stack.addOverride("resource.azapi_update_resource.z", {
      type: "Microsoft.Storage/storageAccounts@2024-01-01",
      resource_id: new TerraformVariable(estate.stack, "id", { type: "string" }).stringValue,
      body: { properties: {} },
    });
    expect(synthesis(estate.app)).toBe("");
  });

  const BREAKS: Record<string, (made: GuardedOpenAiAccount, estate: Estate) => void> = {
    "preconditions deleted": (made) => made.account.addOverride("lifecycle.precondition", undefined),
    "lifecycle replaced": (made) => void (made.account.lifecycle = { preventDestroy: true }),
    "a condition weakened": (made) => {
      const condition = "${data.azurerm_subscription.x.id != null}";
      made.account.lifecycle = { precondition: [{ condition, errorMessage: "x" }] };
    },
    "a patch beside it": (made, { stack }) =>
      stack.addOverride("resource.azapi_update_resource.z", {
        type: "Microsoft.CognitiveServices/accounts@2025-06-01",
        resource_id: made.id,
        body: { tags: { ...PLAIN_TAGS, "aoai-use-case": "face-verification" } },
      }),
    "a patch of nobody knows what": (_made, { stack }) =>
      stack.addOverride("resource.azapi_update_resource.z", {
        type: "Microsoft.CognitiveServices/accounts@2025-06-01",
        resource_id: new TerraformVariable(stack, "id", { type: "string" }).stringValue,
        body: { properties: { publicNetworkAccess: "Disabled" } },
      }),
    "tags written by themselves": (made, { stack }) =>
      stack.addOverride("resource.azapi_resource.z", {
        type: "Microsoft.Resources/tags@2024-03-01",
        parent_id: made.id,
        name: "default",
        body: { properties: { tags: { "aoai-use-case": "face-verification" } } },
      }),
    "a child with tags of its own": (made, { stack }) =>
      stack.addOverride("resource.azapi_resource.z", {
        type: "Microsoft.CognitiveServices/accounts/deployments@2025-06-01",
        parent_id: made.id,
        name: "z",
        tags: { "aoai-use-case": "face-verification" },
        body: {
          sku: { name: "S" },
          properties: { model: { format: "OpenAI", name: "o3-mini", version: "2025-01-31" } },
        },
      }),
    "another provider": (made) => made.account.addOverride("provider", "azurerm.other"),
    "the facts changed afterwards": (made) => made.account.addOverride("tags.aoai-owner", "somebody@else.example"),
    "live data read elsewhere": (_made, { stack }) => {
      const data = stack.node.findChild("aoai-guard-subscription") as TerraformElement;
      const path = `data.azurerm_subscription.${data.friendlyUniqueId}.subscription_id`;
      stack.addOverride(path, "99999999-9999-9999-9999-999999999999");
    },
  };

  test.each(Object.keys(BREAKS))("are worth nothing with %s", (name) => {
    const estate = guarded({}, {});
    (BREAKS[name] as (made: GuardedOpenAiAccount, estate: Estate) => void)(guardedAccount(estate), estate);
    expect(synthesis(estate.app)).toMatch(/UNDETERMINED D1 us-police-facial-recognition/);
    expect(deployable(estate.outdir)).toBe(false);
  });

  test("a plain account has none, so it needs the context", () => {
    const estate = guarded({}, {});
    estate.account("a");
    expect(synthesis(estate.app)).toMatch(/UNDETERMINED D1[\s\S]*subscriptions:\s+- id: /);
  });
});

test("what feeds a guarded account is not left to preconditions that cannot see it", () => {
  const { app, stack, group } = guarded({}, {});
  group.overrideLogicalId("app");
  const { account } = guardedAccount({ stack, group });
  account.overrideLogicalId("this");
  const cameras = bodyCameraPipeline("swedencentral", { "aoai-camera-source": "body-worn" });
  const { resource } = stackOf(cameras, { subscriptionId: SUBSCRIPTION }) as { resource: Record<string, object> };
  for (const [type, named] of Object.entries(resource)) stack.addOverride(`resource.${type}`, named);
  expect(synthesis(app)).toMatch(/UNDETERMINED D2 mobile-camera-recognition[\s\S]*subscriptions:\s+- id:/);
});

test("asking for live tags is not knowing them", () => {
  const { app, stack, group, account } = guarded({}, {});
  new DataAzurermSubscription(stack, "subscription");
  new DataAzurermResourceGroup(stack, "read-group", { name: group.name });
  account("a");
  expect(synthesis(app)).toMatch(/UNDETERMINED D1/);
});

describe("what the gate leaves to others, and says so", () => {
  const printed = (change: (estate: Estate) => void): string => {
    const said: string[] = [];
    const spy = jest.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
    try {
      const estate = guarded();
      estate.account("a");
      change(estate);
      estate.app.synth();
    } finally {
      spy.mockRestore();
    }
    return said.join("");
  };

  test("a module is seen by the plan check", () => {
    const module = ({ stack }: Estate): void =>
      void new TerraformHclModule(stack, "elsewhere", { source: "Azure/avm-res-network-virtualnetwork/azurerm" });
    expect(printed(module)).toMatch(/aoai-guard: .*module\.elsewhere/);
  });

  test("what a provisioner runs is seen by Azure alone", () => {
    const run = ({ account }: Estate): void =>
      void (account("b").provisioners = [{ type: "local-exec", command: "az cognitiveservices account create" }]);
    expect(printed(run)).toMatch(/aoai-guard: .*azurerm_cognitive_account\.b \(.*local-exec/);
  });

  test("what a script or a template known only later deploys is seen by Azure alone", () => {
    const deploy = ({ stack }: Estate): void => {
      const template = new TerraformVariable(stack, "template", { type: "string" }).stringValue;
      const name = "resource.azurerm_resource_group_template_deployment.t";
      stack.addOverride(name, { name: "t", resource_group_name: "rg", template_content: template });
      stack.addOverride("resource.azurerm_resource_deployment_script_azure_cli.s", { name: "s" });
    };
    const said = printed(deploy);
    expect(said).toMatch(/aoai-guard: azurerm_resource_group_template_deployment\.t cannot be seen whole/);
    expect(said).toMatch(/aoai-guard: azurerm_resource_deployment_script_azure_cli\.s runs a deployment script/);
  });

  test("an app that never calls the guard is seen by the plan check", () => {
    const { app, account, outdir } = unguarded();
    account("a", FORBIDDEN_TAGS);
    app.synth();
    expect(deployable(outdir)).toBe(true);
  });
});

test("Testing.synth judges a stack that was made after Guard.enforce", () => {
  const app = Testing.app();
  Guard.enforce(app, { context: { ...CONTEXT, guard: [{ scope: CORP }] } });
  const stack = new TerraformStack(app, "late");
  new AzurermProvider(stack, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
  stack.addOverride("resource.azurerm_cognitive_account.z", { name: "z", kind: "OpenAI", tags: FORBIDDEN_TAGS });
  expect(() => Testing.synth(stack)).toThrow(/D3 prohibited-use/);
  expect(() => Testing.fullSynth(stack)).toThrow(/D3 prohibited-use/);
});

test("Guard.enforce takes an app and nothing else", () => {
  expect(() => Guard.enforce(new TerraformStack(new App({ outdir: newFolder() }), "s") as never)).toThrow(
    /takes a cdktf App/,
  );
  expect(() => Guard.enforce(Token.asAny({ resolve: () => 1 }) as never)).toThrow(/takes a cdktf App/);
});
