import type { PlannedResource } from "../arm/resource";
import { parentId, parseArmId } from "../arm/id";
import type { Terrain } from "./edge";
import { stringsIn } from "./values";

/** That one resource's configuration names another, by a reference, an id or a host. */
export interface Mention {
  target: PlannedResource;
  /** Terraform attribute, or the ARM path of a literal. */
  attribute: string;
  /** ARM path. */
  path: string;
  /** What of the target is read: `endpoint`, `primary_access_key`; "" for a literal. */
  output: string;
}

/** Links that say where a resource lives, not what it talks to. */
const PLACEMENT: ReadonlySet<string> = new Set(["resourceGroup", "parent", "scope"]);

/** Everything a resource's properties name, each target once for each attribute. */
export function mentionsOf(resource: PlannedResource, terrain: Pick<Terrain, "index" | "hosts">): Mention[] {
  const found = new Map<string, Mention>();
  const add = (mention: Mention): void => {
    if (mention.target === resource || mention.target.action === "delete") return;
    found.set(`${mention.attribute}\n${mention.target.file}\n${mention.target.address}\n${mention.output}`, mention);
  };
  for (const link of resource.links) {
    if (PLACEMENT.has(link.path)) continue;
    for (const target of terrain.index.targets(link)) {
      add({ target, attribute: link.attribute, path: link.path, output: link.output });
    }
  }
  for (const { path, text } of stringsIn(resource.resource.properties, "properties")) {
    for (const target of namedBy(text, terrain)) add({ target, attribute: path, path, output: "" });
  }
  return [...found.values()];
}

/** The resources that a literal names: by id (its own or that of what it lies below), or by host. */
function namedBy(text: string, { index, hosts }: Pick<Terrain, "index" | "hosts">): PlannedResource[] {
  if (!text.startsWith("/subscriptions/")) return hosts.in(text);
  for (let id: string | undefined = text; id !== undefined && parseArmId(id); id = parentId(id)) {
    const found = index.byId(id);
    if (found) return [found];
  }
  return [];
}
