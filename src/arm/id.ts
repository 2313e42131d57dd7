/**
 * ARM resource ids: `[scope]/providers/<namespace>/<type>/<name>[/<type>/<name>]*`, and the two ids without `/providers/`, subscriptions and resource
 * groups. Ids are compared without case.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#resourceid
 */

/** An id taken apart. */
export interface ArmId {
  /** As written. */
  id: string;
  /** What it is written under: everything before its last `/providers/`; "" at the tenant. Of a resource group its subscription, of a subscription "". */
  scope: string;
  /** Full type in the casing of the id: `Microsoft.CognitiveServices/accounts/deployments`. */
  type: string;
  /** One segment for each type segment after the provider: `account/deployment`. */
  name: string;
  /** Lower case GUID, where the id lies in a subscription. */
  subscriptionId?: string;
  /** As written, where the id lies in a resource group. */
  resourceGroup?: string;
  /** As written, where the id is a management group or something written on one. */
  managementGroup?: string;
}

const PROVIDERS = "/providers/";
const MANAGEMENT_GROUP = /^\/providers\/microsoft\.management\/managementgroups\/([^/]+)/i;
const SUBSCRIPTION = /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?/i;

/** Takes an ARM id apart; undefined for what is not one. */
export function parseArmId(id: string): ArmId | undefined {
  if (!id.startsWith("/")) return undefined;
  const trimmed = id.length > 1 && id.endsWith("/") ? id.slice(0, -1) : id;
  const within = SUBSCRIPTION.exec(trimmed);
  const group = MANAGEMENT_GROUP.exec(trimmed);
  const place: Pick<ArmId, "subscriptionId" | "resourceGroup" | "managementGroup"> = {};
  if (within?.[1]) place.subscriptionId = within[1].toLowerCase();
  if (within?.[2]) place.resourceGroup = within[2];
  if (group?.[1]) place.managementGroup = group[1];

  const at = trimmed.toLowerCase().lastIndexOf(PROVIDERS);
  if (at < 0) {
    if (!within || within[0].length !== trimmed.length) return undefined;
    if (within[2]) {
      const scope = trimmed.slice(0, trimmed.toLowerCase().indexOf("/resourcegroups/"));
      return { id, scope, type: "Microsoft.Resources/resourceGroups", name: within[2], ...place };
    }
    return { id, scope: "", type: "Microsoft.Resources/subscriptions", name: within[1] ?? "", ...place };
  }
  const segments = trimmed.slice(at + PROVIDERS.length).split("/");
  if (segments.length < 3 || segments.length % 2 === 0 || segments.includes("")) return undefined;
  if (segments.length === 3)
    return {
      id,
      scope: trimmed.slice(0, at),
      type: `${segments[0]}/${segments[1]}`,
      name: segments[2] as string,
      ...place,
    };
  const types = [segments[0]];
  const names: string[] = [];
  for (let i = 1; i < segments.length; i += 2) {
    types.push(segments[i]);
    names.push(segments[i + 1] as string);
  }
  return { id, scope: trimmed.slice(0, at), type: types.join("/"), name: names.join("/"), ...place };
}

/**
 * Builds an id. Subscriptions and resource groups get their own form; `scope` is "" at the tenant.
 * @param name one segment for each type segment after the provider
 */
export function armId(scope: string, type: string, name: string): string {
  if (isType(type, "microsoft.resources/subscriptions")) return `/subscriptions/${name}`;
  if (isType(type, "microsoft.resources/resourcegroups")) return `${scope}/resourceGroups/${name}`;
  const level = type.indexOf("/");
  if (level > 0 && level === type.lastIndexOf("/") && !name.includes("/")) return `${scope}${PROVIDERS}${type}/${name}`;
  const [provider, ...types] = type.split("/");
  const names = name.split("/");
  let id = `${scope}${PROVIDERS}${provider}`;
  for (let i = 0; i < types.length; i++) id += `/${types[i]}/${names[i] ?? ""}`;
  return id;
}

const isType = (type: string, lower: string): boolean => type.length === lower.length && type.toLowerCase() === lower;

/** The id one level up of a child resource (`.../accounts/a` of `.../accounts/a/deployments/d`); undefined for a top-level resource. */
export function parentId(id: string): string | undefined {
  if (isTopLevel(id)) return undefined;
  const parsed = parseArmId(id);
  if (!parsed || !parsed.name.includes("/")) return undefined;
  return id.split("/").slice(0, -2).join("/");
}

/** Whether an id ends in a provider, one type and one name, as most do: told without taking it apart. */
function isTopLevel(id: string): boolean {
  const provider = id.lastIndexOf(PROVIDERS) + PROVIDERS.length;
  if (provider < PROVIDERS.length) return false;
  const name = id.indexOf("/", id.indexOf("/", provider) + 1);
  return name > provider && !id.includes("/", name + 1);
}

/** The type one level up: `Microsoft.X/a` of `Microsoft.X/a/b`; undefined for a top-level type. */
export function parentType(type: string): string | undefined {
  const segments = type.split("/");
  return segments.length > 2 ? segments.slice(0, -1).join("/") : undefined;
}

/** Whether two ids name the same resource. A trailing slash does not count. */
export function sameId(a: string, b: string): boolean {
  return normalized(a) === normalized(b);
}

/** Whether `id` is `scope` or lies below it, by segments. The tenant (`/` or "") holds everything. A management group's members are not told by id. */
export function isWithin(scope: string, id: string): boolean {
  const outer = normalized(scope);
  const inner = normalized(id);
  return outer === "" || inner === outer || inner.startsWith(`${outer}/`);
}

/** An id in the form in which ids are compared: lower case, without a trailing slash. */
export function normalized(id: string): string {
  const lower = id.toLowerCase();
  return lower.endsWith("/") ? lower.slice(0, -1) : lower;
}
