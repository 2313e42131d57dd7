import { bodyCameraPipeline } from "../cases/scenarios/pipeline";
import { stackOfScenario, SCENARIOS, SUBSCRIPTION, type Scenario } from "../cases/scenarios/scenarios";
import { applyStack, planStack, validateStack, type PlanOptions } from "../support/terraform";
import { describeTerraform } from "../terraform-run/describe-terraform";
import { installProvider } from "./installed";

/** The provider, installed as a user installs it, under the real terraform. */
const CONTEXT = `{
    subscriptions = [{ id = "${SUBSCRIPTION}", tags = {}, managementGroups = ["corp"] }]
    guard         = [{ scope = "/providers/Microsoft.Management/managementGroups/corp" }]
  }`;

/** @param requirement what `aoai-guard provider install` prints */
const head = (requirement: string): string => `
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm" }
    ${requirement}
  }
}
provider "azurerm" {
  features {}
  subscription_id = "${SUBSCRIPTION}"
}
provider "aoaiguard" {
  context = ${CONTEXT}
}
variable "operator" {
  default = "none"
}
variable "use" {
  default = "text-generation"
}
resource "azurerm_resource_group" "rg" {
  name     = "rg-app"
  location = "swedencentral"
}
resource "terraform_data" "late" {
  input = var.operator
}
`;

/** @param operator an expression */
const account = (operator = "var.operator", use = "var.use"): string => `
resource "azurerm_cognitive_account" "openai" {
  name                          = "aoai-app"
  location                      = azurerm_resource_group.rg.location
  resource_group_name           = azurerm_resource_group.rg.name
  kind                          = "OpenAI"
  sku_name                      = "S0"
  custom_subdomain_name         = "aoai-app"
  local_auth_enabled            = false
  public_network_access_enabled = false
  tags = {
    aoai-operator           = ${operator}
    aoai-on-behalf-of       = "none"
    aoai-use-case           = ${use}
    aoai-camera-source      = "none"
    aoai-camera-environment = "none"
    aoai-camera-processing  = "none"
    aoai-owner              = "ai@contoso.example"
  }
}
resource "azurerm_cognitive_deployment" "model" {
  depends_on           = [aoaiguard_gate.openai]
  name                 = "o3-mini"
  cognitive_account_id = azurerm_cognitive_account.openai.id
  model {
    format  = "OpenAI"
    name    = "o3-mini"
    version = "2025-01-31"
  }
  sku {
    name = "Standard"
  }
}
`;

const GATE = `
resource "aoaiguard_gate" "openai" {
  subscription_id = "${SUBSCRIPTION}"
  resources = {
    "azurerm_cognitive_account.openai" = azurerm_cognitive_account.openai
    "azurerm_resource_group.rg"        = azurerm_resource_group.rg
  }
}
`;

interface State {
  values?: { root_module: { resources?: { address: string; values: Record<string, unknown> }[] } };
}
interface Stack {
  terraform: { required_providers: object };
  provider: object;
  resource: Record<string, Record<string, Record<string, unknown>>>;
}
const made = (state: unknown): string[] =>
  ((state as State).values?.root_module.resources ?? []).map(({ address }) => address).sort();

const DEPLOYED = [
  "aoaiguard_gate.openai",
  "azurerm_cognitive_account.openai",
  "azurerm_cognitive_deployment.model",
  "azurerm_resource_group.rg",
  "terraform_data.late",
];

