import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { planOf, stackOf } from "../cases/scenarios/terraform";
import { cli, Folder, type Run } from "./harness";

/** Whatever is wrong with what the user gives: one clear sentence on stderr that names it, exit code 2, nothing on stdout, no stack trace. */

const root = new Folder();
afterAll(() => root.remove());

const GET_A_PLAN = 'give the output of "terraform show -json PLANFILE", a cdk.tf.json or a cdktf.out folder';
const GET_A_BASELINE = 'make one with "aoai-guard check PATH --format json --output FILE"';
/** In the place of an option: the file is a path to judge. */
const PATH = "PATH";
const emptyPlan = planOf([]);

function expectOneSentence({ code, out, err }: Run): void {
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toMatch(/^aoai-guard: [^\n]+\.\n$/);
  expect(err).not.toMatch(/\n\s+at |internal error|undefined|\[object/);
}

interface Wrong {
  note: string;
  name?: string;
  content: string | Buffer | object;
  says: string | RegExp;
}

const files: Wrong[] = [
  { note: "no JSON", content: "resource {}", says: `is not JSON` },
  {
    note: "JSON that breaks off",
    content: JSON.stringify(emptyPlan).slice(0, 200),
    says: "is not JSON: it breaks off (line 1, column 201)",
  },
  { note: "a trailing comma", content: '{\n  "format_version": "1.2",\n}', says: "is not JSON (line 3, column 1)" },
  {
    note: "a stack that writes a block twice",
    content: '{"resource": {"azurerm_cognitive_account": {"a": {}}}, "resource": {}}',
    says: "at $.resource is written twice in one object; keep one, with what both say.",
  },
  { note: "an empty file", content: "", says: "is empty" },
  { note: "only white space", content: " \n\t", says: "is empty" },
  { note: "a JSON string", content: '"plan"', says: `is JSON, but neither a plan nor a stack; ${GET_A_PLAN}.` },
  { note: "null", content: "null", says: "neither a plan nor a stack" },
  { note: "an array", content: [1], says: "neither a plan nor a stack" },
  { note: "an empty object", content: {}, says: "neither a plan nor a stack" },
  { note: "a package.json", content: { name: "x", version: "1.0.0" }, says: "neither a plan nor a stack" },
  { note: "a plan of another format", content: { ...emptyPlan, format_version: "2.0" }, says: 'version "2.0"' },
  { note: "a plan of a format before 1", content: { ...emptyPlan, format_version: "0.2" }, says: 'version "0.2"' },
  { note: "a format that is no text", content: { ...emptyPlan, format_version: 1 }, says: /plan/ },
  {
    note: "a state shown as JSON",
    content: { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: {} } },
    says: "state",
  },
  { note: "a state file", content: { version: 4, serial: 3, lineage: "x", resources: [] }, says: "state" },
  { note: "schemas of providers", content: { format_version: "1.0", provider_schemas: {} }, says: "schemas" },
  {
    note: "a manifest",
    content: { version: "0.21.0", stacks: { a: { name: "a" } } },
    says: "is the manifest of a cdktf.out folder, not a stack",
  },
  {
    note: "the log of a plan",
    content: '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info","@message":"Plan"}\n',
    says: 'is the log of "terraform plan -json", not a plan',
  },
  {
    note: "a binary plan",
    content: Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]),
    says: 'is a binary plan, as "terraform plan -out" writes it; convert it with "terraform show -json PLANFILE".',
  },
  { note: "a gzipped plan", content: gzipSync(JSON.stringify(emptyPlan)), says: "is compressed with gzip; unpack it" },
  { note: "changes that are no list", content: { ...emptyPlan, resource_changes: {} }, says: "$.resource_changes" },
  {
    note: "a change without an address",
    content: { ...emptyPlan, resource_changes: [{ type: "a", name: "b", change: { actions: ["create"] } }] },
    says: "$.resource_changes[0].address",
  },
  {
    note: "a stack whose resources are no object",
    content: { "//": {}, resource: "x" },
    says: /resource/,
  },
];

test.each(files)("$note", async ({ content, says }) => {
  const file = root.write("input.json", content);
  const run = await cli(["check", file]);
  expectOneSentence(run);
  expect(run.err).toContain(file);
  if (typeof says === "string") expect(run.err).toContain(says);
  else expect(run.err).toMatch(says);
});

test.each(files)("$note, on standard input", async ({ content }) => {
  const stdin = typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content);
  const run = await cli(["check", "-"], { stdin });
  expectOneSentence(run);
  expect(run.err).toContain("<stdin>");
});

