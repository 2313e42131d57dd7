import { cli, Folder } from "./harness";

const root = new Folder();
afterAll(() => root.remove());

const definition = root.write("definition.json", {
  properties: {
    mode: "All",
    parameters: {
      effect: { type: "String", defaultValue: "Audit", allowedValues: ["Audit", "Deny"] },
      tag: { type: "String", defaultValue: "owner" },
    },
    policyRule: {
      if: {
        allOf: [
          { field: "type", equals: "Microsoft.Storage/storageAccounts" },
          { value: "[subscription().tags[parameters('tag')]]", equals: "police" },
          { field: "tags['owner']", exists: false },
        ],
      },
      then: { effect: "[parameters('effect')]" },
    },
  },
});
const resource = root.write("resource.yaml", "type: Microsoft.Storage/storageAccounts\nname: st\ntags: {}\n");
const context = root.write("context.json", { subscription: { tags: { owner: "police", agency: "none" } } });

const UNDETERMINED = "undetermined, effect deny\nunknown: tags.team\n";
const evaluate = (...args: string[]) =>
  cli([
    "policy",
    "eval",
    ...givenOr("--definition", definition, args),
    ...givenOr("--resource", resource, args),
    ...args,
  ]);
/** An option of the usual value, where the arguments do not give another. */
const givenOr = (option: string, value: string, args: readonly string[]): string[] =>
  args.includes(option) ? [] : [option, value];

test("a match, in words and as JSON", async () => {
  expect(await evaluate("--context", context)).toEqual({ code: 0, out: "match, effect Audit\n", err: "" });
  const { out } = await evaluate("--context", context, "--format", "json");
  expect(JSON.parse(out)).toEqual({ outcome: "match", effect: "Audit", unknown: [] });
});

test("parameters are plain values; the rest take their defaults", async () => {
  const parameters = root.write("parameters.json", { effect: "Deny" });
  const { out } = await evaluate("--context", context, "--parameters", parameters);
  expect(out).toBe("match, effect Deny\n");
});

test("no match", async () => {
  const parameters = root.write("parameters.json", { tag: "agency" });
  expect((await evaluate("--context", context, "--parameters", parameters)).out).toBe("noMatch\n");
});

