import type { TerraformResource } from "../document";
import { armPath } from "./arm-path";
import type { Place } from "./place";
import type { ResourceMap } from "./resource-map";
import { isDerived, type Row } from "./rows";

/**
 * The unseen parts of a resource that are its arguments: what the table maps, and what tells where it lives. What only the provider computes is left out.
 * Of an outline everything may be an argument.
 */
export function unseenOf(resource: TerraformResource, map: ResourceMap): readonly string[] {
  const { unseen } = resource;
  if (unseen === undefined || unseen.length === 0) return NONE;
  return unseen.filter((path) => {
    const end = path.search(/[.[]/);
    const top = end < 0 ? path : path.slice(0, end);
    // A block list of which not even the length is known is one that a `dynamic` block makes, unless the provider fills it in.
    if (path === top && !resource.configured?.has(top)) return map.rows.some((row) => isOptionalBlock(row, top));
    if (placeNames(map.place).has(top) || armPath(map.rows, path) !== undefined) return true;
    if (map.given?.includes(top)) return true;
    return map.outline === true && !OUTLINE_OUTPUT.test(path);
  });
}

const NONE: readonly string[] = [];
/** What of a type that is not mapped in detail is known to be computed. */
const OUTLINE_OUTPUT = /^id$|(^|\.)(principal_id|tenant_id|fqdn|ip_address|kube_config|kube_admin_config)/;

const isOptionalBlock = (row: Row, name: string): boolean =>
  !isDerived(row) && row[0] === name && (row[2]?.one ?? row[2]?.each) !== undefined && row[2]?.computed !== true;

/** Places are those of the tables: few, and asked for with every resource. */
const known = new WeakMap<Place, ReadonlySet<string>>();

function placeNames(place: Place): ReadonlySet<string> {
  const before = known.get(place);
  if (before !== undefined) return before;
  const names = new Set<string>();
  known.set(place, names);
  for (let at: Place | undefined = place; at; at = at.otherwise) {
    names.add(at.anchor);
    for (const segment of at.segments) names.add(segment.replace(/^[~@^]/, ""));
  }
  return names;
}
