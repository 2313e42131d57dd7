import type { Action, ArmLink, PlannedResource } from "../../arm/resource";
import { parentType } from "../../arm/id";
import type { OpenObject, OpenValue } from "../../policy/json";
import { isUnknown, Unknown } from "../../policy/unknown";
import type { ProviderConfig, TerraformDocument, TerraformResource } from "../document";
import { canHold } from "../map/holding";
import type { Anchor, Mapped } from "../map/map-azurerm";
import { spelledAs, unknownPaths } from "./body";
import { isExtension, placeById, placeUnder, settle, type AzapiPlace } from "./place";
import { sentBody } from "./resource-body";

/** Attributes whose values azapi sends; all others are computed, or say how to send. */
const WRITTEN = /^(body|sensitive_body|identity|parent_id|resource_id|name|location|tags)(\.|\[|$)/;

/** Whether a Terraform type belongs to the azapi provider. */
export function isAzapi(type: string): boolean {
  return type.startsWith("azapi_");
}

export interface AzapiResult {
  mapped: Mapped[];
  notes: string[];
  /** Whether the resource is one that nothing is known about. */
  unmapped: boolean;
}

/** What a resource whose type is not known could be, of all that the fatal rules are about; of which kind it is, is not known either. */
const COULD_BE = { type: "Microsoft.CognitiveServices/accounts", version: undefined };

const NOTHING: AzapiResult = { mapped: [], notes: [], unmapped: false };

/**
 * Maps a resource of the azapi provider.
 * - azapi_resource: the resource itself.
 * - azapi_update_resource: an overlay; what azapi merges it into cannot be seen.
 * - azapi_resource_action: PUT and PATCH write (PATCH as an overlay), DELETE deletes; anything else tells only what it is about, as `existing`.
 * - data azapi_resource: `existing`, an overlay.
 * - azapi_data_plane_resource: not ARM; named in the notes.
 */
export function mapAzapi(resource: TerraformResource, document: TerraformDocument): AzapiResult {
  switch (resource.type) {
    case "azapi_resource":
      return mapWhole(resource, document, resource.mode === "data");
    case "azapi_update_resource":
      return mapWhole(resource, document, true);
    case "azapi_resource_action":
      return mapAction(resource, document);
    case "azapi_data_plane_resource":
      return resource.mode === "data"
        ? NOTHING
        : {
            mapped: [],
            unmapped: true,
            notes: [`${resource.address} writes past Azure Resource Manager (data plane); it is not judged.`],
          };
    default:
      return { ...NOTHING, unmapped: resource.mode === "managed" };
  }
}

function mapWhole(resource: TerraformResource, document: TerraformDocument, overlay: boolean): AzapiResult {
  const { values } = resource;
  const guessed = isUnknown(values.type) && resource.mode === "managed";
  const typed = guessed ? COULD_BE : splitType(values.type);
  if (!typed)
    return {
      mapped: [],
      unmapped: resource.mode === "managed",
      notes: [`${resource.address} has a type that is not known; it is not judged.`],
    };
  const provider = document.providers.get(resource.providerKey);
  const written = document.kind === "stack" && resource.mode === "managed" && resource.type === "azapi_resource";
  const { body, sensitive } = sentBody(resource, values, provider, false, written);
  if (guessed) body.kind = Unknown;
  const parent = parentOf(resource, typed.type, document, provider);
  const byId =
    (parent === undefined || parent === null || isUnknown(parent)) &&
    values.resource_id !== undefined &&
    values.resource_id !== null;
  const where = (anchor?: PlannedResource): AzapiPlace =>
    byId ? placeById(values.resource_id, anchor) : placeUnder(typed.type, parent, values.name, anchor);
  const place = where();
  const planned = build(resource, document, typed.type, place, body);
  planned.resource.apiVersion = queryVersion(values[queryOf(resource)]) ?? typed.version;
  const path = byId ? "parent" : anchorPath(typed.type, parent);
  planned.links = linksOf(resource, document, body, path);
  planned.sensitive = [...sensitive, ...bodySensitive(resource, body)];
  if (overlay) planned.overlay = true;
  if (resource.before)
    planned.prior = { ...head(typed.type, place), ...sentBody(resource, resource.before, provider, true).body };
  const anchor = anchorOf(planned, path, byId ? typed.type : parentType(typed.type));
  return {
    mapped: [{ planned, anchor, relocate: (target) => settle(planned, where(target)) }],
    notes: guessed
      ? [`${resource.address} has a type that is not known; it is judged as the account it could be.`]
      : [],
    unmapped: false,
  };
}

/** Nobody need say where a resource group goes; a plan holds the provider's subscription already. */
function parentOf(
  { values, mode }: TerraformResource,
  type: string,
  document: TerraformDocument,
  provider: ProviderConfig | undefined,
): OpenValue {
  const given = values.parent_id;
  const open = document.kind !== "stack" || mode !== "managed" || type.toLowerCase() !== RESOURCE_GROUPS;
  if (open || (given !== undefined && given !== null)) return given;
  const subscription = provider?.subscriptionId;
  return typeof subscription === "string" ? `/subscriptions/${subscription}` : Unknown;
}

const RESOURCE_GROUPS = "microsoft.resources/resourcegroups";

function mapAction(resource: TerraformResource, document: TerraformDocument): AzapiResult {
  const { values } = resource;
  const onDestroy = values.when === "destroy";
  if (resource.action === "delete" && !onDestroy) return NOTHING;
  const method =
    typeof values.method === "string" ? values.method.toUpperCase() : isUnknown(values.method) ? Unknown : "POST";
  const writes = isUnknown(method) || method === "PUT" || method === "PATCH";
  const step = values.action;
  const typed = splitType(values.type);
  const target = (anchor?: PlannedResource): AzapiPlace & { type?: string } => {
    const place = placeById(values.resource_id, anchor);
    if (!writes || step === null || step === undefined || step === "") return place;
    // PUT resource_id/deployments/x writes a child.
    return typeof place.id === "string" && typeof step === "string"
      ? placeById(`${place.id}/${step}`)
      : { ...place, id: Unknown, name: Unknown };
  };
  const place = target();
  // An id that is not known yet may be that of a resource which the true one stands on: a plan shows no text around a reference.
  const isTyped = typeof values.resource_id !== "string" && (!writes || typeof step !== "string" || step === "");
  const typeOf = (found: { type?: string }): string | undefined =>
    isTyped ? (typed?.type ?? found.type) : (found.type ?? (writes ? typeBelow(typed?.type, step) : typed?.type));
  const type = typeOf(place);
  if (type === undefined)
    return {
      mapped: [],
      unmapped: true,
      notes: [`${resource.address} acts on something that is not known; it is not judged.`],
    };
  const { body, sensitive } = writes ? sentBody(resource, values, undefined) : { body: {}, sensitive: [] };
  const planned = build(resource, document, type, place, body);
  planned.action = actionOf(resource, method);
  planned.overlay = method !== "PUT";
  planned.links = linksOf(resource, document, body, "parent");
  planned.sensitive = [...sensitive, ...bodySensitive(resource, body)];
  const version = queryVersion(values.query_parameters) ?? typed?.version;
  if (version !== undefined) planned.resource.apiVersion = version;
  return {
    mapped: [
      {
        planned,
        anchor: anchorOf(planned, "parent"),
        relocate: (anchor) => {
          const found = target(anchor);
          settle(planned, found);
          planned.resource.type = typeOf(found) ?? type;
        },
      },
    ],
    notes: [],
    unmapped: false,
  };
}

/** The type of what lies at a path below a resource: `Microsoft.Web/sites` and `config/appsettings` make `Microsoft.Web/sites/config`. */
function typeBelow(type: string | undefined, step: OpenValue): string | undefined {
  if (type === undefined || typeof step !== "string" || step === "") return type;
  return [type, ...step.split("/").filter((_, i) => i % 2 === 0)].join("/");
}

/** A request that is sent when the Terraform resource is deleted is a write all the same. */
function actionOf(resource: TerraformResource, method: OpenValue): Action {
  if (resource.mode === "data" && (method === "GET" || method === "POST")) return "existing";
  if (method === "DELETE") return "delete";
  if (isUnknown(method) || method === "PUT" || method === "PATCH")
    return resource.action === "delete" || resource.mode === "data" ? "update" : resource.action;
  return "existing";
}

function build(
  resource: TerraformResource,
  document: TerraformDocument,
  type: string,
  place: AzapiPlace,
  body: OpenObject,
): PlannedResource {
  return {
    address: resource.address,
    terraformType: resource.type,
    action: resource.action,
    resource: { ...head(type, place), ...body },
    scope: place.scope,
    links: [],
    sensitive: [],
    get unseen() {
      return (resource.unseen ?? []).filter((path) => WRITTEN.test(path));
    },
    get made() {
      return resource.made;
    },
    file: document.file,
    ...(resource.constructPath === undefined ? {} : { constructPath: resource.constructPath }),
    ...(resource.madeAt === undefined ? {} : { madeAt: resource.madeAt }),
  };
}

const anchorOf = ({ links }: PlannedResource, path: string, type?: string): Anchor => ({
  links: () => links.filter((link) => link.path === path),
  ...(type === undefined ? {} : { type }),
});

function head(
  type: string,
  place: AzapiPlace,
): { id: PlannedResource["resource"]["id"]; type: string; name: PlannedResource["resource"]["name"] } {
  return { id: place.id, type, name: place.name };
}

/** `Microsoft.X/y@2024-01-01` in parts. */
function splitType(value: OpenValue): { type: string; version: string | undefined } | undefined {
  if (typeof value !== "string" || !value.includes("/")) return undefined;
  const at = value.lastIndexOf("@");
  return at < 0 ? { type: value, version: undefined } : { type: value.slice(0, at), version: value.slice(at + 1) };
}

/** The query parameters of the request that writes. An azapi_update_resource updates also when Terraform creates it. */
const queryOf = ({ type, action }: TerraformResource): string =>
  type === "azapi_update_resource" || action === "update" ? "update_query_parameters" : "create_query_parameters";

/** An api-version among the query parameters wins over that of the type. */
function queryVersion(parameters: OpenValue): OpenValue {
  if (isUnknown(parameters)) return Unknown;
  if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters)) return undefined;
  const found = Object.entries(parameters as OpenObject).find(([key]) => key.toLowerCase() === "api-version")?.[1];
  return Array.isArray(found) ? found.map(String).join(",") : found;
}

