import { canRecognise } from "../arm/cognitive-account";
import type { PlannedResource } from "../arm/resource";
import type { Strength } from "../findings/finding";
import type { Edge } from "./edge";

/** The edge of a workload that can call an account: towards a model; back from an account that recognises, whose answers the workload gets. */
export function callEdge(
  edge: string,
  workload: PlannedResource,
  account: PlannedResource,
  attribute: string,
  strength: Strength,
): Edge {
  const [from, to] = canRecognise(account.resource) ? [account, workload] : [workload, account];
  return { edge, from, to, attribute, strength };
}
