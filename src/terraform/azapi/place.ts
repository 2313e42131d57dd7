import { armId, parseArmId } from "../../arm/id";
import type { ArmResource, PlannedResource, ResourceScope } from "../../arm/resource";
import type { Maybe, OpenValue } from "../../policy/json";
import { Unknown } from "../../policy/unknown";

/** Where azapi writes, and how it says so. */
export interface AzapiPlace {
  id: Maybe<string>;
  name: Maybe<string>;
  scope: ResourceScope;
}

/** One-segment types that are written on another resource, also where that is a resource group or subscription. */
const EXTENSIONS =
  /^microsoft\.(authorization|resources\/tags|policyinsights|insights\/diagnosticsettings|eventgrid\/eventsubscriptions|servicelinker|consumption|costmanagement|security|advisor|kubernetesconfiguration|serialconsole|support)(\/|$)/i;

/** Whether a type is written on what its parent_id names rather than in it. */
export function isExtension(type: string, parent: OpenValue): boolean {
  if (type.split("/").length > 2) return false;
  if (EXTENSIONS.test(type)) return true;
  return (
    typeof parent === "string" &&
    /\/providers\//i.test(parent) &&
    !/^microsoft\.management\/managementgroups$/i.test(type)
  );
}

/**
 * Id of an azapi_resource: `parent_id`, type and name. Deeper types append their last segment to the parent's id.
 * @param anchor the planned resource that parent_id refers to, where its value is not known
 */
export function placeUnder(type: string, parent: OpenValue, name: OpenValue, anchor?: PlannedResource): AzapiPlace {
  const own: Maybe<string> = typeof name === "string" ? name : Unknown;
  const above =
    typeof parent === "string" ? parent : typeof anchor?.resource.id === "string" ? anchor.resource.id : undefined;
  const nested = type.split("/").length > 2;
  const extension = isExtension(type, above ?? parent);
  if (above === undefined) {
    const outer = anchor?.resource.name;
    const full = nested ? (typeof outer === "string" && typeof own === "string" ? `${outer}/${own}` : Unknown) : own;
    const scope: ResourceScope = anchor ? { ...anchor.scope } : { subscriptionId: Unknown, resourceGroup: Unknown };
    if (extension) scope.on = Unknown;
    return { id: Unknown, name: full, scope };
  }
  const base = above === "/" ? "" : above.replace(/\/$/, "");
  const outer = parseArmId(base);
  const scope = scopeOf(outer);
  if (extension) scope.on = base === "" ? "/" : base;
  if (typeof own !== "string") return { id: Unknown, name: Unknown, scope };
  const id = nested ? `${base}/${type.slice(type.lastIndexOf("/") + 1)}/${own}` : armId(base, type, own);
  return { id, name: nested && outer ? `${outer.name}/${own}` : own, scope };
}

/** Place of what is written by its id (azapi_update_resource, azapi_resource_action). */
export function placeById(id: OpenValue, anchor?: PlannedResource): AzapiPlace & { type?: string } {
  const value = typeof id === "string" ? id : typeof anchor?.resource.id === "string" ? anchor.resource.id : undefined;
  const parsed = value === undefined ? undefined : parseArmId(value);
  if (!parsed)
    return {
      id: value ?? Unknown,
      name: anchor?.resource.name ?? Unknown,
      scope: anchor?.scope ?? { subscriptionId: Unknown, resourceGroup: Unknown },
    };
  const scope = scopeOf(parsed);
  if (isExtension(parsed.type, parsed.scope)) scope.on = parsed.scope === "" ? "/" : parsed.scope;
  return { id: parsed.id, name: parsed.name, type: parsed.type, scope };
}

/** Writes a place into a planned resource. */
export function settle(planned: PlannedResource, place: AzapiPlace): void {
  const at: Pick<ArmResource, "id" | "name"> = { id: place.id, name: place.name };
  Object.assign(planned.resource, at);
  if (planned.prior) Object.assign(planned.prior, at);
  planned.scope = place.scope;
}

function scopeOf(
  parsed: { subscriptionId?: string; resourceGroup?: string; managementGroup?: string } | undefined,
): ResourceScope {
  const scope: ResourceScope = {};
  if (parsed?.subscriptionId !== undefined) scope.subscriptionId = parsed.subscriptionId;
  if (parsed?.resourceGroup !== undefined) scope.resourceGroup = parsed.resourceGroup;
  if (parsed?.managementGroup !== undefined) scope.managementGroup = parsed.managementGroup;
  return scope;
}
