import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { planOfScenario, SCENARIOS, stackOfScenario } from "../cases/scenarios/scenarios";
import { planOf, stackOf } from "../cases/scenarios/terraform";
import { cli, Folder } from "./harness";

const root = new Folder();
afterAll(() => root.remove());

function scenario(id: string) {
  const found = SCENARIOS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no scenario ${id}.`);
  return found;
}

const hospital = scenario("hospital-summariser");
const unreviewed = scenario("police-records-no-review");
const plan = (id: string) => root.write(`${id}.json`, planOfScenario(scenario(id)));
const context = (id: string) => root.write(`${id}.context.json`, scenario(id).context);

const json = async (...args: string[]) => {
  const run = await cli(["check", ...args, "--format", "json"]);
  return { ...run, report: JSON.parse(run.out) };
};

const decisions = (report: { findings: { decision: string; verdict: string }[] }, verdict: string) =>
  [...new Set(report.findings.filter((one) => one.verdict === verdict).map((one) => one.decision))].sort();

test("a compliant plan: exit code 0, nothing on stderr", async () => {
  const { code, err, report } = await json(plan(hospital.id), "--context", context(hospital.id));
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(report.summary).toMatchObject({ denied: 0, undetermined: 0 });
});

test("a first run without context says what would help", async () => {
  const { code, report } = await json(plan(hospital.id));
  expect(code).toBe(1);
  expect(report.notes[0]).toMatch(/^No --context was given.*docs\/context\.md/);
});

test("a denied plan: exit code 1, the decision, and the mend", async () => {
  const { code, err, report } = await json(plan(unreviewed.id), "--context", context(unreviewed.id));
  expect({ code, err }).toEqual({ code: 1, err: "" });
  expect(decisions(report, "denied")).toEqual(["D5"]);
  expect(report.findings[0].mend).not.toBe("");
  const { out } = await cli(["check", plan(unreviewed.id), "--context", context(unreviewed.id)]);
  expect(out).toContain("\n  DENIED D5 law-enforcement-review\n");
  expect(out).toMatch(/\n1 denied, 0 undetermined, \d+ audited, 0 exempted, 0 compliant accounts\n$/);
});

test("a synthesized stack, by its file, its folder and its cdktf.out", async () => {
  const stack = root.write("out/stacks/police/cdk.tf.json", stackOfScenario(unreviewed));
  for (const path of [stack, join(root.path, "out/stacks/police"), join(root.path, "out")]) {
    const { code, report } = await json(path, "--context", context(unreviewed.id));
    expect(code).toBe(1);
    expect(decisions(report, "denied")).toEqual(["D5"]);
    expect(report.findings[0].resource.file).toBe(stack);
  }
});

test("a file named twice is judged once", async () => {
  const file = plan(unreviewed.id);
  const once = await json(file, "--context", context(unreviewed.id));
  const twice = await json(file, file, "--context", context(unreviewed.id));
  expect(twice.report).toEqual(once.report);
});

test("several paths are one estate: an account here, its resource group there", async () => {
  const group = {
    type: "azurerm_resource_group",
    name: "rg",
    values: { name: "rg-shared", location: "eastus", tags: { "aoai-operator": "us-state-local-police" } },
  };
  const account = {
    type: "azurerm_cognitive_account",
    name: "a",
    values: { name: "a", kind: "OpenAI", sku_name: "S0", location: "eastus", resource_group_name: "rg-shared" },
  };
  const subscription = { subscriptionId: hospital.context.subscriptions![0]!.id };
  const accountFile = root.write("account.json", planOf([account], subscription));
  const groupFile = root.write("group.json", planOf([group], subscription));
  const alone = await json(accountFile, "--context", context(hospital.id));
  const together = await json(accountFile, groupFile, "--context", context(hospital.id));
  expect(decisions(alone.report, "denied")).not.toContain("D5");
  expect(decisions(together.report, "denied")).toContain("D5");
});

test("--undetermined=fail fails what else is only reported", async () => {
  const stack = stackOf(
    [
      {
        type: "azurerm_cognitive_account",
        name: "a",
        values: {
          ...{ name: "a", kind: "OpenAI", sku_name: "S0", location: "eastus", resource_group_name: "rg" },
          tags: {
            "aoai-operator": "none",
            "aoai-on-behalf-of": "none",
            "aoai-use-case": "text-generation",
            "aoai-camera-source": "none",
            "aoai-camera-environment": "none",
            "aoai-camera-processing": "none",
            "aoai-owner": "${var.owner}",
          },
        },
      },
      { type: "azurerm_resource_group", name: "rg", values: { name: "rg", location: "eastus", tags: {} } },
    ],
    { subscriptionId: hospital.context.subscriptions![0]!.id },
  );
  const file = root.write("open/cdk.tf.json", stack);
  const warned = await json(file, "--context", context(hospital.id));
  expect(decisions(warned.report, "undetermined")).toEqual(["D9"]);
  expect(warned.code).toBe(0);
  expect((await json(file, "--context", context(hospital.id), "--undetermined", "fail")).code).toBe(1);
  expect((await json(file, "--context", context(hospital.id), "--undetermined=warn")).code).toBe(0);
});

test("without a context the first run is undetermined, fails, and says what would end that", async () => {
  const { code, report } = await json(plan(hospital.id));
  expect(code).toBe(1);
  expect(report.summary.undetermined).toBeGreaterThan(0);
  expect(report.findings[0].message).toMatch(/These lines of context end that: subscriptions:/);
});

test("a context in YAML is a context in JSON", async () => {
  const { subscriptions = [], guard = [], now } = unreviewed.context;
  const yaml = root.write(
    "context.yaml",
    [
      `now: ${now}`,
      "subscriptions:",
      `  - id: ${subscriptions[0]!.id}`,
      "    tags: {}",
      `    managementGroups: [${subscriptions[0]!.managementGroups!.join(", ")}]`,
      "guard:",
      `  - scope: ${guard[0]!.scope}`,
      "",
    ].join("\n"),
  );
  const fromYaml = await json(plan(unreviewed.id), "--context", yaml);
  const fromJson = await json(plan(unreviewed.id), "--context", context(unreviewed.id));
  expect(fromYaml.report).toEqual(fromJson.report);
});

describe("text as Windows writes it", () => {
  const text = JSON.stringify(planOfScenario(unreviewed));
  test.each([
    ["UTF-8 with a byte order mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ["UTF-16, little endian", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")])],
    ["UTF-16, big endian", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()])],
  ])("%s", async (_note, bytes) => {
    const file = root.write("windows.json", bytes);
    expect((await json(file, "--context", context(unreviewed.id))).code).toBe(1);
    const fromStdin = await cli(["check", "-", "--context", context(unreviewed.id), "--format", "json"], {
      stdin: bytes,
    });
    expect(decisions(JSON.parse(fromStdin.out), "denied")).toEqual(["D5"]);
  });
});

test("a plan that only deletes, and an empty one, have nothing against them", async () => {
  const gone = {
    type: "azurerm_storage_account",
    name: "old",
    actions: ["delete"],
    values: {},
    before: { name: "old", location: "eastus", resource_group_name: "rg" },
  };
  for (const content of [planOf([gone]), planOf([]), { format_version: "1.2", planned_values: { root_module: {} } }]) {
    const { code, err, report } = await json(root.write("nothing.json", content), "--context", context(hospital.id));
    expect({ code, err, findings: report.findings }).toEqual({ code: 0, err: "", findings: [] });
  }
});

test("--output writes the report and leaves stdout empty", async () => {
  const output = join(root.path, "report.sarif");
  const args = ["check", plan(unreviewed.id), "--context", context(unreviewed.id), "--format", "sarif"];
  expect(await cli([...args, "--output", output])).toEqual({ code: 1, out: "", err: "" });
  const log = JSON.parse(readFileSync(output, "utf8"));
  expect(log.runs[0].results[0].ruleId).toBe("law-enforcement-review");
  expect((await cli(args)).out).toBe(readFileSync(output, "utf8"));
});

test("--report writes more reports beside the one that is printed", async () => {
  const [sarif, markdown] = [join(root.path, "more.sarif"), join(root.path, "more.md")];
  const args = ["check", plan(unreviewed.id), "--context", context(unreviewed.id)];
  const printed = await cli(args);
  expect(await cli([...args, "--report", `sarif=${sarif}`, "--report", `markdown=${markdown}`])).toEqual(printed);
  expect(readFileSync(sarif, "utf8")).toBe((await cli([...args, "--format", "sarif"])).out);
  expect(readFileSync(markdown, "utf8")).toBe((await cli([...args, "--format", "markdown"])).out);
});

test.each([
  [["--report", "sarif"], /Write it as FORMAT=FILE/],
  [["--report", "sarif="], /Write it as FORMAT=FILE/],
  [["--report", "pdf=x"], /The format is one of text, json, sarif/],
  [["--report", "json=x", "--report", "sarif=./x"], /Two reports cannot be written to one file/],
  [
    ["--output", "x", "--report", "json=./x"],
    /x is named by --output and by --report; give each report a file of its own/,
  ],
  [
    ["--output", "-"],
    /^aoai-guard: --output is "-", which is no file; name a file, or leave it away for standard output\.$/m,
  ],
  [["--report", "json=-"], /^aoai-guard: --report is "-", which is no file/],
  [["--report", "json=/nowhere/at/all"], /\/nowhere\/at\/all cannot be written \(ENOENT\); give --report a file/],
])("%j is refused with a sentence", async (args, said) => {
  const { code, out, err } = await cli(["check", plan(hospital.id), ...args]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(said);
});

test.each(["plan", "context", "exemptions"])(
  "a report does not take the place of the %s it is made from",
  async (named) => {
    const folder = join(root.path, "kept", named);
    const files = {
      plan: root.write(`kept/${named}/plan.json`, readFileSync(plan(hospital.id))),
      context: root.write(`kept/${named}/context.json`, readFileSync(context(hospital.id))),
      exemptions: root.write(`kept/${named}/exemptions.yaml`, "exemptions: []"),
    };
    const args = ["check", files.plan, "--context", files.context, "--exemptions", files.exemptions];
    const aim = files[named as keyof typeof files];
    const before = readFileSync(aim, "utf8");
    for (const output of [
      ["--output", aim],
      ["--report", `markdown=${relative(process.cwd(), aim)}`],
    ]) {
      const { code, out, err } = await cli([...args, ...output]);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toMatch(/ is read by this run, and would be written over; name another file for the output\.\n$/);
      expect(readFileSync(aim, "utf8")).toBe(before);
    }
    expect((await cli([...args, "--output", join(folder, "report.txt")])).code).toBe(0);
  },
);

test("a baseline may be written anew by the run that reads it", async () => {
  const baseline = join(root.path, "renewed.json");
  const args = ["check", plan(unreviewed.id), "--context", context(unreviewed.id), "--format", "json", "--output"];
  expect((await cli([...args, baseline])).code).toBe(1);
  expect((await cli([...args, baseline, "--baseline", baseline])).code).toBe(0);
  expect(JSON.parse(readFileSync(baseline, "utf8")).findings).not.toEqual([]);
});

test("SARIF lists every rule of the library with its own words", async () => {
  const { out } = await cli(["check", plan(hospital.id), "--context", context(hospital.id), "--format", "sarif"]);
  const { rules } = JSON.parse(out).runs[0].tool.driver;
  expect(rules.map((rule: { id: string }) => rule.id)).toEqual(
    expect.arrayContaining(["prohibited-use", "local-auth", "camera-pipeline"]),
  );
  for (const rule of rules) expect(rule.help.text).not.toBe("");
});

test("every rule that gives a finding describes itself in SARIF", async () => {
  for (const { id } of SCENARIOS) {
    const { out } = await cli(["check", plan(id), "--context", context(id), "--format", "sarif"]);
    const { tool, results } = JSON.parse(out).runs[0];
    for (const { ruleIndex } of results) {
      const { id: name, shortDescription } = tool.driver.rules[ruleIndex];
      expect({ name, title: shortDescription.text }).not.toEqual({ name, title: name });
    }
  }
});

test("a note about the folder stands before the notes of the check", async () => {
  root.write("left/manifest.json", {
    version: "0.21.0",
    stacks: { a: { name: "a", constructPath: "a", synthesizedStackPath: "stacks/a/cdk.tf.json" } },
  });
  root.write("left/stacks/a/cdk.tf.json", stackOf([]));
  root.write("left/stacks/old/cdk.tf.json", stackOf([]));
  const { report } = await json(join(root.path, "left"));
  expect(report.notes[0]).toMatch(/old is not in manifest\.json/);
});
