# Azure writes the machine's boot log where uploads lie, too; the machine itself reads none of them.
resource "azurerm_network_interface" "desk" {
  name                = "nic-desk"
  location            = "westeurope"
  resource_group_name = "rg-app"
  ip_configuration {
    name                          = "c"
    subnet_id                     = "/subscriptions/40000000-0000-4000-8000-000000000004/resourceGroups/rg-app/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
    private_ip_address_allocation = "Dynamic"
  }
}
resource "azurerm_linux_virtual_machine" "desk" {
  name                  = "desk"
  location              = "westeurope"
  resource_group_name   = "rg-app"
  size                  = "Standard_B2s"
  admin_username        = "desk"
  network_interface_ids = [azurerm_network_interface.desk.id]
  user_data             = base64encode("ENDPOINT=${azurerm_cognitive_account.m.endpoint}")
  admin_ssh_key {
    username   = "desk"
    public_key = "ssh-rsa AAAA"
  }
  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "StandardSSD_LRS"
  }
  boot_diagnostics {
    storage_account_uri = azurerm_storage_account.s.primary_blob_endpoint
  }
}
