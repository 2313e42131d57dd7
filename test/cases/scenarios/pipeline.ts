import { known, ref, type TfResource } from "./terraform";

const common = { location: "", resource_group_name: known("azurerm_resource_group.app.name", "rg-app") };

/** Blob storage -> Event Grid -> function -> account: what lies behind the camera in the body-camera pipeline. */
function behindTheCamera(location: string): TfResource[] {
  const where = { ...common, location };
  return [
    {
      type: "azurerm_storage_account",
      name: "footage",
      values: {
        ...where,
        name: "stfootage01",
        account_tier: "Standard",
        account_replication_type: "LRS",
        account_kind: "StorageV2",
      },
      computed: [
        "primary_blob_endpoint",
        "primary_blob_connection_string",
        "primary_connection_string",
        "primary_access_key",
      ],
    },
    {
      type: "azurerm_storage_container",
      name: "uploads",
      values: {
        name: "uploads",
        storage_account_id: ref("azurerm_storage_account.footage.id"),
        container_access_type: "private",
      },
    },
    {
      type: "azurerm_eventgrid_system_topic",
      name: "footage",
      values: {
        ...where,
        name: "egst-footage",
        source_resource_id: ref("azurerm_storage_account.footage.id"),
        topic_type: "Microsoft.Storage.StorageAccounts",
      },
    },
    {
      type: "azurerm_eventgrid_system_topic_event_subscription",
      name: "describe",
      values: {
        name: "describe",
        resource_group_name: where.resource_group_name,
        system_topic: known("azurerm_eventgrid_system_topic.footage.name", "egst-footage"),
        event_delivery_schema: "EventGridSchema",
        included_event_types: ["Microsoft.Storage.BlobCreated"],
        azure_function_endpoint: [
          { function_id: ref("azurerm_linux_function_app.describe.id", "{}/functions/describe") },
        ],
      },
    },
    {
      type: "azurerm_service_plan",
      name: "plan",
      values: { ...where, name: "asp-app", os_type: "Linux", sku_name: "EP1" },
    },
    {
      type: "azurerm_linux_function_app",
      name: "describe",
      values: {
        ...where,
        name: "func-describe",
        service_plan_id: ref("azurerm_service_plan.plan.id"),
        storage_account_name: known("azurerm_storage_account.footage.name", "stfootage01"),
        storage_uses_managed_identity: true,
        https_only: true,
        identity: [{ type: "SystemAssigned" }],
        app_settings: { OPENAI_ENDPOINT: ref("azurerm_cognitive_account.this.endpoint") },
        site_config: [{}],
      },
      computed: ["default_hostname"],
    },
    {
      type: "azurerm_role_assignment",
      name: "describe",
      values: {
        scope: ref("azurerm_cognitive_account.this.id"),
        role_definition_name: "Cognitive Services OpenAI User",
        principal_id: ref("azurerm_linux_function_app.describe.identity[0].principal_id"),
      },
      computed: ["name", "principal_type", "role_definition_id"],
    },
  ];
}

/** Cameras declared on the IoT Hub that takes their uploads, with what lies behind it. */
export function bodyCameraPipeline(location: string, hubTags: Record<string, string>): TfResource[] {
  return [
    {
      type: "azurerm_iothub",
      name: "cameras",
      values: {
        ...common,
        location,
        name: "iot-cameras",
        sku: [{ name: "S1", capacity: 1 }],
        tags: hubTags,
        file_upload: [
          {
            connection_string: ref("azurerm_storage_account.footage.primary_blob_connection_string"),
            container_name: known("azurerm_storage_container.uploads.name", "uploads"),
            notifications: true,
          },
        ],
      },
      computed: ["hostname"],
    },
    ...behindTheCamera(location),
  ];
}

/** No tag anywhere: an ONVIF device under IoT Operations, whose dataflow writes to the storage account. */
export function onvifPipeline(location: string): TfResource[] {
  const customLocation =
    "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app/providers/Microsoft.ExtendedLocation/customLocations/site";
  const extendedLocation = { type: "CustomLocation", name: customLocation };
  const group = ref("azurerm_resource_group.app.id");
  return [
    {
      type: "azapi_resource",
      name: "camera",
      values: {
        type: "Microsoft.DeviceRegistry/assetEndpointProfiles@2024-11-01",
        name: "entrance-1",
        parent_id: group,
        location,
        body: {
          extendedLocation,
          properties: {
            endpointProfileType: "Microsoft.Onvif",
            targetAddress: "http://10.1.2.3/onvif/device_service",
            authentication: { method: "Anonymous" },
          },
        },
      },
      computed: ["output"],
    },
    {
      type: "azapi_resource",
      name: "operations",
      values: {
        type: "Microsoft.IoTOperations/instances@2025-04-01",
        name: "aio",
        parent_id: group,
        location,
        body: { extendedLocation, properties: {} },
      },
      computed: ["output"],
    },
    {
      type: "azapi_resource",
      name: "to_storage",
      values: {
        type: "Microsoft.IoTOperations/instances/dataflowEndpoints@2025-04-01",
        name: "footage",
        parent_id: ref("azapi_resource.operations.id"),
        body: {
          extendedLocation,
          properties: {
            endpointType: "DataLakeStorage",
            dataLakeStorageSettings: {
              host: "https://stfootage01.blob.core.windows.net",
              authentication: { method: "SystemAssignedManagedIdentity" },
            },
          },
        },
      },
      computed: ["output"],
    },
    ...behindTheCamera(location),
  ];
}
