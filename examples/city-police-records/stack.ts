import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Camera, GuardedOpenAiAccount, OpenAiGuardrails } from "aoai-guard";
import { inDays } from "../support";

const SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";

/**
 * A city police department answers records requests with a model that reads text only. Police may use the service for other things than
 * faces, after a review: the subscription is flagged, the review is named, and nothing but that review counts.
 */
export class CityPoliceRecordsStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
    const resourceGroup = new ResourceGroup(this, "group", { name: "rg-records", location: "eastus2" });
    const guardrails = new OpenAiGuardrails(this, "guardrails", {
      subscriptionId: SUBSCRIPTION,
      flaggedSubscriptionIds: [SUBSCRIPTION],
      approvedReviews: ["REV-2026-117"],
    });
    const account = new GuardedOpenAiAccount(this, "openai", {
      guardrails,
      name: "aoai-records",
      location: "eastus2",
      resourceGroup,
      declaration: {
        operator: "us-state-local-police",
        onBehalfOf: "us-state-local-police",
        useCases: ["retrieval", "document-analysis"],
        camera: Camera.NONE,
        owner: "records@metropd.example",
        review: { id: "REV-2026-117", expires: inDays(60) },
      },
    });
    const filter = account.addContentFilter("records");
    account.addDeployment("answers", {
      model: { name: "o3-mini", version: "2025-01-31" },
      sku: { name: "Standard", capacity: 20 },
      contentFilterName: filter.name,
    });
    account.addDeployment("search", {
      model: { name: "text-embedding-3-large", version: "1" },
      sku: { name: "Standard", capacity: 20 },
      contentFilterName: filter.name,
    });
  }
}
