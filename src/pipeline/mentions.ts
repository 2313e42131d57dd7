import type { PlannedResource } from "../arm/resource";
import type { Strength } from "../findings/finding";
import type { Edge, Terrain } from "./edge";
import { entityOf } from "./entities";
import { namedBy } from "./literals";
import type { Mention } from "./mention";
import type { Output } from "./outputs";
import type { ResourceIndex } from "../arm/resource-index";
import { EXTENSIONS, isExtension, isToldApart, WORKLOADS } from "./types";
import { at, stringsIn, type TextAt } from "./values";
import { typeKey } from "../arm/type-key";

/** Links that say where a resource lives, not what it talks to. */
const PLACEMENT: ReadonlySet<string> = new Set(["resourceGroup", "parent", "scope"]);

/** What says nothing of what a resource talks to: words about it, and where its own boot log goes. */
const IRRELEVANT = /^(tags|boot_diagnostics|properties\.(virtualMachineProfile\.)?diagnosticsProfile)\b/;

/** Everything a resource's properties name, each target once for each attribute. */
export function mentionsOf(
  resource: PlannedResource,
  terrain: Pick<Terrain, "index" | "hosts" | "outputs" | "texts">,
): Mention[] {
  const found = new Map<string, Mention>();
  // Of what may be on any of several clusters nobody can tell which of them it names something for.
  const isUnsure =
    isExtension(resource.resource.type) && resource.links.some(({ path, unsure }) => path === "scope" && unsure);
  const add = (each: Mention): void => {
    const mention = isUnsure ? { ...each, unsure: true as const } : each;
    if (mention.target === resource || mention.target.action === "delete") return;
    found.set(`${mention.attribute}\n${mention.target.file}\n${mention.target.address}\n${mention.output}`, mention);
  };
  for (const link of resource.links) {
    if (PLACEMENT.has(link.path) || IRRELEVANT.test(link.attribute) || IRRELEVANT.test(link.path)) continue;
    for (const target of terrain.index.targets(link)) {
      const { attribute, path, output, unsure } = link;
      add({ target, attribute, path, output, ...(unsure && { unsure }) });
    }
  }
  const addNamed = (written: readonly TextAt[]): void => {
    for (const { path, text } of written) {
      const named = namedBy(text, terrain);
      const given = terrain.outputs.in(text);
      if ((named.length === 0 && given.length === 0) || IRRELEVANT.test(path)) continue;
      const secret = text.search(KEY) >= 0;
      for (const target of opened(text, named, given, terrain.index))
        add({ target, attribute: path, path, output: "", ...(secret && { secret }) });
      for (const { target, output } of given) add({ target, attribute: path, path, output });
    }
  };
  addNamed(terrain.texts(resource));
  addNamed(stringsIn(resource.given));
  return [...found.values()];
}

const KEY = /SharedAccess(Key=|Signature)|\bsig=/gi;

/**
 * What a literal opens of what it names: a connection string names the namespace of a queue, and with the queue's own key, as the only one in it, opens that queue alone.
 */
function opened(
  text: string,
  named: readonly PlannedResource[],
  given: readonly Output[],
  index: ResourceIndex,
): readonly PlannedResource[] {
  if (given.length === 0 || text.match(KEY)?.length !== 1) return named;
  const entities = given.map(({ target }) => entityOf(target, index));
  if (entities.includes(undefined)) return named;
  const wholes = new Set(entities.map((entity) => entity && index.parentOf(entity)));
  return named.filter((target) => !wholes.has(target));
}

/** Settings of a workload that lie in a resource of their own, which the workload names: a Logic Apps connection; what an environment gives its container apps. */
const INDIRECT: ReadonlySet<string> = new Set(["microsoft.web/connections", "microsoft.app/managedenvironments"]);
const COMPONENT = "microsoft.app/managedenvironments/daprcomponents";
const CONTAINER_APP = "microsoft.app/containerapps";
const OF_ENVIRONMENTS = [COMPONENT, "microsoft.app/managedenvironments/storages"];

/** Everything a workload's settings name: its own, those of connections it uses, those that its environment gives it. */
export function* settingsOf(part: PlannedResource, terrain: Terrain): Generator<Mention> {
  for (const mention of terrain.mentions(part)) {
    yield mention;
    const named = terrain.node(mention.target);
    if (!INDIRECT.has(typeKey(named.resource.type))) continue;
    for (const holder of [named, ...givenBy(named, terrain).filter((given) => loads(part, given))])
      for (const inner of terrain.mentions(holder)) yield { ...inner, holder };
  }
}

const given = new WeakMap<Terrain, Map<PlannedResource, PlannedResource[]>>();

/** Components and shares of an environment. */
function givenBy(environment: PlannedResource, terrain: Terrain): readonly PlannedResource[] {
  let all = given.get(terrain);
  if (all === undefined) {
    all = new Map();
    for (const child of terrain.of(OF_ENVIRONMENTS)) {
      const node = terrain.node(child);
      all.set(node, [...(all.get(node) ?? []), child]);
    }
    given.set(terrain, all);
  }
  return all.get(environment) ?? [];
}

/**
 * Whether a workload may have what its environment keeps. A Dapr component is for the apps that run Dapr and, where it has scopes, for those among them that these name:
 * https://learn.microsoft.com/azure/container-apps/dapr-components#component-scopes
 */
function loads({ resource, overlay }: PlannedResource, given: PlannedResource): boolean {
  if (typeKey(resource.type) !== CONTAINER_APP || typeKey(given.resource.type) !== COMPONENT) return true;
  const dapr = at(resource.properties, "configuration", "dapr");
  // What is laid over an app leaves out what it has already.
  if (dapr === undefined || dapr === null) return overlay === true || resource.properties === undefined;
  const app = at(dapr, "appId");
  const scopes = at(given.resource.properties, "scopes");
  const known = Array.isArray(scopes) && scopes.length > 0 && scopes.every((scope) => typeof scope === "string");
  return !known || typeof app !== "string" || scopes.includes(app);
}

/** `address: attribute` of a mention. */
export const evidenceOf = (part: PlannedResource, { holder = part, attribute }: Mention): string =>
  `${holder.address}: ${attribute}`;

/** The strength of an edge that a mention tells of, and what of it is not seen: an attribute of which nobody can tell whether it holds the target is weak evidence. */
export const toldBy = (
  part: PlannedResource,
  mention: Mention,
  strength: Strength,
): Pick<Edge, "strength" | "unseen"> =>
  mention.unsure === true
    ? { strength: "weak", unseen: `whether ${evidenceOf(part, mention)} names ${mention.target.address}` }
    : { strength };

/** Workloads and their parts, whose settings say what they call and read, and what is brought to clusters. Connections and shared private links are told apart (E5, E6). */
export const settingOwners = (terrain: Terrain): readonly PlannedResource[] =>
  [...terrain.parts(WORKLOADS), ...terrain.of(EXTENSIONS)].filter(({ resource }) => !isToldApart(resource.type));
