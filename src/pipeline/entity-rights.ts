import type { PlannedResource } from "../arm/resource";
import { typeKey } from "../arm/type-key";
import type { Terrain } from "./edge";
import { entityScope, NAMESPACES } from "./entities";
import type { Mention } from "./mention";
import { unpaired } from "./pairs";
import type { RoleGrant } from "./role";
import { roleOf } from "./roles";
import { reachedBy } from "./scopes";
import { ROLE_ASSIGNMENTS } from "./types";

/** What names a namespace and does not open it. */
const KEYLESS: ReadonlySet<string> = new Set(["", "name", "id", "endpoint"]);

/** A key of a namespace by itself, 32 bytes in base64: whose it is, nobody can tell. */
const SAS_KEY = /^[a-z0-9+/]{43}=$/i;

/** Namespace -> worker -> what of it its roles are about: entities, or all of it. */
type Rights = Map<PlannedResource, Map<PlannedResource, Set<PlannedResource> | "all">>;

const known = new WeakMap<Terrain, Rights>();

/**
 * The queues, topics and event hubs that a workload can get at, which names their namespace and holds no key of it: those at which the plan gives it a role. Empty where
 * the plan gives it none, or one for more: then that is not told. Roles that may be anybody's are edges of their own.
 */
export function entitiesOpenTo(
  workload: PlannedResource,
  { target, output, secret }: Pick<Mention, "target" | "output" | "secret">,
  terrain: Terrain,
): readonly PlannedResource[] {
  if (!NAMESPACES.includes(typeKey(target.resource.type)) || secret === true || !KEYLESS.has(output)) return [];
  const own = rightsOf(terrain).get(terrain.node(target))?.get(terrain.node(workload));
  if (own === undefined || own === "all" || terrain.texts(workload).some(({ text }) => SAS_KEY.test(text))) return [];
  return [...own];
}

function rightsOf(terrain: Terrain): Rights {
  const before = known.get(terrain);
  if (before !== undefined) return before;
  const rights: Rights = new Map();
  known.set(terrain, rights);
  for (const assignment of terrain.of(ROLE_ASSIGNMENTS)) {
    const role = roleOf(assignment, terrain);
    if (
      role === undefined ||
      (role !== "unknown" && !role.grants.some((grant) => grant === "read" || grant === "write"))
    )
      continue;
    const entity = entityScope(assignment, terrain.index);
    const about = unpaired(assignment, terrain) === undefined ? (entity ?? "all") : "all";
    for (const namespace of reachedBy(assignment, NAMESPACES, terrain)) {
      if (entity === undefined && !isAbout(role, namespace)) continue;
      for (const holder of terrain.identities.principalOf(assignment).holders)
        add(rights, namespace, terrain.node(holder), about);
    }
  }
  return rights;
}

function isAbout(role: RoleGrant | "unknown", { resource: { type } }: PlannedResource): boolean {
  if (role === "unknown" || role.on === undefined) return true;
  return role.on.includes(type.slice(0, type.indexOf("/")).toLowerCase());
}

function add(
  rights: Rights,
  namespace: PlannedResource,
  worker: PlannedResource,
  about: PlannedResource | "all",
): void {
  let byWorker = rights.get(namespace);
  if (byWorker === undefined) rights.set(namespace, (byWorker = new Map()));
  const own = byWorker.get(worker);
  if (about === "all" || own === "all") byWorker.set(worker, "all");
  else byWorker.set(worker, (own ?? new Set()).add(about));
}
