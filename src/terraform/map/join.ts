import type { PlannedResource } from "../../arm/resource";
import { staying, type ResourceIndex } from "../../arm/resource-index";
import { isUnplaced, type Mapped } from "./map-azurerm";
import { typeKey } from "../../arm/type-key";

/**
 * Places resources whose parent or scope is known only by reference: a deployment whose `cognitive_account_id` is another resource's `id` gets
 * the name and id that this resource will have. Done only where the reference reads `id` or `name`, leads to one planned resource, and that one has
 * the type of the parent.
 * @param index finds the resources by address; their ids are not known yet
 */
export function joinPlaces(mapped: readonly Mapped[], index: ResourceIndex): void {
  const open = new Map<PlannedResource, Mapped>();
  for (const item of mapped) {
    if (item.anchor && isUnplaced(item.planned)) open.set(item.planned, item);
  }
  if (open.size === 0) return;
  const settle = (item: Mapped): void => {
    open.delete(item.planned);
    const anchor = anchorOf(item, index);
    if (!anchor) return;
    const pending = open.get(anchor);
    if (pending) settle(pending);
    item.relocate?.(anchor);
  };
  for (const item of [...open.values()]) if (open.has(item.planned)) settle(item);
}

function anchorOf({ anchor, planned }: Mapped, index: ResourceIndex): PlannedResource | undefined {
  const links = anchor?.links() ?? [];
  if (!links.every((link) => READS.has(link.output))) return undefined;
  const type = anchor?.type?.toLowerCase();
  const fits = (target: PlannedResource): boolean =>
    target !== planned && (type === undefined ? isMain(target, index) : typeKey(target.resource.type) === type);
  let found: PlannedResource | undefined;
  for (const link of links) {
    for (const target of staying(index.targets(link))) {
      if (target === found || !fits(target)) continue;
      // One of several cannot be told from the others, however many there are.
      if (found) return undefined;
      found = target;
    }
  }
  return found;
}

/** What a reference to a parent reads of it; "" is what a plan shows of `x[each.key].id`. */
const READS = new Set(["", "id", "name", "resource_manager_id"]);

/** Of the several writes of one Terraform resource, the first is the resource itself. */
function isMain(target: PlannedResource, index: ResourceIndex): boolean {
  return index.byAddress(target.address)[0] === target;
}
