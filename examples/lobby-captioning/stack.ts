import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { GuardedOpenAiAccount, OpenAiGuardrails } from "aoai-guard";

const SUBSCRIPTION = "33333333-3333-3333-3333-333333333333";
const CORP = "/providers/Microsoft.Management/managementGroups/corp";

/**
 * A fixed camera in an office lobby, in a place the operator controls, captioned for visitors who cannot see it. Nothing restricts this, and the guard
 * must let it pass: a camera is declared, no police is near, no face is matched.
 */
export class LobbyCaptioningStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
    const resourceGroup = new ResourceGroup(this, "group", { name: "rg-lobby", location: "westeurope" });
    const guardrails = OpenAiGuardrails.fromAssignmentId(this, "guardrails", {
      assignmentId: `${CORP}/providers/Microsoft.Authorization/policyAssignments/aoai-guard`,
    });
    const account = new GuardedOpenAiAccount(this, "foundry", {
      guardrails,
      kind: "AIServices",
      projectManagementEnabled: true,
      name: "ai-lobby",
      location: "westeurope",
      resourceGroup,
      declaration: {
        operator: "none",
        onBehalfOf: "none",
        useCases: ["image-analysis", "accessibility"],
        camera: { source: "fixed", environment: "controlled", processing: "real-time" },
        owner: "facilities@contoso.example",
      },
    });
    const filter = account.addContentFilter("lobby");
    account.addDeployment("captions", {
      model: { name: "gpt-4o", version: "2024-11-20" },
      sku: { name: "GlobalStandard", capacity: 10 },
      contentFilterName: filter.name,
    });
  }
}
