# Two apps share an environment; the component that reads the uploads is for one of them.
resource "azurerm_container_app_environment" "e" {
  name                = "cae"
  location            = "westeurope"
  resource_group_name = "rg-app"
}
resource "azurerm_container_app_environment_dapr_component" "uploads" {
  name                         = "uploads"
  container_app_environment_id = azurerm_container_app_environment.e.id
  component_type               = "bindings.azure.blobstorage"
  version                      = "v1"
  scopes                       = ["ingest"]
  metadata {
    name  = "accountName"
    value = azurerm_storage_account.s.name
  }
}
resource "azurerm_container_app" "ingest" {
  name                         = "ca-ingest"
  container_app_environment_id = azurerm_container_app_environment.e.id
  resource_group_name          = "rg-app"
  revision_mode                = "Single"
  dapr { app_id = "ingest" }
  template {
    container {
      name   = "c"
      image  = "x/y:1"
      cpu    = 0.5
      memory = "1Gi"
    }
  }
}
resource "azurerm_container_app" "chat" {
  name                         = "ca-chat"
  container_app_environment_id = azurerm_container_app_environment.e.id
  resource_group_name          = "rg-app"
  revision_mode                = "Single"
  dapr { app_id = "chat" }
  template {
    container {
      name   = "c"
      image  = "x/y:1"
      cpu    = 0.5
      memory = "1Gi"
      env {
        name  = "OPENAI"
        value = azurerm_cognitive_account.m.endpoint
      }
    }
  }
}