describeTerraform("the provider under terraform", () => {
  let installed: ReturnType<typeof installProvider>;
  let options: PlanOptions;
  beforeAll(() => {
    installed = installProvider();
    options = { mirror: installed.mirror };
  });
  afterAll(() => installed.remove());

  const stack = (...parts: string[]): Record<string, string> => ({
    "main.tf": [head(installed.requirement), ...parts].join("\n"),
  });

  test("what is declared is planned and applied, and a second plan changes nothing", async () => {
    const whole = stack(account(), GATE);
    const { exitCode, stderr, state } = await applyStack(whole, options);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(made(state)).toEqual(DEPLOYED);
    const again = await planStack(whole, { ...options, before: whole, arguments: ["-detailed-exitcode"] });
    expect(again.exitCode).toBe(0);
  });

  test("the state keeps the verdict of the gate, and nothing of what it was given", async () => {
    const { state } = await applyStack(stack(account(), GATE), options);
    const gate = (state as State).values?.root_module.resources?.find(({ address }) => address.startsWith("aoaiguard"));
    expect(gate?.values).toEqual({
      resources: null,
      subscription_id: SUBSCRIPTION,
      undetermined: null,
      verdict: "compliant",
    });
  });

  test("what is refused is refused at plan, and at no apply is anything made", async () => {
    const refused = { ...options, variables: { use: "emotion-inference" } };
    const planned = await planStack(stack(account(), GATE), refused);
    expect(planned.exitCode).toBe(1);
    expect(planned.stderr).toContain("Error: Denied: D3 prohibited-use (fatal: nothing exempts it)");
    // Terraform shows the argument that is at fault.
    expect(planned.stderr).toMatch(
      /on main\.tf line \d+, in resource "aoaiguard_gate" "openai":\n\s+\d+:\s+resources = \{/,
    );
    expect(made((await applyStack(stack(account(), GATE), refused)).state)).toEqual([]);
  });

  test("what is known only after apply is decided then, before a model is deployed", async () => {
    const late = stack(account("terraform_data.late.output"), GATE);
    const planned = await planStack(late, options);
    expect(planned.exitCode).toBe(0);
    expect(planned.stdout).toMatch(/Warning: Undetermined until apply: .*D5/);
    expect(planned.stdout).toMatch(/verdict\s+= \(known after apply\)/);
    expect(made((await applyStack(late, options)).state)).toEqual(DEPLOYED);
    const refused = await applyStack(late, { ...options, variables: { operator: "us-state-local-police" } });
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("Error: Denied: D5 law-enforcement-review");
    expect(made(refused.state)).toEqual(DEPLOYED.filter((each) => !/gate|deployment/.test(each)));
  });

  test("what was compliant and is changed for the worse is refused at plan, and can be destroyed", async () => {
    const [good, bad] = [stack(account(), GATE), stack(account("var.operator", '"social-scoring"'), GATE)];
    const changed = await planStack(bad, { ...options, before: good });
    expect(changed.exitCode).toBe(1);
    expect(changed.stderr).toContain("Error: Denied: D3");
    const gone = await applyStack(bad, { ...options, before: good, arguments: ["-destroy"] });
    expect({ exitCode: gone.exitCode, made: made(gone.state) }).toEqual({ exitCode: 0, made: [] });
  });

  test("instances of for_each are judged one by one, by their addresses", async () => {
    const repeated = account(`each.value`).replace(
      '"openai" {',
      '"openai" {\n  for_each = { a = "none", b = "nobody" }',
    );
    const gate = GATE.replace(
      /resources = \{[^}]*\}/,
      `resources = merge(
        { for key, one in azurerm_cognitive_account.openai : "azurerm_cognitive_account.openai[\\"\${key}\\"]" => one },
        { "azurerm_resource_group.rg" = azurerm_resource_group.rg },
      )`,
    );
    const alone = repeated.slice(0, repeated.indexOf('resource "azurerm_cognitive_deployment"'));
    const { exitCode, stderr } = await planStack(stack(alone, gate), options);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('azurerm_cognitive_account.openai["b"]');
    expect(stderr).not.toContain('azurerm_cognitive_account.openai["a"]:');
  });

  test("a sensitive value is neither printed nor kept", async () => {
    const secret = "hidden-operator-of-somebody";
    const variable = `variable "hidden" {\n  sensitive = true\n  default = "${secret}"\n}`;
    const { exitCode, stdout, stderr } = await planStack(stack(variable, account("var.hidden"), GATE), options);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("Denied: D9 required-declaration");
    expect(stdout + stderr).not.toContain(secret);
  });

  test.each<[string, (text: string) => string, RegExp]>([
    [
      "a context with a key that is none",
      (text) => text.replace("guard  ", "guards "),
      /context cannot be read[\s\S]*guard/,
    ],
    [
      "a key that is no address",
      (text) => text.replace('"azurerm_resource_group.rg" ', '"group"'),
      /which is no\s+address/,
    ],
    [
      "a subscription that is no GUID",
      (text) =>
        text.replace(`  subscription_id = "${SUBSCRIPTION}"\n  resources`, '  subscription_id = "mine"\n  resources'),
      /subscription_id is no GUID/,
    ],
  ])("what is wrong with the configuration is told: %s", async (_note, spoil, message) => {
    const { "main.tf": main = "" } = stack(account(), GATE);
    expect(spoil(main)).not.toBe(main);
    const { exitCode, stderr } = await planStack({ "main.tf": spoil(main) }, options);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
  });

  test("terraform validate takes it, knowing no value", async () => {
    expect(await validateStack(stack(account("terraform_data.late.output"), GATE), options)).toMatchObject({
      errors: [],
    });
  });

  test("the way from a body camera is found as soon as ids are known: the model is not deployed", async () => {
    const hospital = SCENARIOS.find(({ id }) => id === "hospital-summariser") as Scenario;
    const beside = bodyCameraPipeline(hospital.location, { "aoai-camera-source": "body-worn" });
    const { resource, provider, terraform } = stackOfScenario({ ...hospital, beside }) as unknown as Stack;
    const addresses = Object.entries(resource)
      .filter(([type]) => type !== "azurerm_cognitive_deployment")
      .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`));
    for (const deployment of Object.values(resource["azurerm_cognitive_deployment"] ?? {}))
      deployment["depends_on"] = ["aoaiguard_gate.all"];
    const gate = { resources: Object.fromEntries(addresses.map((address) => [address, `\${${address}}`])) };
    const [, source, version] = /source += "(.*)"\n +version = "(.*)"/.exec(installed.requirement) ?? [];
    const whole = {
      terraform: { required_providers: { ...terraform.required_providers, aoaiguard: { source, version } } },
      provider: { ...provider, aoaiguard: { context: hospital.context } },
      resource: { ...resource, aoaiguard_gate: { all: gate } },
    };
    const planned = await planStack(whole, options);
    expect(planned.exitCode).toBe(0);
    expect(planned.stdout).toMatch(/Warning: Undetermined until apply: .*D6/);
    const { exitCode, stderr, state } = await applyStack(whole, options);
    expect(exitCode).toBe(1);
    expect(stderr.match(/Error: .*/g)).toEqual(["Error: Denied: D6 camera-pipeline"]);
    expect(stderr).toMatch(/path {4}azurerm_iothub\.cameras\n +-> azurerm_storage_account\.footage \(E10, strong/);
    expect(made(state)).toEqual(addresses.sort());
  });
});
