import { checkPlan, failsRun, InputError } from "../../src/check";
import { resourcesOf, SCENARIOS } from "../cases/scenarios/scenarios";
import { planOf } from "../cases/scenarios/terraform";

const HOSPITAL = SCENARIOS[0]!;
const plan = (change: Record<string, unknown>) => ({
  ...planOf(resourcesOf(HOSPITAL), { subscriptionId: null }),
  ...change,
});
const stateOf = (json: unknown) => checkPlan(json).findings.filter(({ decision }) => decision === null);

const check = (status: string, messages: string[]) => ({
  address: {
    kind: "resource",
    mode: "managed",
    type: "azurerm_cognitive_account",
    name: "this",
    to_display: "azurerm_cognitive_account.this",
  },
  status,
  instances: [
    {
      address: { to_display: 'azurerm_cognitive_account.this["x"]', instance_key: "x" },
      status,
      problems: messages.map((message) => ({ message })),
    },
  ],
});

describe("what Terraform says of a plan", () => {
  test("a whole plan says nothing", () => {
    expect(stateOf(plan({}))).toEqual([]);
  });

  test("a failed check is a finding with the refused address and its message", () => {
    const [finding, ...others] = stateOf(
      plan({ errored: true, complete: false, checks: [check("fail", ["Flagged for\n police."])] }),
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: "terraform-check-failed",
      decision: null,
      verdict: "denied",
      fatal: true,
      resource: { type: "azurerm_cognitive_account", address: 'azurerm_cognitive_account.this["x"]' },
    });
    expect(finding?.message).toContain("Flagged for police.");
    expect(finding?.message).toContain("missing from the plan");
  });

  test("an errored plan without a failed check is one finding about the plan", () => {
    const findings = stateOf(plan({ errored: true, complete: false }));
    expect(findings).toMatchObject([
      { rule: "terraform-check-failed", verdict: "denied", resource: { address: null } },
    ]);
  });

  test("a check that passed is none", () => {
    expect(stateOf(plan({ checks: [check("pass", [])] }))).toEqual([]);
  });

  test("an incomplete plan is undetermined and fails the run", () => {
    const findings = stateOf(plan({ complete: false }));
    expect(findings).toMatchObject([{ rule: "plan-incomplete", verdict: "undetermined", fatal: true }]);
    expect(failsRun({ findings })).toBe(true);
  });
});

describe("a plan that does not say whether it is complete, of OpenTofu or a Terraform before 1.8", () => {
  const managed = (address: string, more: object = {}) => ({ address, mode: "managed", type: "random_id", ...more });
  const change = (address: string, actions: string[] = ["no-op"]) => ({
    address,
    mode: "managed",
    type: "random_id",
    name: "a",
    change: { actions, before: {}, after: {} },
  });
  const findingsOf = (root_module: object, rest: object) =>
    checkPlan({ format_version: "1.2", configuration: { root_module }, ...rest }).findings;
  const inModule = (more: object = {}) => ({
    resources: [managed("random_id.a")],
    module_calls: { m: { ...more, module: { resources: [managed("random_id.b")] } } },
  });

  test("leaves out a resource, as with -target: undetermined, and said which", () => {
    const [finding, ...others] = findingsOf(inModule(), { resource_changes: [change("random_id.a")] });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: "plan-incomplete", verdict: "undetermined", fatal: true });
    expect(finding?.message).toContain("leaves out module.m.random_id.b, which the configuration makes");
  });

  test("leaves out several: the first is named, the others are counted", () => {
    const resources = [managed("random_id.a"), managed("random_id.b"), managed("random_id.c")];
    const [finding] = findingsOf({ resources }, { resource_changes: [change("random_id.c")] });
    expect(finding?.message).toContain("leaves out random_id.a and 1 more,");
  });

  test.each<[string, object, object]>([
    ["plans all", inModule(), { resource_changes: [change("random_id.a"), change("module.m.random_id.b")] }],
    [
      "finds one standing",
      inModule(),
      {
        resource_changes: [change("random_id.a")],
        prior_state: {
          values: {
            root_module: {
              child_modules: [{ address: "module.m", resources: [managed("module.m.random_id.b", { name: "b" })] }],
            },
          },
        },
      },
    ],
    [
      "has a resource without instances",
      { resources: [managed("random_id.a"), managed("random_id.b", { count_expression: { constant_value: 0 } })] },
      { resource_changes: [change("random_id.a")] },
    ],
    [
      "has a module without instances",
      inModule({ for_each_expression: {} }),
      { resource_changes: [change("random_id.a")] },
    ],
    [
      "has a data source",
      { resources: [managed("random_id.a"), { ...managed("data.random_id.b"), mode: "data" }] },
      { resource_changes: [change("random_id.a")] },
    ],
    ["only destroys", inModule(), { resource_changes: [change("random_id.a", ["delete"])] }],
    ["says that it is complete", inModule(), { complete: true, resource_changes: [change("random_id.a")] }],
  ])("%s: nothing to say", (_, root, rest) => {
    expect(findingsOf(root, rest)).toEqual([]);
  });
});

describe("what fails a run", () => {
  const finding = { ...checkPlan(plan({ complete: false })).findings[0]! };
  test.each([
    ["denied", false, undefined, true],
    ["undetermined", true, "warn", true],
    ["undetermined", false, "warn", false],
    ["undetermined", false, "fail", true],
    ["audited", false, "fail", false],
    ["exempted", true, "fail", false],
  ] as const)("%s, fatal %s, --undetermined=%s: %s", (verdict, fatal, undetermined, fails) => {
    expect(failsRun({ findings: [{ ...finding, verdict, fatal }] }, { undetermined })).toBe(fails);
  });
});

test("a context with a typo is refused", () => {
  expect(() => checkPlan(plan({}), { context: { subscription: [] } as object })).toThrow(InputError);
});

test("findings come in the order of decisions", () => {
  const { findings } = checkPlan(plan({ errored: true }), { context: {} });
  const order = findings.map(({ decision }) => (decision === null ? 0 : Number(decision.slice(1))));
  expect(order.length).toBeGreaterThan(3);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});