function anchorPath(type: string, parent: OpenValue): string {
  if (type.split("/").length > 2) return "parent";
  if (isExtension(type, parent)) return "scope";
  return "resourceGroup";
}

/**
 * References as links. A plan lists those of `body` without saying where in it: with one unknown value in the body it is there, else
 * the link's path is `properties`. A stack tells the place.
 */
function linksOf(
  resource: TerraformResource,
  document: TerraformDocument,
  body: OpenObject,
  anchor: string,
): ArmLink[] {
  const links: ArmLink[] = [];
  const holds = canHold(resource, document);
  let open: string[] | undefined;
  for (const [attribute, references] of resource.references) {
    let path = attribute;
    if (attribute === "parent_id" || attribute === "resource_id") path = anchor;
    else if (attribute === "body" || attribute === "sensitive_body") {
      open ??= unknownPaths(body);
      path = open.length === 1 ? (open[0] as string) : "properties";
    } else if (/^(sensitive_)?body\./.test(attribute))
      path = spelledAs(body, attribute.slice(attribute.indexOf(".") + 1));
    else if (/^identity(\[\d+\])?\.identity_ids/.test(attribute)) path = "identity.userAssignedIdentities";
    for (const reference of references) {
      if (holds(attribute, reference)) links.push({ path, attribute, to: reference.address, output: reference.output });
    }
  }
  return links;
}

/** Sensitive marks in `body` are at ARM paths already; a mark on the whole body covers every member. */
function bodySensitive(resource: TerraformResource, body: OpenObject): string[] {
  return resource.sensitive.flatMap((path) => {
    if (path === "body") return ["properties", "sku", "kind", "identity", "tags"];
    return path.startsWith("body.") ? [spelledAs(body, path.slice("body.".length))] : [];
  });
}
