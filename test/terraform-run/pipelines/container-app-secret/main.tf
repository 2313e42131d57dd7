resource "azurerm_key_vault" "kv" {
  name                = "kv-x"
  location            = "westeurope"
  resource_group_name = "rg-app"
  tenant_id           = "00000000-0000-0000-0000-000000000001"
  sku_name            = "standard"
}
resource "azurerm_key_vault_secret" "k" {
  name         = "aoai"
  value        = azurerm_cognitive_account.m.primary_access_key
  key_vault_id = azurerm_key_vault.kv.id
}
resource "azurerm_container_app_job" "j" {
  name                         = "j"
  location                     = "westeurope"
  resource_group_name          = "rg-app"
  container_app_environment_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.App/managedEnvironments/e"
  replica_timeout_in_seconds   = 10
  secret {
    name                = "aoai"
    identity            = "System"
    key_vault_secret_id = azurerm_key_vault_secret.k.id
  }
  secret {
    name  = "q"
    value = azurerm_storage_account.s.primary_connection_string
  }
  event_trigger_config {
    scale {
      rules {
        name             = "q"
        custom_rule_type = "azure-queue"
        metadata         = { queueName = "frames" }
        authentication {
          secret_name       = "q"
          trigger_parameter = "connection"
        }
      }
    }
  }
  template {
    container {
      name   = "c"
      image  = "x/y:1"
      cpu    = 0.5
      memory = "1Gi"
      env {
        name        = "K"
        secret_name = "aoai"
      }
    }
  }
}
