import { Unknown } from "../../policy/unknown";
import { inGroup } from "../map/place";
import type { Family } from "../map/resource-map";
import { constant, enabled, nonZero, one, or } from "../map/rows";
import { location, tags } from "./common";

/**
 * Managed hardware security modules. The security domain is activated at the module itself.
 * Source: hashicorp/terraform-provider-azurerm internal/services/managedhsm.
 */
export const managedHsm: Family = {
  azurerm_key_vault_managed_hardware_security_module: {
    arm: "Microsoft.KeyVault/managedHSMs",
    place: inGroup("name"),
    rows: [
      location,
      tags,
      constant("sku.family", "B"),
      ["sku_name", "sku.name"],
      constant("properties.createMode", "default"),
      constant("properties.enableSoftDelete", true),
      ["tenant_id", "properties.tenantId", nonZero],
      ["admin_object_ids", "properties.initialAdminObjectIds"],
      ["soft_delete_retention_days", "properties.softDeleteRetentionInDays", or(90)],
      ["purge_protection_enabled", "properties.enablePurgeProtection", or(false)],
      ["public_network_access_enabled", "properties.publicNetworkAccess", enabled("Enabled")],
      [
        "network_acls",
        "properties.networkAcls",
        // What is sent without a block was not recorded.
        one(
          [
            ["bypass", "bypass"],
            ["default_action", "defaultAction"],
          ],
          { computed: true, absent: Unknown },
        ),
      ],
    ],
  },
};
