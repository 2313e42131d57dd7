import { canRecognise, COGNITIVE_ACCOUNT } from "../../arm/cognitive-account";
import type { PlannedResource } from "../../arm/resource";
import { callEdge } from "../call";
import type { Edge, EdgeKind, Terrain } from "../edge";
import { unpaired } from "../pairs";
import type { RoleGrant } from "../role";
import { roleOf } from "../roles";
import { INDEXERS, mayWork, ROLE_ASSIGNMENTS } from "../types";
import { reachedBy, writtenOn } from "../scopes";

const ACCOUNTS = [COGNITIVE_ACCOUNT];

/**
 * E1: a role assignment lets a workload's identity call the model.
 *
 * Evidence: a role that includes inference (roles.ts), at the account or at any scope above it, given to the system-assigned identity of a workload or to a
 * user-assigned one that it holds. Strong; medium for Owner and Contributor, which have to list keys first; weak where the role is not known, or
 * for which of several workloads it is.
 * Who may call a Face or Vision account gets its answers: that edge goes from the account to the workload. So does one from Video Indexer, for whose tokens its Contributors may ask:
 * https://learn.microsoft.com/rest/api/videoindexer/generate/access-token. Given above it, that role says nothing of what is done with it.
 * Cannot see: roles given outside the plan, to a group the identity is a member of.
 */
export const roleAssignment: EdgeKind = {
  id: "E1",
  title: "Role assignment with an inference role",
  *find(terrain) {
    for (const assignment of inferenceAssignments(terrain)) yield* edgesOf(assignment, terrain);
    yield* ofIndexers(terrain);
  },
};

interface InferenceAssignment {
  assignment: PlannedResource;
  accounts: readonly PlannedResource[];
  strength: Edge["strength"];
}

/** Role assignments that let somebody call a planned account. */
export function* inferenceAssignments(terrain: Terrain): Generator<InferenceAssignment> {
  for (const assignment of terrain.of(ROLE_ASSIGNMENTS)) {
    const role = roleOf(assignment, terrain);
    if (role === undefined || !(calls(role) || recognises(role))) continue;
    const reached = reachedBy(assignment, ACCOUNTS, terrain);
    const accounts = calls(role) ? reached : reached.filter(({ resource }) => canRecognise(resource));
    if (accounts.length > 0) yield { assignment, accounts, strength: role === "unknown" ? "weak" : role.strength };
  }
}

/** Whether a role assignment gives a role that includes inference, or one that is not known. */
export function grantsInference(assignment: PlannedResource, terrain: Terrain): boolean {
  const role = roleOf(assignment, terrain);
  return role !== undefined && calls(role);
}

const recognises = (role: RoleGrant | "unknown"): boolean => role !== "unknown" && role.grants.includes("recognise");
const calls = (role: RoleGrant | "unknown"): boolean => role === "unknown" || role.grants.includes("infer");

function* edgesOf({ assignment, accounts, strength }: InferenceAssignment, terrain: Terrain): Generator<Edge> {
  const unseen = unpaired(assignment, terrain);
  for (const holder of terrain.identities.principalOf(assignment).holders) {
    const worker = terrain.node(holder);
    for (const account of accounts) {
      if (worker === account) continue;
      const edge = callEdge("E1", worker, account, `${assignment.address}: principal_id`, strength);
      yield unseen === undefined ? edge : { ...edge, strength: "weak", unseen };
    }
  }
}

function* ofIndexers(terrain: Terrain): Generator<Edge> {
  if (terrain.of(INDEXERS).length === 0) return;
  for (const assignment of terrain.of(ROLE_ASSIGNMENTS)) {
    const role = roleOf(assignment, terrain);
    if (role === undefined || !calls(role)) continue;
    const unseen =
      role === "unknown" ? `what the role of ${assignment.address} lets do` : unpaired(assignment, terrain);
    const attribute = `${assignment.address}: principal_id`;
    for (const from of writtenOn(assignment, INDEXERS, terrain)) {
      for (const to of terrain.identities.principalOf(assignment).holders.map(terrain.node)) {
        if (to === from || !mayWork(to)) continue;
        if (unseen === undefined) yield { edge: "E1", from, to, attribute, strength: "medium" };
        else yield { edge: "E1", from, to, attribute, strength: "weak", unseen };
      }
    }
  }
}
