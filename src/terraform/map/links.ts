import type { ArmLink } from "../../arm/resource";
import type { Reference, TerraformResource } from "../document";
import { armPath } from "./arm-path";
import type { Place } from "./place";
import type { Rows } from "./rows";

/** Attributes that say where a resource lives, and the path under which a link tells so. */
export function anchorPaths(place: Place): ReadonlyMap<string, string> {
  let paths = known.get(place);
  if (paths === undefined) known.set(place, (paths = pathsOf(place)));
  return paths;
}

/** Places are those of the tables: few, and asked for with every resource. */
const known = new WeakMap<Place, ReadonlyMap<string, string>>();

function pathsOf(place: Place): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (let at: Place | undefined = place; at; at = at.otherwise) {
    if (at.kind === "group") {
      paths.set(at.anchor, "resourceGroup");
      const above = at.segments.slice(0, -1);
      for (const segment of above) if (!segment.startsWith("=")) paths.set(segment, "parent");
    } else if (at.kind === "parent" || at.kind === "self") paths.set(at.anchor, "parent");
    else if (at.kind === "sibling") paths.set(at.anchor, "sibling");
    else if (at.kind === "extension") paths.set(at.anchor, "scope");
  }
  return paths;
}

/**
 * The references of a resource as links. A reference to an attribute that no row maps keeps its Terraform path.
 * @param overlay of a patch every name is that of the resource it is laid over
 * @param canHold whether what is planned for an attribute can hold what a reference reads
 * @param unsureOf of those that it can hold, those of which nobody can tell whether it does
 */
export function linksOf(
  resource: TerraformResource,
  rows: Rows,
  place: Place,
  overlay: boolean,
  canHold: (attribute: string, reference: Reference) => boolean,
  unsureOf: (attribute: string, references: readonly Reference[]) => ReadonlySet<Reference>,
): ArmLink[] {
  if (resource.references.size === 0) return [];
  const anchors = overlay ? withNames(place) : anchorPaths(place);
  const links: ArmLink[] = [];
  resource.references.forEach((references, attribute) => {
    const anchor = anchors.get(attribute);
    const path = anchor ?? armPath(rows, attribute)?.path ?? attribute;
    const held = references.filter((reference) => canHold(attribute, reference));
    const unsure = unsureOf(attribute, held);
    held.forEach((reference) => {
      const link = { path, attribute, to: reference.address, output: reference.output };
      links.push(unsure.has(reference) ? { ...link, unsure: true } : link);
    });
  });
  return links;
}

/** As {@link linksOf}, those alone that tell where a resource lives, with the path under which they tell so. */
export function anchorLinks(
  resource: TerraformResource,
  place: Place,
  path: string,
  overlay: boolean,
  canHold: (attribute: string, reference: Reference) => boolean,
): ArmLink[] {
  const links: ArmLink[] = [];
  (overlay ? withNames(place) : anchorPaths(place)).forEach((tells, attribute) => {
    if (tells !== path) return;
    resource.referencesOf(attribute).forEach((reference) => {
      if (canHold(attribute, reference))
        links.push({ path, attribute, to: reference.address, output: reference.output });
    });
  });
  return links;
}

function withNames(place: Place): ReadonlyMap<string, string> {
  const anchors = new Map(anchorPaths(place));
  for (const segment of place.segments)
    if (!segment.startsWith("=") && !anchors.has(segment)) anchors.set(segment, "parent");
  return anchors;
}
