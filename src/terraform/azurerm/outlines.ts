import { Unknown } from "../../policy/unknown";
import { below, either, inGroup, type Place } from "../map/place";
import type { Family, ResourceMap } from "../map/resource-map";
import { constant } from "../map/rows";
import { identity, location, tags } from "./common";

/**
 * Types of which only the outline is mapped: ARM type, name, location, identity and tags. Their properties are Unknown, so that no rule about them
 * passes; what tags and links tell is seen.
 * Source of the types: the import ids in the docs of hashicorp/terraform-provider-azurerm.
 */
const outline = (arm: string, place: Place = inGroup("name")): ResourceMap => ({
  arm,
  place,
  rows: [location, identity({ none: false }), tags, constant("properties", Unknown)],
  outline: true,
});

/** A Terraform type without `azurerm_`, its ARM type without the provider, and where it lives if that is not a resource group. */
export type Entry = readonly [type: string, arm: string, place?: Place];

/** Outlines of the types of one resource provider. */
export const outlinesOf = (provider: string, entries: readonly Entry[]): Family =>
  Object.fromEntries(
    entries.map(([type, arm, place]) => [`azurerm_${type}`, outline(`${provider}/${arm}`, place ?? inGroup("name"))]),
  );

export const outlines: Family = {
  azurerm_frontdoor: outline("Microsoft.Network/frontDoors"),
  azurerm_arc_machine: outline("Microsoft.HybridCompute/machines"),
  // Written by the store's own API, as secrets are.
  azurerm_app_configuration_key: outline(
    "Microsoft.AppConfiguration/configurationStores/keyValues",
    below("configuration_store_id", "key"),
  ),
  azurerm_data_factory_custom_dataset: outline(
    "Microsoft.DataFactory/factories/datasets",
    below("data_factory_id", "name"),
  ),
  // Gone from 5.x, or from 4.x already; old plans still hold them.
  azurerm_function_app: outline("Microsoft.Web/sites"),
  azurerm_function_app_slot: outline("Microsoft.Web/sites/slots", inGroup("function_app_name", "name")),
  azurerm_app_service: outline("Microsoft.Web/sites"),
  azurerm_app_service_plan: outline("Microsoft.Web/serverFarms"),
  azurerm_media_services_account: outline("Microsoft.Media/mediaservices"),
  azurerm_media_live_event: outline(
    "Microsoft.Media/mediaservices/liveEvents",
    inGroup("media_services_account_name", "name"),
  ),
  azurerm_media_transform: outline(
    "Microsoft.Media/mediaservices/transforms",
    inGroup("media_services_account_name", "name"),
  ),
  azurerm_video_analyzer: outline("Microsoft.Media/videoAnalyzers"),
  azurerm_video_analyzer_edge_module: outline(
    "Microsoft.Media/videoAnalyzers/edgeModules",
    either(below("video_analyzer_id", "name"), inGroup("video_analyzer_name", "name")),
  ),
};
