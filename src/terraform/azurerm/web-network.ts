import { below } from "../map/place";
import type { Family } from "../map/resource-map";
import type { Row } from "../map/rows";

const subnet: Row = ["subnet_id", "properties.subnetResourceId"];

/**
 * The virtual network an app reaches into, where that is a resource beside the app.
 * Source: hashicorp/terraform-provider-azurerm internal/services/web/app_service_virtual_network_swift_connection_resource.go and parse of its ids
 * (`.../sites/site1/slots/slot1/networkconfig/virtualNetwork`).
 */
export const webNetwork: Family = {
  azurerm_app_service_virtual_network_swift_connection: {
    arm: "Microsoft.Web/sites/networkConfig",
    place: below("app_service_id", "=virtualNetwork"),
    rows: [subnet],
  },
  azurerm_app_service_slot_virtual_network_swift_connection: {
    arm: "Microsoft.Web/sites/slots/networkConfig",
    place: below("app_service_id", "slot_name", "=virtualNetwork"),
    rows: [subnet],
  },
};
