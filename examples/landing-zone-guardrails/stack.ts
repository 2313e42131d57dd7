import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { OpenAiGuardrails, ReviewedUse } from "aoai-guard";
import { inDays } from "../support";

const PLATFORM = "44444444-4444-4444-4444-444444444444";
const POLICE = "22222222-2222-2222-2222-222222222222";
const LOBBY_GROUP = "/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-lobby";

/** How far the roll-out is. */
export interface RollOut {
  /** `Audit` while teams add their declarations, then `Deny`. Fatal rules deny from the first day. */
  readonly effect: "Audit" | "Deny";
}

/**
 * The guard for a whole tenant: assigned at the management group by the platform team, where nobody who owns a subscription below can take it away, and
 * one reviewed exemption from it.
 */
export class LandingZoneGuardrailsStack extends TerraformStack {
  constructor(scope: Construct, id: string, { effect }: RollOut) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}], subscriptionId: PLATFORM });
    const guardrails = new OpenAiGuardrails(this, "guardrails", {
      managementGroupId: "/providers/Microsoft.Management/managementGroups/corp",
      flaggedSubscriptionIds: [POLICE],
      defaultEffect: effect,
      effects: effect === "Deny" ? { "local-auth": "Deny", "public-network-access": "Deny" } : {},
    });
    new ReviewedUse(this, "lobby-partner-access", {
      guardrails,
      resourceGroupId: LOBBY_GROUP,
      rules: ["public-network-access"],
      category: "Mitigated",
      expiresOn: inDays(60),
      ticket: "CHG-4711",
      owner: "ai-platform@contoso.example",
      reason: "The partner's captioning client comes from one fixed address until its private link is built.",
    });
  }
}
