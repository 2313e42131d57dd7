import type { Block } from "../protocol/schema";

export const PROVIDER_BLOCK: Block = {
  description: "Refuses, while Terraform plans and applies, Azure OpenAI for law enforcement and behind cameras.",
  attributes: {
    context: {
      type: "dynamic",
      optional: true,
      description:
        "What is known of the world outside the configuration: subscriptions, their tags, assignments of the guard. As in the file for --context: yamldecode(file(...)).",
    },
  },
};

export const GATE_BLOCK: Block = {
  description:
    "Judges resources by the rules of aoai-guard: fails the plan where one is denied, and the apply where one turns out to be, before what depends on this gate is made.",
  attributes: {
    resources: {
      type: "dynamic",
      required: true,
      writeOnly: true,
      description:
        'The resources and data sources to judge together, by address: { "azurerm_cognitive_account.openai" = azurerm_cognitive_account.openai }. Kept in neither plan nor state.',
    },
    subscription_id: {
      type: "string",
      optional: true,
      description: "GUID of the subscription in which resources lie that have no id yet.",
    },
    undetermined: {
      type: "string",
      optional: true,
      description: 'Whether an undetermined rule that is not fatal fails, too: "warn" (default) or "fail".',
    },
    verdict: {
      type: "string",
      computed: true,
      description: '"compliant", "audited", "exempted" or "undetermined"; what is denied has no gate.',
    },
  },
};
