import type { TerraformDocument, TerraformResource } from "../document";
import type { MapContext } from "../map/block";
import type { Mapped } from "../map/map-azurerm";

/** Whether a Terraform type belongs to the azapi provider. */
export function isAzapi(type: string): boolean {
  return type.startsWith("azapi_");
}

export interface AzapiResult {
  mapped: Mapped[];
  notes: string[];
  unmapped: boolean;
}

/** Maps a resource of the azapi provider. */
export function mapAzapi(resource: TerraformResource, _context: MapContext, _document: TerraformDocument): AzapiResult {
  return { mapped: [], notes: [], unmapped: resource.mode === "managed" };
}
