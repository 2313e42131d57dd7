terraform {
  required_providers {
    azapi = { source = "Azure/azapi" }
  }
}
variable "name" {}
variable "eventhub_host" {}
locals { location_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.ExtendedLocation/customLocations/${var.name}" }
resource "azapi_resource" "aio" {
  type      = "Microsoft.IoTOperations/instances@2025-10-01"
  name      = "aio-${var.name}"
  parent_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app"
  location  = "westeurope"
  body      = { extendedLocation = { type = "CustomLocation", name = local.location_id }, properties = {} }
}
resource "azapi_resource" "profile" {
  type      = "Microsoft.DeviceRegistry/assetEndpointProfiles@2024-11-01"
  name      = "cam-${var.name}"
  parent_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app"
  location  = "westeurope"
  body      = { extendedLocation = { type = "CustomLocation", name = local.location_id }, properties = { endpointProfileType = "Microsoft.Onvif", targetAddress = "http://10.1.1.1/onvif/device_service" } }
}
resource "azapi_resource" "asset" {
  type      = "Microsoft.DeviceRegistry/assets@2024-11-01"
  name      = "asset-${var.name}"
  parent_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app"
  location  = "westeurope"
  body      = { extendedLocation = { type = "CustomLocation", name = local.location_id }, properties = { assetEndpointProfileRef = "cam-${var.name}", events = [{ name = "motion", eventNotifier = "x" }] } }
}
resource "azapi_resource" "ep" {
  type      = "Microsoft.IoTOperations/instances/dataflowEndpoints@2025-10-01"
  name      = "eh"
  parent_id = azapi_resource.aio.id
  body      = { extendedLocation = { type = "CustomLocation", name = local.location_id }, properties = { endpointType = "Kafka", kafkaSettings = { host = var.eventhub_host } } }
}
