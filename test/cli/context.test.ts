import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { cli, Folder } from "./harness";

const SUB = "11111111-1111-1111-1111-111111111111";
const OTHER = "22222222-2222-2222-2222-222222222222";
const TENANT = "99999999-9999-9999-9999-999999999999";
const MG = "/providers/Microsoft.Management/managementGroups";

const account = (id: string) => ({
  cloudName: "AzureCloud",
  homeTenantId: TENANT,
  id,
  isDefault: true,
  managedByTenants: [],
  name: "app",
  state: "Enabled",
  tenantId: TENANT,
  user: { name: "someone@contoso.example", type: "user" },
});
const tags = (scope: string, values: object) => ({
  id: `${scope}/providers/Microsoft.Resources/tags/default`,
  name: "default",
  properties: { tags: values },
  type: "Microsoft.Resources/tags",
});
const entity = (name: string, type: string, parentNameChain: string[]) => ({
  displayName: name,
  id: type === "/subscriptions" ? `/subscriptions/${name}` : `${MG}/${name}`,
  name,
  numberOfChildren: 0,
  parent: { id: `${MG}/${parentNameChain.at(-1)}` },
  parentDisplayNameChain: parentNameChain,
  parentNameChain,
  permissions: "view",
  tenantId: TENANT,
  type,
});
const group = (name: string, values: object | null) => ({
  id: `/subscriptions/${SUB}/resourceGroups/${name}`,
  location: "westeurope",
  managedBy: null,
  name,
  properties: { provisioningState: "Succeeded" },
  tags: values,
  type: "Microsoft.Resources/resourceGroups",
});
const assignment = (name: string, set: string, scope = `${MG}/corp`) => ({
  enforcementMode: "Default",
  id: `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`,
  identity: null,
  name,
  notScopes: null,
  parameters: null,
  policyDefinitionId: `${MG}/corp/providers/Microsoft.Authorization/policySetDefinitions/${set}`,
  scope,
  systemData: { createdAt: "2026-01-01T00:00:00Z" },
  type: "Microsoft.Authorization/policyAssignments",
});
const exemption = {
  exemptionCategory: "Waiver",
  expiresOn: "2026-12-20T00:00:00+00:00",
  id: `/subscriptions/${SUB}/providers/Microsoft.Authorization/policyExemptions/keys`,
  metadata: { ticket: "CHG-1" },
  name: "keys",
  policyAssignmentId: assignment("aoai-guard", "aoai-guard").id,
  policyDefinitionReferenceIds: ["local-auth"],
  type: "Microsoft.Authorization/policyExemptions",
};

const OUTPUTS: object[] = [
  account(SUB),
  tags(`/subscriptions/${SUB}`, { "cost-center": "4711" }),
  [
    entity("corp", "Microsoft.Management/managementGroups", [TENANT]),
    entity(SUB, "/subscriptions", [TENANT, "corp", "online"]),
  ],
  [group("rg-app", null), group("rg-data", { stage: "prod" })],
  [
    assignment("aoai-guard-fatal", "aoai-guard-fatal"),
    assignment("aoai-guard", "aoai-guard"),
    assignment("mcsb", "1f3afdf9"),
  ],
  [exemption],
];
const WHOLE = {
  subscriptions: [{ id: SUB, tags: { "cost-center": "4711" }, managementGroups: ["online", "corp", TENANT] }],
  resourceGroups: [
    { id: `/subscriptions/${SUB}/resourceGroups/rg-app`, tags: {} },
    { id: `/subscriptions/${SUB}/resourceGroups/rg-data`, tags: { stage: "prod" } },
  ],
};

const folder = new Folder();
afterAll(() => folder.remove());
const stdin = (...documents: object[]) => documents.map((each) => JSON.stringify(each, null, 2)).join("\n");
const run = async (documents: object[], ...args: string[]) => {
  const { code, out, err } = await cli(["context", ...args], { stdin: stdin(...documents) });
  return { code, err, context: parse(out) as Record<string, unknown> };
};

test("what six commands printed becomes a context that check takes, with nothing missing but what no command prints", async () => {
  const files = OUTPUTS.map((output, i) => folder.write(`${i}.json`, output));
  const output = join(folder.path, "context.yaml");
  const { code, out, err } = await cli(["context", ...files, "--output", output]);
  expect([code, out]).toEqual([0, ""]);
  const context = parse(readFileSync(output, "utf8")) as { assignments: { name: string }[]; exemptions: object[] };
  expect(context).toMatchObject(WHOLE);
  expect(context.assignments.map(({ name }) => name)).toEqual(["aoai-guard-fatal", "aoai-guard"]);
  expect(context.assignments[0]).not.toHaveProperty("systemData");
  expect(context.exemptions).toEqual([exemption]);
  expect(err.match(/^ {2}- .*/gm)).toEqual([expect.stringContaining("approvedReviews")]);

  const plan = join(__dirname, "..", "..", "examples", "body-camera", "plan.json");
  const checked = await cli(["check", plan, "--context", output]);
  expect([checked.code, checked.err]).toEqual([1, ""]);
});