test("what is not JSON is never quoted: it may hold a secret", async () => {
  for (const content of ["hunter2", '{"password": hunter2}', '{"password": "hunter2" x', '["hunter2"']) {
    const run = await cli(["check", root.write("secret.json", content)]);
    expectOneSentence(run);
    expect(run.err).not.toContain("hunter2");
  }
});

test("a file that does not exist", async () => {
  const run = await cli(["check", "nowhere/plan.json"]);
  expectOneSentence(run);
  expect(run.err).toBe("aoai-guard: nowhere/plan.json does not exist; check the path.\n");
});

test("one wrong file among good ones is wrong, whatever the others hold", async () => {
  const good = root.write("good.json", emptyPlan);
  expectOneSentence(await cli(["check", good, root.write("bad.json", "{")]));
});

test("a folder without stacks", async () => {
  const run = await cli(["check", new Folder().path]);
  expectOneSentence(run);
  expect(run.err).toContain("is a folder without stacks");
});

test("a cdk.tf.json with company", async () => {
  root.write("stack/extra_override.tf.json", {});
  const run = await cli(["check", root.write("stack/cdk.tf.json", stackOf([]))]);
  expectOneSentence(run);
  expect(run.err).toContain("extra_override.tf.json");
});

const contexts: Wrong[] = [
  { note: "a typo in a key", content: "subscription: []\n", says: 'unknown key "subscription"' },
  { note: "the right spelling of a typo", content: "subscription: []\n", says: 'did you mean "subscriptions"?' },
  { note: "a typo further in", content: "subscriptions:\n  - id: x\n    tag: {}\n", says: "$.subscriptions[0]" },
  { note: "an id that is none", content: "subscriptions:\n  - id: prod\n", says: "$.subscriptions[0].id" },
  { note: "a date that is none", content: "now: yesterday\n", says: "$.now" },
  { note: "no YAML", content: "subscriptions: [\n", says: "is not YAML" },
  { note: "no JSON", content: '{ "now": }', says: "is not JSON" },
  { note: "a list", content: "- a\n", says: "$" },
  { note: "nothing", content: "", says: "is empty; write what is known (docs/context.md), or {} where nothing is." },
  { note: "a comment alone", content: "# subscriptions:\n", says: "is empty" },
  { note: "null", content: "null\n", says: "is empty" },
  { note: "a deep nest", content: `now: ${"[".repeat(5000)}`, says: "is nested too deeply; write it flatter." },
  { note: "a key twice", content: "now: 2026-01-01\nnow: 2027-01-01\n", says: "duplicate key" },
];

test.each(contexts)("a context with $note", async ({ content, says }) => {
  const file = root.write("context", content);
  const run = await cli(["check", root.write("good.json", emptyPlan), "--context", file]);
  expectOneSentence(run);
  expect(run.err).toContain(`aoai-guard: ${file}`);
  expect(run.err).toContain(says);
});

