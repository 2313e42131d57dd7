import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reporters } from "../../src/report";
import { traceReporters } from "../../src/report/trace";
import { cli, Folder } from "./harness";

/**
 * A secret is planted in each attribute of a plan in turn, and marked as Terraform would mark it; then every command prints the plan in every format. No output may hold it, whatever becomes of
 * the attribute on its way: a part of an id, a key of a setting, a word in a sentence.
 */

const EXAMPLE = join(__dirname, "..", "..", "examples", "body-camera");
const PLAN = readFileSync(join(EXAMPLE, "plan.json"), "utf8");

interface Plan {
  variables?: Record<string, { value: unknown }>;
  resource_changes: Change[];
  configuration: { root_module: { resources: ConfigResource[]; variables?: Record<string, object> } };
}
interface Change {
  address: string;
  type: string;
  provider_name: string;
  change: { after: Record<string, unknown>; after_sensitive: Record<string, unknown> };
}
interface ConfigResource {
  address: string;
  expressions: Record<string, unknown>;
}

const root = new Folder();
afterAll(() => root.remove());

const SECRET = /s3kr1t\d{4}x/;
let planted = 0;
const newSecret = (): string => `s3kr1t${String(planted++).padStart(4, "0")}x`;

/** A value with a secret in the place of each text, and its mark. */
function plant(value: unknown): [value: unknown, mark: unknown] {
  if (typeof value === "string") return [newSecret(), true];
  if (Array.isArray(value)) {
    const parts = value.map(plant);
    return [parts.map(([part]) => part), parts.map(([, mark]) => mark)];
  }
  if (typeof value !== "object" || value === null) return [value, false];
  const parts = Object.entries(value).map(([key, part]) => [key, plant(part)] as const);
  return [
    Object.fromEntries(parts.map(([key, [part]]) => [key, part])),
    Object.fromEntries(parts.map(([key, [, mark]]) => [key, mark])),
  ];
}

const parsed = (): Plan => JSON.parse(PLAN) as Plan;
const changeOf = (plan: Plan, address: string): Change => plan.resource_changes.find((one) => one.address === address)!;

/** Everything that is printed of a plan, by command. One run of `check` writes all its formats. */
async function outputs(plan: object): Promise<[command: string, text: string][]> {
  const file = root.write("plan.json", plan);
  const context = join(EXAMPLE, "context.yaml");
  const reports = Object.keys(reporters).map((format) => [format, join(root.path, `report.${format}`)] as const);
  const commands = [
    ["check", file, "--context", context, ...reports.flatMap(([format, to]) => ["--report", `${format}=${to}`])],
    ["check", file, "--print-exemptions"],
    ["arm", file, "--format", "text"],
    ["arm", file, "--format", "json"],
    ...Object.keys(traceReporters).map((format) => ["trace", file, "--all", "--format", format]),
  ];
  const printed: [string, string][] = [];
  for (const command of commands) {
    const { code, out, err } = await cli([...command, "--debug"]);
    printed.push([`${command[0]} ${command.at(-1)}`, code === 2 ? `exit 2: ${err}` : out + err]);
  }
  return [...printed, ...reports.map(([format, from]): [string, string] => [format, readFileSync(from, "utf8")])];
}

/** The commands that print a secret. */
const leaks = async (plan: object): Promise<string[]> =>
  (await outputs(plan)).filter(([, text]) => SECRET.test(text)).map(([command]) => command);

const ATTRIBUTES = parsed().resource_changes.flatMap(({ address, change }) =>
  Object.entries(change.after).flatMap(([name, value]) =>
    JSON.stringify(plant(value)[1]).includes("true") ? [[address, name] as const] : [],
  ),
);

test("the example has attributes to plant secrets in", () => {
  expect(ATTRIBUTES.length).toBeGreaterThan(40);
});

test.each(ATTRIBUTES)("%s: %s, marked value by value", async (address, name) => {
  const plan = parsed();
  const { change } = changeOf(plan, address);
  const [value, mark] = plant(change.after[name]);
  change.after[name] = value;
  change.after_sensitive[name] = mark;
  expect(await leaks(plan)).toEqual([]);
});

test.each(["tags", "app_settings"])("a key of %s, marked as a whole", async (name) => {
  const plan = parsed();
  const address = name === "tags" ? "azurerm_cognitive_account.openai" : "azurerm_linux_function_app.draft";
  const { change } = changeOf(plan, address);
  const host = "https://aoai-reports.openai.azure.com/";
  change.after[name] = { ...(change.after[name] as object), [`KEY_${newSecret()}`]: host };
  change.after_sensitive[name] = true;
  expect(await leaks(plan)).toEqual([]);
});

