import { checkPlan, checkStack, type CheckContext } from "../../src/check";

/** Where no provider block names a subscription, the environment does, and only the context can tell. */
const [OURS, OTHER] = ["11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"];
const PROVIDER = "registry.terraform.io/hashicorp/azurerm";
const TAGS = Object.fromEntries(
  ["operator", "on-behalf-of", "camera-source", "camera-environment", "camera-processing"]
    .map((name) => [`aoai-${name}`, "none"])
    .concat([
      ["aoai-use-case", "text-generation"],
      ["aoai-owner", "ai@contoso.example"],
    ]),
);
const ACCOUNT = {
  name: "a",
  location: "westeurope",
  resource_group_name: "rg",
  kind: "OpenAI",
  sku_name: "S0",
  tags: TAGS,
};

/** Ours is flagged, the other is not. */
const CONTEXT: CheckContext = {
  defaultSubscription: OURS,
  subscriptions: [
    { id: OURS, tags: { "aoai-operator": "us-state-local-police" }, managementGroups: [] },
    { id: OTHER, tags: {}, managementGroups: [] },
  ],
  resourceGroups: [OURS, OTHER].map((id) => ({ id: `/subscriptions/${id}/resourceGroups/rg`, tags: {} })),
};

function plan(expressions: object, { id }: { id?: string } = {}): unknown {
  const type = "azurerm_cognitive_account";
  const after = { ...ACCOUNT, ...(id !== undefined && { id }) };
  return {
    format_version: "1.2",
    resource_changes: [
      {
        address: `${type}.a`,
        mode: "managed",
        type,
        name: "a",
        provider_name: PROVIDER,
        change: {
          actions: [id === undefined ? "create" : "no-op"],
          before: null,
          after,
          after_unknown: id === undefined ? { id: true } : {},
        },
      },
    ],
    configuration: {
      provider_config: { azurerm: { name: "azurerm", full_name: PROVIDER, expressions } },
      root_module: {
        resources: [
          { address: `${type}.a`, mode: "managed", type, name: "a", provider_config_key: "azurerm", expressions: {} },
        ],
      },
    },
  };
}

const review = (report: ReturnType<typeof checkPlan>): string | undefined =>
  report.findings.find(({ decision }) => decision === "D5")?.verdict;

test.each<[string, object, string | undefined]>([
  ["says nothing: the environment's", {}, "denied"],
  ["names another", { subscription_id: { constant_value: OTHER } }, undefined],
  ["names one that is not known", { subscription_id: { references: ["data.external.x"] } }, "undetermined"],
])("a provider block that %s", (_note, expressions, verdict) => {
  const [without, withDefault] = [{ ...CONTEXT, defaultSubscription: undefined }, CONTEXT].map((context) =>
    review(checkPlan(plan(expressions), { context })),
  );
  expect(withDefault).toBe(verdict);
  // Where the block says something the context changes nothing.
  expect(without).toBe("subscription_id" in expressions ? verdict : "undetermined");
});

test("an id that the resource has already goes before it", () => {
  const id = `/subscriptions/${OTHER}/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a`;
  expect(review(checkPlan(plan({}, { id }), { context: CONTEXT }))).not.toBe("denied");
});

test("so it is in a synthesized stack", () => {
  const stack = (provider: object): unknown => ({
    terraform: { required_providers: { azurerm: { source: "hashicorp/azurerm", version: "4.55.0" } } },
    provider: { azurerm: [provider] },
    resource: { azurerm_cognitive_account: { a: ACCOUNT } },
  });
  expect(review(checkStack(stack({ features: [{}] }), { context: CONTEXT }))).toBe("denied");
  expect(review(checkStack(stack({ features: [{}], subscription_id: OTHER }), { context: CONTEXT }))).not.toBe(
    "denied",
  );
  expect(review(checkStack(stack({ features: [{}], subscription_id: "${var.id}" }), { context: CONTEXT }))).toBe(
    "undetermined",
  );
});