describe("one document in place of another", () => {
  const own = {
    name: "keys",
    policyDefinitionReferenceIds: ["local-auth"],
    exemptionCategory: "Waiver",
    expiresOn: "2027-01-01",
    metadata: { ticket: "T-1", owner: "someone" },
  };
  const assignment = "/providers/Microsoft.Management/managementGroups/corp/providers/x/policyAssignments/guard";
  const azure = { ...own, id: "/subscriptions/x", policyAssignmentId: assignment };
  const account = { id: "11111111-1111-1111-1111-111111111111", tenantId: "x", name: "app" };
  const exemptionFile = 'an exemption file, not a context file; give it to "aoai-guard check" with --exemptions.';
  const contextFile = "a context file, not an exemption file; give it with --context.";

  test.each<[string, string, unknown, string]>([
    ["an exemption file", "--context", { exemptions: [own] }, exemptionFile],
    ["an exemption file with a typo", "--context", { exemptions: [{ ...own, expireOn: "x" }] }, exemptionFile],
    ["a plan", "--context", emptyPlan, "a plan, not a context file; give it as PATH"],
    ["a stack", "--context", stackOf([]), "a synthesized stack, not a context file; give it as PATH"],
    [
      "an account of az",
      "--context",
      account,
      'what az printed, not a context file; make a context file of it with "a',
    ],
    ["a list of az", "--context", [account], "what az printed, not a context file; make"],
    ["a query of az", "--context", { count: 1, data: [account] }, "what az printed, not a context file; make"],
    [
      "a report",
      "--context",
      { version: 1, findings: [] },
      'a report of aoai-guard, not a context file; give it to "a',
    ],
    ["a context", "--exemptions", { subscriptions: [] }, contextFile],
    ["a context of exemptions", "--exemptions", { exemptions: [azure] }, contextFile],
    ["a context of nested ones", "--exemptions", { exemptions: [{ properties: azure }] }, contextFile],
    ["a plan", "--exemptions", emptyPlan, "a plan, not an exemption file; give it as PATH"],
    ["exemptions of az", "--exemptions", [azure], "what az printed, not an exemption file; make"],
    ["a plan", "--baseline", emptyPlan, "a plan, not a JSON report of aoai-guard; give it as PATH"],
    [
      "a context",
      "--baseline",
      { guard: [] },
      "a context file, not a JSON report of aoai-guard; give it with --context",
    ],
    ["a context in YAML", "--baseline", "guard: []\n", "a context file, not a JSON report of aoai-guard; give it with"],
    [
      "an exemption file",
      "--baseline",
      { exemptions: [own] },
      "an exemption file, not a JSON report of aoai-guard; give",
    ],
    ["a context", PATH, { guard: [] }, "a context file, not a plan or a stack; give it with --context."],
    ["a context in YAML", PATH, "guard: []\n", "a context file, not a plan or a stack; give it with --context."],
    [
      "an exemption file in YAML",
      PATH,
      "exemptions:\n  - policyDefinitionReferenceIds: [local-auth]\n",
      'an exemption file, not a plan or a stack; give it to "aoai-guard check" with --exemptions.',
    ],
    ["a report", PATH, { version: 1, findings: [] }, "a report of aoai-guard, not a plan or a stack; give it to"],
  ])("%s as %s", async (_, option, content, says) => {
    const file = root.write("other.json", content as object);
    const run = await cli([
      "check",
      root.write("good.json", emptyPlan),
      ...(option === PATH ? [file] : [option, file]),
    ]);
    expectOneSentence(run);
    expect(run.err).toContain(`aoai-guard: ${file} seems to be ${says}`);
  });

  test.each<[string, string, string | object, string]>([
    ["a resource of az", PATH, account, `is JSON, but neither a plan nor a stack; ${GET_A_PLAN}.`],
    ["YAML of something else", PATH, "a: b\n", `is not JSON; ${GET_A_PLAN}.`],
    [
      "a SARIF report",
      "--baseline",
      { version: "2.1.0", runs: [] },
      `is no JSON report of aoai-guard; ${GET_A_BASELINE}.`,
    ],
    ["null", "--baseline", "null", `is no JSON report of aoai-guard; ${GET_A_BASELINE}.`],
    ["a text report", "--baseline", "1 denied, 0 undetermined\n", GET_A_BASELINE],
    ["an empty file", "--baseline", "", `is empty; ${GET_A_BASELINE}.`],
  ])("%s as %s, which nothing here takes", async (_, option, content, says) => {
    const file = root.write("other.json", content);
    const run = await cli([
      "check",
      root.write("good.json", emptyPlan),
      ...(option === PATH ? [file] : [option, file]),
    ]);
    expectOneSentence(run);
    expect(run.err).toContain(says);
  });

  test("an exemption file among the inputs of context", async () => {
    const run = await cli(["context", root.write("other.json", { exemptions: [own] })]);
    expectOneSentence(run);
    expect(run.err).toContain(exemptionFile);
  });

  test.each<[string, string, object]>([
    ["a context of Azure's exemptions", "--context", { exemptions: [azure] }],
    ["a context of nested ones", "--context", { exemptions: [{ id: "/x", properties: { policyAssignmentId: "/y" } }] }],
    ["a context without exemptions", "--context", { exemptions: [] }],
    ["an exemption file without any", "--exemptions", { exemptions: [] }],
    ["an exemption file", "--exemptions", { exemptions: [{ ...own, address: "azurerm_cognitive_account.a" }] }],
  ])("%s as %s is what it should be", async (_, option, content) => {
    const now = root.write("now.json", { now: "2026-12-01" });
    const rest = option === "--context" ? [] : ["--context", now];
    const file = root.write("same.json", content);
    const run = await cli(["check", root.write("good.json", emptyPlan), option, file, ...rest]);
    expect({ code: run.code, err: run.err }).toEqual({ code: 0, err: "" });
  });
});

test("a context file and a library that do not exist", async () => {
  const plan = root.write("good.json", emptyPlan);
  for (const option of ["--context", "--policies"]) {
    const run = await cli(["check", plan, option, "nowhere"]);
    expectOneSentence(run);
    expect(run.err).toContain("aoai-guard: nowhere does not exist");
  }
});

