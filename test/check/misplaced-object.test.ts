import { checkPlan, checkStack, InputError } from "../../src/check";
import { refusingMisplacedObjects } from "../../src/terraform";
import { planOf, stackOf, type TfValue } from "../cases/scenarios/terraform";
import { cli, Folder } from "../cli/harness";

/** An object in the place of a text is judged like any text that no rule knows; where a key of it hides how it becomes a text, it is refused. */

const root = new Folder();
afterAll(() => root.remove());

const container = (access: TfValue) => ({
  type: "azurerm_storage_container",
  name: "uploads",
  values: { name: "uploads", storage_account_id: "/subscriptions/s", container_access_type: access },
});
const PROBLEM = 'has an object with a key "toString" in the place of a text or a number';
const AT = `at azurerm_storage_container.uploads.container_access_type ${PROBLEM}`;
const AS_IT_IS = 'pass the output of "terraform show -json PLANFILE" as it is.';

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  return "taken";
}

test.each<[string, TfValue]>([
  ["with the key", { toString: "hunter2" }],
  ["with both keys", { valueOf: 1, toString: { a: 1 } }],
  ["in a list", [{ toString: null }]],
  ["further in", [[{ toString: "hunter2" }]]],
])("an object %s", (_, value) => {
  expect(refusal(() => checkPlan(planOf([container(value)]), { file: "plan.json" }))).toBe(
    `plan.json ${AT}; ${AS_IT_IS}`,
  );
});

test("an object in a stack", () => {
  const stack = stackOf([container({ toString: "hunter2" })]);
  expect(refusal(() => checkStack(stack))).toBe(`stack ${AT}; write the value itself.`);
});

test.each<[string, TfValue]>([
  ["another key", { a: 1 }],
  ["a key that JSON.stringify would ask", { toJSON: 1 }],
  ["valueOf alone", { valueOf: 1 }],
])("an object with %s is judged", (_, value) => {
  expect(refusal(() => checkPlan(planOf([container(value)])))).toBe("taken");
});

test("a tag of that name is a tag", () => {
  const account = {
    type: "azurerm_cognitive_account",
    name: "ai",
    values: { name: "ai", kind: "OpenAI", tags: { toString: "x" } },
  };
  const { findings } = checkPlan(planOf([account, container("private")]));
  expect(findings.map(({ decision }) => decision)).toContain("D9");
});

test("an error that has another cause stays what it is", () => {
  const fail = (error: Error) => () => {
    throw error;
  };
  const [primitive, other] = [
    new TypeError("Cannot convert object to primitive value"),
    new TypeError("x is not a function"),
  ];
  expect(() => refusingMisplacedObjects([], fail(primitive))).toThrow(primitive);
  expect(() => refusingMisplacedObjects([], fail(other))).toThrow(other);
});

test.each(["check", "trace", "arm"])("%s refuses it with one sentence", async (command) => {
  const file = root.write("plan.json", planOf([container({ toString: "hunter2" })]));
  expect(await cli([command, file])).toEqual({ code: 2, out: "", err: `aoai-guard: ${file} ${AT}; ${AS_IT_IS}\n` });
});

test("a provider's name that is no text is no name", async () => {
  const plan = planOf([container("private")]) as { configuration: { provider_config: Record<string, object> } };
  for (const name of Object.keys(plan.configuration.provider_config))
    plan.configuration.provider_config[name] = { name: { toString: 1 }, full_name: { toString: 1 } };
  expect((await cli(["arm", root.write("provider.json", plan)])).code).toBe(0);
});
