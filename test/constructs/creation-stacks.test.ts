import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { CognitiveAccount } from "@cdktf/provider-azurerm/lib/cognitive-account";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { App, TerraformStack } from "cdktf";
import { Guard } from "../../constructs";
import { checkStack } from "../../src/check";
import { cli } from "../cli/harness";

const folder = mkdtempSync(join(tmpdir(), "aoai-guard-stacks-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The lines of this file that make something, by what stands on them. */
const lineWith = (text: string): number =>
  readFileSync(__filename, "utf8")
    .split("\n")
    .findIndex((line) => line.includes(text)) + 1;

function appWith(options: { creationStacks?: boolean }, name: string): App {
  const app = new App({ outdir: join(folder, name) });
  Guard.enforce(app, options);
  const stack = new TerraformStack(app, "stack");
  new AzurermProvider(stack, "azurerm", {
    features: [{}],
    subscriptionId: "11111111-1111-1111-1111-111111111111",
  });
  return app;
}

const accountIn = (app: App): CognitiveAccount =>
  new CognitiveAccount(app.node.findChild("stack"), "openai", {
    name: "a",
    kind: "OpenAI",
    skuName: "S0",
    location: "swedencentral",
    resourceGroupName: "rg",
  });

/** The JSON of one resource, without the stack whose gate would refuse it. */
const jsonOf = (account: CognitiveAccount) =>
  JSON.parse(JSON.stringify(account.toTerraform())) as {
    resource: { azurerm_cognitive_account: { openai: Record<"//", { metadata: { stackTrace?: string[] } }> } };
  };

const traceOf = (account: CognitiveAccount): string[] | undefined =>
  jsonOf(account).resource.azurerm_cognitive_account.openai["//"].metadata.stackTrace;

test("every resource made after Guard.enforce tells the line that makes it, and a finding names it", () => {
  const app = appWith({ creationStacks: true }, "told");
  const account = accountIn(app);
  const trace = traceOf(account) ?? [];
  expect(trace[0]).toContain(`creation-stacks.test.ts:${lineWith("new CognitiveAccount(")}:`);
  expect(trace.join()).not.toContain("node_modules");
  const report = checkStack(jsonOf(account));
  expect(report.findings[0]?.resource.madeAt).toEqual({ file: __filename, line: lineWith("new CognitiveAccount(") });
});

test("a refusal names the line", () => {
  const app = appWith({ creationStacks: true }, "refused");
  accountIn(app);
  const place = `made at ${relative(process.cwd(), __filename)}:${lineWith("new CognitiveAccount(")}`;
  expect(() => app.synth()).toThrow(place);
});

test("without the option nothing is recorded, also where another app records", () => {
  const app = appWith({}, "untold");
  expect(traceOf(accountIn(app))).toBeUndefined();
});

test("SARIF and annotations of the synthesized stack show the line that makes a resource", async () => {
  const file = join(folder, "cdk.tf.json");
  const made = (line: number) => ({
    name: "a",
    kind: "OpenAI",
    sku_name: "S0",
    location: "swedencentral",
    resource_group_name: "rg",
    "//": {
      metadata: {
        path: "s/a",
        uniqueId: "a",
        stackTrace: [`new S (${join(process.cwd(), "lib/my app.ts")}:${line}:3)`],
      },
    },
  });
  writeFileSync(file, JSON.stringify({ resource: { azurerm_cognitive_account: { a: made(12) } } }));
  const sarif = JSON.parse((await cli(["check", file, "--format", "sarif"])).out);
  expect(sarif.runs[0].results[0].locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: "lib/my%20app.ts" },
    region: { startLine: 12 },
  });
  expect((await cli(["check", file, "--format", "github"])).out).toContain(",file=lib/my app.ts,line=12::");
  expect((await cli(["check", file, "--format", "azuredevops"])).out).toContain(
    ";sourcepath=lib/my app.ts;linenumber=12;",
  );
  expect((await cli(["check", file, "--format", "markdown"])).out).toContain(" in `lib/my app.ts:12`.");
});