test("what is not given is unknown, and named", async () => {
  const { code, out } = await evaluate("--format", "json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ outcome: "undetermined", unknown: ["subscription.tags.owner"] });
});

test("a file can say that a value is not known", async () => {
  const open = root.write("open.json", { type: "Microsoft.Storage/storageAccounts", tags: "(unknown)" });
  const { out } = await evaluate("--resource", open, "--context", context);
  expect(out).toBe("undetermined, effect Audit\nunknown: tags.owner\n");
});

describe("an item of what arm lists", () => {
  const PROPERTY = "properties.publicNetworkAccess";
  const rule = root.write("open-network.json", {
    policyRule: {
      if: {
        allOf: [
          { field: "type", equals: "a/b" },
          { value: "[field('tags.team')]", equals: "vision" },
        ],
      },
      then: { effect: "deny" },
    },
  });
  const item = { address: "azapi_resource.this", action: "create", type: "a/b", name: "st" };
  const evaluated = async (more: object) =>
    (await cli(["policy", "eval", "--definition", rule, "--resource", root.write("item.json", { ...item, ...more })]))
      .out;

  test.each([
    ["what it lists as unknown is not absent", { tags: {}, unknown: ["tags.team"] }, UNDETERMINED],
    ["nor is what is hidden", { tags: { team: "(sensitive)" }, unknown: [] }, UNDETERMINED],
    ["a text that holds something hidden", { tags: { team: "a-(sensitive)" }, unknown: [] }, UNDETERMINED],
    ["tags that are unknown as a whole", { unknown: ["tags"] }, UNDETERMINED],
    ["another thing unknown", { tags: { team: "vision" }, unknown: [PROPERTY] }, "match, effect deny\n"],
    ["a tag that is absent", { tags: {}, unknown: [PROPERTY] }, "noMatch\n"],
  ])("%s", async (_, more, said) => {
    expect(await evaluated(more)).toBe(said);
  });
});

test("an explanation on request", async () => {
  expect(JSON.parse((await evaluate("--format", "json", "--context", context)).out).explanation).toBeUndefined();
  expect(
    JSON.parse((await evaluate("--format", "json", "--context", context, "--explain")).out).explanation,
  ).toBeDefined();
});

test("an explanation in words: a line for each condition, with its outcome, its value and what is not known", async () => {
  expect((await evaluate("--explain")).out).toBe(
    `
undetermined, effect Audit
unknown: subscription.tags.owner

undetermined  allOf
match           field type equals "Microsoft.Storage/storageAccounts"
                  is "Microsoft.Storage/storageAccounts"
undetermined    value "[subscription().tags[parameters('tag')]]" equals "police"
                  is (unknown)
                  not known: subscription.tags.owner
                  read: parameters.tag = "owner"
match           field tags['owner'] exists false
                  is absent
`.trimStart(),
  );
});

test("counts, negations and errors are explained, and a long list is cut off", async () => {
  const rule = root.write("counts.json", {
    policyRule: {
      if: {
        anyOf: [
          { not: { count: { field: "properties.rules[*]" }, less: 12 } },
          {
            count: { field: "properties.rules[*]", where: { field: "properties.rules[*].port", greater: 22 } },
            greater: 11,
          },
          { value: "[substring(field('name'), 0, 9)]", equals: "x" },
        ],
      },
      then: { effect: "audit" },
    },
  });
  const ports = Array.from({ length: 12 }, (_, i) => ({ port: i === 0 ? "(unknown)" : 22 + i }));
  const rules = root.write("rules.json", { type: "a/b", name: "st", properties: { rules: ports } });
  const { out } = await cli(["policy", "eval", "--definition", rule, "--resource", rules, "--explain"]);
  const lines = out.split("\n");
  const tree = lines.slice(lines.indexOf("") + 1);
  expect(tree.slice(0, 4)).toEqual([
    "match         anyOf",
    "match           not",
    "noMatch           count of properties.rules[*] less 12",
    "                    is 12",
  ]);
  expect(tree).toContain("                  read: 1 more (--format json shows all)");
  const ports22 = tree.findIndex((line) => line.includes("where"));
  expect(tree.slice(ports22, ports22 + 3)).toEqual([
    'undetermined    count of properties.rules[*] where {"field":"properties.rules[*].port","greater":22} greater 11',
    "                  how many is not known",
    "                  not known: properties.rules[0].port",
  ]);
  expect(tree.find((line) => line.includes("error:"))).toMatch(/^ {18}error: substring: /);
});

test.each([
  ["a text", "x".repeat(200), `"${"x".repeat(159)}..."`],
  ["a text that just fits", "x".repeat(158), `"${"x".repeat(158)}"`],
  ["a text in a list", ["a".repeat(150), "b".repeat(150)], `["${"a".repeat(150)}","${"b".repeat(5)}..."]`.slice(0, -1)],
  ["a list, between texts", ["a".repeat(156), "b"], `["${"a".repeat(156)}",...`],
  ["a text, before an escape", `${"x".repeat(158)}\n${"y".repeat(9)}`, `"${"x".repeat(158)}..."`],
  ["a text, before an escaped quote", `${"x".repeat(158)}"${"y".repeat(9)}`, `"${"x".repeat(158)}..."`],
  ["a text, behind an escaped quote", `${"x".repeat(157)}"${"y".repeat(9)}`, `"${"x".repeat(157)}\\"..."`],
  ["a text, before a control", `${"x".repeat(155)}\u0001${"y".repeat(9)}`, `"${"x".repeat(155)}..."`],
  ["a text, before a sign of two halves", `${"x".repeat(158)}\u{1f4f7}${"y".repeat(9)}`, `"${"x".repeat(158)}..."`],
])("%s that is long is cut off where it can be read", async (_, long, shown) => {
  const rule = root.write("long.json", {
    policyRule: { if: { value: "x", notEquals: long }, then: { effect: "audit" } },
  });
  const { out } = await cli(["policy", "eval", "--definition", rule, "--resource", resource, "--explain"]);
  expect(out).toContain(`value "x" notEquals ${shown}\n`);
});

test("a value in an explanation can neither write lines of its own nor command a log", async () => {
  const hostile = root.write("hostile.json", { type: "##[error]\nmatch   all is well\u202e", name: "st" });
  const { out } = await evaluate("--resource", hostile, "--explain");
  expect(out).not.toMatch(/^match {3}all|##\[|\u202e/m);
  expect(out).toContain('is "#\\u0023[error]\\nmatch   all is well\\u202e"');
});

test("a definition that Azure would refuse: its path in the definition, exit code 2", async () => {
  const wrong = root.write("wrong.json", {
    policyRule: { if: { field: "type", eqals: "x" }, then: { effect: "deny" } },
  });
  const { code, out, err } = await cli(["policy", "eval", "--definition", wrong, "--resource", resource]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^aoai-guard: .*wrong\.json at \$\.policyRule\.if[^\n]*[^.]\.\n$/);
});

test("parameters in Azure's own form", async () => {
  const parameters = root.write("azure-parameters.json", { effect: { value: "Deny" }, tag: { value: "owner" } });
  expect((await evaluate("--context", context, "--parameters", parameters)).out).toBe("match, effect Deny\n");
});

test("what is wrong in another file is said of that file", async () => {
  const misspelt = root.write("misspelt.json", { efect: "Deny" });
  expect((await evaluate("--parameters", misspelt)).err).toBe(
    `aoai-guard: ${misspelt} at $.efect: the definition declares no parameter "efect"; it declares effect, tag.\n`,
  );
  const table = root.write("table.json", "{");
  expect((await evaluate("--aliases", table)).err).toContain(`aoai-guard: ${table} at $: the alias table is not JSON`);
});

describe("a file of another kind", () => {
  const RESOURCE = 'give one ARM resource, such as one that "aoai-guard arm PATH --format json" lists';
  const BY_NAME = "write the value of each parameter by its name, or {} for the defaults";
  const LIST = "write the resources that the look-up finds as a list, [] for none";

  test.each<[string, string, string]>([
    ["--resource", '"text"', `at $ is no object; ${RESOURCE}.`],
    ["--resource", '[{ "type": "Microsoft.Storage/storageAccounts" }]', `at $ is no object; ${RESOURCE}.`],
    ["--resource", "null", `at $ is no object; ${RESOURCE}.`],
    ["--parameters", "[]", `at $ is no object; ${BY_NAME}.`],
    ["--parameters", "null", `at $ is no object; ${BY_NAME}.`],
    ["--parameters", "7", `at $ is no object; ${BY_NAME}.`],
    ["--parameters", '"(unknown)"', `at $ is no object; ${BY_NAME}.`],
    ["--related", "{}", `at $ is no list; ${LIST}.`],
    ["--related", "null", `at $ is no list; ${LIST}.`],
    ["--aliases", " \n", "is empty; pass the output of az provider list --expand resourceTypes/aliases."],
  ])("as %s: %s", async (option, content, says) => {
    const file = root.write("other-kind.json", content);
    expect(await evaluate(option, file)).toEqual({ code: 2, out: "", err: `aoai-guard: ${file} ${says}\n` });
  });

  test.each([
    ["--parameters", "{}"],
    ["--related", "[]"],
    ["--related", '"(unknown)"'],
  ])("as %s: %s is taken", async (option, content) => {
    const { code, err } = await evaluate(option, root.write("this-kind.json", content));
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });
});

test("what has no type is no ARM resource: a whole plan does not come out as one that a rule lets pass", async () => {
  const plan = root.write("plan.json", { format_version: "1.2", resource_changes: [] });
  const { code, out, err } = await evaluate("--resource", plan);
  expect({ code, out, err }).toEqual({
    code: 2,
    out: "",
    err: `aoai-guard: ${plan} at $ has no "type"; give one ARM resource, such as one that "aoai-guard arm PATH --format json" lists.\n`,
  });
  const open = root.write("type-open.json", { type: "(unknown)", name: "st" });
  expect((await evaluate("--resource", open)).code).toBe(0);
});

test.each([
  ["--definition", "does not exist"],
  ["--resource", "does not exist"],
  ["--parameters", "does not exist"],
  ["--context", "does not exist"],
])("%s names a file that is missing", async (option, says) => {
  const { code, err } = await evaluate(option, "nowhere.json");
  expect(code).toBe(2);
  expect(err).toBe(`aoai-guard: nowhere.json ${says}; check the path.\n`);
});

const nested = (depth: number): string => `{"type":"A.B/c","name":"n","a":${"[".repeat(depth)}${"]".repeat(depth)}}`;

test.each([
  ["nested without end", "deep.json", nested(20_000)],
  ["that holds itself", "self.yaml", "type: A.B/c\nproperties: &a\n  b: *a\n"],
])("a file %s, whichever it is", async (_, name, text) => {
  const file = root.write(name, text);
  const err = `aoai-guard: ${file} is nested too deeply; write it flatter.\n`;
  for (const option of ["--resource", "--context", "--parameters"])
    expect(await evaluate(option, file)).toEqual({ code: 2, out: "", err });
});

test("a file nested as deeply as some are", async () => {
  const { code } = await evaluate("--resource", root.write("flat.json", nested(100)));
  expect(code).toBe(0);
});

test("without a definition or a resource", async () => {
  const { code, err } = await cli(["policy", "eval"]);
  expect(code).toBe(2);
  expect(err).toMatch(/required option '--definition <file>' not specified/);
});

test("a part of the context that is misspelt is refused: it would count as not known", async () => {
  const misspelt = root.write("misspelt-context.json", { subscripton: { tags: { owner: "police" } } });
  const { code, err } = await evaluate("--context", misspelt);
  expect({ code, err }).toEqual({
    code: 2,
    err: `aoai-guard: ${misspelt} at $ has an unknown key "subscripton"; use one of subscription, resourceGroup, requestContext, policy, claims, utcNow.\n`,
  });
  const list = root.write("context-list.json", []);
  expect((await evaluate("--context", list)).err).toBe(
    `aoai-guard: ${list} at $ is no object; write one with subscription, resourceGroup, requestContext, policy, claims, utcNow.\n`,
  );
});

test("a definition in YAML, and the resource as modify leaves it", async () => {
  const modify = root.write(
    "modify.yaml",
    `
policyRule:
  if: { field: "tags['owner']", exists: false }
  then:
    effect: modify
    details: { roleDefinitionIds: [], operations: [{ operation: add, field: "tags['owner']", value: team }] }
`,
  );
  const args = ["policy", "eval", "--definition", modify, "--resource", resource];
  const patched = { type: "Microsoft.Storage/storageAccounts", name: "st", tags: { owner: "team" } };
  expect(JSON.parse((await cli([...args, "--format", "json"])).out)).toMatchObject({ outcome: "match", patched });
  expect((await cli(args)).out).toContain(`patched: ${JSON.stringify(patched, null, 2)}`);
});
