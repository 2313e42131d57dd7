# Code that is sent to a pool of sessions finds uploads and a model in its environment.
resource "azapi_resource" "sessions" {
  type      = "Microsoft.App/sessionPools@2025-07-01"
  name      = "sessions"
  location  = "westeurope"
  parent_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app"
  body = {
    properties = {
      poolManagementType = "Dynamic"
      containerType      = "CustomContainer"
      customContainerTemplate = {
        containers = [{
          name  = "runner"
          image = "runner:1"
          env = [
            { name = "UPLOADS", value = azurerm_storage_account.s.primary_blob_endpoint },
            { name = "MODEL", value = azurerm_cognitive_account.m.endpoint },
          ]
        }]
      }
    }
  }
}
