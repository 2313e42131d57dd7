import { parseAddress } from "../arm/address";
import type { PlannedResource } from "../arm/resource";
import { isUnknown } from "../policy/unknown";
import type { Terrain } from "./edge";
import { ROLE_ASSIGNMENTS } from "./types";
import { at } from "./values";

const roles = new WeakMap<Terrain, Map<string, Set<string>>>();

/**
 * Why nobody can tell for whom a role assignment is, in words that follow "not seen:"; undefined where that can be told. `principal_id = each.value.principal`
 * of a for_each over several workloads names all of them: which one this instance is for is in no plan. Where every instance gives the same role at the same
 * place it does not matter, since each workload gets it.
 */
export function unpaired(assignment: PlannedResource, terrain: Terrain): string | undefined {
  if (countOf(assignment, "properties.principalId", terrain) < 2) return undefined;
  if (typeof at(assignment.resource.properties, "principalId") === "string") return undefined;
  const alike = rolesOf(assignment, terrain).size < 2 && countOf(assignment, "scope", terrain) < 2;
  return alike ? undefined : `which principal ${assignment.address} is for`;
}

function countOf({ links }: PlannedResource, path: string, { index }: Terrain): number {
  const own = links.filter((link) => link.path === path);
  const only = own[0];
  if (only === undefined || own.length === 1) return only === undefined ? 0 : index.targets(only).length;
  return new Set(own.flatMap((link) => index.targets(link))).size;
}

/** The roles that all instances of one resource block give. */
function rolesOf(assignment: PlannedResource, terrain: Terrain): ReadonlySet<string> {
  let byBlock = roles.get(terrain);
  if (byBlock === undefined) {
    byBlock = new Map();
    for (const each of terrain.of(ROLE_ASSIGNMENTS)) {
      const given = byBlock.get(blockOf(each)) ?? new Set();
      const role = each.told?.["roleDefinitionName"] ?? at(each.resource.properties, "roleDefinitionId");
      byBlock.set(blockOf(each), given.add(isUnknown(role) ? each.address : String(role).toLowerCase()));
    }
    roles.set(terrain, byBlock);
  }
  return byBlock.get(blockOf(assignment)) ?? new Set();
}

/** The address without keys, its own and those of its modules: a for_each may stand on either. */
const blockOf = ({ file, address }: PlannedResource): string => `${file}\n${parseAddress(address).stripped}`;
