import { parseArmId } from "../../arm/id";
import type { ArmResource, PlannedResource } from "../../arm/resource";
import { ResourceIndex } from "../../arm/resource-index";
import type { ProviderConfig, TerraformDocument, TerraformResource } from "../document";
import { isUnknown, Unknown } from "../../policy/unknown";
import { azurermMap, dataSourceMap } from "../azurerm";
import { isAzapi, mapAzapi } from "../azapi";
import { isDeployment, openDeployment } from "../deployments";
import type { MapContext } from "./block";
import { clusterContent, writesIntoCluster } from "./cluster-content";
import { joinPlaces } from "./join";
import { mapByTable, type Mapped } from "./map-azurerm";
import { isObject } from "./rows";
import { azurermMajor } from "./version";

/** What the checker sees of a document. */
export interface MappedDocument {
  resources: PlannedResource[];
  /** Finds them. */
  index: ResourceIndex;
  /** Terraform types of azurerm and azapi that no table covers -> how many managed resources of each the document has. */
  unmapped: Record<string, number>;
  /** Sentences about what cannot be judged. */
  notes: string[];
}

/**
 * Turns every resource of a plan or stack into what ARM receives: azurerm by tables, azapi by its rules; data sources and state as `existing`.
 * Several planned resources may come of one Terraform resource. Resources of other providers are left out; those among them that can reach
 * Azure by running something are named in `notes`.
 */
export function mapResources(document: TerraformDocument): MappedDocument {
  const mapped: Mapped[] = [];
  const unmapped: Record<string, number> = {};
  const notes: string[] = [];
  const opaque: string[] = [];
  const writers: TerraformResource[] = [];
  let major: number | undefined | null = null;
  const context = (resource: TerraformResource): MapContext => {
    if (major === null) major = azurermMajor(document, azurermMap);
    return { subscriptionId: subscriptionOf(resource, document.providers), major, address: resource.address };
  };

  for (const resource of document.resources) {
    for (const reason of resource.opaque) opaque.push(`${resource.address} (${reason})`);
    if (isAzapi(resource.type)) {
      const result = mapAzapi(resource, document);
      mapped.push(...result.mapped);
      notes.push(...result.notes);
      if (result.unmapped) count(unmapped, resource.type);
      continue;
    }
    if (resource.mode === "data") {
      const map = dataSourceMap(resource.type);
      if (map) mapByTable(resource, map, context(resource), document, mapped);
      continue;
    }
    if (writesIntoCluster(resource)) {
      writers.push(resource);
      continue;
    }
    const map = azurermMap(resource.type);
    if (map) mapByTable(resource, map, context(resource), document, mapped);
    else if (resource.type.startsWith("azurerm_") && resource.action !== "existing") count(unmapped, resource.type);
  }
  const resources = mapped.map((item) => item.planned);
  for (const { resource, prior } of resources) {
    settleHead(resource);
    if (prior) settleHead(prior);
  }
  const index = new ResourceIndex(resources);
  joinPlaces(mapped, index);
  const inside: PlannedResource[] = [];
  for (const planned of resources.filter(isDeployment)) {
    const opened = openDeployment(planned);
    for (const { resource } of opened.resources) settleHead(resource);
    inside.push(...opened.resources);
    notes.push(...opened.notes);
  }
  const written = writers.length === 0 ? [] : clusterContent(writers, resources, document);
  const all = inside.length + written.length === 0 ? resources : [...resources, ...inside, ...written];
  if (document.kind === "plan" && [...document.providers.values()].some(({ source }) => source.endsWith("/azapi"))) {
    notes.push(EPHEMERAL);
  }
  if (opaque.length > 0)
    notes.push(
      `What these run cannot be seen: ${opaque.slice(0, 10).join(", ")}${opaque.length > 10 ? ` and ${opaque.length - 10} more` : ""}.`,
    );
  return { resources: all, index: all === resources ? index : new ResourceIndex(all), unmapped, notes };
}

const EPHEMERAL =
  "The azapi provider is configured: an ephemeral azapi_resource_action would write while planning and is in no part of a plan; check the configuration (cdk.tf.json, *.tf.json) as well.";

/**
 * That which the provider configuration names; else the one that the resource's own id, where it has one, lies in; else that of the environment. Another id it names (a subnet, a workspace) may lie in
 * any subscription.
 */
function subscriptionOf(
  resource: TerraformResource,
  providers: ReadonlyMap<string, ProviderConfig>,
): MapContext["subscriptionId"] {
  const { subscriptionId = Unknown, isFromEnvironment } = providers.get(resource.providerKey) ?? {};
  if (!isUnknown(subscriptionId) && isFromEnvironment !== true) return subscriptionId;
  const id = resource.value("id") ?? resource.before?.id;
  return (typeof id === "string" ? parseArmId(id)?.subscriptionId : undefined) ?? subscriptionId;
}

/** A kind or a tag that is no text: ARM refuses it or makes a text of it, and nobody can tell which. What is null is not there. */
function settleHead(resource: ArmResource): void {
  const { tags } = resource;
  const properties: unknown = resource.properties;
  if (properties === null) delete resource.properties;
  const kind: unknown = resource.kind;
  if (kind === null) delete resource.kind;
  else if (kind !== undefined && typeof kind !== "string") resource.kind = Unknown;
  if (!isObject(tags)) return;
  const odd = Object.keys(tags).filter((name) => typeof tags[name] === "object" && tags[name] !== null);
  if (odd.length > 0) resource.tags = { ...tags, ...Object.fromEntries(odd.map((name) => [name, Unknown])) };
}

function count(into: Record<string, number>, type: string): void {
  into[type] = (into[type] ?? 0) + 1;
}
