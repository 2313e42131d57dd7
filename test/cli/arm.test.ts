import { planOfScenario, SCENARIOS, type Scenario } from "../cases/scenarios/scenarios";
import { cli, Folder } from "./harness";

const root = new Folder();
afterAll(() => root.remove());

const hospital = SCENARIOS[0] as Scenario;
const plan = root.write("plan.json", planOfScenario(hospital));

test("the account as ARM will receive it, with what is not known listed", async () => {
  const { code, out } = await cli(["arm", plan, "--format", "json"]);
  const { version, resources, unmapped } = JSON.parse(out);
  expect({ code, version, unmapped }).toEqual({ code: 0, version: 1, unmapped: {} });
  const account = resources.find(({ address }: { address: string }) => address === "azurerm_cognitive_account.this");
  expect(account).toMatchObject({
    action: "create",
    type: "Microsoft.CognitiveServices/accounts",
    name: "aoai-app",
    kind: "OpenAI",
    sku: { name: "S0" },
    tags: { "aoai-operator": "none" },
    properties: { disableLocalAuth: true, publicNetworkAccess: "Disabled" },
  });
});

test("in words", async () => {
  const { code, out } = await cli(["arm", plan]);
  expect(code).toBe(0);
  expect(out).toMatch(/^azurerm_cognitive_account\.this \(create\)\n {2}\{\n/m);
});

test("wrong input is one sentence", async () => {
  const { code, out, err } = await cli(["arm", root.write("state.json", "[]")]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^aoai-guard: .*state\.json .*\.\n$/);
});
