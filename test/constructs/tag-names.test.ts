import { TerraformStack, Testing } from "cdktf";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Camera, Guard, GuardedOpenAiAccount, OpenAiGuardrails, type IOpenAiGuardrails } from "aoai-guard";
import { completeTagNames, tagNameParameters } from "../../constructs/tag-names";
import { DEFAULT_TAG_NAMES } from "../../src/governance";
import { initiative } from "../../constructs/library";
import { CONTEXT, CORP, SUBSCRIPTION } from "./gate-fixture";

const tagNames = { operator: "contoso-operator", useCase: "contoso-use", reviewId: "contoso-ticket" };
const parameters = { operatorTag: "contoso-operator", useCaseTag: "contoso-use", reviewIdTag: "contoso-ticket" };

test("the default names are those of the library's parameters", () => {
  const declared = initiative("aoai-guard").properties.parameters;
  for (const [fact, name] of Object.entries(DEFAULT_TAG_NAMES)) {
    expect([fact, declared[`${fact}Tag`]?.defaultValue]).toEqual([fact, name]);
  }
});

test("only changed names become parameters", () => {
  expect(tagNameParameters({ ...tagNames, owner: "aoai-owner" })).toEqual(parameters);
  expect(completeTagNames(tagNames)).toMatchObject({ ...tagNames, owner: "aoai-owner" });
});

describe("an account under a guard with other tag names", () => {
  const stackWith = (
    guard: (stack: TerraformStack) => IOpenAiGuardrails,
    useCase: "retrieval" | "face-verification",
  ): TerraformStack => {
    const stack = new TerraformStack(Testing.app(), "stack");
    new AzurermProvider(stack, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
    new GuardedOpenAiAccount(stack, "openai", {
      guardrails: guard(stack),
      name: "aoai",
      location: "x",
      resourceGroup: new ResourceGroup(stack, "group", { name: "rg", location: "x" }),
      declaration: {
        operator: "none",
        onBehalfOf: "none",
        useCases: [useCase],
        camera: Camera.NONE,
        owner: "team@contoso.example",
      },
    });
    return stack;
  };
  const made = (stack: TerraformStack): IOpenAiGuardrails =>
    new OpenAiGuardrails(stack, "guardrails", { subscriptionId: SUBSCRIPTION, tagNames });
  const read = (stack: TerraformStack): IOpenAiGuardrails =>
    OpenAiGuardrails.fromAssignmentId(stack, "guardrails", {
      assignmentId: `${CORP}/providers/Microsoft.Authorization/policyAssignments/aoai-guard`,
      tagNames,
    });
  const own = { context: { subscriptions: CONTEXT.subscriptions } };
  const told = { context: { ...CONTEXT, guard: [{ scope: CORP, parameters }] } };

  test.each([
    ["made here", made, own],
    ["assigned already", read, told],
  ] as const)("is judged by them, the guard %s", (_case, guard, options) => {
    const decisions = (useCase: "retrieval" | "face-verification"): (string | undefined)[] =>
      Guard.check(stackWith(guard, useCase), options).refused.map(({ decision }) => decision);
    expect(decisions("retrieval")).toEqual([]);
    expect(decisions("face-verification")).toEqual(["D4"]);
  });
});