describe("a name that is none", () => {
  const good = (): string => root.write("good.json", emptyPlan);

  test.each<[string, (plan: string) => string[]]>([
    ["a path", () => ["check", ""]],
    ["a context", (plan) => ["check", plan, "--context", ""]],
    ["a baseline", (plan) => ["check", plan, "--baseline", ""]],
    ["an output", (plan) => ["check", plan, "--output", ""]],
    ["a drawing", (plan) => ["trace", plan, "--output", ""]],
  ])("an empty one, as of a variable that is not set, as %s", async (_, args) => {
    const run = await cli(args(good()));
    expectOneSentence(run);
    expect(run.err).toMatch(/^aoai-guard: "" (does not exist|cannot be written)/);
  });

  test.each(["check", "trace", "arm"])("one that leads round in a circle, as a path of %s", async (command) => {
    const loop = join(root.path, `loop-${command}`);
    symlinkSync(loop, loop);
    const run = await cli([command, loop]);
    expectOneSentence(run);
    expect(run.err).toBe(`aoai-guard: ${loop} cannot be read (ELOOP); check the path.\n`);
  });

  test("one that is too long", async () => {
    const run = await cli(["check", "a".repeat(5000)]);
    expectOneSentence(run);
    expect(run.err).toContain("is longer than a name can be; check the path.");
  });
});

test("where one of several reports cannot be written, none is", async () => {
  const plan = root.write("good.json", emptyPlan);
  const written = join(root.path, "written.json");
  const folder = new Folder().path;
  for (const wrong of [join(root.path, "no-such-folder", "x"), folder, join(plan, "below-a-file")]) {
    const run = await cli(["check", plan, "--report", `json=${written}`, "--report", `sarif=${wrong}`]);
    expectOneSentence(run);
    expect(run.err).toMatch(
      / cannot be written \((ENOENT|EISDIR)\); give --report a file in a folder that exists\.\n$/,
    );
    expect(existsSync(written)).toBe(false);
  }
});

test.each(["--context", "--baseline", "--policies", "--output"])("%s is given once", async (option) => {
  const run = await cli(["check", "plan.json", option, "a", option, "b"]);
  expect({ code: run.code, out: run.out }).toEqual({ code: 2, out: "" });
  expect(run.err).toMatch(
    new RegExp(`^error: option '${option} <\\w+>' argument 'b' is invalid\\. It is given twice\\.\n`),
  );
});

test("a report that cannot be written", async () => {
  const output = `${root.path}/no/such/folder/report.json`;
  const run = await cli(["check", root.write("good.json", emptyPlan), "--output", output]);
  expectOneSentence(run);
  expect(run.err).toContain(`${output} cannot be written (ENOENT)`);
});

describe("usage", () => {
  test.each([
    [[], /^Usage: aoai-guard/],
    [["chekc"], /unknown command 'chekc'[\s\S]*check/],
    [["check"], /missing required argument 'path'/],
    [["check", "x", "--format", "xml"], /'xml' is invalid. Allowed choices are text, json, sarif/],
    [["check", "x", "--undetermined", "ignore"], /Allowed choices are fail, warn/],
    [["check", "x", "--contxt", "y"], /unknown option '--contxt'[\s\S]*--context/],
    [["policy", "hsah"], /unknown command 'hsah'/],
  ])("%j", async (args, message) => {
    const { code, out, err } = await cli(args);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test.each([
    ["--undetermined", "x\n::error::forged"],
    ["--undetermined", "##vso[task.complete]"],
    ["--format", "##[error]forged"],
    ["--report", "\u001b[2Jx"],
    ["--x\n  ::error::forged", ""],
  ])("%j %j commands neither a pipeline's log nor a terminal", async (...args) => {
    const { code, err } = await cli(["check", "x", ...args]);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: /);
    expect(err).not.toMatch(/^\s*::|##\[|##vso\[/m);
    expect(err).not.toContain("\u001b");
  });

  test.each(["check", "trace", "arm", "context", "policy eval", "policy test", "policy lint", "policy hash"])(
    "%s --help lists the exit codes",
    async (command) => {
      const { code, out } = await cli([...command.split(" "), "--help"]);
      expect(code).toBe(0);
      expect(out).toMatch(/\n\nExit code: 0 [^;]+; .*2 [^;]*usage is wrong/);
    },
  );

  test.each([[["--help"]], [["check", "--help"]], [["help", "check"]]])("%j", async (args) => {
    const { code, out, err } = await cli(args);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^Usage: aoai-guard/);
  });
});
