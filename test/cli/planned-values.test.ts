import { parseWithoutPlannedValues } from "../../src/cli/read/planned-values";

const CHANGE = { address: "azurerm_x.a", change: { actions: ["create"] } };
/** In the order in which Terraform writes a plan. */
const plan = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  variables: { region: { value: "swedencentral" } },
  planned_values: { root_module: { resources: [{ address: "azurerm_x.a", values: { name: "Grüße, \u{1F300}" } }] } },
  resource_drift: [{ address: "azurerm_x.b" }],
  resource_changes: [CHANGE],
  prior_state: { values: {} },
  configuration: { root_module: {} },
};
const parse = (value: unknown, space?: number): unknown =>
  parseWithoutPlannedValues(Buffer.from(typeof value === "string" ? value : JSON.stringify(value, null, space)));

test("a plan loses its planned values and its drift, and nothing else", () => {
  const { resource_drift: _, ...rest } = plan;
  expect(parse(plan)).toEqual({ ...rest, planned_values: true });
});

test("a plan without variables and drift loses its planned values", () => {
  const { format_version, terraform_version, planned_values, resource_changes } = plan;
  expect(parse({ format_version, terraform_version, planned_values, resource_changes })).toEqual({
    ...{ format_version, terraform_version, planned_values: true, resource_changes },
  });
});

const sorted = Object.fromEntries(Object.entries(plan).sort(([a], [b]) => (a < b ? -1 : 1)));
const { planned_values, resource_changes, prior_state, ...others } = plan;
/** A map that holds all that is looked for. */
const decoy = { planned_values: {}, x: 1, resource_changes: [] };

test.each<[string, unknown]>([
  ["of another order, as a sorted one has", sorted],
  ["with another part before the planned values", { ...plan, terraform_version: undefined }],
  ["with space between its parts", JSON.stringify(plan, null, 1)],
  ["with a byte order mark", `\uFEFF${JSON.stringify(plan)}`],
  ["without changes", { ...plan, resource_changes: undefined }],
  ["without planned values", { ...plan, planned_values: undefined }],
  ["with planned values that are null", { ...plan, planned_values: null }],
  ["whose variables hold the names", { ...plan, variables: { a: { value: decoy } } }],
  ["whose variables hold the first name", { ...plan, variables: { a: { value: { planned_values: { b: 1 } } } } }],
  [
    "whose variables hold the names, and that has no planned values",
    { ...others, variables: { a: { value: decoy } }, resource_changes },
  ],
  ["with a key that ends in a quote and the name", { ...plan, variables: { 'a"planned_values': { value: {} } } }],
  [
    "whose planned values hold the second name",
    { ...plan, planned_values: { root_module: { a: [], resource_changes: [] } } },
  ],
  ["that has planned values twice", `${JSON.stringify(plan).slice(0, -1)},"planned_values":{}}`],
  ["that ends early", JSON.stringify(plan).slice(0, -1)],
  ["that is no JSON further on", JSON.stringify(plan).replace('"prior_state"', '"prior_state')],
])("a plan %s is to be parsed whole", (_, value) => {
  expect(parse(value)).toBeUndefined();
});

const { format_version, terraform_version } = plan;
/** The order of another program: a part stands between the planned values and the changes. */
const between = (part: object): unknown => ({
  ...{ format_version, terraform_version, planned_values, ...part, resource_changes },
});

test.each<[string, object]>([
  ["variables", { variables: plan.variables }],
  ["prior_state", { prior_state }],
  ["configuration", { configuration: plan.configuration }],
  ["checks", { checks: [] }],
  ["errored", { errored: true }],
  ["complete", { complete: false }],
  ["deferred_changes", { deferred_changes: [{}] }],
  ["action_invocations", { action_invocations: [{}] }],
])("a plan whose %s stand between its planned values and its changes is to be parsed whole", (name, part) => {
  expect(parse(between(part))).toBeUndefined();
  expect(parse(between({ output_changes: {} }))).toBeDefined();
  // An attribute of that name is no part of the plan where the plan has that part elsewhere.
  const attribute = { root_module: { resources: [{ values: part }] } };
  expect(parse({ ...plan, planned_values: attribute, ...part })).toEqual({
    ...{ format_version, terraform_version, variables: plan.variables, planned_values: true },
    ...{ resource_changes, prior_state, configuration: plan.configuration, [name]: Object.values(part)[0] as unknown },
  });
});

test("what is to be parsed whole is left as it was", () => {
  const bytes = Buffer.from(JSON.stringify(plan).slice(0, -1));
  const before = Buffer.from(bytes);
  expect(parseWithoutPlannedValues(bytes)).toBeUndefined();
  expect(bytes).toEqual(before);
});

test("a word in a value is not taken for a part of the plan", () => {
  const told = { ...plan, variables: { a: { value: '"planned_values":{ ,"resource_changes":[' } } };
  expect(parse(told)).toMatchObject({ variables: told.variables, resource_changes: [CHANGE], planned_values: true });
});
