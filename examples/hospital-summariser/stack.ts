import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import { Camera, GuardedOpenAiAccount, OpenAiGuardrails } from "aoai-guard";

const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
const CORP = "/providers/Microsoft.Management/managementGroups/corp";

/** A hospital summarises discharge letters: text in, text out, nobody's face. The guard is assigned already, at the management group. */
export class HospitalSummariserStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
    const resourceGroup = new ResourceGroup(this, "group", { name: "rg-summaries", location: "swedencentral" });
    const workspace = new LogAnalyticsWorkspace(this, "logs", {
      name: "log-summaries",
      location: resourceGroup.location,
      resourceGroupName: resourceGroup.name,
    });
    const guardrails = OpenAiGuardrails.fromAssignmentId(this, "guardrails", {
      assignmentId: `${CORP}/providers/Microsoft.Authorization/policyAssignments/aoai-guard`,
    });
    const account = new GuardedOpenAiAccount(this, "openai", {
      guardrails,
      name: "aoai-summaries",
      location: "swedencentral",
      resourceGroup,
      declaration: {
        operator: "none",
        onBehalfOf: "none",
        useCases: ["text-generation", "document-analysis"],
        camera: Camera.NONE,
        owner: "ai-platform@contoso.example",
      },
      logAnalyticsWorkspaceId: workspace.id,
    });
    const filter = account.addContentFilter("clinical", { severity: "Low" });
    account.addDeployment("summaries", {
      model: { name: "gpt-4o", version: "2024-11-20" },
      sku: { name: "DataZoneStandard", capacity: 50 },
      contentFilterName: filter.name,
    });
  }
}