const azapi = (after: Record<string, unknown>, sensitive: Record<string, unknown>): Change => ({
  address: "azapi_resource.account",
  type: "azapi_resource",
  provider_name: "registry.terraform.io/azure/azapi",
  change: {
    after: {
      type: "Microsoft.CognitiveServices/accounts@2025-06-01",
      name: "ai",
      parent_id: "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-reports",
      ...after,
    },
    after_sensitive: sensitive,
    ...{ actions: ["create"], before: null, after_unknown: {} },
  },
});
const withAzapi = (change: Change, expressions: Record<string, unknown> = {}): Plan => {
  const plan = parsed();
  plan.resource_changes.push({ ...change, ...{ mode: "managed", name: "account" } });
  plan.configuration.root_module.resources.push({
    address: change.address,
    expressions,
    ...{ mode: "managed", type: "azapi_resource", name: "account" },
  });
  return plan;
};

test.each<[string, () => Plan]>([
  [
    "a part of an azapi body",
    () =>
      withAzapi(
        azapi(
          {
            body: {
              kind: "OpenAI",
              properties: { customSubDomainName: newSecret(), apiProperties: { x: newSecret() } },
            },
          },
          { body: { properties: { customSubDomainName: true, apiProperties: true } } },
        ),
      ),
  ],
  [
    "a whole azapi body",
    () => withAzapi(azapi({ body: { kind: newSecret(), tags: { a: newSecret() } } }, { body: true })),
  ],
  ["an azapi name", () => withAzapi(azapi({ name: newSecret(), body: { kind: "OpenAI" } }, { name: true }))],
  [
    "a secret body, in the configuration only",
    () =>
      withAzapi(azapi({ body: { kind: "OpenAI" } }, {}), {
        sensitive_body: {
          constant_value: { properties: { customSubDomainName: newSecret() }, tags: { a: newSecret() } },
        },
      }),
  ],
])("%s", async (_, make) => {
  expect(await leaks(make())).toEqual([]);
});

test("the value of a sensitive variable that comes back in an attribute nobody marked", async () => {
  const plan = parsed();
  const secret = newSecret();
  plan.variables = { name: { value: secret } };
  plan.configuration.root_module.variables = { name: { sensitive: true } };
  const { change } = changeOf(plan, "azurerm_cognitive_account.openai");
  change.after["name"] = `aoai-${secret}`;
  change.after["tags"] = { ...(change.after["tags"] as object), "aoai-owner": `${secret}@contoso.example` };
  expect(await leaks(plan)).toEqual([]);
});

test("without a mark it is printed: the test can see a leak", async () => {
  const plan = parsed();
  changeOf(plan, "azurerm_cognitive_account.openai").change.after["name"] = newSecret();
  expect((await leaks(plan)).length).toBeGreaterThan(5);
});

test.each([
  ["cut in the middle", (text: string) => text.slice(0, text.indexOf("s3kr1t") + 8)],
  ["with a secret in the place of a word", (text: string) => text.replace('"create"', newSecret())],
  ["with a secret as an action", (text: string) => text.replace('"create"', JSON.stringify("s3kr1t0000x"))],
])("a plan that is broken: %s", async (_, breakIt) => {
  const plan = parsed();
  const { change } = changeOf(plan, "azurerm_cognitive_account.openai");
  change.after["custom_subdomain_name"] = newSecret();
  change.after_sensitive["custom_subdomain_name"] = true;
  const file = root.write("broken.json", breakIt(JSON.stringify(plan)));
  const { code, out, err } = await cli(["check", file, "--debug"]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).not.toMatch(/s3kr1t\d{4}x(?<!s3kr1t0000x)/);
});

test("a cdk.tf.json: a variable that is sensitive, and a secret body", async () => {
  const secret = newSecret();
  const stack = {
    variable: { name: { sensitive: true, default: secret } },
    resource: {
      azapi_resource: {
        account: {
          type: "Microsoft.CognitiveServices/accounts@2025-06-01",
          name: `ai-${secret}`,
          parent_id: "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-reports",
          body: { kind: "OpenAI" },
          sensitive_body: { properties: { customSubDomainName: newSecret() } },
        },
      },
    },
  };
  const file = root.write("cdk.tf.json", stack);
  for (const command of ["check", "arm", "trace"]) {
    for (const format of ["text", "json"]) {
      const { out, err } = await cli([command, file, "--format", format]);
      expect([command, format, SECRET.test(out + err)]).toEqual([command, format, false]);
    }
  }
});