test("the order of the outputs, and whether they stand in one pipe, does not matter", async () => {
  const expected = (await run(OUTPUTS)).context;
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(OUTPUTS, { minLength: OUTPUTS.length }), async (outputs) => {
      expect((await run(outputs)).context).toEqual(expected);
      expect((await run([...outputs, ...outputs])).context).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

test("a tree of management groups places a subscription once its root is known", async () => {
  const shown = {
    children: [
      {
        children: [{ name: SUB, id: `/subscriptions/${SUB}`, type: "/subscriptions" }],
        id: `${MG}/online`,
        name: "online",
        type: "Microsoft.Management/managementGroups",
      },
    ],
    details: { parent: { id: `${MG}/${TENANT}`, name: TENANT } },
    id: `${MG}/corp`,
    name: "corp",
    tenantId: TENANT,
    type: "Microsoft.Management/managementGroups",
  };
  const half = await run([shown]);
  expect(half.context["subscriptions"]).toEqual([{ id: SUB }]);
  expect(half.err).toContain(`az account management-group show --name ${TENANT}`);

  const root = {
    id: `${MG}/${TENANT}`,
    name: TENANT,
    tenantId: TENANT,
    type: "/providers/Microsoft.Management/managementGroups",
  };
  expect((await run([shown, root])).context["subscriptions"]).toEqual([
    { id: SUB, managementGroups: ["online", "corp", TENANT] },
  ]);
});

test("a graph query tells tags and groups of many subscriptions; --subscription keeps one", async () => {
  const row = (subscriptionId: string, chain: string[] | null) => ({
    properties_managementGroupAncestorsChain: chain && chain.map((name) => ({ displayName: name, name })),
    subscriptionId,
    tags: null,
  });
  const rows = {
    count: 2,
    data: [row(SUB, ["online", TENANT]), row(OTHER, ["corp", TENANT])],
    skip_token: null,
    total_records: 2,
  };
  expect((await run([rows])).context["subscriptions"]).toHaveLength(2);
  expect((await run([rows, account(SUB)], "--subscription", SUB)).context["subscriptions"]).toEqual([
    { id: SUB, tags: {}, managementGroups: ["online", TENANT] },
  ]);
});

test("a chain that the reader may not see is unknown, not empty", async () => {
  const { context, err } = await run([[entity(SUB, "/subscriptions", [])]]);
  expect(context["subscriptions"]).toEqual([{ id: SUB }]);
  expect(err).toContain("az account management-group entities list");
});

test("nothing known is told with the command for each", async () => {
  const { code, err } = await run([account(SUB)]);
  expect(code).toBe(0);
  expect(err.match(/az [a-z-]+ [a-z-]+/g)).toEqual([
    "az tag list",
    "az account management-group",
    "az policy assignment",
    "az policy exemption",
    "az group list",
  ]);
});

test("assignments of others say that the guard is assigned nowhere, and that the check will deny", async () => {
  const { context, err } = await run([[assignment("mcsb", "1f3afdf9", `/subscriptions/${SUB}`)], account(SUB)]);
  expect(context["assignments"]).toEqual([]);
  expect(err).toContain("none of the 1 that were given is one, and the check will deny D10");
});

test("an empty list tells nothing, and that is said", async () => {
  const { context, err } = await run([[], account(SUB)]);
  expect(context).not.toHaveProperty("assignments");
  expect(err).toContain("<stdin> (document 1) is an empty list");
  // No exemptions is the ordinary case, and "guard: []" would be the wrong answer to it.
  expect(err).toContain('Of exemptions nothing need be told; is no policy assigned at all, write "guard: []".');
});

test("--output does not take the place of what az printed, also where a context stands in one file with it", async () => {
  const text = JSON.stringify(account(SUB));
  for (const content of [text, `{"now": "2026-01-01"}\n${text}`, "[]"]) {
    const file = folder.write("kept.json", content);
    const { code, out, err } = await cli(["context", file, "--output", relative(process.cwd(), file)]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(
      /kept\.json is read by this run, and would be written over; name another file for the output\.\n$/,
    );
    expect(readFileSync(file, "utf8")).toBe(content);
  }
});

test("a context file is brought up to date in its place", async () => {
  const file = folder.write("renewed.yaml", "approvedReviews: [R-1]\n");
  const { code } = await cli(["context", file, "-", "--output", file], { stdin: JSON.stringify(account(SUB)) });
  expect(code).toBe(0);
  expect(parse(readFileSync(file, "utf8"))).toEqual({ approvedReviews: ["R-1"], subscriptions: [{ id: SUB }] });
});

test("an empty context file, and an output into no folder, are refused", async () => {
  const empty = folder.write("empty.yaml", "# nothing yet\n");
  expect(await cli(["context", empty])).toEqual({
    code: 2,
    out: "",
    err: `aoai-guard: ${empty} is empty; give what az prints, or a context file.\n`,
  });
  const { code, out, err } = await cli(["context", empty, "--output", "/nowhere/at/all"]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^aoai-guard: \/nowhere\/at\/all cannot be written \(ENOENT\)/);
});

test("a context file among the outputs is kept, but for what they tell anew", async () => {
  const before = folder.write(
    "before.yaml",
    `approvedReviews: [REV-1]\nsubscriptions:\n  - { id: ${SUB}, tags: { old: "1" }, managementGroups: [corp] }\n`,
  );
  const { out, err } = await cli(["context", before, "-"], { stdin: stdin(tags(`/subscriptions/${SUB}`, {})) });
  expect(parse(out)).toEqual({
    approvedReviews: ["REV-1"],
    subscriptions: [{ id: SUB, tags: {}, managementGroups: ["corp"] }],
  });
  expect(err).not.toContain("approvedReviews");
});

test.each<[string, string, string]>([
  ["no JSON", "Name    State\napp     Enabled\n", "<stdin> is not JSON"],
  ["nothing", "", "<stdin> is empty"],
  ["cut off", '{"id": "a", [', "<stdin> is not JSON"],
  ["a text", '"x"', "<stdin> at $ holds a value that is no object"],
  ["ids alone", JSON.stringify([SUB]), "<stdin> at $[0] holds a value that is no object"],
  ["a plan", JSON.stringify({ format_version: "1.2" }), "<stdin> at $ is no output that tells anything"],
  [
    "names of tags",
    JSON.stringify([{ count: {}, id: "x", tagName: "env", values: [] }]),
    "<stdin> at $[0] lists names of tags",
  ],
  [
    "a tag that is an object",
    stdin(account(SUB), { ...tags(`/subscriptions/${SUB}`, {}), properties: { tags: { a: { toString: "hunter2" } } } }),
    "<stdin> (document 2) at $ holds an object or a list where az prints a text; give what az prints as it is.",
  ],
  [
    "a name in a chain that is an object",
    JSON.stringify([{ ...entity(SUB, "/subscriptions", []), parentNameChain: [TENANT, { toString: 1 }] }]),
    "<stdin> at $[0] holds an object or a list where az prints a text",
  ],
  [
    "a name in the chain of a query that is an object",
    JSON.stringify([{ subscriptionId: SUB, properties: { managementGroupAncestorsChain: [{ name: {} }] } }]),
    "<stdin> at $[0] holds an object or a list where az prints a text",
  ],
  [
    "a group without id",
    JSON.stringify([{ name: "rg", type: "Microsoft.Resources/resourceGroups" }]),
    "<stdin> at $[0] tells of a resource group without its id",
  ],
  ["a misspelt context", JSON.stringify({ subscriptions: [], gaurd: [] }), '<stdin> at $ has an unknown key "gaurd"'],
  [
    "tags twice",
    stdin(tags(`/subscriptions/${SUB}`, { a: "1" }), tags(`/subscriptions/${SUB.toUpperCase()}`, { a: "2" })),
    "<stdin> (document 2) at $ tells other tags",
  ],
  [
    "a subscription in two places",
    stdin([entity(SUB, "/subscriptions", [TENANT, "a"]), entity(SUB, "/subscriptions", [TENANT, "b"])]),
    "<stdin> at $[1] places",
  ],
  [
    "groups without end",
    `{"type":"Microsoft.Management/managementGroups","name":"a","children":${Array.from({ length: 9999 }, (_, i) => `[{"name":"g${i}","children":`).join("")}[]${"}]".repeat(9999)}}`,
    "<stdin> at $ is nested deeper than management groups are",
  ],
])("bad input, %s: one sentence, exit 2", async (_, text, sentence) => {
  const { code, out, err } = await cli(["context"], { stdin: text });
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(sentence);
  expect(err.trim().split("\n")).toHaveLength(1);
});
