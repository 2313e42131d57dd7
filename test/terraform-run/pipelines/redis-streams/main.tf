# Virtual machines put the frames of what is uploaded into Redis streams; a container app reads them.
resource "azurerm_redis_cache" "r" {
  name                = "redis-frames"
  location            = "westeurope"
  resource_group_name = "rg-app"
  capacity            = 1
  family              = "C"
  sku_name            = "Standard"
}
resource "azurerm_linux_virtual_machine_scale_set" "grab" {
  name                = "vmss-grab"
  location            = "westeurope"
  resource_group_name = "rg-app"
  sku                 = "x"
  admin_username      = "ops"
  source_image_id     = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Compute/images/i"
  custom_data = base64encode(join("\n", [
    "CLIPS='${azurerm_storage_account.s.primary_connection_string}'",
    "REDIS=rediss://:${azurerm_redis_cache.r.primary_access_key}@${azurerm_redis_cache.r.hostname}:6380",
  ]))
  admin_ssh_key {
    username   = "ops"
    public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIrFDWdSSbVAFIKyBWQbCgbAzKDLSDAwBVy9X9f4pYzT ops"
  }
  os_disk {
    storage_account_type = "Standard_LRS"
    caching              = "ReadWrite"
  }
  network_interface {
    name    = "nic"
    primary = true
    ip_configuration {
      name      = "ip"
      primary   = true
      subnet_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
    }
  }
}
resource "azurerm_container_app" "reader" {
  name                         = "ca-reader"
  resource_group_name          = "rg-app"
  container_app_environment_id = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.App/managedEnvironments/e"
  revision_mode                = "Single"
  secret {
    name  = "redis"
    value = azurerm_redis_cache.r.primary_connection_string
  }
  template {
    container {
      name   = "reader"
      image  = "reader:1"
      cpu    = 0.5
      memory = "1Gi"
      env {
        name  = "AZURE_OPENAI_ENDPOINT"
        value = azurerm_cognitive_account.m.endpoint
      }
    }
  }
}
