import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { CognitiveAccount } from "@cdktf/provider-azurerm/lib/cognitive-account";
import { CognitiveDeployment } from "@cdktf/provider-azurerm/lib/cognitive-deployment";
import { EventgridSystemTopic } from "@cdktf/provider-azurerm/lib/eventgrid-system-topic";
import { EventgridSystemTopicEventSubscription } from "@cdktf/provider-azurerm/lib/eventgrid-system-topic-event-subscription";
import { Iothub } from "@cdktf/provider-azurerm/lib/iothub";
import { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";

const SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";

/**
 * A product that drafts police reports from body-camera footage. No camera touches the model: officers' cameras upload to an IoT Hub, the upload lands
 * in a container, Event Grid wakes a function, and the function asks GPT-4. Plain azurerm resources, none of the guard's constructs.
 */
export class BodyCameraStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}], subscriptionId: SUBSCRIPTION });
    const group = new ResourceGroup(this, "group", { name: "rg-reports", location: "eastus2" });
    const here = { location: group.location, resourceGroupName: group.name };

    const footage = new StorageAccount(this, "footage", {
      ...here,
      name: "streportfootage",
      accountTier: "Standard",
      accountReplicationType: "LRS",
    });
    const uploads = new StorageContainer(this, "uploads", { name: "uploads", storageAccountId: footage.id });
    new Iothub(this, "cameras", {
      ...here,
      name: "iot-cameras",
      sku: { name: "S1", capacity: 1 },
      fileUpload: { connectionString: footage.primaryBlobConnectionString, containerName: uploads.name },
      tags: { "aoai-camera-source": "body-worn" },
    });

    const openai = new CognitiveAccount(this, "openai", {
      ...here,
      name: "aoai-reports",
      kind: "OpenAI",
      skuName: "S0",
      customSubdomainName: "aoai-reports",
      localAuthEnabled: false,
      publicNetworkAccessEnabled: false,
      tags: {
        "aoai-operator": "us-state-local-police",
        "aoai-on-behalf-of": "us-state-local-police",
        "aoai-use-case": "report-drafting+transcription",
        "aoai-camera-source": "none",
        "aoai-camera-environment": "none",
        "aoai-camera-processing": "none",
        "aoai-owner": "reports@metropd.example",
      },
    });
    new CognitiveDeployment(this, "gpt-4", {
      name: "reports",
      cognitiveAccountId: openai.id,
      model: { format: "OpenAI", name: "gpt-4o", version: "2024-11-20" },
      sku: { name: "Standard", capacity: 100 },
      raiPolicyName: "Microsoft.DefaultV2",
      versionUpgradeOption: "NoAutoUpgrade",
    });

    const plan = new ServicePlan(this, "plan", { ...here, name: "asp-reports", osType: "Linux", skuName: "EP1" });
    const draft = new LinuxFunctionApp(this, "draft", {
      ...here,
      name: "func-draft-reports",
      servicePlanId: plan.id,
      storageAccountName: footage.name,
      storageUsesManagedIdentity: true,
      identity: { type: "SystemAssigned" },
      siteConfig: {},
      appSettings: { OPENAI_ENDPOINT: openai.endpoint },
    });
    const topic = new EventgridSystemTopic(this, "topic", {
      ...here,
      name: "egst-footage",
      sourceResourceId: footage.id,
      topicType: "Microsoft.Storage.StorageAccounts",
    });
    new EventgridSystemTopicEventSubscription(this, "uploaded", {
      name: "uploaded",
      resourceGroupName: group.name,
      systemTopic: topic.name,
      includedEventTypes: ["Microsoft.Storage.BlobCreated"],
      azureFunctionEndpoint: { functionId: `${draft.id}/functions/draft` },
    });
    new RoleAssignment(this, "draft-may-ask", {
      scope: openai.id,
      roleDefinitionName: "Cognitive Services OpenAI User",
      principalId: draft.identity.principalId,
    });
  }
}
